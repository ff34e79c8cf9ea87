/* Lists of items whose rows are added from a template and taken away. */
(function () {
  "use strict";

  function add(holder) {
    var list = holder.querySelector(".items");
    var number = Number(holder.dataset.next || list.children.length);
    holder.dataset.next = number + 1;
    var row = document.createElement("ol");
    row.innerHTML = holder.querySelector("template").innerHTML.replace(/__n__/g, String(number));
    var item = row.firstElementChild;
    list.append(item);
    window.htmx.process(item);
    var field = item.querySelector("input:not([type=hidden]), select, textarea");
    if (field) {
      field.focus();
    }
  }

  document.addEventListener("click", function (event) {
    var adder = event.target.closest("[data-item-add]");
    if (adder) {
      add(adder.closest("[data-items]"));
      return;
    }
    var remover = event.target.closest("[data-item-remove]");
    if (remover) {
      var holder = remover.closest("[data-items]");
      remover.closest("li").remove();
      holder.dispatchEvent(new Event("change", { bubbles: true }));
      holder.querySelector("[data-item-add]").focus();
    }
  });
})();
