// The page with the counts: which days, a chart with its table for each subject, and the same as a file.

import { $, element, say } from "./page.js";
import { counts } from "./server.js";

const SHORT = 16; // lines of a table that is open at once
const narrow = matchMedia("(max-width: 48rem)"); // where letters of the wide drawings would be too small
let latest = 0;
let shown = null;

async function show(days) {
  const asked = ++latest;
  say("De cijfers worden opgehaald.");
  try {
    const found = await counts(days);
    if (asked === latest) draw(found);
  } catch (error) {
    if (asked === latest) empty(error.message);
  }
}

function draw(found) {
  shown = found;
  const { from, until } = found;
  $("from").value = from;
  $("until").value = until;
  $("charts").replaceChildren(...found.charts.map(sectionOf));
  $("notes").replaceChildren(...found.notes.map((note) => element("li", note)));
  for (const kind of ["csv", "svg"]) $(kind).href = `/studio/counts.${kind}?${new URLSearchParams({ from, until })}`;
  $("about").hidden = false;
  say(found.title);
}

function empty(why) {
  shown = null;
  $("charts").replaceChildren();
  $("about").hidden = true;
  say(why, true);
}

function sectionOf(chart) {
  const section = element("section", "", { id: chart.name });
  const title = element("h2", chart.title, { id: `${chart.name}-title` });
  section.setAttribute("aria-labelledby", title.id);
  const beside = element("div", "", { className: "beside" });
  beside.append(drawingOf(chart), tableOf(chart));
  section.append(title, beside);
  return section;
}

/** A drawing that is wider than the screen is moved with the arrow keys. */
function drawingOf(chart) {
  const frame = element("div", "", { className: "chart", tabIndex: 0, role: "region", ariaLabel: `Grafiek: ${chart.title}` });
  frame.append(document.adoptNode(new DOMParser().parseFromString(narrow.matches ? chart.narrow : chart.svg, "image/svg+xml").documentElement));
  return frame;
}

function tableOf(chart) {
  const [head, ...rows] = chart.table;
  const details = element("details", "", { open: rows.length <= SHORT });
  const table = element("table");
  const [thead, tbody] = [element("thead"), element("tbody")];
  thead.append(lineOf(head, () => element("th", "", { scope: "col" })));
  tbody.append(...rows.map((row) => lineOf(row, (at) => (at ? element("td") : element("th", "", { scope: "row" })))));
  table.append(thead, tbody);
  details.append(element("summary", "Dezelfde cijfers in een tabel"), table);
  return details;
}

function lineOf(texts, cell) {
  const line = element("tr");
  line.append(...texts.map((text, at) => Object.assign(cell(at), { textContent: text })));
  return line;
}

function choose() {
  const { value } = document.querySelector("input[name=period]:checked");
  $("own").hidden = value !== "own";
  if (value !== "own") show({ days: value });
}

for (const choice of document.querySelectorAll("input[name=period]")) choice.addEventListener("change", choose);
narrow.addEventListener("change", () => { if (shown) draw(shown); });
$("own").addEventListener("submit", (event) => {
  event.preventDefault();
  show({ from: $("from").value, until: $("until").value });
});
choose();
