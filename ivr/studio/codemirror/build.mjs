// Makes ../static/codemirror.js and the licences of all that is in it: `make editor`, or npm ci and npm run build.

import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const HERE = new URL("./", import.meta.url);
const STATIC = new URL("../static/", HERE);
const LONGEST = 240;

const read = (name) => readFileSync(new URL(name, HERE), "utf8");

/** The packages that something of is in the file; one that brings only an empty module is told as well. */
function packagesOf(inputs) {
  const names = Object.keys(inputs).map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  return [...new Set(names.filter(Boolean))].sort().map((name) => {
    const { version, license } = JSON.parse(read(`node_modules/${name}/package.json`));
    return { name, version, license, text: read(`node_modules/${name}/LICENSE`).trim() };
  });
}

/** Lines that a person can still scroll through, and that no tool chokes on. */
function banner(packages) {
  const lines = ["CodeMirror, with what it needs; licences: codemirror.LICENSE.txt. Made by `make editor`."];
  for (const { name, version } of packages) {
    const one = `${name}@${version}`;
    if (lines.length === 1 || `${lines.at(-1)} ${one}`.length > LONGEST) lines.push(one);
    else lines.push(`${lines.pop()} ${one}`);
  }
  return `/*! ${lines.join("\n")} */\n`;
}

const { metafile, outputFiles } = await build({
  absWorkingDir: new URL(HERE).pathname,
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  write: false,
});
const packages = packagesOf(metafile.inputs);
const licences = packages.map(({ name, version, license, text }) => `${name}@${version} (${license})\n\n${text}\n`);
writeFileSync(new URL("codemirror.js", STATIC), banner(packages) + outputFiles[0].text);
writeFileSync(new URL("codemirror.LICENSE.txt", STATIC), licences.join(`\n${"-".repeat(80)}\n\n`));
