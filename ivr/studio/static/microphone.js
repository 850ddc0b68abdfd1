// The microphone: open only while somebody speaks, and as it is, without what browsers do to voices in a meeting.

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const PLAIN = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const WHY = {
  NotAllowedError: "De browser geeft de microfoon niet. Sta hem toe bij het slotje of de instellingen naast het adres, en probeer het opnieuw.",
  NotFoundError: "Er is geen microfoon gevonden. Sluit er een aan, of kies een bestand.",
  NotReadableError: "De microfoon is bezet of werkt niet. Sluit andere programma's die hem gebruiken, en probeer het opnieuw.",
};
const NONE = "Deze browser kan hier niet opnemen. Open de pagina via https in een nieuwe browser, of kies een bestand.";
const TAIL = 400;
const SOFT = -36;
const LOUD = -1;

/** Open the microphone; throws an Error that says in Dutch why it cannot be. */
export async function open() {
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) throw new Error(NONE);
  try {
    return new Microphone(await navigator.mediaDevices.getUserMedia({ audio: PLAIN }));
  } catch (error) {
    throw new Error(WHY[error.name] || NONE);
  }
}

class Microphone {
  #parts = [];

  constructor(stream) {
    this.stream = stream;
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 128000 });
    this.recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 4096;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
  }

  /** Record from now on. */
  start() {
    return new Promise((resolve) => {
      this.recorder.onstart = resolve;
      this.recorder.start();
    });
  }

  /** Stop a little later than asked, so that the last sound dies away, and give what was recorded. */
  async stop() {
    await new Promise((resolve) => setTimeout(resolve, TAIL));
    const stopped = new Promise((resolve) => { this.recorder.onstop = resolve; });
    if (this.recorder.state !== "inactive") this.recorder.stop();
    else this.recorder.onstop();
    await stopped;
    this.close();
    return new Blob(this.#parts, { type: this.recorder.mimeType.split(";")[0] });
  }

  close() {
    for (const track of this.stream.getTracks()) track.stop();
    if (this.context.state !== "closed") this.context.close();
  }

  /** How loud it is now: the average and the peak, in dB below the loudest that fits. */
  level() {
    const samples = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(samples);
    const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    const mean = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
    return { average: decibel(mean), peak: decibel(peak) };
  }
}

const decibel = (value) => 20 * Math.log10(Math.max(value, 1e-5));

/** Say of the loudest of a while whether it will do. */
export function verdict({ average, peak }) {
  if (peak > LOUD) return "te hard: ga verder van de microfoon";
  if (average < SOFT) return "te zacht: kom dichter bij de microfoon";
  return "goed";
}
