// The page: which menu, its telephone and its picture.

import { $, say } from "./page.js";
import { menu, verdicts } from "./server.js";
import { Telephone } from "./telephone.js";
import { Tree } from "./tree.js";

const STALE = "In menus.yml staat een fout; zolang dat zo is, houden bellers deze laatste goede editie.";

const LIVE = "#live";

const which = () => document.querySelector("input[name=which]:checked").value;
const tree = new Tree();
const telephone = new Telephone(which, follow);
let shown = {};

async function draw() {
  shown = await menu(which());
  tree.show(shown);
  $("line").textContent = `${shown.name}. ${about(shown)} Er wordt niemand echt gebeld.`;
  judge(shown).catch(() => {}); // the menu can be read without verdicts
}

/** Asks again until every recording has been measured, or none is measured any more. */
async function judge(menu) {
  for (let before = Infinity; ;) {
    const { flaws, left } = await verdicts(menu.which);
    if (menu !== shown) return;
    tree.judges(flaws);
    if (left === 0 || left >= before) return;
    before = left;
  }
}

/** A call may begin in a newer menu than the one that is drawn. */
async function follow(state, edition) {
  if (edition && edition !== shown.edition) await draw();
  if (shown.edition) tree.goesTo(state);
}

async function show() {
  telephone.end();
  try {
    await draw();
  } catch (error) {
    say(error.message, true);
  }
}

function about(found) {
  if (!found.is_readable) return "Dit menu kan niet worden gelezen. U hoort nu een heel kort menu, met 112 en een adviseur.";
  const isStale = found.problems.some(({ severity }) => severity === "error");
  if (found.which === "live") return `Dit is wat bellers nu horen.${isStale ? ` ${STALE}` : ""}`;
  return found.is_live ? "Het concept is gelijk aan wat bellers nu horen." : "Het concept is anders dan wat bellers nu horen.";
}

/** The address says which menu is shown, so that a reload or a bookmark shows the same. */
function fromAddress() {
  document.querySelector(`input[name=which][value=${location.hash === LIVE ? "live" : "draft"}]`).checked = true;
  return show();
}

function chosen() {
  history.replaceState(null, "", which() === "live" ? LIVE : location.pathname);
  return show();
}

for (const choice of document.querySelectorAll("input[name=which]")) choice.addEventListener("change", chosen);
addEventListener("hashchange", fromAddress);
fromAddress();
