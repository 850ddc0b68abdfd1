// Publishing: what changes and the proof are shown, it is asked once, and it can be undone.

import { changesOf } from "./edit-changes.js";
import { ask as opens } from "./edit-dialog.js";
import { restore } from "./edit-editions.js";
import { ask } from "./edit-server.js";
import { $, element } from "./page.js";

const BEHIND = "menus.yml is buiten de studio om veranderd sinds dit concept begon. Publiceert u, dan komt dit concept daarvoor in de plaats; "
  + "wat er stond, wordt bewaard.";

let last = null;

/** Ask for it, for the draft that has this tag; `done` is told what was published. */
export function publish({ tag, about, difference }, done) {
  const dialog = opens("publishing");
  $("publishing-changes").replaceChildren(...changesOf(difference));
  $("note").value = "";
  behind(about.is_behind);
  const wanted = { tag, over: null, isWarned: about.is_behind, done, dialog };
  $("publish-now").onclick = () => go(wanted);
  last = wanted;
  return prove(wanted);
}

async function prove(wanted) {
  $("publish-now").disabled = true;
  $("publish-now").hidden = false;
  $("certificate").hidden = true;
  says("Het bewijs wordt gemaakt…");
  try {
    const { told } = await ask("POST", "certificate", { tag: wanted.tag, body: {} });
    if (wanted !== last) return;
    $("certificate").hidden = false;
    $("certificate").open = !told.is_proven;
    $("certificate").querySelector("pre").textContent = told.text;
    $("publish-now").disabled = $("publish-now").hidden = !told.is_proven;
    says(told.is_proven ? "Bewezen: elke weg eindigt bij hulp." : "Niet bewezen, dus dit wordt niet gepubliceerd. De uitzonderingen staan hieronder.", !told.is_proven);
  } catch (error) {
    if (wanted === last) says(error.message, true);
  }
}

async function go(wanted) {
  $("publish-now").disabled = true;
  says("Er wordt gepubliceerd…");
  try {
    const { told } = await ask("POST", "publish", { tag: wanted.tag, body: { note: $("note").value, over: wanted.over } });
    wanted.dialog.close();
    wanted.done(told);
  } catch (error) {
    const isWarned = wanted.isWarned && wanted.over === null;
    wanted.over = error.told?.over || null;
    wanted.isWarned = Boolean(wanted.over);
    if (isWarned && wanted.over) return go(wanted);
    behind(wanted.isWarned);
    says(error.message, true);
    $("publish-now").disabled = error.status === 412 || error.status === 422;
  }
  return undefined;
}

function behind(isSo) {
  $("behind").hidden = !isSo;
  $("behind").textContent = isSo ? BEHIND : "";
  $("publish-now").textContent = isSo ? "Toch publiceren" : "Publiceren";
}

function says(text, isError = false) {
  $("proof").textContent = text;
  $("proof").className = isError ? "error" : "";
}

/** Tell what was published, with the way back. */
export function tellPublished({ edition, before, kept_as: kept }, done) {
  const rows = [element("p", `Gepubliceerd als editie ${edition}. Nieuwe bellers krijgen haar binnen twee seconden.`)];
  if (kept) rows.push(element("p", `Wat er stond, is bewaard als ${kept}.`));
  if (before) {
    const about = `U zet editie ${before} terug: wat bellers hoorden voor u publiceerde.`;
    rows.push(element("button", "Ongedaan maken", { type: "button", onclick: () => restore(before, about, "Ongedaan gemaakt", done) }));
  }
  $("published").replaceChildren(...rows);
}
