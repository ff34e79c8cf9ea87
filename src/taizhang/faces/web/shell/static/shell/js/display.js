/* How this browser shows the pages: large text, menus that close, focus on what went wrong, printing. */
(function () {
  "use strict";

  var YEAR_SECONDS = 31536000;

  function setTextSize(size) {
    document.cookie = "taizhang_text=" + size + "; path=/; SameSite=Lax; max-age=" + YEAR_SECONDS;
    if (size === "large") {
      document.documentElement.dataset.text = "large";
    } else {
      delete document.documentElement.dataset.text;
    }
    document.querySelectorAll("[data-text-size]").forEach(function (button) {
      var large = size === "large";
      button.dataset.textSize = large ? "standard" : "large";
      button.lastChild.textContent = large ? "换回标准字" : "换成大字";
    });
    window.dispatchEvent(new Event("resize"));
  }

  document.addEventListener("click", function (event) {
    var size = event.target.closest("[data-text-size]");
    if (size) {
      setTextSize(size.dataset.textSize);
    }
    if (event.target.closest("[data-print]")) {
      window.print();
    }
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  /* A GET form leaves out what was left empty, so that the address stays short. */
  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-drops-empty]")) {
      event.target.querySelectorAll("input[name], select[name]").forEach(function (field) {
        field.disabled = field.value === "";
      });
    }
  });

  /* A select or box that is a filter applies itself. */
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-applies]") && event.target.form) {
      event.target.form.requestSubmit();
    }
  });

  function focusTrouble(root) {
    var trouble = root.querySelector("[data-takes-focus]");
    if (trouble) {
      trouble.focus();
    }
  }

  focusTrouble(document);
  document.addEventListener("htmx:afterSwap", function (event) {
    focusTrouble(event.target);
  });

  /* Paper has nothing to click: what is folded for reading is printed unfolded, and folded again. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details[data-unfolds-in-print]:not([open])").forEach(function (fold) {
      fold.open = true;
      fold.dataset.wasFolded = "";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-was-folded]").forEach(function (fold) {
      fold.open = false;
      delete fold.dataset.wasFolded;
    });
  });

  /* A phone's bottom bar gives way to a form's action bar. */
  var tabbar = document.querySelector(".tabbar");
  if (tabbar && document.querySelector(".bar")) {
    tabbar.classList.add("away");
  }
})();
