// What changes for callers, as people read it: a sentence, what it was and what it becomes, with only changed words marked.

import { element, seconds } from "./page.js";

const MOST_MISSING = 20;

/** Everything that changes, and what follows from it. */
export function changesOf(difference) {
  if (!difference) return [element("p", "Dit concept kan nog niet worden gelezen. Los eerst de fouten op.")];
  const { changes, missing, unused, waits } = difference;
  return [element("p", summary(changes), { className: "meta" }), ...changes.map(change), ...recordings(missing, unused), ...waiting(waits)];
}

export const things = (count) => count === 1 ? "1 verandering" : `${count} veranderingen`;

function summary(changes) {
  const heard = changes.filter((one) => one.heard).length;
  const others = changes.length - heard;
  const silent = others ? `${things(others)} waar zij niets van merken.` : "";
  if (!heard) return `Voor bellers verandert er niets. ${silent && `Wel ${silent}`}`;
  return `${things(heard)} voor bellers. ${silent && `En ${silent}`}`;
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
    const title = element("p", `Zonder opname, dus door de computerstem gesproken: ${texts(missing.length)}. Kies er een om in te spreken.`);
    const more = missing.length - MOST_MISSING;
    made.push(title, list([...missing.slice(0, MOST_MISSING).map(toRecord), ...(more > 0 ? [`… en nog ${more}`] : [])]));
  }
  if (unused) made.push(element("p", unused === 1 ? "1 opname is dan niet meer nodig." : `${unused} opnamen zijn dan niet meer nodig.`));
  return made;
}

const toRecord = ({ id, text }) => element("a", text, { href: `/studio/record#${id}` });

const texts = (count) => count === 1 ? "1 tekst" : `${count} teksten`;

function waiting(waits) {
  return waits.map(({ until, was, wordt, estimated }) =>
    element("p", `Tot ${until}: was ${seconds(was)}, wordt ${seconds(wordt)}${estimated ? " (naar schatting)" : ""}.`));
}

function list(rows) {
  const made = element("ul");
  for (const row of rows) {
    const item = element("li");
    item.append(row);
    made.append(item);
  }
  return made;
}
