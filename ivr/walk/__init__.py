"""The proof that every path ends at help: over real HTTP, on the compiled Script, and in calls; all three must agree.

Who walks starts from nothing but the addresses that a telephone number has. For each document an `explorer` asks for
everything that can happen there (twelve keys, silence, every result of ringing), and `discovery` goes on with whatever
is new until nothing is; a `crew` does so in one process or in several. What comes of it is a `graph`: places, what is
said there, where everything leads. The Script gives another one (`scripted`), without any request.

On both the same `properties` and `limits` must hold. Their `figures` must be equal, and going through both in step
(`comparison`) every place must say and do the same. Calls on a virtual clock bear the figures out (`calls`).

A line with a queue is walked twice: while Twilio's API works, through which advisors are rung for who is first, and
while it fails. An `exchange` stands in for it, and nobody's telephone rings.

What does not hold is a `Breach`. It is told with the shortest journey that shows it (`journeys`), once for each cause
and without what only follows from it (`causes`): in Dutch for a manager (`certificate`), or for programs (`report`).
"""

from ivr.walk.certificate import text
from ivr.walk.clock import Clock, Times, ahead, now_alone
from ivr.walk.crew import LARGE, Reach, behind_loopback, walkers
from ivr.walk.explorer import Number
from ivr.walk.proof import Proof, Subject, prove, sound_of
from ivr.walk.report import as_data
from ivr.walk.way import CALL
from ivr.walk.wire import OneByOne

__all__ = [
    "CALL",
    "LARGE",
    "Clock",
    "Number",
    "OneByOne",
    "Proof",
    "Reach",
    "Subject",
    "Times",
    "ahead",
    "as_data",
    "behind_loopback",
    "now_alone",
    "prove",
    "sound_of",
    "text",
    "walkers",
]
