// What is wrong with the text, in words; each row goes to its place in the text.

import { $, element } from "./page.js";

const SEVERITIES = { error: "Fout", warning: "Waarschuwing", notice: "Let op" };
const ORDER = Object.keys(SEVERITIES);

export function showProblems(problems, goTo) {
  const sorted = [...problems].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || one.line - other.line);
  $("verdict").textContent = verdict(problems);
  $("problems").replaceChildren(...sorted.map((problem) => row(problem, goTo)));
}

function verdict(problems) {
  const [errors, warnings] = ORDER.map((severity) => problems.filter((one) => one.severity === severity).length);
  if (errors) return `${errors === 1 ? "1 fout" : `${errors} fouten`}. Zolang dat zo is, kan dit niet worden gepubliceerd.`;
  if (warnings) return `Er zijn geen fouten, wel ${warnings === 1 ? "1 waarschuwing" : `${warnings} waarschuwingen`}.`;
  return "Er zijn geen fouten.";
}

function row({ line, column, severity, rule, message }, goTo) {
  const item = element("li", "", { className: severity });
  const where = line ? element("button", `${SEVERITIES[severity]}, regel ${line}`, { type: "button", onclick: () => goTo(line, column) })
    : element("b", SEVERITIES[severity]);
  item.append(where, element("span", ` ${message} `), element("span", `[${rule}]`, { className: "meta" }));
  return item;
}
