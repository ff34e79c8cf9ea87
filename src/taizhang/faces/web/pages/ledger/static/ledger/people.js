/* Shows the chosen names on the closed picker, and closes it when the focus goes elsewhere. */
(function () {
  "use strict";

  function tell(picker) {
    var names = Array.from(picker.querySelectorAll("input:checked")).map(function (box) {
      return box.parentElement.textContent.trim();
    });
    picker.querySelector("[data-people-names]").textContent = names.join("、") || "选人";
  }

  document.querySelectorAll("[data-people-pick]").forEach(tell);
  document.addEventListener("change", function (event) {
    var picker = event.target.closest("[data-people-pick]");
    if (picker) {
      tell(picker);
    }
  });
  document.addEventListener("focusin", function (event) {
    document.querySelectorAll("[data-people-pick][open]").forEach(function (picker) {
      if (!picker.contains(event.target)) {
        picker.open = false;
      }
    });
  });
  document.addEventListener("keydown", function (event) {
    var picker = event.key === "Escape" && event.target.closest("[data-people-pick][open]");
    if (picker) {
      picker.open = false;
      picker.querySelector("summary").focus();
    }
  });
})();
