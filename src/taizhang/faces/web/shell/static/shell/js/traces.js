/* Nothing stays in the browser: htmx notes the address it is at, and an address holds what somebody looked for. */
(function () {
  "use strict";

  function forget() {
    try {
      window.sessionStorage.removeItem("htmx-current-path-for-history");
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  // After htmx, which comes first and listens to the same.
  ["DOMContentLoaded", "htmx:afterSettle", "htmx:historyRestore"].forEach(function (name) {
    document.addEventListener(name, function () {
      window.setTimeout(forget, 0);
    });
  });
  document.addEventListener("htmx:pushedIntoHistory", forget);
  document.addEventListener("htmx:replacedInHistory", forget);
  window.addEventListener("pagehide", forget);
})();
