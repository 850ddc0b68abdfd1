// How the call went, with seconds and keys, and the document that is heard now.

import { $, clock, element, seconds } from "./page.js";

let rows = [];

/** Only what is new is written, so that whoever reads the list keeps their place. */
export function write(told) {
  const list = $("transcript");
  const now = told.transcript.map((one) => JSON.stringify(one));
  const same = now.findIndex((one, number) => one !== rows[number]);
  const kept = same < 0 ? now.length : same;
  while (list.children.length > kept) list.lastChild.remove();
  list.append(...told.transcript.slice(kept).map(row));
  rows = now;
  $("scroll").scrollTop = $("scroll").scrollHeight;
  $("twiml").textContent = told.twiml;
  $("state").textContent = told.state || "geen";
}

function row(one) {
  const heard = one.kind === "say" || one.kind === "play";
  const item = element("li", "", { className: heard ? "" : "did" });
  item.append(
    element("span", clock(one.start), { className: "meta" }),
    element("span", heard ? seconds(one.seconds) : "", { className: "meta" }),
    element("span", text(one)),
  );
  return item;
}

function text(one) {
  if (one.kind === "key") return `toets ${one.text}`;
  if (one.kind === "answer") return `in gesprek met ${one.text}`;
  return one.kind === "say" ? `${one.text} (niet opgenomen)` : one.text;
}
