/* The editor of a report: figures that cannot be parted, autosave, findings beside the text. No sockets, no inline code. */
import { baseKeymap, splitBlock } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, NodeSelection, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";

import { place, read, schema, write } from "./schema.js";
import { insertRuns, showTaken } from "./taking.js";

const AUTOSAVE_AFTER = 4000;
const TRY_AGAIN_AFTER = 15000;
const marks = new PluginKey("marks");

function decorated(doc, found) {
  const made = found.flatMap((one) => {
    const start = place(doc, one.block, one.start);
    const end = place(doc, one.block, one.end);
    return start === null || end === null || start >= end
      ? []
      : [Decoration.inline(start, end, { class: one.kind, title: one.message })];
  });
  return DecorationSet.create(doc, made);
}

/* What the server found last; it moves with the text until the next answer. */
function marking() {
  return new Plugin({
    key: marks,
    state: {
      init: () => DecorationSet.empty,
      apply: (change, old, _before, state) => {
        const found = change.getMeta(marks);
        return found ? decorated(state.doc, found) : old.map(change.mapping, change.doc);
      },
    },
    props: { decorations: (state) => marks.getState(state) },
  });
}

class Editor {
  constructor(root) {
    this.root = root;
    this.paths = root.dataset;
    const content = JSON.parse(document.getElementById("report-content").textContent);
    this.about = content.about;
    this.base = Number(this.paths.base);
    /* Not yet kept for its writer; not yet a version for everybody. */
    this.changed = false;
    this.unsaved = this.paths.working === "1";
    this.timer = null;
    /* Whether somebody has put the cursor anywhere yet. */
    this.wasIn = false;
    this.state = root.querySelector("[data-editor-state]");
    const mount = root.querySelector("[data-editor-paper]");
    mount.replaceChildren();
    this.view = new EditorView(mount, {
      state: EditorState.create({ doc: read(content), plugins: this.plugins() }),
      attributes: { class: "sheet", role: "textbox", "aria-multiline": "true", "aria-label": "报告正文", lang: "zh-CN" },
      dispatchTransaction: (change) => this.apply(change),
      handleClickOn: (_view, at, node) => this.clicked(at, node),
      handleClick: (_view, at) => this.clickedWords(at),
      handleDOMEvents: {
        focus: () => {
          this.wasIn = true;
          return false;
        },
      },
    });
    this.listen();
    this.ask(this.paths.look);
  }

  plugins() {
    return [
      history(),
      keymap({
        "Mod-z": undo,
        "Mod-y": redo,
        "Shift-Mod-z": redo,
        Enter: (state, dispatch) => splitBlock(state, dispatch),
        "Alt-ArrowUp": () => this.move(-1),
        "Alt-ArrowDown": () => this.move(1),
      }),
      keymap(baseKeymap),
      marking(),
    ];
  }

  apply(change) {
    this.view.updateState(this.view.state.apply(change));
    if (change.docChanged) {
      this.changed = true;
      this.unsaved = true;
      this.say("写了还没有保存");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.autosave(), AUTOSAVE_AFTER);
      showTaken(this.root, this.view.state.doc);
    }
  }

  say(text) {
    this.state.textContent = text;
  }

  content() {
    return write(this.view.state.doc, this.about);
  }

  async send(path, more) {
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token(), Accept: "application/json" },
      body: JSON.stringify({ based_on: this.base, content: this.content(), ...more }),
    });
    const said = await answer.json().catch(() => ({ message: "没有保存：服务器没有回答完整。稍后再试。" }));
    return { status: answer.status, said };
  }

  token() {
    return this.root.querySelector("input[name=csrfmiddlewaretoken]").value;
  }

  async autosave() {
    try {
      const { status, said } = await this.send(this.paths.autosave);
      if (status === 200) {
        this.changed = false;
        this.say(said.said);
        this.show(said);
        return;
      }
      this.say(said.message);
    } catch {
      this.say("连不上服务器，文字还在这里，过一会儿再存");
      this.timer = setTimeout(() => this.autosave(), TRY_AGAIN_AFTER);
    }
  }

  async ask(path) {
    const { status, said } = await this.send(path).catch(() => ({ status: 0, said: {} }));
    if (status === 200) {
      this.show(said);
    }
  }

  show(said) {
    this.view.dispatch(this.view.state.tr.setMeta(marks, said.marks));
    for (const [name, text] of Object.entries(said.counts)) {
      this.root.querySelectorAll(`[data-count="${name}"]`).forEach((one) => {
        one.textContent = text;
      });
    }
    const list = this.root.querySelector("[data-editor-findings]");
    list.innerHTML = said.findings;
  }

  async save(choices) {
    clearTimeout(this.timer);
    this.say("正在保存");
    const { status, said } = await this.send(this.paths.save, { choices: choices || {} }).catch(() => ({
      status: 0,
      said: { message: "连不上服务器，没有保存，文字还在这里。" },
    }));
    if (status === 200) {
      this.changed = false;
      this.unsaved = false;
      return said.address;
    }
    if (status === 409 && said.conflicts) {
      this.merge(said);
    }
    this.say(said.message);
    return null;
  }

  /* Both paragraphs side by side; nothing is sent before each has been decided. */
  merge(said) {
    const dialog = this.root.querySelector("[data-editor-merge]");
    dialog.querySelector("[data-merge-said]").textContent = said.message;
    dialog.querySelector("[data-merge-list]").innerHTML = said.conflicts;
    dialog.showModal();
    dialog.querySelector("form").onsubmit = async (event) => {
      event.preventDefault();
      const chosen = Object.fromEntries(new FormData(event.target).entries());
      const address = await this.save(chosen);
      if (address) {
        dialog.close();
        window.location.assign(address);
      }
    };
  }

  clicked(at, node) {
    if (node.type.name !== "chip" && node.type.name !== "named") {
      return false;
    }
    this.select(at);
    this.evidence({ kind: node.type.name, ...node.attrs });
    return true;
  }

  clickedWords(at) {
    const { nodeAfter, nodeBefore } = this.view.state.doc.resolve(at);
    const mark = schema.marks.quoted.isInSet([...(nodeAfter?.marks || []), ...(nodeBefore?.marks || [])]);
    if (mark) {
      this.evidence({ kind: "quoted", source: mark.attrs.source });
    }
    return false;
  }

  evidence(about) {
    const asked = new URLSearchParams(about);
    window.htmx.ajax("GET", `${this.paths.evidence}${this.paths.evidence.includes("?") ? "&" : "?"}${asked}`, {
      target: "#evidence",
      swap: "innerHTML",
    });
    this.root.querySelector("#evidence").closest("details")?.setAttribute("open", "");
  }

  select(at) {
    this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, at)));
  }

  selected() {
    const { selection } = this.view.state;
    return selection instanceof NodeSelection ? selection.node : null;
  }

  insert(attrs) {
    const chip = schema.nodes.chip.create({ ...attrs, id: "" });
    this.view.dispatch(this.view.state.tr.replaceSelectionWith(chip, false).scrollIntoView());
    this.view.focus();
  }

  /* What the checker offers takes the place of what it found, unless the text has moved on since. */
  accept({ editorAccept: block, start, end, text, excerpt }) {
    const { doc } = this.view.state;
    const from = place(doc, block, Number(start));
    const to = place(doc, block, Number(end));
    /* A figure counts as nothing here, so that none is ever typed over. */
    if (from === null || to === null || doc.textBetween(from, to) !== excerpt) {
      this.say("这一处刚改过，等一下再看新的结果");
      return;
    }
    this.view.dispatch(this.view.state.tr.insertText(text, from, to).scrollIntoView());
    this.view.focus();
  }

  reword(attrs) {
    const node = this.selected();
    if (node) {
      this.view.dispatch(
        this.view.state.tr.setNodeMarkup(this.view.state.selection.from, null, { ...node.attrs, ...attrs }),
      );
    }
  }

  /* A heading goes with everything below it, up to the next heading of its rank. */
  section(index) {
    const blocks = this.view.state.doc.content.content;
    const rank = (block) => ["heading_1", "heading_2", "heading_3"].indexOf(block.attrs.style);
    const mine = rank(blocks[index]);
    let end = index + 1;
    while (mine >= 0 && end < blocks.length && (rank(blocks[end]) < 0 || rank(blocks[end]) > mine)) {
      end += 1;
    }
    return [index, end];
  }

  move(way) {
    const { doc, selection } = this.view.state;
    const blocks = doc.content.content;
    const [start, end] = this.section(selection.$from.index(0));
    const target = way < 0 ? start - 1 : end;
    if (target < 0 || target >= blocks.length) {
      return true;
    }
    const other = way < 0 ? this.sectionBefore(start) : this.section(target);
    const order = way < 0
      ? [...blocks.slice(0, other[0]), ...blocks.slice(start, end), ...blocks.slice(other[0], start), ...blocks.slice(end)]
      : [...blocks.slice(0, start), ...blocks.slice(end, other[1]), ...blocks.slice(start, end), ...blocks.slice(other[1])];
    this.view.dispatch(this.view.state.tr.replaceWith(0, doc.content.size, order).scrollIntoView());
    return true;
  }

  sectionBefore(start) {
    const blocks = this.view.state.doc.content.content;
    const style = blocks[start].attrs.style;
    let index = start - 1;
    while (style.startsWith("heading") && index > 0 && blocks[index].attrs.style !== style) {
      index -= 1;
    }
    return [index, start];
  }

  listen() {
    this.root.addEventListener("click", (event) => {
      const asked = event.target.closest("[data-editor-insert], [data-editor-runs], [data-editor-reword], [data-editor-remove], [data-editor-move], [data-editor-accept]");
      if (!asked) {
        return;
      }
      event.preventDefault();
      if (asked.dataset.editorAccept) {
        this.accept(asked.dataset);
      } else if (asked.dataset.editorRuns) {
        insertRuns(this.view, asked.dataset, this.wasIn, (text) => this.say(text));
      } else if (asked.dataset.editorInsert) {
        this.insert(JSON.parse(asked.dataset.editorInsert));
      } else if (asked.dataset.editorReword) {
        this.reword(JSON.parse(asked.dataset.editorReword));
      } else if (asked.dataset.editorMove) {
        this.move(Number(asked.dataset.editorMove));
      } else {
        this.view.dispatch(this.view.state.tr.deleteSelection());
      }
    });
    this.root.addEventListener("htmx:afterSwap", () => showTaken(this.root, this.view.state.doc));
    /* A form that works on the saved text first saves what was written. */
    this.root.addEventListener("submit", async (event) => {
      const form = event.target;
      if (form.dataset.editorSave === undefined && form.dataset.editorSavesFirst === undefined) {
        return;
      }
      event.preventDefault();
      const address = this.unsaved || form.dataset.editorSave !== undefined ? await this.save() : "";
      if (address === null) {
        return;
      }
      if (form.dataset.editorSave !== undefined) {
        window.location.assign(address);
      } else {
        send(form, event.submitter);
      }
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.changed) {
        event.preventDefault();
      }
    });
  }
}

/* `submit()` forgets which button was pressed, and where it sends: 通过 and 退回 are two of one form. */
function send(form, button) {
  if (button?.name) {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = button.name;
    pressed.value = button.value;
    form.append(pressed);
  }
  if (button?.hasAttribute("formaction")) {
    form.action = button.formAction;
  }
  form.submit();
}

const root = document.querySelector("[data-report-editor]");
if (root) {
  root.classList.add("live");
  window.taizhangEditor = new Editor(root);
}
