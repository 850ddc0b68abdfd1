// The telephone: keeps the list of what was done, and asks the server each time what is heard now.

import { $, element, say } from "./page.js";
import { ask } from "./server.js";
import * as silence from "./silence.js";
import { Player } from "./sound.js";
import { write } from "./transcript.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const NAMES = { "*": "sterretje", "#": "hekje" };
const OUTCOMES = {
  answered: "Neemt op en toetst 1",
  busy: "In gesprek",
  "no-answer": "Neemt niet op",
  dropped: "Neemt op en valt weg",
  "not-accepted": "Neemt op, toetst geen 1",
};
const QUEUE_SECONDS = 3;

export class Telephone {
  #call = null;
  #told = null;
  #heard = 0;
  #asking = 0;
  #early = [];

  constructor(which, goesTo) {
    this.which = which;
    this.goesTo = goesTo;
    this.player = new Player((sound, number) => this.#shows(sound, number));
    this.player.isMuted = () => $("mute").checked;
    for (const key of KEYS) {
      const button = element("button", key, { type: "button", disabled: true, onclick: () => this.press(key) });
      button.setAttribute("aria-label", `Toets ${NAMES[key] || key}`);
      $("keypad").append(button);
    }
    $("call").onclick = () => this.begin();
    $("hang-up").onclick = () => this.#does("hangs_up");
    $("skip").onclick = () => this.#skip();
    $("copy").onclick = () => this.#copy();
    document.addEventListener("keydown", (event) => this.#typed(event));
  }

  begin() {
    this.#call = { which: this.which(), edition: null, at: $("moment").value || null, acts: [] };
    this.#told = null;
    this.#early = [];
    $("tested").hidden = true;
    return this.#goOn();
  }

  /** A key that is pressed before the server has answered counts as soon as it has. */
  press(key) {
    if (this.#call && !this.#told) return this.#early.push(key);
    return this.#does("presses", key);
  }

  end() {
    this.#asking += 1;
    this.#call = this.#told = null;
    this.player.end();
    silence.stop();
    this.#enable();
    this.goesTo(null);
  }

  #does(name, detail = "") {
    if (!this.#told || this.#told.standstill === "ended") return undefined;
    this.#call.acts.push({ name, detail, heard: this.#heard });
    return this.#goOn();
  }

  async #goOn() {
    const turn = ++this.#asking;
    this.player.end();
    silence.stop();
    this.#told = null;
    this.#tells("…", true);
    try {
      const told = await ask("call", this.#call);
      if (turn !== this.#asking) return;
      Object.assign(this.#call, { edition: told.edition, at: told.at });
      this.#arrive(told);
      if (this.#early.length) return this.press(this.#early.shift());
      if (await this.player.play(told.sounds)) this.#wait(told);
    } catch (error) {
      if (turn !== this.#asking) return;
      if (error.status === 400 && this.#call.acts.length) return this.#takeBack();
      this.end();
      say(error.message, true);
    }
  }

  /** What came too late, such as an answer after the telephones had stopped, has not been done. */
  async #takeBack() {
    this.#call.acts.pop();
    await this.#goOn();
    say("Dat was te laat: het gesprek gaat verder zonder die stap.", true);
  }

  #arrive(told) {
    this.#told = told;
    this.#heard = told.heard;
    say(told.faults.length ? `Twilio zou melden: ${told.faults.at(-1)}` : "", told.faults.length > 0);
    write(told);
    this.goesTo(told.place, told.edition);
    this.#enable();
    this.#advisors(told);
    if (!told.sounds.length) this.#stands(told);
  }

  #shows(sound, number) {
    const isText = sound.kind !== "pause";
    if (isText) this.#heard = this.#told.heard + this.#told.sounds.slice(0, number + 1).filter((one) => one.kind !== "pause").length;
    this.#tells(sound.text || "(stilte)", !this.player.isMuted());
    $("now").classList.toggle("unrecorded", isText && !sound.url);
    if (isText && !sound.url) $("now").append(element("span", " (niet opgenomen: de computerstem)", { className: "meta" }));
  }

  #wait(told) {
    this.#stands(told);
    if (told.standstill === "listening") silence.run(told.silence, () => this.#does("waits"));
    if (told.standstill === "queued") silence.run(QUEUE_SECONDS, () => this.#does("waits"));
    if (told.standstill === "talking" && this.#call.acts.at(-1).detail === "dropped") this.#does("advisor_hangs_up");
  }

  #stands(told) {
    const where = {
      listening: "De lijn luistert.",
      queued: "In de wachtrij.",
      ringing: "Er gaat een telefoon over. Zeg hieronder wat de adviseur doet.",
      talking: `In gesprek met ${told.to}.`,
      ended: "Het gesprek is voorbij.",
    };
    this.#tells(where[told.standstill], false);
  }

  /** Whoever has the page read aloud hears the recordings themselves, and the rest from the page. */
  #tells(text, isHeard) {
    $("now").setAttribute("aria-live", isHeard ? "off" : "polite");
    $("now").textContent = text;
    $("now").classList.remove("unrecorded");
  }

  #advisors(told) {
    const buttons = told.standstill === "talking"
      ? [["advisor_hangs_up", "", "De adviseur hangt op"]]
      : told.ringing.length ? Object.entries(OUTCOMES).map(([name, text]) => ["advisors_do", name, text]) : [];
    $("advisor").hidden = !buttons.length;
    $("rings").textContent = told.ringing.length ? `Er gaat over: ${told.ringing.join(", ")}` : "";
    $("outcomes").replaceChildren(...buttons.map(([name, detail, text]) =>
      element("button", text, { type: "button", onclick: () => this.#does(name, detail) })));
    $("whispered").replaceChildren(...told.advisor.map((text) => element("li", `De adviseur hoort: ${text}`)));
  }

  #enable() {
    const isOn = this.#told !== null && this.#told.standstill !== "ended";
    for (const button of $("keypad").children) button.disabled = !isOn;
    $("hang-up").disabled = $("skip").disabled = !isOn;
    $("copy").disabled = this.#told === null;
    $("call").textContent = isOn ? "Opnieuw bellen" : "Bellen";
    if (!isOn) $("advisor").hidden = true;
  }

  #skip() {
    if (!$("silence").hidden) return this.#does("waits");
    return this.player.skip();
  }

  #typed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !KEYS.includes(event.key)) return;
    if (event.target === $("moment")) return;
    event.preventDefault();
    this.press(event.key);
  }

  async #copy() {
    try {
      const { test } = await ask("test", this.#call);
      $("test").textContent = test;
      $("tested").hidden = false;
      $("tested").open = true;
      await navigator.clipboard.writeText(test).then(
        () => say("De test staat op het klembord."),
        () => say("De test staat onder het verslag; deze browser laat kopiëren niet toe."),
      );
    } catch (error) {
      say(error.message, true);
    }
  }
}
