// The draft as the server has it: what of it is saved, and what somebody else made of it. Nothing is replaced unseen.

import { ask } from "./edit-server.js";

const WITHIN = 20_000;

/** Editors have one kind of line end; a file that has another is not changed by being looked at. */
const plain = (text) => text.replace(/\r\n?/g, "\n");

export class Draft {
  about = {};
  saved = "";
  savedAt = null;
  trouble = null;
  theirs = null;
  #tag = null;
  #sent = new Set();
  #turn = Promise.resolve();

  constructor(changed) {
    this.changed = changed;
  }

  get tag() {
    return this.#tag;
  }

  isUnsaved(text) {
    return text !== this.saved;
  }

  async open() {
    const { told, tag } = await ask("GET", "draft", { within: WITHIN });
    this.#take(told, tag);
  }

  /** Save after what is being saved already. What another person made meanwhile stays, until it is chosen what to do. */
  save(text) {
    return this.#next(() => this.theirs || !this.isUnsaved(text) ? null : this.#put(text, this.#tag, false));
  }

  /** Save in the place of what the other made; the server keeps that aside. */
  keepMine(text) {
    return this.#next(() => this.#put(text, this.theirs.tag, true));
  }

  takeTheirs() {
    return this.#next(() => this.open());
  }

  /** Put the draft aside, and go on with menus.yml. */
  async restart() {
    const { told, tag } = await ask("DELETE", "draft", { tag: this.#tag, within: WITHIN });
    if (!("text" in told)) return this.open();
    return this.#take(told, tag);
  }

  /** Look for what others did; true when there is another text to show. `typed` gives what is on the page now. */
  look(typed, isWhole = false) {
    return this.#next(async () => {
      const { told, tag } = await ask("GET", "draft", { known: isWhole ? null : this.theirs?.tag || this.#tag, within: WITHIN });
      if (this.trouble?.isAway) this.#hears(null);
      if (!told) return false;
      const text = plain(told.text);
      const isOurs = text === this.saved || this.#sent.has(text);
      if (isOurs || text === typed() || !this.isUnsaved(typed())) {
        this.#take(told, tag);
        return !isOurs;
      }
      this.theirs = { text, tag };
      this.changed();
      return false;
    });
  }

  #next(work) {
    const done = this.#turn.then(work).catch((error) => this.#hears(error));
    this.#turn = done;
    return done;
  }

  async #put(text, tag, keep) {
    this.#sent.add(text);
    try {
      const { told, tag: found } = await ask("PUT", "draft", { body: { text, keep }, tag, within: WITHIN });
      this.savedAt = new Date();
      this.#take({ ...told, text }, found);
    } catch (error) {
      if (error.status !== 412) throw error;
      await this.#meets(plain(error.told.text), error.tag, text);
    }
  }

  /** What is there may be what this page sent itself, when the answer to that got lost. */
  #meets(theirs, tag, text) {
    if (theirs === text) return this.open();
    if (this.#sent.has(theirs)) return this.#put(text, tag, false);
    this.theirs = { text: theirs, tag };
    return this.changed();
  }

  #take({ text, ...about }, tag) {
    Object.assign(this, { about, saved: plain(text), theirs: null, trouble: null });
    this.#tag = tag;
    this.#sent.clear();
    this.changed();
  }

  #hears(error) {
    const isNews = this.trouble?.message !== error?.message;
    this.trouble = error;
    if (isNews) this.changed();
  }
}
