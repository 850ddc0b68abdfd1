// Asks the server for the texts and the recordings, and sends what was spoken.

import { fetched, JSON_TYPE, LOST } from "./server.js";

const AWAY = `${LOST} Uw opname staat hier nog. Probeer het zo nog eens.`;

const ask = (path, options, away) => fetched(`record/${path}`, options, away);

const over = (text) => `over=${text.recording?.digest ?? ""}`;

export const texts = (voice) => ask(`texts?voice=${encodeURIComponent(voice)}`);

export const address = (voice, text, digest) => `/studio/record/${voice}/${text.id}/${digest}.wav`;

export function introduce(told) {
  return ask("voices", { method: "POST", headers: JSON_TYPE, body: JSON.stringify(told) });
}

export const putFirst = (voice) => ask(`voices/${voice}/first`, { method: "POST" });

export function keep(voice, text, sound) {
  const headers = { "Content-Type": sound.type || "application/octet-stream" };
  return ask(`${voice}/${text.id}?${over(text)}`, { method: "POST", headers, body: sound }, AWAY);
}

export const putBack = (voice, text, digest) => ask(`${voice}/${text.id}/${digest}?${over(text)}`, { method: "POST" });
