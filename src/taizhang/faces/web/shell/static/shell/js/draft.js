/* A form with data-draft-url keeps its draft on the server: every 20 s after a change, and at Ctrl S.
   The answer is JSON: {"saved_at": "10:42"}, and "draft_url" when the draft got an address of its own.
   Before the form itself is sent the draft is saved once more: where the server does not answer or the session has
   ended, the page stays as it is, and nothing of it is lost to the browser's own error page.
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
    this.running = null;
    this.leaving = false;
  }

  var GONE = "没有连上本机的台账服务，还没有提交，填的内容都在这一页。看一下服务是否还开着，再提交一次，不会重复登记。";
  var SIGNED_OUT = "登录已经到期，还没有提交，填的内容都在这一页。另开一个窗口登录，再回到这里提交。";

  Draft.prototype.note = function (text, isTrouble) {
    document.querySelectorAll("[data-draft-note]").forEach(function (place) {
      place.textContent = text;
      place.classList.toggle("ink-unmet", Boolean(isTrouble));
    });
  };

  Draft.prototype.save = function () {
    if (this.running) {
      return this.running;
    }
    var draft = this;
    draft.changed = false;
    draft.running = fetch(draft.form.dataset.draftUrl, {
      method: "POST",
      body: new FormData(draft.form),
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual"
    })
      .then(function (answer) {
        if (!answer.ok) {
          var isSignedOut = answer.status === 401 || answer.type === "opaqueredirect";
          throw new Error(isSignedOut ? "signed out" : { 403: "stale", 409: "conflict" }[answer.status] || "refused");
        }
        return answer.json();
      })
      .then(function (kept) {
        if (kept.draft_url) {
          draft.form.dataset.draftUrl = kept.draft_url;
        }
        draft.note("草稿 " + kept.saved_at + " 已存在本机");
        return "kept";
      })
      .catch(function (error) {
        draft.changed = true;
        draft.note(
          error.message === "conflict"
            ? "草稿没有存上：另一个窗口改过同一份草稿。先刷新看一下那一份。"
            : "草稿没有存上：服务没有应答，或登录已到期。填的内容还在这一页，先不要关。",
          true
        );
        return error instanceof TypeError ? "gone" : error.message;
      })
      .finally(function () {
        draft.running = null;
      });
    return draft.running;
  };

  /* Signing in again in another window makes the tokens of this page stale; what it holds is worth a new one. */
  function renew() {
    return fetch(window.location.href, { credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html");
        var headers = fresh.body.getAttribute("hx-headers");
        if (!headers) {
          return;
        }
        document.body.setAttribute("hx-headers", headers);
        document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) {
          field.value = token();
        });
      });
  }

  /* A refusal of the draft alone (too long, too many) does not keep anybody from recording. */
  Draft.prototype.send = function (button) {
    var draft = this;
    function saved() {
      return draft.save();
    }
    saved().then(function (answer) {
      return answer === "stale" ? renew().then(saved) : answer;
    }).then(function (answer) {
      if (answer === "gone" || answer === "signed out") {
        window.taizhang.trouble(answer === "gone" ? GONE : SIGNED_OUT);
        return;
      }
      draft.leaving = true;
      draft.form.requestSubmit(button);
    });
  };

  /* The answer to a fragment would lead to the sign-in page, and away from what is not saved yet. */
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (event.detail.xhr.status === 401 && document.querySelector("form[data-draft-url]")) {
      event.preventDefault();
      window.taizhang.trouble(SIGNED_OUT);
    }
  });

  document.querySelectorAll("form[data-draft-url]").forEach(function (form) {
    var draft = new Draft(form);
    form.addEventListener("input", function () { draft.changed = true; });
    form.addEventListener("change", function () { draft.changed = true; });
    form.addEventListener("submit", function (event) {
      if (!draft.leaving) {
        event.preventDefault();
        draft.send(event.submitter);
      }
    });
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
