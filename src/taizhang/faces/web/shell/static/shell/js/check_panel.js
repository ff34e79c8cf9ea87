/* The checker's panel: a finding and its mark in the text belong together; keys walk, accept and let stand. */
(function () {
  "use strict";

  var next = null;

  function panel() {
    return document.querySelector("[data-check-panel]");
  }

  function marksOf(number) {
    return Array.from(document.querySelectorAll("mark[data-marks]")).filter(function (mark) {
      return mark.dataset.marks.split(" ").indexOf(String(number)) >= 0;
    });
  }

  function light(number) {
    document.querySelectorAll("mark.on").forEach(function (mark) { mark.classList.remove("on"); });
    var marks = marksOf(number);
    marks.forEach(function (mark) { mark.classList.add("on"); });
    if (marks[0]) {
      var pane = marks[0].closest("[data-marked]");
      if (pane && pane.scrollHeight > pane.clientHeight) {
        pane.scrollTop += marks[0].getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
      }
    }
  }

  function unfold(row) {
    var fold = row.parentElement.closest("details");
    while (fold) {
      fold.open = true;
      fold = fold.parentElement.closest("details");
    }
  }

  function open(row, focus) {
    unfold(row);
    row.open = true;
    if (focus) {
      row.querySelector("summary").focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  }

  /* One finding lies open at a time, and its place in the text is framed. */
  document.addEventListener("toggle", function (event) {
    var row = event.target;
    if (!row.matches || !row.matches(".finding-row") || !row.open) {
      return;
    }
    panel().querySelectorAll(".finding-row[open]").forEach(function (other) {
      if (other !== row) {
        other.open = false;
      }
    });
    light(row.dataset.number);
  }, true);

  document.addEventListener("focusin", function (event) {
    var row = event.target.closest && event.target.closest(".finding-row");
    if (row && event.target.matches("summary.finding")) {
      light(row.dataset.number);
    }
  });

  document.addEventListener("click", function (event) {
    var mark = event.target.closest("mark[data-marks]");
    if (mark && panel()) {
      var row = document.getElementById("f" + mark.dataset.marks.split(" ")[0]);
      if (row) {
        event.preventDefault();
        open(row, true);
      }
    }
  });

  function currentRow() {
    return (document.activeElement && document.activeElement.closest(".finding-row")) ||
      document.querySelector(".finding-row[open]");
  }

  /* A file to take away comes by the browser itself, not as a piece of this page. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-plain]");
    if (button) {
      event.preventDefault();
      var before = button.form.action;
      button.form.action = button.formAction;
      button.form.submit();
      button.form.action = before;
    }
  });

  /* Enter in a reason lets this one place stand. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.isComposing && event.target.matches(".let-stand input")) {
      event.preventDefault();
      event.target.closest(".let-stand").querySelector("button").click();
    }
  });

  /* A: take the first offer. X: say why it is no fault. */
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !panel()) {
      return;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      return;
    }
    var row = currentRow();
    if (!row) {
      return;
    }
    var key = event.key.toLowerCase();
    if (key === "a") {
      var offer = row.querySelector("[data-accept]");
      if (offer) {
        event.preventDefault();
        offer.click();
      }
    } else if (key === "x") {
      event.preventDefault();
      open(row, false);
      var stand = row.querySelector(".let-stand");
      stand.open = true;
      stand.querySelector("input").focus();
    }
  });

  /* After a change the findings are new; the reader goes on where the last one stood. */
  document.addEventListener("htmx:beforeRequest", function () {
    var row = currentRow();
    next = row ? Number(row.dataset.number) : null;
  });

  /* What only a script can do shows only where there is one. */
  function showScripted() {
    document.querySelectorAll("[data-copies][hidden]").forEach(function (button) { button.hidden = false; });
  }

  showScripted();
  document.addEventListener("htmx:afterSettle", showScripted);
  document.addEventListener("htmx:afterSettle", function () {
    if (next === null || !panel()) {
      return;
    }
    var rows = panel().querySelectorAll(".finding-row");
    var row = document.getElementById("f" + next) || rows[rows.length - 1];
    next = null;
    /* Whoever has gone on by key meanwhile, and is perhaps writing a reason, stays where he is. */
    var gone = document.activeElement && document.activeElement.closest(".finding-row");
    if (row && !gone) {
      unfold(row);
      row.querySelector("summary").focus();
      light(row.dataset.number);
    }
  });
})();
