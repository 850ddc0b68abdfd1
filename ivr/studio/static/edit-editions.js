// What was published, newest first: to be read, downloaded, and put back.

import { things } from "./edit-changes.js";
import { ask as opens, onTheLine } from "./edit-dialog.js";
import { ask } from "./edit-server.js";
import { $, element } from "./page.js";

/** Show them all; true when the newest is what callers get. */
export async function showEditions(done) {
  const { told } = await ask("GET", "editions");
  const live = told.editions.find((edition) => edition.is_live)?.id;
  $("editions").querySelector("ol").replaceChildren(...told.editions.map((edition) => row(edition, live, done)));
  return live !== undefined;
}

function row({ id, at, note, changes, is_live: isLive }, live, done) {
  const when = onTheLine(at);
  const item = element("li");
  const name = element("p");
  name.append(element("b", when), isLive ? element("strong", " Dit horen bellers nu.") : "");
  const about = [`editie ${id}`, changes === null ? "" : changes ? `${things(changes)} voor bellers` : "alleen opnamen veranderd"].filter(Boolean).join(", ");
  const acts = element("div", "", { className: "row" });
  const menu = element("a", "Download", { href: `/studio/editions/${id}/menu`, className: "button", download: `menus-${id}.yml` });
  menu.setAttribute("aria-label", `Download: de editie van ${when}`);
  acts.append(menu);
  if (id !== live) {
    const back = element("button", "Zet terug", { type: "button", onclick: () => restore(id, `De editie van ${when}${note ? `: ${note}` : "."}`, "", done) });
    back.setAttribute("aria-label", `Zet terug: de editie van ${when}`);
    acts.append(back);
  }
  item.append(name, element("p", about, { className: "meta" }), note ? element("p", `“${note}”`) : "", acts);
  return item;
}

/** Ask once, and put an edition back; `done` is told what was published. */
export function restore(id, about, note, done) {
  const dialog = opens("restoring");
  $("restoring-about").textContent = `${about} Nieuwe bellers krijgen haar binnen twee seconden. Uw concept blijft zoals het is.`;
  $("restoring-error").textContent = "";
  $("restoring-note").value = note;
  $("restore-now").disabled = false;
  $("restore-now").onclick = async () => {
    $("restore-now").disabled = true;
    try {
      const { told } = await ask("POST", `editions/${id}/publish`, { body: { note: $("restoring-note").value } });
      dialog.close();
      done(told);
    } catch (error) {
      $("restoring-error").textContent = error.message;
      $("restore-now").disabled = false;
    }
  };
}
