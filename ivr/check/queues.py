"""Rules for a queue: what waiting callers are told of their place and of the wait is so, and no word does nothing."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ivr.check.rule import Finding, rule
from ivr.check.subject import Subject, Text
from ivr.conversation.queueing import queue
from ivr.conversation.summoning import RINGS
from ivr.loader import Loc
from ivr.menu import Queue, Ring
from ivr.problems import Severity

_ORDINALS: Final = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_WORDS: Final = (
    *("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)
_NUMBERS: Final = {
    **{str(number): number for number in range(100)},
    **{word: number for number, word in enumerate(_WORDS)},
    "niemand": 0,
    "een": 1,
    "eén": 1,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
}
"""What a number is called; of others nothing is said here."""

_PLACE: Final = re.compile(
    rf"\bu\s+(?:bent|staat)\s+(?:nu\s+|nog\s+)?(?:als\s+)?(?:op\s+)?(?:de\s+)?(?P<place>{'|'.join(_ORDINALS)})\b"
    rf"|\b(?P<before>\w+)\s+(?:andere\s+)?(?:bellers?|mens(?:en)?|perso(?:on|nen)|wachtenden?)\s+(?:nog\s+)?voor\s+u\b",
    re.IGNORECASE,
)
_MINUTES: Final = re.compile(r"\b(?P<minutes>\w+)\s+minu(?:ut|ten)\b", re.IGNORECASE)
_OR_MORE: Final = re.compile(r"\bmeer\b|\bminste(?:ns)?\b|\bminimaal\b", re.IGNORECASE)

_PIECE: Final = """
advisor:
  connect: queue
  queue:
    places:
      - U bent nu aan de beurt.
      - {second}
      - {later}
    minutes:
      5: {five}
    ended: Het gesprek is beëindigd.
    gone: De beller is al geholpen, of heeft opgehangen.
"""


def _piece(second: str = "", later: str = "", five: str = "") -> str:
    """A menu with a queue, in which these texts are others."""
    return _PIECE.format(
        second=second or "Er is nog één beller voor u.",
        later=later or "Er zijn nog meer bellers voor u.",
        five=five or "Het duurt nog ongeveer vijf minuten.",
    )


@rule(
    "queue-unused",
    Severity.WARNING,
    asks="Teksten voor een wachtrij staan er alleen als bellers op volgorde wachten.",
    why="Zonder 'connect: queue' gaan de telefoons meteen over, en hoort niemand wat onder 'queue' staat.",
    wrong=_piece().replace("connect: queue", "connect: ring"),
    right=_piece(),
)
def queue_unused(subject: Subject) -> Iterator[Finding]:
    """Texts of a queue in a line without one."""
    if subject.line.advisor.queue and not queue(subject.line):
        yield Finding(
            ("advisor", "queue"),
            "Niemand hoort deze teksten, want bellers wachten niet op volgorde. Schrijf er 'connect: queue' bij, of "
            "haal ze weg.",
        )


@rule(
    "topic-untold",
    Severity.WARNING,
    asks="Met een wachtrij staat er niet dat een adviseur hoort waar de beller naar luisterde.",
    why="Een adviseur die opneemt, krijgt wie op dat moment het langst wacht. Wie dat is, staat dan nog niet vast, dus "
    "het onderwerp wordt niet gezegd.",
    wrong=f"{_piece()}  tell_topic: yes",
    right=_piece(),
)
def topic_untold(subject: Subject) -> Iterator[Finding]:
    """A topic that no advisor will hear."""
    if subject.line.advisor.tell_topic == "yes" and queue(subject.line):
        yield Finding(
            ("advisor", "tell_topic"),
            "Met een wachtrij hoort een adviseur niet waar de beller naar luisterde, wat hier ook staat. Haal deze "
            "regel weg, of haal 'connect: queue' weg.",
            found="",
        )


@rule(
    "rings-shorter",
    Severity.NOTICE,
    asks=f"Met een wachtrij gaan telefoons hooguit {RINGS} seconden per keer over.",
    why="Om de halve minuut gaan de telefoons opnieuw over voor wie vooraan staat. Ze moeten dan weer vrij zijn.",
    wrong=f"{_piece()}  teams:\n    - name: Dagteam\n      numbers: ['${{ADVISOR_NUMBER}}']\n      seconds: 40",
    right=f"{_piece()}  teams:\n    - name: Dagteam\n      numbers: ['${{ADVISOR_NUMBER}}']\n      seconds: 20",
)
def rings_shorter(subject: Subject) -> Iterator[Finding]:
    """A time to ring, as somebody wrote it, that is longer than a round of the queue."""
    for path, group in _groups(subject):
        if "seconds" in group.model_fields_set and group.seconds > RINGS:
            yield Finding(
                (*path, "seconds"),
                f"Met een wachtrij gaan deze telefoons {RINGS} seconden over, en niet {group.seconds}: daarna wordt er "
                f"opnieuw gebeld. Schrijf {RINGS} of minder.",
                found="",
            )


def _groups(subject: Subject) -> Iterator[tuple[Loc, Ring]]:
    """The ring groups of a line with a queue, with their places."""
    advisor = subject.line.advisor
    if not queue(subject.line):
        return
    if advisor.ring:
        yield ("advisor", "ring"), advisor.ring
    yield from ((("advisor", "teams", place), team) for place, team in enumerate(advisor.teams or ()))


@rule(
    "place-miscounted",
    Severity.WARNING,
    asks="Wat een beller over de eigen plaats hoort, klopt.",
    why="De eerste tekst onder 'places' is voor wie aan de beurt is, de tweede voor wie één beller voor zich heeft, en "
    "zo verder. De laatste is ook voor iedereen die daar weer achter wacht.",
    wrong=_piece(second="Er zijn nog drie bellers voor u."),
    right=_piece(second="Er is nog één beller voor u."),
)
def place_miscounted(subject: Subject) -> Iterator[Finding]:
    """A text for another place than it is heard at."""
    texts = queue(subject.line)
    places = texts.places if texts else ()
    for ahead, said in enumerate(places):
        is_last = ahead == len(places) - 1
        for found, count in _counted(said):
            text = Text(("advisor", "queue", "places", ahead), said)
            if is_last and not _OR_MORE.search(said):
                yield Finding.at(text, found, said.index(found), _LAST)
            elif not is_last and count != ahead:
                yield Finding.at(text, found, said.index(found), _OTHER.replace("{who}", _who(ahead)))


_LAST: Final = (
    "'{found}': deze laatste tekst hoort ook wie nog verder achteraan staat, en dan klopt het niet. Schrijf "
    "bijvoorbeeld: Er zijn nog meer bellers voor u."
)
_OTHER: Final = (
    "'{found}': deze tekst hoort {who}, en dan klopt het niet. Verander de tekst, of zet de teksten in een andere "
    "volgorde."
)


def _who(ahead: int) -> str:
    """Who is at this place, counted from 0."""
    if not ahead:
        return "wie nu aan de beurt is"
    return f"wie nog {ahead} beller{'s' if ahead > 1 else ''} voor zich heeft"


def _counted(said: str) -> Iterator[tuple[str, int]]:
    """Where a text says how many are before the caller, with that number."""
    for found in _PLACE.finditer(said):
        count = _ordinal(found["place"]) if found["place"] else _NUMBERS.get(found["before"].lower())
        if count is not None:
            yield found[0], count


def _ordinal(word: str) -> int:
    return _ORDINALS.index(word.lower())


@rule(
    "minutes-misread",
    Severity.WARNING,
    asks="Wat een beller over de wachttijd hoort, is het aantal minuten dat ervoor staat.",
    why="De tekst achter 5 is voor wie naar verwachting hooguit vijf minuten wacht. Zegt die tekst een ander aantal, "
    "dan rekent een beller op iets dat niet klopt.",
    wrong=_piece(five="Het duurt nog ongeveer tien minuten."),
    right=_piece(five="Het duurt nog ongeveer vijf minuten."),
)
def minutes_misread(subject: Subject) -> Iterator[Finding]:
    """A text that tells another number of minutes than it stands behind; `longer` goes by the most of them."""
    for path, most, said in _waits(queue(subject.line)):
        told = list(_told(said))
        if told and all(count != most for _, count in told):
            found, _ = told[-1]
            who = f"{'langer dan' if path == ('longer',) else 'hooguit'} {most} {'minuut' if most == 1 else 'minuten'}"
            yield Finding.at(
                Text(("advisor", "queue", *path), said),
                found,
                said.index(found),
                f"'{{found}}': deze tekst hoort wie naar verwachting {who} wacht. Zeg dat aantal.",
            )


def _waits(texts: Queue | None) -> Iterator[tuple[Loc, int, str]]:
    """Each text about the wait: its place below the queue, and the minutes that it goes by."""
    if texts is not None:
        yield from ((("minutes", most), int(most), said) for most, said in texts.minutes.items())
        if texts.longer and texts.minutes:
            yield ("longer",), max(map(int, texts.minutes)), texts.longer


def _told(said: str) -> Iterable[tuple[str, int]]:
    """Where a text tells a number of minutes, with that number."""
    counts = ((found[0], _NUMBERS.get(found["minutes"].lower())) for found in _MINUTES.finditer(said))
    return ((found, count) for found, count in counts if count is not None)


RULES: Final = (queue_unused, topic_untold, rings_shorter, place_miscounted, minutes_misread)
