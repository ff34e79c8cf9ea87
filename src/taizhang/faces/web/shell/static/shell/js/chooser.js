/* The kind chooser: type any part or initials, arrows, Enter. */
(function () {
  "use strict";

  /* 0 begins with, 1 contains, 2 in this order, 3 all characters somewhere, none: does not match. */
  function rank(option, text) {
    var word = option.dataset.word.toLowerCase();
    var initials = (option.dataset.initials || "").toLowerCase();
    if (!text || word.indexOf(text) === 0 || initials.indexOf(text) === 0) {
      return 0;
    }
    if (word.indexOf(text) > 0 || initials.indexOf(text) > 0) {
      return 1;
    }
    var from = 0;
    var inOrder = Array.from(text).every(function (letter) {
      from = word.indexOf(letter, from) + 1;
      return from > 0;
    });
    if (inOrder) {
      return 2;
    }
    return Array.from(text).every(function (letter) { return word.indexOf(letter) >= 0; }) ? 3 : null;
  }

  function Chooser(root) {
    this.input = root.querySelector('[role="combobox"]');
    this.list = root.querySelector('[role="listbox"]');
    this.hidden = root.querySelector('input[type="hidden"]');
    this.count = root.querySelector("[data-chooser-count]");
    this.options = Array.from(this.list.querySelectorAll('[role="option"]'));
    this.none = document.createElement("li");
    this.none.className = "none dim sm";
    this.none.setAttribute("role", "presentation");
    this.none.textContent = "没有这一类。换几个字，或打拼音首字母。";
  }

  Chooser.prototype.matches = function () {
    var text = this.input.value.trim().toLowerCase();
    return this.options
      .map(function (option, place) { return { option: option, rank: rank(option, text), place: place }; })
      .filter(function (found) { return found.rank !== null; })
      .sort(function (a, b) { return a.rank - b.rank || a.place - b.place; })
      .map(function (found) { return found.option; });
  };

  Chooser.prototype.open = function () {
    var found = this.matches();
    this.options.forEach(function (option) { option.remove(); });
    this.none.remove();
    found.forEach(function (option) { this.list.append(option); }, this);
    if (!found.length) {
      this.list.append(this.none);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.count.textContent = found.length ? "有 " + found.length + " 类" : this.none.textContent;
    this.mark(found[0] || null);
  };

  Chooser.prototype.close = function () {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  };

  Chooser.prototype.mark = function (option) {
    this.options.forEach(function (other) {
      other.setAttribute("aria-selected", String(other === option));
    });
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  };

  Chooser.prototype.marked = function () {
    return this.list.querySelector('[aria-selected="true"]');
  };

  Chooser.prototype.take = function (option) {
    this.input.value = option.dataset.word;
    this.close();
    if (option.dataset.href) {
      window.location.assign(option.dataset.href);
    } else if (this.hidden) {
      this.hidden.value = option.dataset.value;
      this.hidden.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  Chooser.prototype.key = function (event) {
    var shown = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!shown) {
        this.open();
        return;
      }
      var options = Array.from(this.list.querySelectorAll('[role="option"]'));
      var at = options.indexOf(this.marked()) + (event.key === "ArrowDown" ? 1 : -1);
      if (options.length) {
        this.mark(options[(at + options.length) % options.length]);
      }
    } else if (event.key === "Enter" && !event.ctrlKey && shown) {
      event.preventDefault();
      if (this.marked()) {
        this.take(this.marked());
      }
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      this.close();
    }
  };

  function start(root) {
    if (root.dataset.ready !== undefined) {
      return;
    }
    root.dataset.ready = "";
    var chooser = new Chooser(root);
    chooser.input.addEventListener("input", function () { chooser.open(); });
    chooser.input.addEventListener("click", function () { chooser.open(); });
    chooser.input.addEventListener("focus", function () { chooser.input.select(); });
    chooser.input.addEventListener("keydown", function (event) {
      if (!event.isComposing) {
        chooser.key(event);
      }
    });
    chooser.input.addEventListener("blur", function () { chooser.close(); });
    chooser.list.addEventListener("mousedown", function (event) {
      /* The field keeps the focus, so that the list is still there when the button comes up. */
      event.preventDefault();
      var option = event.target.closest('[role="option"]');
      if (option) {
        chooser.take(option);
      }
    });
  }

  function startAll() {
    document.querySelectorAll("[data-chooser]").forEach(start);
  }

  document.addEventListener("htmx:afterSettle", startAll);
  startAll();
})();
