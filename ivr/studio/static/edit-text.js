// The text that is written: in CodeMirror, or in a plain field where that cannot be loaded. Both know the same few things.

import { element } from "./page.js";
import { completion } from "./edit-words.js";
import { basics } from "./edit-style.js";

const NAME = "De tekst van menus.yml";

/** Give what one can write in; `typed` is called whenever somebody does, and not when a text is shown. */
export async function textIn(place, typed, schema) {
  try {
    return new Code(await import("./codemirror.js"), place, typed, schema);
  } catch {
    return new Plain(place, typed);
  }
}

class Plain {
  constructor(place, typed) {
    this.field = element("textarea", "", { spellcheck: false, rows: 30 });
    this.field.setAttribute("aria-label", NAME);
    this.field.addEventListener("input", typed);
    place.replaceChildren(this.field);
  }

  get text() {
    return this.field.value;
  }

  show(text) {
    this.field.value = text;
  }

  mark() {}

  goTo(line, column) {
    const start = this.text.split("\n").slice(0, line - 1).join("\n").length + (line > 1) + column - 1;
    this.field.focus();
    this.field.setSelectionRange(start, start);
  }
}

class Code {
  isRich = true;
  #isShown = false;

  constructor(code, place, typed, schema) {
    this.code = code;
    const extensions = [
      ...basics(code, NAME),
      code.history(),
      code.yaml(),
      code.search({ top: true }),
      code.autocompletion({ icons: false, override: [completion(schema, code.snippetCompletion)] }),
      code.keymap.of([...code.completionKeymap, ...code.searchKeymap, ...code.historyKeymap, ...code.lintKeymap, ...code.defaultKeymap]),
      code.EditorView.updateListener.of((update) => { if (update.docChanged && !this.#isShown) typed(); }),
    ];
    this.view = opened(code, place, code.EditorState.create({ extensions }));
  }

  get text() {
    return this.view.state.doc.toString();
  }

  /** Show another text; only what is different is replaced, so that whoever reads keeps their place. */
  show(text) {
    const [was, shortest] = [this.text, Math.min(this.text.length, text.length)];
    let [start, end] = [0, 0];
    while (start < shortest && was[start] === text[start]) start += 1;
    while (end < shortest - start && was[was.length - 1 - end] === text[text.length - 1 - end]) end += 1;
    this.#isShown = true;
    this.view.dispatch({ changes: { from: start, to: was.length - end, insert: text.slice(start, text.length - end) } });
    this.#isShown = false;
  }

  mark(problems) {
    const { doc } = this.view.state;
    const found = problems.filter(({ line }) => line >= 1 && line <= doc.lines).map((problem) => this.#diagnostic(doc, problem));
    this.view.dispatch(this.code.setDiagnostics(this.view.state, found.sort((one, other) => one.from - other.from)));
  }

  goTo(line, column) {
    const { doc } = this.view.state;
    const row = doc.line(Math.min(line, doc.lines));
    const anchor = Math.min(row.from + column - 1, row.to);
    this.view.dispatch({ selection: { anchor }, effects: this.code.EditorView.scrollIntoView(anchor, { y: "center" }) });
    this.view.focus();
  }

  find() {
    this.code.openSearchPanel(this.view);
  }

  complete() {
    this.view.focus();
    this.code.startCompletion(this.view);
  }

  /** A word that is wrong is underlined; of a text, the rest of its line. */
  #diagnostic(doc, { line, column, severity, rule, message }) {
    const row = doc.line(line);
    const from = Math.min(row.from + Math.max(column, 1) - 1, row.to);
    const rest = row.text.slice(from - row.from);
    const length = (rest.match(/^[\w-]+(?=:)/) || rest.match(/^.*\S/) || [""])[0].length;
    const level = severity === "notice" ? "info" : severity;
    return { from, to: from + length, severity: level, source: rule, message };
  }
}

/** A view in a root of its own: there CodeMirror's style sheets are allowed by the strictest policy. */
export function opened(code, place, state) {
  const host = element("div", "", { className: "code" });
  const root = host.attachShadow({ mode: "open" });
  place.replaceChildren(host);
  return new code.EditorView({ state, parent: root, root });
}
