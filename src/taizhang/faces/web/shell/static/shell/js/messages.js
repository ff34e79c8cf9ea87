/* The toast after success, and the bar that tells when a request did not get through. Errors are never toasts. */
(function () {
  "use strict";

  var SHOWN_MS = 6000;

  function watch(toast) {
    var timer = null;
    function start() {
      timer = window.setTimeout(function () {
        toast.remove();
      }, SHOWN_MS);
    }
    function stop() {
      window.clearTimeout(timer);
    }
    /* Somebody who reads it or is about to undo is given the time. */
    toast.addEventListener("mouseenter", stop);
    toast.addEventListener("mouseleave", start);
    toast.addEventListener("focusin", stop);
    toast.addEventListener("focusout", start);
    start();
  }

  function watchAll() {
    document.querySelectorAll("[data-toast]:not([data-watched])").forEach(function (toast) {
      toast.dataset.watched = "";
      watch(toast);
    });
  }

  function say(text) {
    var holder = document.getElementById("toasts");
    if (!holder) {
      return;
    }
    var toast = document.createElement("div");
    toast.className = "toast-x";
    toast.dataset.toast = "";
    var words = document.createElement("span");
    words.className = "grow";
    words.textContent = text;
    var close = document.createElement("button");
    close.type = "button";
    close.dataset.toastClose = "";
    close.setAttribute("aria-label", "关上");
    close.textContent = "✕";
    toast.append(words, close);
    holder.append(toast);
    watchAll();
  }

  function trouble(text) {
    var bar = document.getElementById("request-trouble");
    if (bar) {
      bar.querySelector("[data-trouble-text]").textContent = text;
      bar.hidden = false;
      bar.scrollIntoView({ block: "nearest" });
    }
  }

  /* A refusal comes with its own sentence; only its text is taken. */
  function wordsOf(answer) {
    var body = new DOMParser().parseFromString(answer, "text/html").body;
    var words = body.querySelector("[data-trouble]");
    return words ? words.textContent.trim() : "";
  }

  document.addEventListener("click", function (event) {
    var close = event.target.closest("[data-toast-close]");
    if (close) {
      close.closest("[data-toast]").remove();
    }
    if (event.target.closest("[data-trouble-close]")) {
      document.getElementById("request-trouble").hidden = true;
    }
  });

  document.addEventListener("htmx:afterSettle", watchAll);
  document.addEventListener("htmx:sendError", function (event) {
    if (event.detail.elt.dataset.quiet !== undefined) {
      return;
    }
    trouble("没有连上本机的台账服务，刚才那一步没有做成，页面上填的内容还在。看一下服务是否还开着，再试一次。");
  });
  document.addEventListener("htmx:timeout", function () {
    trouble("等了半分钟没有回音，刚才那一步可能没有做成。先刷新看一下，再决定要不要重做。");
  });
  document.addEventListener("htmx:responseError", function (event) {
    /* A badge that could not be counted is no trouble of whoever is working. */
    if (event.detail.elt.dataset.quiet !== undefined) {
      return;
    }
    var status = event.detail.xhr.status;
    if (status === 401) {
      trouble("登录已经到期，刚才那一步没有做成。另开一个窗口登录，再回到这里重试，填的内容不会丢。");
    } else if (status < 500) {
      trouble(wordsOf(event.detail.xhr.responseText) || "这一步没有做成，没有写入任何东西。刷新这一页再试。");
    } else {
      trouble("系统内部出了错，刚才那一步没有写入任何东西。重试一次；还不行，把现在的时间告诉系统管理员。");
    }
  });

  watchAll();
  window.taizhang = window.taizhang || {};
  window.taizhang.say = say;
  window.taizhang.trouble = trouble;
})();
