"""What a broken rule means for operators, of what depends on the clock: hours, holidays, announcements and queues."""

from typing import Final

from ivr.loader.mistakes import Sentence

OCCASIONS: Final[dict[str, Sentence]] = {
    "times": Sentence(
        "times",
        "'{found}' zijn geen tijden. Schrijf bijvoorbeeld 9:00-17:00, of 9:00-12:30, 13:30-17:00, of closed "
        "(gesloten).",
    ),
    "times-overlap": Sentence(
        "times", "In '{found}' vallen tijden over elkaar heen. Zet ze na elkaar, zoals 9:00-12:30, 13:30-17:00."
    ),
    "day": Sentence(
        "day",
        "'{word}' is geen dag die bestaat.{day} Schrijf een dag als monday, of weekdays, weekend, every_day, "
        "holidays, of een datum als 2026-12-31.",
        True,
    ),
    "date": Sentence("day", "'{word}' is geen datum die bestaat. Schrijf eerst het jaar, zoals 2026-12-25.", True),
    "dict_type.hours": Sentence(
        "not-words",
        "Onder 'hours' horen dagen met tijden, zoals 'weekdays: 9:00-17:00'. Zet ze op de volgende regels, "
        "ingesprongen.",
    ),
    "dict_type.holidays": Sentence(
        "not-words",
        "Onder 'holidays' horen datums met een naam, zoals '2026-12-25: Eerste kerstdag'. Zet ze op de volgende "
        "regels, ingesprongen.",
    ),
    "moment": Sentence(
        "moment", "'{found}' is geen datum met een tijd. Schrijf bijvoorbeeld 2026-12-24 17:00, of alleen 2026-12-24."
    ),
    "ends-before-start": Sentence(
        "ends-before-start",
        "Dit einde is niet na het begin, dus een beller zou dit nooit horen. Kijk de twee tijden na.",
    ),
    "minutes": Sentence(
        "minutes", "'{word}' is geen aantal minuten. Schrijf een heel getal van 1 tot en met 99, zonder woorden.", True
    ),
    "dict_type.minutes": Sentence(
        "not-words",
        "Onder 'minutes' horen aantallen minuten met een tekst, zoals '5: Het duurt ongeveer vijf minuten.' Zet ze op "
        "de volgende regels, ingesprongen.",
    ),
    "timezone": Sentence(
        "timezone", "'{found}' is geen tijdzone. Schrijf bijvoorbeeld Europe/Amsterdam, of laat deze regel weg."
    ),
}
