// Plays what is heard, in order: recordings as they are, the rest by the browser's Dutch voice, or in silence.

const audio = new Audio();
audio.id = "audio";
audio.preload = "auto";

globalThis.speechSynthesis?.getVoices(); // a browser that is asked for the first time begins to look for them
let words = null; // a sentence that nobody holds may be cleared away while it is spoken, and then never ends

export class Player {
  #stop = null;
  #turn = 0;
  isMuted = () => false;

  constructor(shows) {
    this.shows = shows;
    audio.hidden = true;
    document.body.append(audio);
  }

  /** Play these to the end; false when something else came in between. */
  async play(sounds) {
    const turn = ++this.#turn;
    this.#stop?.();
    for (const [number, sound] of sounds.entries()) {
      this.shows(sound, number);
      await this.#one(sound);
      if (turn !== this.#turn) return false;
    }
    return true;
  }

  skip() {
    this.#stop?.();
  }

  end() {
    this.#turn += 1;
    this.#stop?.();
  }

  #one(sound) {
    return new Promise((resolve) => {
      let timer = 0;
      const done = () => {
        clearTimeout(timer);
        audio.onended = audio.onerror = null;
        audio.pause();
        globalThis.speechSynthesis?.cancel();
        this.#stop = null;
        resolve();
      };
      const lasts = (longest) => { clearTimeout(timer); timer = setTimeout(done, longest * 1000); };
      this.#stop = done;
      if (this.isMuted() || !sound.text) return lasts(sound.seconds);
      if (sound.url) return recording(sound, done, lasts);
      return spoken(sound, done, lasts);
    });
  }
}

function recording(sound, done, lasts) {
  const instead = () => { audio.onerror = null; lasts(sound.seconds); };
  audio.onended = done;
  audio.onerror = instead;
  audio.src = sound.url;
  audio.play().catch((error) => { if (error.name !== "AbortError") instead(); });
}

function spoken(sound, done, lasts) {
  const voice = globalThis.speechSynthesis?.getVoices().find((one) => /^nl\b/i.test(one.lang));
  lasts(voice ? sound.seconds * 2 + 5 : sound.seconds);
  if (!voice) return;
  words = new SpeechSynthesisUtterance(sound.text);
  Object.assign(words, { voice, lang: voice.lang, onend: done, onerror: () => lasts(sound.seconds) });
  speechSynthesis.speak(words);
}
