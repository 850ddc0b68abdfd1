// The time that the line waits for a key, to be seen; when it is over, the wait has happened.

import { $ } from "./page.js";

let ticking = 0;

export function stop() {
  clearInterval(ticking);
  $("silence").hidden = true;
}

export function run(seconds, over) {
  stop();
  const until = performance.now() + seconds * 1000;
  const tick = () => {
    const left = Math.max(0, (until - performance.now()) / 1000);
    $("left").textContent = Math.ceil(left);
    $("timer").value = 1 - left / seconds;
    if (left > 0) return;
    stop();
    over();
  };
  $("silence").hidden = false;
  ticking = setInterval(tick, 100);
  tick();
}
