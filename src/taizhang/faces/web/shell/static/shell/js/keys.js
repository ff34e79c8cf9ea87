/* The keys of the product; the list behind ? is shell/keys.py. */
(function () {
  "use strict";

  var LETTERS = { n: "record", o: "organization", t: "day", "?": "keys", "？": "keys" };

  function inField(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  function shown(element) {
    return element.hidden || element.getClientRects().length > 0;
  }

  function press(name) {
    var target = Array.from(document.querySelectorAll('[data-key="' + name + '"]')).find(shown);
    if (!target) {
      return false;
    }
    if (target.matches("input, select, textarea")) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
    return true;
  }

  function submit(active) {
    var button = document.querySelector('[data-key="submit"]');
    if (button) {
      button.click();
    } else if (active.form) {
      active.form.requestSubmit();
    }
  }

  /* F8 goes from one thing that needs a look to the next. */
  function step(back) {
    var stops = Array.from(document.querySelectorAll("[data-stop]")).filter(shown);
    if (!stops.length) {
      return;
    }
    var here = stops.indexOf(document.activeElement);
    var next = here < 0 ? (back ? stops.length - 1 : 0) : (here + (back ? stops.length - 1 : 1)) % stops.length;
    if (!stops[next].hasAttribute("tabindex") && !stops[next].matches("a, button, input, select, textarea")) {
      stops[next].setAttribute("tabindex", "-1");
    }
    stops[next].focus();
    stops[next].scrollIntoView({ block: "center" });
  }

  function withControl(event) {
    var key = event.key.toLowerCase();
    if (key === "k" && press("search")) {
      event.preventDefault();
    } else if (key === "s" && press("save")) {
      event.preventDefault();
    } else if (key === "enter") {
      event.preventDefault();
      submit(event.target);
    }
  }

  function escape() {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.defaultPrevented) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      withControl(event);
      return;
    }
    if (event.key === "Escape") {
      escape();
      return;
    }
    if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey);
      return;
    }
    var name = LETTERS[event.key.toLowerCase()];
    if (name && !event.altKey && !inField(event.target) && !document.querySelector("dialog[open]") && press(name)) {
      event.preventDefault();
    }
  });
})();
