// The list of all texts, and how far this voice has come with them.

import { $, element, seconds } from "./page.js";

export class Texts {
  all = [];
  #buttons = new Map();

  constructor(chooses) {
    this.chooses = chooses;
    $("only").addEventListener("change", () => this.#filter());
  }

  show(sections) {
    this.all = sections.flatMap(({ texts, title, where }) => texts.map((text) => Object.assign(text, { title, where })));
    this.#buttons = new Map(this.all.map((text) => [text.id, element("button", "", { type: "button", onclick: () => this.chooses(text) })]));
    $("list").replaceChildren(...sections.flatMap((section) => this.#section(section)));
    for (const text of this.all) this.#write(text);
    this.#count();
  }

  /** What the server tells of one text takes the place of what was known. */
  replace(text, told) {
    Object.assign(text, told);
    this.#write(text);
    this.#count();
  }

  point(text) {
    for (const [id, button] of this.#buttons) {
      if (id === text.id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    const row = this.#buttons.get(text.id);
    $("list").scrollTop = row.offsetTop - $("list").offsetTop - $("list").clientHeight / 3;
  }

  next(text, step, wanted = () => true) {
    const at = this.all.indexOf(text);
    const order = [...this.all.slice(at + 1), ...this.all.slice(0, at)];
    return (step < 0 ? order.reverse() : order).find(wanted);
  }

  #section({ title, where, texts }) {
    const rows = element("ol");
    for (const text of texts) {
      const row = element("li");
      row.append(this.#buttons.get(text.id));
      rows.append(row);
    }
    const heading = element("h3", title);
    if (where) heading.append(element("span", ` (${where})`, { className: "meta" }));
    return [heading, rows];
  }

  #write(text) {
    const words = element("span", text.text, { className: "text" });
    this.#buttons.get(text.id).replaceChildren(element("b", text.number), words, element("span", state(text), { className: "meta" }));
  }

  #count() {
    const done = this.all.filter(isRecorded).length;
    $("progress").textContent = `${done} van ${this.all.length} opgenomen in deze stem`;
    $("done").max = this.all.length || 1;
    $("done").value = done;
    this.#filter();
  }

  #filter() {
    for (const text of this.all) this.#buttons.get(text.id).parentElement.hidden = $("only").checked && isRecorded(text);
    for (const rows of $("list").querySelectorAll("ol")) {
      rows.hidden = rows.previousElementSibling.hidden = [...rows.children].every((row) => row.hidden);
    }
  }
}

export const isRecorded = (text) => text.recording !== null;

function state({ recording }) {
  if (!recording) return "ontbreekt";
  return `opgenomen, ${seconds(recording.seconds)}${recording.flaws.length ? ": niet goed genoeg" : ""}`;
}
