/* The document as the editor holds it: the blocks and runs of domain/reporting/document.py, one to one. */
import { Schema } from "prosemirror-model";

const CHIP = ["id", "figure", "scope", "since", "until", "value", "text", "wording", "chinese", "source"];
const NAMED = ["id", "what", "text", "entry", "revision", "source"];

function attributes(names) {
  return Object.fromEntries(names.map((name) => [name, { default: "" }]));
}

/* A run that cannot be parted: its attributes travel with it when it is cut, copied and pasted. */
function whole(type, names, cls) {
  return {
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    attrs: attributes(names),
    toDOM: (node) => [
      "span",
      { class: cls, "data-run": type, "data-attributes": JSON.stringify(node.attrs), "data-id": node.attrs.id || "" },
      node.attrs.text,
    ],
    parseDOM: [
      {
        tag: `span[data-run="${type}"]`,
        getAttrs: (dom) => {
          try {
            const read = JSON.parse(dom.getAttribute("data-attributes"));
            return Object.fromEntries(names.map((name) => [name, read[name] ?? ""]));
          } catch {
            return false;
          }
        },
      },
    ],
  };
}

function standing(name) {
  return {
    inclusive: false,
    excludes: "_",
    toDOM: () => ["span", { "data-standing": name }, 0],
    parseDOM: [{ tag: `span[data-standing="${name}"]` }],
  };
}

/* Words quoted from a finished report below: what they rested on there, and where that is. */
const quoted = {
  attrs: { standing: { default: "typed" }, source: { default: "" } },
  inclusive: false,
  excludes: "_",
  toDOM: (mark) => ["span", { class: "from-below", "data-quoted": mark.attrs.source, "data-standing-there": mark.attrs.standing }, 0],
  parseDOM: [
    {
      tag: "span[data-quoted]",
      getAttrs: (dom) => ({ standing: dom.getAttribute("data-standing-there"), source: dom.getAttribute("data-quoted") }),
    },
  ],
};

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    block: {
      content: "inline*",
      attrs: { id: { default: "" }, style: { default: "paragraph" }, part: { default: "" } },
      toDOM: (node) => ["p", { class: `rb rb-${node.attrs.style}`, "data-block": node.attrs.id }, 0],
      parseDOM: [{ tag: "p" }, { tag: "div" }, { tag: "li" }],
    },
    text: { group: "inline" },
    chip: whole("chip", CHIP, "fig"),
    named: whole("named", NAMED, "known"),
    gap: whole("gap", ["what", "text"], "gap"),
  },
  marks: { framing: standing("framing"), claim: standing("claim"), quoted },
});

function standsOn(run) {
  if (run.source) {
    return [schema.marks.quoted.create({ standing: run.standing, source: run.source })];
  }
  const mark = schema.marks[run.standing];
  return mark ? [mark.create()] : [];
}

export function inline(run) {
  if (run.type === "words") {
    return run.text ? schema.text(run.text, standsOn(run)) : null;
  }
  if (run.type === "gap") {
    return schema.nodes.gap.create({ what: run.what, text: `【待补：${run.what}】` });
  }
  return schema.nodes[run.type].create(run);
}

export function read(content) {
  const blocks = content.blocks.map((block) =>
    schema.nodes.block.create(
      { id: block.id, style: block.style, part: block.part },
      block.runs.map(inline).filter(Boolean),
    ),
  );
  return schema.nodes.doc.create(null, blocks.length ? blocks : [schema.nodes.block.create()]);
}

function run(node) {
  if (node.isText) {
    const mark = node.marks[0];
    if (mark?.type.name === "quoted") {
      return { type: "words", text: node.text, ...mark.attrs };
    }
    return { type: "words", text: node.text, standing: mark ? mark.type.name : "typed" };
  }
  if (node.type.name === "gap") {
    return { type: "gap", what: node.attrs.what };
  }
  return { type: node.type.name, ...node.attrs };
}

/* Paragraphs that were split or pasted get a name of their own; the first of two keeps the old one. */
export function write(doc, about) {
  const taken = new Set();
  const blocks = [];
  doc.forEach((block) => {
    let id = block.attrs.id;
    while (!id || taken.has(id)) {
      id = `n_${Math.random().toString(36).slice(2, 10)}`;
    }
    taken.add(id);
    const runs = [];
    block.forEach((child) => runs.push(run(child)));
    blocks.push({ id, style: block.attrs.style, part: block.attrs.part, runs });
  });
  return { about, blocks };
}

/* The place in the document of a code point of a block's printed text. */
export function place(doc, id, offset) {
  let found = null;
  doc.forEach((block, start) => {
    if (found !== null || block.attrs.id !== id) {
      return;
    }
    let left = offset;
    block.forEach((child, at) => {
      if (found !== null) {
        return;
      }
      const text = child.isText ? child.text : child.attrs.text;
      const length = Array.from(text).length;
      if (left <= length) {
        const inside = child.isText ? Array.from(text).slice(0, left).join("").length : left ? 1 : 0;
        found = start + 1 + at + inside;
      }
      left -= length;
    });
  });
  return found;
}
