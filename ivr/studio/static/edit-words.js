// The words that can stand at a place in menus.yml, with what they are for, from the schema of the file.

import { placeAt } from "./edit-place.js";

const KEYS = ["2", "3", "4", "5", "6", "7", "8", "9"];
const OPTION = "\toption: ${Zo heet de keuze}";
const SHAPES = [
  ["een keuze met een antwoord", `${OPTION}\n\tanswer: >\n\t\t\${Het antwoord. Een lege regel is een pauze.}`],
  ["een keuze met een antwoord in delen", `${OPTION}\n\tanswer:\n\t\t- >\n\t\t\t\${Deel een.}\n\t\t- >\n\t\t\t\${Deel twee.}`],
  ["een keuze met een menu erachter",
    `${OPTION}\n\tmenu:\n\t\t2:\n\t\t\toption: \${Zo heet de eerste keuze}\n\t\t\tanswer: >\n\t\t\t\t\${Het antwoord.}`],
];

/** Completion for CodeMirror: `load` gives the schema, and `snippet` makes a proposal of a piece of text with fields. */
export function completion(load, snippet) {
  let loaded = null;
  return async ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos);
    const place = placeAt(state.doc.toString().split("\n"), line.number - 1, pos - line.from);
    if (!place || !(explicit || place.isValue || pos - line.from > place.from)) return null;
    loaded ??= load().catch(() => null);
    const schema = await loaded;
    if (!schema) return (loaded = null);
    const options = proposed(schema, place).map(({ template, ...one }) => template ? snippet(template, one) : one);
    return options.length ? { from: line.from + place.from, options, validFor: /^[\w$-]*$/ } : null;
  };
}

/** What can stand at this place; without a template the word stands for itself. */
export function proposed(schema, place) {
  const here = place.path.reduce((found, step) => found.flatMap((one) => inside(schema, one, step)), [schema]);
  const all = here.flatMap((one) => whole(schema, one));
  return place.isValue ? all.flatMap(values) : words(schema, all, place);
}

function words(schema, all, place) {
  const known = Object.assign({}, ...all.map((one) => one.properties));
  const free = Object.entries(known).filter(([word]) => !place.beside.includes(word));
  const choices = free.filter(([word]) => KEYS.includes(word));
  if (choices.length) return newChoices(choices[0][0]);
  return free.filter(([, one]) => one !== false).map(([word, one]) => proposal(word, whole(schema, one)));
}

function newChoices(key) {
  return SHAPES.map(([name, shape], order) => ({
    label: `${key}: ${name}`, type: "class", boost: -order, template: `${key}:\n${shape}`,
  }));
}

function proposal(word, all) {
  const [about, type] = [all.find((one) => one.description)?.description, all.find((one) => one.type)?.type];
  const ends = { object: ":\n\t${}", array: ":\n\t- ${}" };
  return { label: word, type: "property", info: about, template: `${word}${ends[type] || ": ${}"}` };
}

function values({ enum: fixed, enumDescriptions: meanings = [], default: usual, examples = [] }) {
  const about = (value, number) => [meanings[number], value === usual && "zo is het vanzelf"].filter(Boolean).join("; ");
  if (fixed) return fixed.map((value, number) => ({ label: value, type: "enum", detail: about(value, number) }));
  const usuals = [usual, ...examples].filter((value) => ["string", "number"].includes(typeof value));
  return usuals.map((value) => ({ label: String(value), type: "constant", detail: value === usual ? "zo is het vanzelf" : "voorbeeld" }));
}

/** A part of the schema with all that it refers to. */
function whole(schema, one) {
  if (typeof one !== "object" || one === null) return [];
  const referred = one.$ref ? [one.$ref.split("/").slice(1).reduce((found, step) => found[step], schema)] : [];
  return [one, ...[...referred, ...(one.allOf || []), ...(one.anyOf || [])].flatMap((other) => whole(schema, other))];
}

function inside(schema, one, step) {
  return whole(schema, one).flatMap((part) => {
    if (step === "[]") return part.items ? [part.items] : [];
    const named = part.properties?.[step];
    if (named) return [named];
    return Object.entries(part.patternProperties || {}).filter(([name]) => new RegExp(name).test(step)).map(([, value]) => value);
  });
}
