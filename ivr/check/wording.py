"""How people say what a line must not say: patterns for Dutch sentences, each made of a few readable alternatives.

The sentences in tests/check/sentences show what each must find and what it must let pass.
"""

import re
from typing import Final

from ivr.budget import EMERGENCY_NUMBER

_112: Final = EMERGENCY_NUMBER.pattern
_DIGIT: Final = r"(?:\d|nul|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_KEY: Final = r"(?:\d|(?:nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen|ster|sterretje|hekje)\b|[*#])"
_NOTHING: Final = r"(?:niets|niks|geen\s+(?:enkel\s+)?woord)"
_SPEAKING: Final = r"(?:zeg(?:gen|t)?|praten|praat|spreken|spreekt?|antwoorden|antwoordt?)"


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _few(most: int) -> str:
    """Up to so many words in between."""
    return rf"(?:\s+\w+){{0,{most}}}?"


HELP: Final = _any(
    _112,
    r"\b(?:honderd(?:en)?twaalf|meldkamer|centralist\w*|politie|hulpdiensten|alarmlijn|(?:alarm|nood)(?:nummer|centrale))\b",
)
"""Whoever comes when 112 is dialled."""

SILENCE: Final = _any(
    rf"\b(?:blij(?:f|ft|ven)|wees|houdt?|zijn|bent){_few(2)}\s+(?:muis)?stil\b(?!\s+(?:zitten|staan|liggen))",
    r"\b(?:muis)?stil\s+(?:blij\w+|bellen|te\s+blijven)\b|\bdoe(?:t|n)?\s+alsof\b",
    r"\bstil(?:le)?\s+(?:bellen|oproep\w*|gesprek\w*|telefoontje\w*|alarm)\b|\bstil(?:blijf|zwijgen)\w*\b",
    r"\bhoor\w*\b[^.?!]*\bstilte\b|\bzwijg(?:t|en)?\b|\bstilzwijgend\b|\bgeluidloos\b|\bfluister\w*\b",
    rf"\b{_NOTHING}\b{_few(3)}\s+{_SPEAKING}\b",
    rf"\bzeg(?:t|gen)?\b{_few(2)}\s+{_NOTHING}\b(?!\s+(?:tegen|over))",
    rf"\bzonder\b{_few(4)}\s+(?:zeggen|praten|spreken|gesprek|woord(?:en)?|antwoorden)\b",
    rf"\b(?:hoef(?:t|en)?|kunt?|kan|durft?|mag|lukt){_few(3)}\s+(?:niet|niets|niks){_few(3)}\s+{_SPEAKING}\b",
    rf"\bniet{_few(2)}\s+(?:kun(?:t|nen)?|kan|durf\w*|hoef\w*)\s+(?:te\s+)?{_SPEAKING}\b",
    rf"\bniet\s+(?:te\s+)?{_SPEAKING}\b(?!\s+(?:met|over|tegen))|\b(?:praat|spreek)\s+niet\b(?!\s+(?:met|over|tegen))",
    r"\b(?:praten|spreken|antwoorden|woorden)\s+(?:hoe(?:ft|ven)|is|zijn)\s+(?:\w+\s+)?niet\b",
    r"\bmond\s+(?:te\s+)?(?:dicht|houden)\b|\bhoud\w*\s+(?:uw|je)\s+mond\b",
    r"\b(?:lijn|telefoon|verbinding)\s+(?:(?:maar|gewoon|dan)\s+)?(?:open|aan)\b|\bluistert?\s+(?:\w+\s+)?mee\b",
    r"\b(?:tik|klop|kuch|hoest)\w*\b[^.?!]*\b(?:telefoon|hoorn|toestel|microfoon)\b",
    rf"\b(?:druk|toets|kies)\w*\b[^.?!]*\b(?:vijf[ -]vijf|5[ -]?5)\b(?!\s+{_DIGIT})",
)
"""Advice to be silent on the telephone, or to do without words."""

NO_SILENCE: Final = _any(
    r"\bzwijg\s+niet\b|\b(?:zwijgen|stil\s+\w+)\s+helpt\s+niet\b|\bblij\w+\s+niet\s+stil\b|\bafgebroken\b",
    r"\bkinderen\s+zwijgen\b|\bwacht\s+niet\b|\bniet\s+(?:goed|vrij)\b",
)
"""The opposite advice, or something else."""

_THERE: Final = rf"(?:{_112}|\b(?:politie|meldkamer|centralist)\b)"

FORWARDS: Final = (
    _any(
        r"\b(?:wij|we|ik|(?:de|een|onze)\s+(?:adviseur|medewerker)s?|u|je|deze\s+lijn)\b[^.?!,]*?\b(?:(?:door)?(?:verbind\w*|"
        rf"verbonden|geschakeld|schake\w+)|zet(?:ten)?\b[^.?!]*\bdoor|bel(?:len|t)?|waarschuw\w*)\b[^.?!]*?{_THERE}"
    ),
    _any(rf"\b(?:door)?(?:verbind\w*|schakel\w*)\s+(?:wij|we|ik|wordt)\b[^.?!]*?{_THERE}"),
    _any(rf"\bwordt?\b[^.?!]*{_THERE}[^.?!]*\b(?:door)?(?:verbonden|geschakeld)\b"),
)
"""A sentence that says that this line, or somebody here, connects the caller with 112."""

DOES_NOT_FORWARD: Final = _any(
    rf"\b(?:verbind\w*|schakel\w*|zetten|bel\w*|kan|kunnen){_few(2)}\s+(?:niet|nooit)\b|\b(?:niet|nooit)\s+door\b",
    r"\bhang\b[^.?!]*\bbel\b|\bzelf\b|\b(?:als|wanneer)\s+u\b|\bbelt?\s+(?:u|je)\b|\bu\b[^.?!]{0,20}\bbelt?\b",
    r"\b(?:u|je)\s+(?:kunt|kan|moet|mag)?\s*(?:\w+\s+)?(?:bel(?:len|t)?|waarschuw\w*)\b",
)
"""A denial, or what a caller does."""

CONNECTS: Final = _any(r"\bverbind\w*\b[^.?!]*\bdoor\b|\bdoorverb\w+|\bschakel\w*\b[^.?!]*\bdoor\b|\bdoorgeschakeld\b")
"""Connecting, with whom is not said."""

NOT_112: Final = _any(r"\b(?:niet|nooit|geen)\b|\badviseur|\bmedewerker")

NAMES_KEY: Final = _any(
    rf"\b(?:toetst?|druk(?:t)?|kiest?|tikt?|selecteer|gebruik|intoetsen)\s*:?\s+"
    rf"(?:(?:op|u|je|dan|nu|voor|van|optie|keuze|knop|toets|de|het|een)\s+)*{_KEY}"
    r"(?!\s+(?:dagen|weken|maanden|jaar|uur|kinderen|ouders|keer|keuzes))",
    rf"^{_DIGIT}\s*(?:[.):=](?=\s)|(?<=\s)-(?=\s)|\bvoor\b)|\(\s*{_DIGIT}\s*\)|[:=]\s*{_DIGIT}$|\btoets\s+{_KEY}",
    rf"^(?:knop|optie)\s+{_KEY}\s*(?:[-.:)]|\bvoor\b)",
    r"\b(?:sterretje|hekje)\s+voor\b|\b(?:met|op)\s+(?:een\s+)?(?:sterretje|hekje)\b|\btoets\s+een$|\bdruk\s+op\s+een$",
)
"""A key of the telephone, in a text that is a choice."""

DEAD_KEY: Final = _any(
    r"\b(?:toets|druk\s+(?:dan\s+)?op|druk\s+op\s+toets|kies\s+(?=\d))\s*(?:[3-9]|drie|vier|vijf|zes|zeven|acht|negen)\b"
)
"""A key that does nothing while an answer is spoken."""

BLAMES: Final = _any(
    r"\bongeldig\w*|\bfout\w*|\bverkeerd\w*|\bonjuist\w*|\bincorrect\w*|\b(?:niet|geen)\s+(?:een\s+)?geldige?\b"
)
AT_KEYS: Final = _any(r"\b(?:toets\w*|knop|keuze|keus|invoer|gekozen|kiest|gedrukt|drukt|ingetoetst)\b")
"""What a caller does with the telephone; outside the line's own sentences blame is about something else."""

BILL: Final = _any(
    r"\b(?:telefoon|bel|mobiele?|gsm|maand|provider)[ -]*(?:rekening|nota|factuur|specificatie|afschrift)\w*",
    r"\bgespecificeerde\s+rekening\w*|\b(?:gespreks|kosten)-?(?:overzicht|specificatie)\w*",
)
"""A bill for telephone calls."""

OTHER_BILL: Final = _any(
    r"\bop\s+(?:(?:uw|je|jouw|mijn|zijn|haar|hun|jullie|onze|de)\s+)?(?:\w+\s+)?(?:af)?(?:rekening(?:en)?|nota|factu(?:ur|ren))\b",
    r"\b(?:bel|oproep|gespreks)-?(?:lijst|geschiedenis|overzicht)\w*",
    r"\b(?:geen|nergens)\s+(?:een\s+)?spo(?:or|ren)\b|\bniemand\b[^.?!]*\b(?:zien|ziet|merkt|merken)\b",
)
"""A bill or a list, of calls when the sentence is about a call."""

SEEN: Final = _any(
    r"\b(?:nummers?|gesprek\w*|gebeld|belde|belt|ziet|zien|zichtbaar|onzichtbaar|terug|verschijn\w*|provider|verdwijn\w*)\b",
    r"\b(?:het|dit)\b[^.?!]*\b(?:staat|komt)\b|\b(?:staat|komt)\b[^.?!]*\b(?:het|dit)\b",
)
"""That a call can be seen afterwards."""

ANONYMOUS: Final = _any(r"\banoniem\w*|\banonimiteit\w*")

CALLS_BACK: Final = _any(
    r"\bterugbelverzoek\w*|\bteruggebeld\b|\bterugbellen\b",
    r"\bbel(?:len|t)?\s+(?:wij\s+|we\s+|ik\s+)?(?:u|je|jou)\b(?!\s+ons)[^.?!]*\bterug\b|\bvoicemail\b",
    r"\b(?:per|via|een)\s+(?:sms|whatsapp\w*|appje)\b|\b(?:sturen|stuurt|krijgt)\b[^.?!]*\b(?:sms|whatsapp|appje|e-?mail)\b",
    r"\b(?:spreek|laat)\b[^.?!]*\bbericht\b|\benqu[eê]te\w*",
)
DENIES: Final = _any(r"\b(?:niet|nooit|geen)\b")

VIOLENCE: Final = _any(r"\w*(?:geweld|mishandel|misbruik|verkracht|stalk|bedreig|pleger|slachtoffer)\w*")

UNFINISHED: Final = _any(
    r"\bvult?\s+(?:hier\s+)?in\b(?=\s*[:.\]]|\s*$)|\btodo\b|\btbd\b|\bx{3,}\b|\blorem\s+ipsum\b|\btekst\s+volgt\b",
    r"\[[^\]]*\]|(?<!\.)\.{3}(?!\.)(?=\s+\w+\s+\.{3})|_{3,}",
)
