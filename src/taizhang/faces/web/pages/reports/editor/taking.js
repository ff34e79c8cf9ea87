/* Taking over what the reports below offer: where it goes in, and what stands in the text already. */
import { closeHistory } from "prosemirror-history";
import { TextSelection } from "prosemirror-state";

import { inline } from "./schema.js";

/* Where the cursor is, in a paragraph; before it was anywhere, at the end of the part that tells the same work. */
function placeFor({ doc, selection }, part, wasIn) {
  if (wasIn) {
    return doc.resolve(selection.to).parent.attrs.style === "paragraph" ? selection.to : null;
  }
  let found = null;
  doc.forEach((block, start) => {
    if (part && block.attrs.part === part && block.attrs.style === "paragraph") {
      found = start + block.nodeSize - 1;
    }
  });
  return found;
}

/* Sentences go in whole, after the cursor and never over what stands there; one undo takes them out again. */
export function insertRuns(view, { editorRuns, part }, wasIn, say) {
  const at = placeFor(view.state, part, wasIn);
  if (at === null) {
    say("没有插入。先点正文里要放的段落，再点一次");
    return;
  }
  const nodes = JSON.parse(editorRuns).map(inline).filter(Boolean);
  const end = nodes.reduce((size, node) => size + node.nodeSize, at);
  const change = closeHistory(view.state.tr).replaceWith(at, at, nodes);
  view.dispatch(change.setSelection(TextSelection.create(change.doc, end)).setStoredMarks([]).scrollIntoView());
  view.focus();
}

function taken(doc) {
  const entries = new Set();
  const sources = new Set();
  doc.descendants((node) => {
    if (node.type.name === "named" && node.attrs.what === "day") {
      entries.add(String(node.attrs.entry));
    }
    node.marks.forEach((mark) => sources.add(mark.attrs.source));
    sources.add(node.attrs.source);
  });
  return { entries, sources };
}

/* What was taken over is marked so, as long as it stands in the text. */
export function showTaken(root, doc) {
  const { entries, sources } = taken(doc);
  root.querySelectorAll("[data-taken]").forEach((one) => {
    const is = entries.has(one.dataset.takenEntry) || sources.has(one.dataset.taken);
    one.classList.toggle("is-taken", is);
    one.querySelector("[data-taken-word]").hidden = !is;
    one.querySelector("button").disabled = is;
  });
}
