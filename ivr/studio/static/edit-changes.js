// What changes for callers, as people read it: a sentence, what it was and what it becomes, with only changed words marked.

import { element, seconds } from "./page.js";

const MOST_MISSING = 20;

/** Everything that changes, and what follows from it. */
export function changesOf(difference) {
  if (!difference) return [element("p", "Dit concept kan nog niet worden gelezen. Los eerst de fouten op.")];
  const { changes, missing, unused, waits } = difference;
  return [element("p", summary(changes), { className: "meta" }), ...changes.map(change), ...recordings(missing, unused), ...waiting(waits)];
}

export const things = (count) => count === 1 ? "1 ding" : `${count} dingen`;

function summary(changes) {
  const heard = changes.filter((one) => one.heard).length;
  const others = changes.length - heard;
  const silent = others ? `${things(others)} waar zij niets van merken.` : "";
  if (!heard) return `Voor bellers verandert er niets. ${silent && `Wel ${silent}`}`;
  return `Voor bellers anders: ${things(heard)}. ${silent && `En ${silent}`}`;
}

function change({ sentence, was, wordt, kind }) {
  const made = element("article", "", { className: "change" });
  made.append(element("h3", sentence));
  if (kind === "moved") return made;
  const list = element("dl");
  if (was.length) list.append(element("dt", "was"), text(was, "del"));
  if (wordt.length) list.append(element("dt", "wordt"), text(wordt, "ins"));
  if (list.children.length) made.append(list);
  return made;
}

function text(words, tag) {
  const made = element("dd");
  for (const [number, [stretch, isChanged]] of words.entries()) made.append(number ? " " : "", element(isChanged ? tag : "span", stretch));
  return made;
}

function recordings(missing, unused) {
  const made = [];
  if (missing.length) {
    const title = element("p", `Zonder opname, dus door de computerstem gesproken: ${texts(missing.length)}. `);
    title.append(element("a", "Neem ze op", { href: "/studio/record" }));
    const more = missing.length - MOST_MISSING;
    made.push(title, list([...missing.slice(0, MOST_MISSING).map((one) => one.text), ...(more > 0 ? [`… en nog ${more}`] : [])]));
  }
  if (unused) made.push(element("p", unused === 1 ? "1 opname is dan niet meer nodig." : `${unused} opnamen zijn dan niet meer nodig.`));
  return made;
}

const texts = (count) => count === 1 ? "1 tekst" : `${count} teksten`;

function waiting(waits) {
  return waits.map(({ until, was, wordt, estimated }) =>
    element("p", `Tot ${until}: was ${seconds(was)}, wordt ${seconds(wordt)}${estimated ? " (naar schatting)" : ""}.`));
}

function list(rows) {
  const made = element("ul");
  made.append(...rows.map((row) => element("li", row)));
  return made;
}
