// Asks the server; it remembers nothing of a call, so every request has the whole of it.

export const LOST = "De server is niet bereikbaar.";
export const JSON_TYPE = { "Content-Type": "application/json" };

/** What to say of an answer in which nothing is said. */
export const silent = (status) => `De server antwoordt met ${status}. Probeer het zo nog eens, of vraag de beheerder om hulp.`;

async function answer(response) {
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(told.error || silent(response.status)), { status: response.status });
  return told;
}

/** Ask for something, and say so in Dutch when nobody answers. */
export async function fetched(path, options = {}, away = `${LOST} Probeer het zo nog eens.`) {
  return answer(await fetch(`/studio/${path}`, options).catch(() => { throw new Error(away); }));
}

export const menu = (which) => fetched(`menu/${which}`);

/** What is wrong with recordings, and of how many that is not known yet. */
export const verdicts = (which) => fetched(`verdicts/${which}`);

export const counts = (days) => fetched(`counts/figures?${new URLSearchParams(days)}`);

export function ask(path, call) {
  const { which, edition, at, acts } = call;
  return fetched(path, {
    method: "POST",
    headers: JSON_TYPE,
    body: JSON.stringify({ which, edition, at, acts }),
  });
}
