// Asks the server; it remembers nothing of a call, so every request has the whole of it.

const AWAY = "De server is niet bereikbaar. Probeer het zo nog eens.";

async function answer(response) {
  const told = await response.json().catch(() => ({}));
  if (!response.ok) {
    const why = new Error(told.error || `De server antwoordt met ${response.status}. Probeer het zo nog eens, of vraag de beheerder om hulp.`);
    throw Object.assign(why, { status: response.status });
  }
  return told;
}

/** Ask for something, and say so in Dutch when nobody answers. */
export async function fetched(path, options = {}, away = AWAY) {
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
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ which, edition, at, acts }),
  });
}
