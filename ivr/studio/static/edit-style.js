// How CodeMirror looks and what it says, in Dutch; colours that everybody can read on white.

const PHRASES = {
  "Completions": "Aanvullingen", "Control character": "Stuurteken",
  "Diagnostics": "Problemen", "No diagnostics": "Geen problemen", "Go to line": "Ga naar regel", "go": "ga", "to": "door",
  "close": "sluiten", "current match": "gevonden", "on line": "op regel", "Selection deleted": "Selectie weggehaald",
  "replaced $ matches": "$ keer vervangen", "replaced match on line $": "vervangen op regel $", "$ unchanged lines": "$ gelijke regels",
  "Find": "Zoek", "Replace": "Vervang door", "next": "volgende", "previous": "vorige", "all": "alle", "match case": "hoofdletters",
  "by word": "hele woorden", "regexp": "patroon", "replace": "vervang", "replace all": "vervang alle",
};

const BLUE = "#004b9b";
const RED = "#a01515";

/** What every view has: how it looks, what it is called, and what it says. */
export function basics(code, name) {
  const { EditorView, EditorState } = code;
  return [
    styles(code),
    EditorState.phrases.of(PHRASES),
    EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
    EditorView.lineWrapping,
    hanging(code),
    code.lineNumbers(),
    code.highlightSpecialChars(),
    code.highlightActiveLine(),
    code.indentUnit.of("  "),
  ];
}

/** A line that does not fit goes on below where it begins: how far it stands to the right has a meaning. */
function hanging({ Decoration, ViewPlugin }) {
  const seen = (view) => Decoration.set(view.visibleRanges.flatMap(({ from, to }) => {
    const rows = [];
    for (let at = from; at <= to;) {
      const row = view.state.doc.lineAt(at);
      const by = `min(${row.text.match(/^ *(- +)*/)[0].length}ch, 30%)`;
      rows.push(Decoration.line({ attributes: { style: `padding-left: calc(6px + ${by}); text-indent: calc(-1 * ${by})` } }).range(row.from));
      at = row.to + 1;
    }
    return rows;
  }), true);
  return ViewPlugin.define((view) => ({
    decorations: seen(view),
    update(update) { if (update.docChanged || update.viewportChanged) this.decorations = seen(update.view); },
  }), { decorations: (plugin) => plugin.decorations });
}

function styles({ EditorView, HighlightStyle, syntaxHighlighting, tags }) {
  const wavy = (colour) => ({ backgroundImage: "none", textDecoration: `underline wavy ${colour}`, textDecorationSkipInk: "none" });
  return [
    EditorView.theme({
      "&": { height: "100%", border: ".1rem solid #777", backgroundColor: "#fff", color: "#111" },
      "&.cm-focused": { outline: `.2rem solid ${BLUE}`, outlineOffset: ".1rem" },
      ".cm-scroller": { overflow: "auto", fontFamily: "ui-monospace, Consolas, monospace", lineHeight: "1.5" },
      ".cm-gutters": { backgroundColor: "#f3f3f3", color: "#555", borderRight: ".1rem solid #ccc" },
      ".cm-activeLine": { backgroundColor: "#f0f5fb" },
      ".cm-lintRange-error": wavy(RED),
      ".cm-lintRange-warning": wavy("#8a5a00"),
      ".cm-lintRange-info": wavy(BLUE),
      ".cm-diagnostic": { font: "1rem/1.4 Arial, Helvetica, sans-serif", maxWidth: "32rem" },
      ".cm-diagnosticSource": { opacity: "1", color: "#444", fontSize: ".85em" },
      ".cm-tooltip": { backgroundColor: "#fff", border: ".1rem solid #333", maxWidth: "min(36rem, 90vw)" },
      ".cm-tooltip.cm-completionInfo": { padding: ".4rem .6rem", font: ".95rem/1.4 Arial, Helvetica, sans-serif" },
      ".cm-tooltip-autocomplete > ul > li": { padding: ".3rem .5rem" },
      ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: BLUE, color: "#fff" },
      ".cm-completionDetail": { fontStyle: "normal" },
      ".cm-snippetField": { backgroundColor: "#fff3c4" },
      ".cm-panels": { backgroundColor: "#f3f3f3", color: "#111" },
      ".cm-textfield, .cm-button": { font: "1rem Arial, Helvetica, sans-serif", backgroundImage: "none", backgroundColor: "#fff", color: "#111" },
      ".cm-panel.cm-search": { padding: ".5rem 2.5rem .5rem .5rem" },
      ".cm-panel.cm-search [name=close]": { fontSize: "1.4rem", color: "#111", padding: "0 .6rem" },
      ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: "'…' !important" },
      ".cm-deletedChunk .cm-chunkButtons": { position: "static", padding: ".2rem 0", fontFamily: "Arial, Helvetica, sans-serif" },
      ".cm-deletedChunk": { backgroundColor: "#fdeaea", color: "#111" },
      ".cm-deletedText, .cm-deletedChunk .cm-deletedText": { background: "#f6caca", textDecoration: "line-through" },
      ".cm-changedText": { background: "#bfe5c8 !important", textDecoration: "underline" },
      ".cm-changedLine": { backgroundColor: "#eaf7ed !important" },
      ".cm-chunkButtons button": { font: ".95rem Arial, Helvetica, sans-serif", padding: ".2rem .5rem", backgroundColor: "#14632a !important" },
      ".cm-chunkButtons button[name=reject]": { backgroundColor: `${RED} !important` },
    }),
    syntaxHighlighting(HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: BLUE, fontWeight: "bold" },
      { tag: tags.comment, color: "#555", fontStyle: "italic" },
      { tag: [tags.string, tags.content], color: "#111" },
      { tag: [tags.keyword, tags.punctuation, tags.separator, tags.meta], color: "#7a3d00" },
    ])),
  ];
}
