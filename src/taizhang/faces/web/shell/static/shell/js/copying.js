/* Copies a table for Excel (tab separated), a whole text, or a sentence with number, unit, period and day. */
(function () {
  "use strict";

  function cell(part) {
    var text = part.dataset.copy !== undefined ? part.dataset.copy : part.innerText;
    return text.replace(/\s+/g, " ").replace(/ [▴▾]$/, "").trim();
  }

  /* Cells that span columns leave the others empty, so that columns stay under their heads. */
  function line(row) {
    var parts = [];
    Array.from(row.cells).forEach(function (part) {
      parts.push(cell(part));
      for (var i = 1; i < part.colSpan; i += 1) {
        parts.push("");
      }
    });
    return parts.join("\t");
  }

  function tsv(table) {
    return Array.from(table.rows).filter(function (row) { return !row.hidden; }).map(line).join("\n");
  }

  /* The clipboard of the browser needs https or localhost; elsewhere the old way still works. */
  function write(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "heard";
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copy(text, done) {
    write(text)
      .then(function () { window.taizhang.say(done); })
      .catch(function () {
        window.taizhang.trouble("没有复制：浏览器不让这一页用剪贴板。用鼠标选中，再按 Ctrl C。");
      });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy-table]");
    if (button) {
      var table = document.getElementById(button.dataset.copyTable);
      copy(tsv(table), "已复制 " + table.tBodies[0].rows.length + " 行，到 Excel 里粘贴。");
      return;
    }
    var words = event.target.closest("[data-copy-text]");
    if (words) {
      copy(words.dataset.copyText, "已复制：" + words.dataset.copyText);
      return;
    }
    var whole = event.target.closest("[data-copies]");
    if (whole) {
      copy(document.getElementById(whole.dataset.copies).value, "已复制全文。");
    }
  });
})();
