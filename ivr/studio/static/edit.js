// The page for writing: the text, what is wrong with it, what it changes for callers, and the way to publish it.

import { changesOf } from "./edit-changes.js";
import { choose } from "./edit-conflict.js";
import { ask as opens, download, time } from "./edit-dialog.js";
import { Draft } from "./edit-draft.js";
import { showEditions } from "./edit-editions.js";
import { showNotices } from "./edit-notices.js";
import { showProblems } from "./edit-problems.js";
import { publish, tellPublished } from "./edit-publish.js";
import { ask } from "./edit-server.js";
import { textIn } from "./edit-text.js";
import { $, say } from "./page.js";

const PAUSE = 600;
const LOOKS = 5000;
const SOON = 2000;
const TRIES = 5;
const LONGEST = 60_000;

let desk = null;
let checked = null;
let waiting = 0;
let turn = Promise.resolve();
let timer = 0;
let downloaded = null;
const draft = new Draft(tell);

function typed() {
  clearTimeout(timer);
  timer = setTimeout(pause, PAUSE);
  tell();
}

async function pause() {
  await Promise.all([save(), check()]);
}

/** One at a time, and the last that is asked for: of a large menu it takes seconds, and the server does not stop halfway. */
function check() {
  waiting += 1;
  turn = turn.then(() => waiting > 1 ? null : checkNow()).finally(() => { waiting -= 1; });
  return turn;
}

async function checkNow() {
  const { text } = desk;
  try {
    const { told } = await ask("POST", "check", { body: { text }, within: LONGEST });
    if (text !== desk.text) return;
    checked = { ...told, text };
    desk.mark(told.problems);
    showProblems(told.problems, (line, column) => desk.goTo(line, column));
    $("changes").replaceChildren(...changesOf(told.difference));
  } catch (error) {
    $("verdict").textContent = `Niet nagekeken: ${error.message}`;
  }
  tell();
}

async function save() {
  clearTimeout(timer);
  if (draft.about.is_kept) await draft.save(desk.text);
}

/** Everything that depends on what is typed, saved and checked, as it is now. */
function tell() {
  if (!desk) return;
  const why = whyNot();
  $("saved").textContent = savedText();
  $("save").disabled = !draft.about.is_kept || !draft.isUnsaved(desk.text);
  $("publish").disabled = why !== "";
  $("why-not").textContent = why;
  $("difference").ariaBusy = String(checked?.text !== desk.text);
  $("restart").hidden = !draft.about.is_changed || !draft.about.is_kept;
  showNotices(draft, { conflict: () => choose(draft, desk, show), download: keep });
}

function savedText() {
  if (draft.isUnsaved(desk.text)) return "Nog niet bewaard";
  return draft.savedAt ? `Bewaard om ${time(draft.savedAt)}` : "Bewaard";
}

function whyNot() {
  const { is_writable: isWritable, is_changed: isChanged } = draft.about;
  if (!isWritable) return "Publiceren kan hier niet; download het bestand.";
  if (draft.theirs) return "Kies eerst welke tekst blijft.";
  if (!checked || checked.text !== desk.text || draft.isUnsaved(desk.text)) return "Het concept wordt eerst nagekeken en bewaard.";
  if (!checked.can_be_published) return "Publiceren kan als er geen fouten zijn.";
  return isChanged || !checked.is_live ? "" : "Dit is wat bellers nu horen; er valt niets te publiceren.";
}

function keep() {
  downloaded = desk.text;
  download(desk.text, "menus.yml");
}

/** Show a text; what is shown is looked at, and not saved again. */
async function show(text) {
  desk.show(text);
  await check();
}

/** What is shown before it is asked is as it is now, whoever published something meanwhile. */
async function start() {
  const isOther = await draft.look(() => desk.text, true);
  await (isOther ? follow() : check());
  if (!isOther && whyNot() === "") publish({ tag: draft.tag, about: draft.about, difference: checked.difference }, published);
}

async function follow() {
  say(`Het concept is veranderd, door iemand anders of in een ander venster, om ${time(new Date())}; hier staat nu die tekst.`);
  await show(draft.saved);
}

async function published(told) {
  tellPublished(told, published);
  $("published").scrollIntoView({ block: "nearest" });
  if (await draft.look(() => desk.text, true)) desk.show(draft.saved);
  await refresh(TRIES);
}

/** Show what callers get now; what was just published is there within two seconds. */
async function refresh(tries = 1) {
  const editions = showEditions(published).catch((error) => say(error.message, true));
  const [isLive] = await Promise.all([editions, check()]);
  if (!isLive && tries > 1) setTimeout(() => refresh(tries - 1), SOON);
}

async function look() {
  if (!desk || document.hidden) return;
  if (await draft.look(() => desk.text)) {
    await follow();
  } else if (!waiting && !draft.trouble?.isAway && !draft.theirs && isLeft()) {
    await pause();
  }
}

/** Whether something was not looked at or not saved, as happens when the server was away. */
function isLeft() {
  return checked?.text !== desk.text || (draft.about.is_kept && draft.isUnsaved(desk.text));
}

async function restart() {
  $("restarting").close();
  try {
    await draft.restart();
    await show(draft.saved);
    say("Hier staat nu wat in menus.yml staat. Het concept is opzij gezet.");
  } catch (error) {
    say(error.message, true);
  }
}

function listen() {
  $("save").onclick = save;
  $("find").onclick = () => desk.find();
  $("complete").onclick = () => desk.complete();
  $("download").onclick = keep;
  $("publish").onclick = start;
  $("restart").onclick = () => opens("restarting");
  $("restart-now").onclick = restart;
  document.addEventListener("visibilitychange", look);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key !== "s") return;
    event.preventDefault();
    save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (draft.isUnsaved(desk.text) && desk.text !== downloaded) event.preventDefault();
  });
  setInterval(look, LOOKS);
}

async function begin() {
  try {
    const schema = async () => (await ask("GET", "schema")).told;
    const [made] = await Promise.all([textIn($("text"), typed, schema), draft.open()]);
    desk = made;
  } catch (error) {
    $("loading").textContent = "Het concept kan niet worden geladen. Laad de pagina opnieuw.";
    return say(error.message, true);
  }
  $("loading").hidden = true;
  $("download").disabled = false;
  $("keys").hidden = $("find").hidden = $("complete").hidden = !desk.isRich;
  desk.show(draft.saved);
  listen();
  await refresh();
  const [, line] = location.hash.match(/^#regel-(\d+)$/) || [];
  if (line) desk.goTo(Number(line), 1);
}

begin();
