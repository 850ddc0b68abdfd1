// What whoever writes has to know about where the text is kept, with what they can do about it.

import { moment } from "./edit-dialog.js";
import { $, element } from "./page.js";

let shown = "";

export function showNotices(draft, { conflict, download }) {
  const rows = [...noticesOf(draft)];
  const now = JSON.stringify([rows, draft.about.aside]);
  if (now === shown) return;
  shown = now;
  const acts = { conflict: ["Bekijk beide teksten", conflict], download: ["Download menus.yml", download] };
  $("notices").replaceChildren(...rows.map(([text, act]) => notice(text, acts[act])));
  asides(draft.about.aside || []);
}

function* noticesOf({ about, theirs, trouble }) {
  if (theirs) yield ["Iemand anders heeft het concept veranderd. Wat u schrijft, wordt pas weer bewaard als u hebt gekozen.", "conflict"];
  if (trouble?.isAway) yield [`${trouble.message} Uw tekst staat hier nog, en wordt bewaard zodra het weer kan.`, "download"];
  else if (trouble) yield [`Niet bewaard: ${trouble.message}`, "download"];
  if (about.is_kept === false) yield [`Uw tekst kan hier niet worden bewaard${because(about)} Download hem voor u de pagina sluit.`, "download"];
  else if (about.is_writable === false) {
    yield [`Publiceren kan hier niet: menus.yml kan niet worden vervangen${because(about)} Geef het bestand aan de beheerder.`, "download"];
  }
  if (about.is_behind) yield ["menus.yml is buiten de studio om veranderd sinds dit concept begon. Bij het publiceren wordt gevraagd wat u wilt.", null];
}

const because = ({ why }) => why ? `: ${why.replace(/\.?$/, ".")}` : ".";

function notice(text, act) {
  const made = element("div", "", { className: "notice" });
  made.setAttribute("role", "alert");
  made.append(element("p", text));
  if (act) made.append(element("button", act[0], { type: "button", onclick: act[1] }));
  return made;
}

function asides(files) {
  $("aside").hidden = !files.length;
  $("aside").querySelector("ul").replaceChildren(...files.map(({ name, at, bytes }) => {
    const item = element("li");
    item.append(element("a", `${moment(new Date(at))} (${Math.ceil(bytes / 1024)} kB)`, { href: `/studio/aside/${name}`, download: name }));
    return item;
  }));
}
