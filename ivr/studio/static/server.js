// Asks the server; it remembers nothing of a call, so every request has the whole of it.

export async function answer(response) {
  const told = await response.json().catch(() => ({}));
  if (!response.ok) {
    const why = new Error(told.error || `De server antwoordt met ${response.status}.`);
    throw Object.assign(why, { isRefused: response.status === 400 });
  }
  return told;
}

export async function menu(which) {
  return answer(await fetch(`/studio/menu/${which}`));
}

/** What is wrong with recordings, and of how many that is not known yet. */
export async function verdicts(which) {
  return answer(await fetch(`/studio/verdicts/${which}`));
}

export async function counts(days) {
  return answer(await fetch(`/studio/counts/figures?${new URLSearchParams(days)}`));
}

export async function ask(path, call) {
  const { which, edition, at, acts } = call;
  return answer(await fetch(`/studio/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ which, edition, at, acts }),
  }));
}
