// The same work on Express with Twilio's library, in two processes: the signature, and a document made for each request.
const cluster = require("node:cluster");
const express = require("express");
const twilio = require("twilio");

const [TOKEN, URL, PORT] = ["12345", "https://ivr.test", Number(process.argv[2])];
const CHOICES = ["Acute nood?", "Wat doet Veilig Thuis?", "Meldcode.", "Vertrouwensarts."];

const app = express();
app.get("/healthz", (request, response) => response.json({ alive: true }));
app.post("/voice/:edition/:state", express.urlencoded({ extended: false }), (request, response) => {
  const signature = request.get("X-Twilio-Signature") || "";
  if (!twilio.validateRequest(TOKEN, signature, URL + request.path, request.body)) return response.sendStatus(403);
  const document = new twilio.twiml.VoiceResponse();
  const gather = document.gather({ numDigits: 1, action: request.path, timeout: 8 });
  CHOICES.forEach((choice, key) => gather.say({ language: "nl-NL" }, `${choice} ${key + 1}`));
  document.redirect(request.path);
  response.type("text/xml").send(document.toString());
});

if (cluster.isPrimary) {
  cluster.fork();
  cluster.fork();
  process.on("SIGTERM", () => process.exit());
} else {
  app.listen(PORT, "127.0.0.1");
}
