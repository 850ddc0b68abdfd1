// All that the page for writing uses of CodeMirror; `make editor` makes ../static/codemirror.js of it.

export { autocompletion, completionKeymap, snippetCompletion, startCompletion } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { yaml } from "@codemirror/lang-yaml";
export { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { lintKeymap, setDiagnostics } from "@codemirror/lint";
export { unifiedMergeView } from "@codemirror/merge";
export { openSearchPanel, search, searchKeymap } from "@codemirror/search";
export { EditorState } from "@codemirror/state";
export { Decoration, EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers, ViewPlugin } from "@codemirror/view";
export { tags } from "@lezer/highlight";
