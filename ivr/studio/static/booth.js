// The booth: counts in, records, and shows how loud it is. While it records nothing is read aloud by the page.

import { $ } from "./page.js";
import { open, verdict } from "./microphone.js";

const COUNT = 3;
const LONGEST = 110;
const WHILE = 1500;

let microphone = null;
let ticking = 0;

/** Record until somebody stops it; gives what was recorded, and what is to be said of how loud that was. */
export async function record(starts) {
  microphone = await open();
  let loudest = { average: -100, peak: -100 };
  try {
    $("recording").hidden = false;
    const meter = follow((level) => {
      if (microphone?.recorder.state === "recording") loudest = louder(loudest, level);
    });
    ticking = meter;
    for (let left = COUNT; left > 0; left -= 1) {
      $("count").textContent = `${left}…`;
      await wait(1000);
    }
    await microphone.start();
    const stopped = new Promise((resolve) => { $("stop").onclick = resolve; setTimeout(resolve, LONGEST * 1000); });
    $("count").textContent = "Spreek nu";
    $("words").classList.add("live");
    starts();
    await stopped;
    return { sound: await microphone.stop(), loudness: verdict(loudest) };
  } finally {
    end();
  }
}

function end() {
  clearInterval(ticking);
  microphone?.close();
  microphone = null;
  $("recording").hidden = true;
  $("words").classList.remove("live");
}

const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

const louder = (one, other) => ({ average: Math.max(one.average, other.average), peak: Math.max(one.peak, other.peak) });

function follow(notes) {
  let recent = [];
  return setInterval(() => {
    const level = microphone.level();
    notes(level);
    recent = [...recent, { ...level, at: performance.now() }].filter(({ at }) => at > performance.now() - WHILE);
    const most = recent.reduce(louder);
    $("level").value = Math.max(0, 1 + level.peak / 60);
    if ($("loudness").textContent !== verdict(most)) $("loudness").textContent = verdict(most);
  }, 100);
}
