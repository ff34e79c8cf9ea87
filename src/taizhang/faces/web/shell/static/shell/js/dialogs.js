/* Native dialogs: those that stand in the page, and those that are fetched for a link with data-dialog. */
(function () {
  "use strict";

  function chooser() {
    return document.getElementById("chooser");
  }

  function fill(link, text) {
    var dialog = chooser();
    dialog.innerHTML = text;
    var heading = dialog.querySelector("h2");
    if (heading) {
      dialog.setAttribute("aria-label", heading.textContent);
    }
    window.htmx.process(dialog);
    dialog.showModal();
    var first = dialog.querySelector("[autofocus]");
    if (first) {
      first.focus();
    }
  }

  function open(link) {
    fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (text) {
        fill(link, text);
      })
      /* Whatever went wrong, the link itself still leads to the same page. */
      .catch(function () {
        window.location.assign(link.href);
      });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-dialog]");
    if (link && chooser() && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
      event.preventDefault();
      open(link);
      return;
    }
    var opener = event.target.closest("[data-opens]");
    if (opener) {
      var dialog = document.getElementById(opener.dataset.opens);
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    var closer = event.target.closest("[data-closes]");
    if (closer && closer.closest("dialog")) {
      closer.closest("dialog").close();
      return;
    }
    /* A click beside an open dialog closes it, unless something has been typed. */
    if (event.target.matches("dialog[open]") && event.target.id === "chooser") {
      event.target.close();
    }
  });

  /* From a search field, down goes to the list that it filters. */
  document.addEventListener("keydown", function (event) {
    var field = event.target;
    if (event.key === "ArrowDown" && field.dataset && field.dataset.listFocus) {
      var first = document.querySelector(field.dataset.listFocus);
      if (first) {
        event.preventDefault();
        first.focus();
      }
      return;
    }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && field.closest && field.closest(".choice-list")) {
      var links = Array.from(field.closest(".choice-list").querySelectorAll("a"));
      var next = links[links.indexOf(field) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
      }
    }
  });
})();
