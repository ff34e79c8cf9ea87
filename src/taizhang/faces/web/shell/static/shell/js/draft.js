/* A form with data-draft-url keeps its draft on the server: every 20 s after a change, and at Ctrl S.
   The answer is JSON: {"saved_at": "10:42"}, and "draft_url" when the draft got an address of its own.
   Nothing is kept in the browser. */
(function () {
  "use strict";

  var EVERY_MS = 20000;

  function token() {
    var headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    return headers["X-CSRFToken"] || "";
  }

  function Draft(form) {
    this.form = form;
    this.changed = false;
    this.running = false;
    this.leaving = false;
  }

  Draft.prototype.note = function (text, isTrouble) {
    document.querySelectorAll("[data-draft-note]").forEach(function (place) {
      place.textContent = text;
      place.classList.toggle("ink-unmet", Boolean(isTrouble));
    });
  };

  Draft.prototype.save = function () {
    if (this.running) {
      return Promise.resolve();
    }
    var draft = this;
    draft.running = true;
    draft.changed = false;
    return fetch(draft.form.dataset.draftUrl, {
      method: "POST",
      body: new FormData(draft.form),
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual"
    })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(answer.status === 409 ? "conflict" : "refused");
        }
        return answer.json();
      })
      .then(function (kept) {
        if (kept.draft_url) {
          draft.form.dataset.draftUrl = kept.draft_url;
        }
        draft.note("草稿 " + kept.saved_at + " 已存在本机");
      })
      .catch(function (error) {
        draft.changed = true;
        draft.note(
          error.message === "conflict"
            ? "草稿没有存上：另一个窗口改过同一份草稿。先刷新看一下那一份。"
            : "草稿没有存上：服务没有应答，或登录已到期。填的内容还在这一页，先不要关。",
          true
        );
      })
      .finally(function () {
        draft.running = false;
      });
  };

  document.querySelectorAll("form[data-draft-url]").forEach(function (form) {
    var draft = new Draft(form);
    form.addEventListener("input", function () { draft.changed = true; });
    form.addEventListener("change", function () { draft.changed = true; });
    form.addEventListener("submit", function () { draft.leaving = true; });
    window.setInterval(function () {
      if (draft.changed) {
        draft.save();
      }
    }, Number(form.dataset.draftEvery || 0) * 1000 || EVERY_MS);
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-draft-save]");
      if (button) {
        event.preventDefault();
        draft.save();
      }
    });
    window.addEventListener("beforeunload", function (event) {
      if (draft.changed && !draft.leaving) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
  });
})();
