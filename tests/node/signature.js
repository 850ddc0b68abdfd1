// Answers every line [token, signature, address, parameters, body] with what Twilio's library for Node makes of it.
const readline = require("readline");
const { validateRequest, validateRequestWithBody } = require("twilio/lib/webhooks/webhooks");

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [token, signature, address, parameters, body] = JSON.parse(line);
  const valid =
    body === null
      ? validateRequest(token, signature, address, parameters)
      : validateRequestWithBody(token, signature, address, body);
  console.log(JSON.stringify(valid));
});
