/* The matrix and its drawer: a cell opens beside, arrows go to the neighbour and the drawer follows. */
(function () {
  "use strict";

  var PHONE = window.matchMedia("(max-width: 760px)");

  function drawer() {
    return document.querySelector("[data-drawer]");
  }

  function selected() {
    return document.querySelector("[data-matrix] td > a[aria-current]");
  }

  function isOpen() {
    var box = drawer();
    return box && !box.hidden;
  }

  function setOpen(open) {
    var box = drawer();
    box.hidden = !open;
    var cols = box.closest(".cols");
    if (cols) {
      cols.classList.toggle("closed", !open);
    }
  }

  /* One cell at a time can be reached by Tab; arrows lead to the others. */
  function rove(cell) {
    var matrix = cell.closest("[data-matrix]");
    matrix.querySelectorAll('td > a[tabindex="0"]').forEach(function (other) {
      other.tabIndex = -1;
    });
    cell.tabIndex = 0;
  }

  function show(cell) {
    var before = selected();
    if (before) {
      before.removeAttribute("aria-current");
    }
    cell.setAttribute("aria-current", "true");
    rove(cell);
    setOpen(true);
    window.htmx.ajax("GET", cell.href, { target: drawer(), swap: "innerHTML", source: cell })
      /* messages.js has told already. */
      .catch(function () {});
  }

  function close() {
    var cell = selected();
    setOpen(false);
    if (cell) {
      cell.removeAttribute("aria-current");
      cell.focus();
    }
  }

  /* Where a cell stands, counted in columns, so that a quarter has three months above and below it. */
  function column(td) {
    var at = 0;
    for (var other = td.previousElementSibling; other; other = other.previousElementSibling) {
      at += other.colSpan;
    }
    return at;
  }

  function cellAt(row, at) {
    var reached = 0;
    for (var i = 0; i < row.cells.length; i += 1) {
      reached += row.cells[i].colSpan;
      if (reached > at) {
        return row.cells[i].querySelector(":scope > a");
      }
    }
    return null;
  }

  function beside(cell, forward) {
    var td = cell.parentElement;
    do {
      td = forward ? td.nextElementSibling : td.previousElementSibling;
    } while (td && !td.querySelector(":scope > a"));
    return td && td.tagName === "TD" ? td.querySelector(":scope > a") : null;
  }

  function above(cell, down) {
    var rows = Array.from(cell.closest("table").querySelectorAll("tbody tr:not(.rule):not([hidden])"));
    var row = rows[rows.indexOf(cell.closest("tr")) + (down ? 1 : -1)];
    return row ? cellAt(row, column(cell.parentElement)) : null;
  }

  function neighbour(cell, key) {
    return {
      ArrowLeft: function () { return beside(cell, false); },
      ArrowRight: function () { return beside(cell, true); },
      ArrowUp: function () { return above(cell, false); },
      ArrowDown: function () { return above(cell, true); }
    }[key]();
  }

  function start() {
    document.querySelectorAll("[data-matrix]").forEach(function (matrix) {
      var cells = matrix.querySelectorAll("td > a");
      var first = matrix.querySelector("td > a[aria-current]") || cells[0];
      cells.forEach(function (cell) {
        cell.tabIndex = cell === first ? 0 : -1;
      });
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-drawer-close]")) {
      close();
      return;
    }
    var cell = event.target.closest("[data-matrix] td > a");
    var plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    /* On a phone the cell is a page of its own. */
    if (cell && drawer() && plain && !PHONE.matches) {
      event.preventDefault();
      show(cell);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen() && selected() && !document.querySelector("dialog[open]")) {
      close();
      return;
    }
    if (!/^Arrow/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) {
      if (event.key === " " && event.target.matches("[data-matrix] td > a")) {
        event.preventDefault();
        event.target.click();
      }
      return;
    }
    var cell = event.target.closest("[data-matrix] td > a");
    if (!cell) {
      return;
    }
    event.preventDefault();
    var next = neighbour(cell, event.key);
    if (next) {
      rove(next);
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (isOpen() && selected() && !PHONE.matches) {
        show(next);
      }
    }
  });

  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.querySelector && event.target.querySelector("[data-matrix]")) {
      start();
    }
  });
  start();
})();
