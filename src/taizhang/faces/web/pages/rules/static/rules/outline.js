/* The form of an outline: an entry of its contents unfolds what it leads to; all fold without asking the server. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var entry = event.target.closest("[data-unfolds]");
    if (entry) {
      entry.dataset.unfolds.split(" ").forEach(function (id) {
        document.getElementById(id).checked = true;
      });
    }
    var all = event.target.closest("[data-folds]");
    if (all) {
      event.preventDefault();
      document.querySelectorAll(".fold-box").forEach(function (box) {
        box.checked = all.dataset.folds === "open";
      });
    }
  });
})();
