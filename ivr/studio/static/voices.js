// The voices of people that there are, and whether callers hear the one that is chosen.

import { $, element } from "./page.js";

export function show({ voice, voices }) {
  $("known").hidden = !voices.length;
  $("voice").replaceChildren(...voices.map(({ name, speaker }) =>
    element("option", `${name} (${speaker})`, { value: name, selected: name === voice })));
  const chosen = voices.find(({ name }) => name === voice);
  $("speaker").textContent = chosen ? about(chosen) : "Er is nog geen stem van een mens. Maak er hieronder een: wie gaat er inspreken?";
  $("first").hidden = !chosen || chosen.is_first;
  if (!chosen) $("new").open = true;
}

function about({ licence, is_live: isLive, is_drafted: isDrafted, is_first: isFirst }) {
  const heard = isLive ? "Bellers horen deze stem." : isDrafted ? "Bellers horen deze stem zodra het concept is gepubliceerd."
    : "Bellers horen deze stem nog niet: zij staat niet bij de stemmen van het concept.";
  const order = isDrafted && !isFirst ? " In het concept gaat een andere stem voor." : "";
  return `${heard}${order} Te gebruiken voor: ${licence}`;
}
