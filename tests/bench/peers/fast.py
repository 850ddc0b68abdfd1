"""The same work on FastAPI: the signature by Twilio's library, and a document that is made for each request.

Runs in an environment of its own (requirements-bench.txt), and knows nothing of the line.
"""

from fastapi import FastAPI, Request, Response
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse

TOKEN, URL = "12345", "https://ivr.test"
CHOICES = ("Acute nood?", "Wat doet Veilig Thuis?", "Meldcode.", "Vertrouwensarts.")

app = FastAPI()


@app.get("/healthz")
async def alive() -> dict[str, bool]:
    """Say that it answers."""
    return {"alive": True}


@app.post("/voice/{edition}/{state}")
async def answer(edition: str, state: str, request: Request) -> Response:
    """Check the signature, and make the document."""
    form = await request.form()
    signature = request.headers.get("X-Twilio-Signature", "")
    if not RequestValidator(TOKEN).validate(URL + request.url.path, form, signature):
        return Response(status_code=403)
    response = VoiceResponse()
    gather = response.gather(num_digits=1, action=request.url.path, timeout=8)
    for key, choice in enumerate(CHOICES, 1):
        gather.say(f"{choice} {key}", language="nl-NL")
    response.redirect(request.url.path)
    return Response(str(response), media_type="text/xml")
