"""A telephone line as Twilio sees it: its URLs, its token, and the calls that are made to it."""

from collections.abc import Sequence

from .audio import Audio, Texts, fetch
from .call import Call
from .client import Client
from .dialling import Dialler
from .identity import Identity
from .leg import Leg
from .office import Office
from .outcomes import Outcome
from .queueing import Queueing
from .record import Parts
from .recording import Recorder
from .switchboard import Switchboard
from .tape import Clock, Tape
from .transport import Transport


def _nobody_knows(_url: str) -> None:
    return None


class Simulator:
    """Calls the line behind `transport` as Twilio would.

    `voice`, `fallback` and `status` are the number's three URLs: absolute, or what comes after `url`; None means that
    the number has no such URL. `texts` tells the words of a recording by its URL, else its file name is heard.
    Recordings are fetched once for all calls. `office` is the account: its queues, its advisors and its REST API.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        url: str,
        token: str,
        office: Office | None = None,
        caller: str = "+31612345678",
        called: str = "+31101234567",
        texts: Texts | None = None,
        voice: str = "/voice",
        fallback: str | None = "/voice/fallback",
        status: str | None = "/voice/status",
    ) -> None:
        self._transport = transport
        self._url = url.rstrip("/")
        self._token = token
        self.office = office or Office()
        self._caller = caller
        self._called = called
        self._texts = texts or _nobody_knows
        self._voice = self._absolute(voice)
        self._fallback = fallback and self._absolute(fallback)
        self._status = status and self._absolute(status)
        self._seconds: dict[str, float] = {}

    def call(self, *, dials: Sequence[str | Outcome] = ("answered",), caller: str | None = None) -> Call:
        """A new call, up to where it first stands still.

        `dials` says what becomes of each <Dial> (names are in `OUTCOMES`), and of each telephone that the line has the
        REST API ring; the last goes for all that follow. What the office says of an advisor goes before it. Raises
        ValueError for an outcome without such a name.
        """
        identity = Identity(self.office.account, caller or self._caller, self._called)
        client = Client(self._transport, self._token)
        audio = Audio(client, self._seconds, self._texts)
        tape = Tape(Clock())
        dialler = Dialler(dials, tape, identity, client, audio)
        board = Switchboard(self.office, dials, identity.sid, tape, client, audio)
        queueing = Queueing(self.office, board, tape, identity, client, audio)
        recorder = Recorder(self.office, tape, identity, client)
        executors = dialler.dial, queueing.enqueue, recorder.record
        leg = Leg(client, audio, tape, identity, *executors, fallback=self._fallback)
        parts = Parts(identity, client, leg, dialler, queueing, recorder, board, tape)
        return Call((self._voice, self._status), parts)

    def recording(self, url: str) -> bytes:
        """The recording at this absolute URL, fetched as calls fetch it. Raises Trouble when it cannot be had."""
        return fetch(Client(self._transport, self._token), url)

    def _absolute(self, url: str) -> str:
        return url if "://" in url else self._url + url
