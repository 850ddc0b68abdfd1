// The menu as a picture that can be walked: by pointer, or with the arrow keys once it has the focus.

import { $, element, seconds } from "./page.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const SEVERITIES = { error: "fout", warning: "waarschuwing", notice: "let op" };

export class Tree {
  #menu = null;
  #nodes = [];
  #flaws = {};

  show(menu) {
    this.#menu = menu;
    this.#flaws = {};
    const drawing = new DOMParser().parseFromString(menu.svg, "image/svg+xml").documentElement;
    drawing.removeAttribute("role");
    drawing.removeAttribute("aria-labelledby");
    $("drawing").replaceChildren(document.adoptNode(drawing));
    this.#nodes = [...drawing.querySelectorAll(".node[id]")];
    for (const [number, node] of this.#nodes.entries()) this.#prepare(node, number);
    $("place").replaceChildren();
    this.#problems();
    this.#bringIntoView(this.#nodes[0]);
  }

  /** Recordings are judged later than the menu is shown: that may take a while. */
  judges(flaws) {
    this.#flaws = flaws;
    this.#nodes.forEach((node) => this.#name(node));
    const open = this.#placeOf(this.#nodes.find((node) => node.classList.contains("chosen"))?.dataset.state);
    if (open && this.#flawed(open)) this.#tell(open);
  }

  goesTo(state) {
    for (const node of this.#nodes) {
      const isHere = state !== null && node === this.#nodeOf(state);
      node.classList.toggle("here", isHere);
      if (isHere) node.setAttribute("aria-current", "location");
      else node.removeAttribute("aria-current");
    }
    if (state !== null) this.#bringIntoView(this.#nodeOf(state));
  }

  #placeOf(state) {
    return this.#menu.places.find((place) => place.turns.some((turn) => turn.state === state));
  }

  #nodeOf(state) {
    const place = this.#placeOf(state);
    return this.#nodes.find((node) => node.dataset.state === place?.state);
  }

  #bringIntoView(node) {
    if (!node) return;
    const [frame, box] = [$("drawing").getBoundingClientRect(), node.getBoundingClientRect()];
    $("drawing").scrollBy({ left: box.left - frame.left - 60, top: box.top - frame.top - frame.height / 2 });
  }

  #prepare(node, number) {
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", number ? "-1" : "0");
    node.querySelector("title")?.remove();
    this.#mark(node);
    node.dataset.written = [...node.querySelectorAll("text")].map((row) => row.textContent).join(" ");
    this.#name(node);
    node.addEventListener("click", () => this.#choose(node));
    node.addEventListener("keydown", (event) => this.#typed(event, number));
  }

  /** What a screen reader says of a place, and the red line around what is not right. */
  #name(node) {
    const place = this.#placeOf(node.dataset.state);
    const faults = this.#menu.problems.filter((problem) => problem.place === place.state).length;
    const flawed = this.#flawed(place);
    const marked = node.querySelector(".chosen-today") ? " keer vandaag gekozen" : "";
    const hidden = marked ? "" : this.#chosen(place);
    const more = [
      place.kind,
      faults && `problemen: ${faults}`,
      flawed && `opnamen afgekeurd: ${flawed}`,
      hidden && `vandaag gekozen: ${hidden}`,
    ];
    node.setAttribute("aria-label", `${node.dataset.written}${marked} (${more.filter(Boolean).join(", ")})`);
    node.classList.toggle("faulty", faults + flawed > 0);
  }

  #flawed(place) {
    return place.turns.flatMap((turn) => turn.said).filter(([text]) => this.#flaws[text]).length;
  }

  #chosen(place) {
    return this.#menu.chosen?.states[place.state];
  }

  /** A number that is not hidden stands on the upper edge of its place. */
  #mark(node) {
    const chosen = this.#chosen(this.#placeOf(node.dataset.state));
    if (!/\d\+$/.test(chosen)) return;
    const [width, right] = [14 + 7 * chosen.length, Number(node.querySelector("rect").getAttribute("width")) - 12];
    const mark = drawn("g", { class: "chosen-today" });
    const number = drawn("text", { x: right - width / 2, y: 3, "font-size": 11, "text-anchor": "middle" });
    number.textContent = chosen;
    mark.append(drawn("rect", { x: right - width, y: -9, width, height: 16, rx: 8 }), number);
    node.append(mark);
  }

  #typed(event, number) {
    if (event.key === "Enter" || event.key === " ") this.#choose(this.#nodes[number]);
    else if (event.key in STEPS) this.#focus(this.#nodes[number + STEPS[event.key]]);
    else return;
    event.preventDefault();
  }

  #focus(node) {
    if (!node) return;
    for (const other of this.#nodes) other.setAttribute("tabindex", other === node ? "0" : "-1");
    node.focus();
  }

  #choose(node) {
    const place = this.#placeOf(node.dataset.state);
    for (const other of this.#nodes) other.classList.toggle("chosen", other === node);
    this.#focus(node);
    this.#tell(place);
  }

  #tell(place) {
    const problems = this.#menu.problems.filter((problem) => problem.place === place.state);
    const title = `${place.key ? `Toets ${place.key}: ` : ""}${place.label}`;
    $("place").replaceChildren(
      element("h3", title),
      element("p", [place.kind, place.notes].filter(Boolean).join(", "), { className: "meta" }),
      ...chosenOf(this.#chosen(place), this.#menu.chosen),
      ...place.turns.flatMap((turn, part) => turnOf(turn, place.turns.length > 1 ? part + 1 : 0, this.#flaws)),
      ...(problems.length ? [element("h3", "Wat er niet klopt"), list(problems.map((one) => problemOf(one, this.#menu.which)))] : []),
    );
  }

  #problems() {
    const { problems } = this.#menu;
    $("problems").hidden = !problems.length;
    $("problems").querySelector("ul").replaceChildren(...problems.map((one) => problemOf(one, this.#menu.which)));
  }
}

function drawn(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** How often a place was chosen today; without any figures, why there are none. */
function chosenOf(chosen, today) {
  if (!today || (!chosen && Object.keys(today.states).length)) return [];
  const told = element("p", chosen ? `Vandaag gekozen: ${chosen} ` : "");
  told.append(element("span", today.note, { className: "meta" }));
  return [told];
}

function turnOf(turn, part, flaws) {
  const said = turn.said.map(([text, lasts, recorded]) => {
    const item = element("li", `${text} `);
    item.append(element("span", recorded ? `${seconds(lasts)}, opgenomen` : `± ${seconds(lasts)}, niet opgenomen`, { className: "meta" }));
    if (flaws[text]) item.append(list(flaws[text].map((flaw) => element("li", `De opname ${flaw}.`, { className: "flaw" }))));
    return item;
  });
  return [element("p", `${part ? `Deel ${part}: ` : ""}samen ${seconds(turn.seconds)}`), list(said)];
}

function list(items) {
  const made = element("ul");
  made.append(...items);
  return made;
}

/** In the draft, its line is one click away. */
function problemOf({ line, ...problem }, which) {
  const item = element("li");
  const place = which === "draft" ? element("a", `regel ${line}`, { href: `/studio/edit#regel-${line}` }) : `regel ${line}`;
  item.append(
    element("b", SEVERITIES[problem.severity]), ...(line ? [", ", place] : []), ": ",
    problem.message,
    element("span", ` [${problem.rule}]`, { className: "meta" }),
  );
  return item;
}
