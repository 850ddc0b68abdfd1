// Where one types in menus.yml, told by how far lines stand to the right; it need not be right YAML, for it is being typed.

const OTHER = /^\s*(#.*)?$/;
const ROW = /^( *)((?:- +)*)(?:([\w$-]+|"[^"]*"|'[^']*') *:(?: +(.*))?)?$/;
const DASH = /^( *)-(?: +(.*))?$/;
const IS_TEXT = /^[|>][-+\d]*\s*(#.*)?$/;
const TYPED = /^( *(?:- +)*)(?:([\w$-]+) *: +)?([\w$-]*)$/;

/** The words above this place, whether a word or a value belongs here, and the words beside it; null within a text. */
export function placeAt(lines, number, column) {
  const typed = lines[number].slice(0, column).match(TYPED);
  if (!typed) return null;
  const [, before, word, part] = typed;
  const path = pathOf(lines, number, before);
  if (!path) return null;
  const beside = besides(lines, number, before.length);
  return { path: word ? [...path, word] : path, isValue: word !== undefined, beside, from: column - part.length, indent: before.length };
}

function pathOf(lines, number, before) {
  const path = [];
  let [edge, isItem] = [before.length, false];
  for (const dash of [...before.matchAll(/-/g)].reverse()) {
    path.unshift("[]");
    [edge, isItem] = [dash.index, true];
  }
  for (let above = number - 1; above >= 0 && (edge > 0 || isItem); above -= 1) {
    const found = OTHER.test(lines[above]) ? null : parent(lines[above], edge, isItem);
    if (!found) continue;
    if (found.isText) return null;
    path.unshift(...found.path);
    [edge, isItem] = [found.edge, found.isItem];
  }
  return path;
}

/** What a line above adds to the path of what begins at this edge: a word, an item, both, or nothing. */
function parent(line, edge, isItem) {
  const start = line.search(/\S/);
  if (start > edge || (start === edge && (!isItem || line[start] === "-"))) return null;
  const [, spaces, dashes, word, value = ""] = line.match(ROW) || [];
  const item = line.match(DASH);
  if (word === undefined) return { isText: !item || IS_TEXT.test(item[2] || ""), path: ["[]"], edge: start, isItem: true };
  const at = spaces.length + dashes.length;
  const isAbove = at < edge || (isItem && at === edge && !dashes);
  const path = [...dashes.replace(/[^-]/g, "")].map(() => "[]");
  const isText = isAbove && value !== "" && !value.startsWith("#");
  return { isText, path: isAbove ? [...path, word.replace(/["']/g, "")] : path, edge: start, isItem: dashes !== "" };
}

/** The words that stand in the same list of words, above and below. */
function besides(lines, number, indent) {
  const found = [];
  for (const step of [-1, 1]) {
    for (let row = number + step; row >= 0 && row < lines.length; row += step) {
      if (OTHER.test(lines[row])) continue;
      const start = lines[row].search(/\S/);
      const [, spaces = "", dashes = "", word] = lines[row].match(ROW) || [];
      const at = spaces.length + dashes.length;
      if (word !== undefined && at === indent && !(step === 1 && dashes)) found.push(word);
      if (start < indent) break;
    }
  }
  return found;
}
