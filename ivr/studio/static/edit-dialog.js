// Dialogs that ask once, files to keep, and moments.

import { $, element } from "./page.js";

/** Open a dialog; its button "Terug" and Escape close it. */
export function ask(name) {
  const dialog = $(name);
  dialog.querySelector(".back").onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Give a text as a file of its own. */
export function download(text, name) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = element("a", "", { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

export const time = (moment) => moment.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });

/** A moment that was told by the clock of the line is shown by that, wherever it is read. */
export const onTheLine = (at) => moment(new Date(at.slice(0, 19)));

export function moment(clock) {
  const day = clock.toLocaleDateString("nl-NL", { weekday: "short", day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${time(clock)}`;
}
