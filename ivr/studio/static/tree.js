// The menu as a picture that can be walked: by pointer, or with the arrow keys once it has the focus.

import { $, element, seconds } from "./page.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const SEVERITIES = { error: "fout", warning: "waarschuwing", notice: "opmerking" };

export class Tree {
  #menu = null;
  #nodes = [];

  show(menu) {
    this.#menu = menu;
    const drawing = new DOMParser().parseFromString(menu.svg, "image/svg+xml").documentElement;
    drawing.removeAttribute("role");
    drawing.removeAttribute("aria-labelledby");
    $("drawing").replaceChildren(document.adoptNode(drawing));
    this.#nodes = [...drawing.querySelectorAll(".node[id]")];
    for (const [number, node] of this.#nodes.entries()) this.#prepare(node, number);
    $("place").replaceChildren();
    this.#problems();
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
    const place = this.#placeOf(node.dataset.state);
    const faults = this.#menu.problems.filter((problem) => problem.place === place.state).length;
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", number ? "-1" : "0");
    node.querySelector("title")?.remove();
    const written = [...node.querySelectorAll("text")].map((row) => row.textContent).join(" ");
    node.setAttribute("aria-label", `${written} (${place.kind}${faults ? `, problemen: ${faults}` : ""})`);
    node.classList.toggle("faulty", faults > 0);
    node.addEventListener("click", () => this.#choose(node));
    node.addEventListener("keydown", (event) => this.#typed(event, number));
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
    const problems = this.#menu.problems.filter((problem) => problem.place === place.state);
    const title = `${place.key ? `Toets ${place.key}: ` : ""}${place.label}`;
    $("place").replaceChildren(
      element("h3", title),
      element("p", [place.kind, place.notes].filter(Boolean).join(", "), { className: "meta" }),
      ...place.turns.flatMap((turn, part) => turnOf(turn, place.turns.length > 1 ? part + 1 : 0)),
      ...(problems.length ? [element("h3", "Wat er niet klopt"), list(problems.map((one) => problemOf(one, this.#menu.which)))] : []),
    );
  }

  #problems() {
    const { problems } = this.#menu;
    $("problems").hidden = !problems.length;
    $("problems").querySelector("ul").replaceChildren(...problems.map((one) => problemOf(one, this.#menu.which)));
  }
}

function turnOf(turn, part) {
  const said = turn.said.map(([text, lasts, recorded]) => {
    const item = element("li", `${text} `);
    item.append(element("span", recorded ? `${seconds(lasts)}, opgenomen` : `± ${seconds(lasts)}, niet opgenomen`, { className: "meta" }));
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
