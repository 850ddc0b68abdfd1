// Two people, one draft: both texts are shown, and whoever was second chooses. Nothing is lost either way.

import { download, ask as opens } from "./edit-dialog.js";
import { basics } from "./edit-style.js";
import { opened } from "./edit-text.js";
import { $, element } from "./page.js";

/** Show both; `show` puts the text that is chosen on the page. */
export function choose(draft, desk, show) {
  const dialog = opens("conflict");
  const mine = desk.isRich ? merged(desk.code, desk.text, draft.theirs.text) : beside(desk.text, draft.theirs.text);
  $("conflict-error").textContent = "";
  $("keep-mine").onclick = () => ends(dialog, draft, async () => {
    show(mine());
    await draft.keepMine(mine());
  });
  $("take-theirs").onclick = () => ends(dialog, draft, async () => {
    download(mine(), "menus-van-mij.yml");
    await draft.takeTheirs();
    if (!draft.theirs) show(draft.saved);
  });
}

async function ends(dialog, draft, act) {
  const { theirs } = draft;
  await act();
  if (!draft.theirs) return dialog.close();
  const isNews = draft.theirs !== theirs;
  $("conflict-error").textContent = draft.trouble?.message || "De ander heeft het nog eens veranderd. Sluit dit venster, en bekijk beide opnieuw.";
  if (isNews) for (const name of ["keep-mine", "take-theirs"]) $(name).onclick = () => dialog.close();
  return undefined;
}

function merged(code, mine, theirs) {
  const extensions = [
    ...basics(code, "Beide teksten"),
    code.history(),
    code.keymap.of([...code.historyKeymap, ...code.defaultKeymap]),
    code.unifiedMergeView({ original: theirs, gutter: false, collapseUnchanged: { margin: 3 }, mergeControls: control }),
  ];
  const view = opened(code, $("both"), code.EditorState.create({ doc: mine, extensions }));
  return () => view.state.doc.toString();
}

function control(kind, act) {
  const text = kind === "accept" ? "Houd de mijne hier" : "Neem die van de ander hier";
  return element("button", text, { type: "button", name: kind, onclick: act, onmousedown: (event) => event.preventDefault() });
}

function beside(mine, theirs) {
  const fields = [["Van u", mine], ["Van de ander", theirs]].map(([name, value], number) => {
    const field = element("textarea", "", { value, rows: 12, readOnly: number === 1 });
    field.setAttribute("aria-label", name);
    return field;
  });
  $("both").replaceChildren(element("p", "Van u:"), fields[0], element("p", "Van de ander:"), fields[1]);
  return () => fields[0].value;
}
