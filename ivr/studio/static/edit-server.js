// Asks the server about the draft; a draft is only replaced by who names the tag of the text that is there.

import { JSON_TYPE, LOST, silent } from "./server.js";

/** Gives what is told, with the tag of the draft; `told` is null when it is what was `known`. `within` is in milliseconds. */
export async function ask(method, path, { body, tag, known, within } = {}) {
  const headers = { ...(body && JSON_TYPE), ...(tag && { "If-Match": tag }), ...(known && { "If-None-Match": known }) };
  const signal = within && AbortSignal.timeout(within);
  const response = await fetch(`/studio/${path}`, { method, headers, signal, cache: "no-store", body: body && JSON.stringify(body) })
    .catch(() => { throw failure(LOST, 0); });
  const found = response.headers.get("ETag")?.replace(/^W\//, "");
  if (response.status === 304) return { told: null, tag: known };
  const told = await response.json().catch(() => null);
  if (response.ok && told) return { told, tag: found };
  throw failure(told?.error || silent(response.status), response.status, told || {}, found);
}

function failure(message, status, told = {}, tag = null) {
  const isAway = status === 0 || (status >= 500 && status !== 507) || status === 200;
  return Object.assign(new Error(message), { status, told, tag, isAway });
}
