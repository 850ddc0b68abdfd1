// The page: whose voice, which text, and what is done with what was spoken.

import { $, element, say, seconds } from "./page.js";
import { record } from "./booth.js";
import * as server from "./recordings.js";
import { isRecorded, Texts } from "./texts.js";
import { show as showVoices } from "./voices.js";

const takes = new Map();
const texts = new Texts((text) => choose(text, true));
let told = { voice: "", largest: 0 };
let text = null;
let isBusy = false;

async function load(voice) {
  try {
    arrive(await server.texts(voice));
  } catch (error) {
    say(error.message, true);
  }
}

/** Change something about the voices, and go on with recording. */
async function change(work, done) {
  try {
    arrive(await work());
    say(done);
    $("record").focus();
    return true;
  } catch (error) {
    say(error.message, true);
    return false;
  }
}

function arrive(found) {
  told = found;
  showVoices(told);
  $("unkept").hidden = !told.unkept;
  $("unkept").textContent = `${told.unkept} U kunt wel opnemen, en de opname als bestand op uw computer bewaren.`;
  if (!told.is_readable) say("Het concept kan niet worden gelezen. Verbeter eerst wat er niet klopt; daarna staan de teksten hier.", true);
  $("speaking").hidden = $("texts").hidden = !told.voice || !told.is_readable;
  texts.show(told.sections);
  if ($("texts").hidden) return;
  const wanted = text?.id ?? location.hash.slice(1);
  choose(texts.all.find(({ id }) => id === wanted) ?? texts.all.find((one) => !isRecorded(one)) ?? texts.all[0]);
}

function choose(chosen, moves = false) {
  if (isBusy || !chosen) return;
  text = chosen;
  history.replaceState(null, "", `#${text.id}`);
  $("speaking-title").textContent = `Tekst ${text.number} van ${texts.all.length}`;
  $("where").textContent = [text.title, text.where].filter(Boolean).join(": ");
  $("words").textContent = text.text;
  $("notes").replaceChildren(...text.notes.map(([word, said]) => element("li", `${word}: zeg “${said}”.`)));
  texts.point(text);
  draw();
  if (moves) {
    say("");
    $("speaking-title").focus();
  }
}

/** The focus stays where it is, so that one can go on; the text is told. */
function step(way) {
  choose(texts.next(text, way));
  say(`Tekst ${text.number}: ${text.text}`);
}

/** What there is of this text: a take that is not kept yet, the recording, and those before it. */
function draw() {
  const { recording, earlier } = text;
  const take = takes.get(key());
  $("take").hidden = !take;
  $("refused").hidden = true;
  if (take) {
    plays("raw", take.url);
    Object.assign($("download"), { href: take.url, download: `${text.id}.${kind(take.sound)}` });
  }
  $("kept").hidden = !recording;
  $("kept-title").textContent = text.is_heard ? "De opname die bellers horen" : "De opname zoals bellers die gaan horen";
  if (recording) {
    plays("sound", server.address(told.voice, text, recording.digest));
    const pace = recording.pace ? `, ${recording.pace} woorden per minuut` : "";
    $("verdict").textContent = `${seconds(recording.seconds)}${pace}. ${recording.flaws.length ? "Niet goed genoeg:" : "Goed."}`;
    $("flaws").replaceChildren(...recording.flaws.map((flaw) => element("li", `De opname ${flaw}.`)));
  } else {
    plays("sound", null);
  }
  $("earlier").hidden = !earlier.length;
  $("earlier").querySelector("ul").replaceChildren(...earlier.map(before));
  $("record").textContent = recording || take ? "Neem opnieuw op" : "Neem op";
  enable();
}

function before({ digest, at, seconds: length }, place) {
  const when = new Date(at).toLocaleString("nl-NL", { dateStyle: "long", timeStyle: "short" });
  const sound = element("audio", "", { controls: true, preload: "none", src: server.address(told.voice, text, digest) });
  sound.setAttribute("aria-label", `Opname die tot ${when} gold`);
  const row = element("li", `Tot ${when}, ${seconds(length)} `);
  const back = element("button", place ? "Zet deze terug" : "Zet de vorige terug", { type: "button" });
  back.onclick = () => replace(() => server.putBack(told.voice, text, digest), "Teruggezet.");
  row.append(sound, back);
  return row;
}

function enable() {
  for (const id of ["record", "choose", "keep", "drop", "before", "after", "missing", "voice"]) $(id).disabled = isBusy;
  for (const button of $("list").querySelectorAll("button")) button.disabled = isBusy;
  if (!isBusy) $("missing").disabled = texts.all.every(isRecorded);
}

async function busy(work) {
  isBusy = true;
  enable();
  try {
    return await work();
  } finally {
    isBusy = false;
    enable();
  }
}

async function speak() {
  try {
    $("raw").pause();
    $("sound").pause();
    say("Na drie tellen.");
    const { sound, loudness } = await busy(() => record(() => {
      $("stop").disabled = false;
      $("stop").focus();
      say("");
    }));
    taken(sound);
    say(loudness === "goed" ? "Opgenomen. Luister ernaar, en bewaar." : `Opgenomen, maar uw stem klonk ${loudness}.`, loudness !== "goed");
  } catch (error) {
    say(error.message, true);
    $("record").focus();
  } finally {
    $("stop").disabled = true;
  }
}

function taken(sound) {
  forget();
  takes.set(key(), { sound, url: URL.createObjectURL(sound) });
  draw();
  $("keep").focus();
}

function plays(id, url) {
  if (url === $(id).getAttribute("src")) return;
  if (url) $(id).src = url;
  else $(id).removeAttribute("src");
  $(id).load();
}

function forget() {
  const take = takes.get(key());
  plays("raw", null);
  if (take) URL.revokeObjectURL(take.url);
  takes.delete(key());
}

function fromFile() {
  const [file] = $("file").files;
  $("file").value = "";
  if (!file) return;
  if (file.size > told.largest) return say(`Dit bestand is te groot: hoogstens ${told.largest / 1e6} MB.`, true);
  taken(file);
  say("Luister naar het bestand, en bewaar het.");
}

async function keep() {
  const { sound } = takes.get(key());
  const isKept = await replace(() => server.keep(told.voice, text, sound), "Bewaard.");
  if (!isKept) return;
  forget();
  draw();
  ($("missing").disabled ? $("after") : $("missing")).focus();
}

/** Another recording takes the place of the one that there is; asks first when callers hear that now. */
async function replace(work, done) {
  if (text.is_heard && text.heard_now && !(await isSure())) return false;
  say("De opname wordt verwerkt…");
  try {
    texts.replace(text, await busy(work));
    draw();
    say(`${done} ${seconds(text.recording.seconds)}. ${heardWhen()}`);
    return true;
  } catch (error) {
    if (error.status === 412) await look();
    say(error.message, true);
    $("refused").textContent = error.message;
    $("refused").hidden = false;
    return false;
  }
}

/** Show what somebody else recorded of this text meanwhile, beside the take. */
async function look() {
  const found = await busy(() => server.texts(told.voice)).catch(() => null);
  const now = found?.sections.flatMap((section) => section.texts).find(({ id }) => id === text.id);
  if (!now) return;
  texts.replace(text, now);
  draw();
}

function heardWhen() {
  if (text.is_heard) return "Bellers horen deze opname binnen twee seconden.";
  const isDrafted = told.voices.some((one) => one.name === told.voice && one.is_drafted);
  return `Bellers horen deze opname nog niet: ${isDrafted ? "" : "zet deze stem in het concept, en "}publiceer het concept op de pagina Schrijven.`;
}

function isSure() {
  if ($("always").checked) return true;
  $("instead").textContent = text.heard_now === told.voice
    ? "De opname die zij nu horen, blijft bewaard bij Eerdere opnamen: u kunt die terugzetten."
    : `Nu horen zij de stem ${text.heard_now}.`;
  $("sure").returnValue = "";
  $("sure").showModal();
  return new Promise((resolve) => { $("sure").onclose = () => resolve($("sure").returnValue === "yes"); });
}

const key = () => `${told.voice}/${text.id}`;
const kind = ({ name, type }) => name?.split(".").pop() ?? type.split("/")[1];

$("record").onclick = speak;
$("choose").onclick = () => $("file").click();
$("file").onchange = fromFile;
$("keep").onclick = keep;
$("drop").onclick = () => { forget(); draw(); say("Weggegooid."); $("record").focus(); };
$("before").onclick = () => step(-1);
$("after").onclick = () => step(1);
$("missing").onclick = () => { choose(texts.next(text, 1, (one) => !isRecorded(one)) ?? text, true); $("record").focus(); };
$("yes").onclick = () => $("sure").close("yes");
$("no").onclick = () => $("sure").close("no");
$("voice").onchange = () => load($("voice").value);
addEventListener("hashchange", () => choose(texts.all.find(({ id }) => id === location.hash.slice(1)), true));
$("first").onclick = () => change(() => server.putFirst(told.voice), "Deze stem staat nu voorop in het concept. Bellers horen haar als u dat publiceert.");
$("introduce").onsubmit = async (event) => {
  event.preventDefault();
  const introduced = { name: $("name").value, speaker: $("who").value, licence: $("licence").value };
  if (!(await change(() => server.introduce(introduced), "De stem is gemaakt. U kunt beginnen."))) return;
  $("introduce").reset();
  $("new").open = false;
};
addEventListener("beforeunload", (event) => { if (takes.size || isBusy) event.preventDefault(); });
load("");
