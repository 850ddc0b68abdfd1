"""The words of a menu file: what each is for, and under which word it belongs."""

from difflib import get_close_matches

from pydantic import BaseModel

from ivr.fields import DAYS
from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT
from ivr.loader.source import shown
from ivr.menu import Advisor, Announcement, Emergency, Line, Option, Phrases, Queue, Ring, Team

MEANING = {
    "name": "de naam, van de organisatie of van een team",
    "number": "het eigen telefoonnummer van de lijn, of een naam als ${LINE_NUMBER}",
    "language": "de taal, bijvoorbeeld nl-NL",
    "voices": "de mappen met opnamen",
    "say": "de computerstem voor wat nog niet is opgenomen",
    "welcome": "het eerste dat een beller hoort",
    "emergency": "de uitleg bij nood, onder toets 1",
    "advisor": "de adviseur, onder toets 0",
    "menu": "de keuzes, met de toetsen 2 tot en met 9",
    "phrases": "de eigen zinnen van de lijn",
    "pronounce": "hoe een computerstem woorden zegt",
    "option": "de tekst van de keuze",
    "short": "de korte tekst voor in de andere menu's",
    "answer": "het antwoord",
    "ring": "welke telefoons overgaan",
    "numbers": "de telefoonnummers van de adviseurs",
    "order": "of de telefoons tegelijk overgaan",
    "seconds": "hoe lang de telefoons overgaan",
    "rounds": "hoe vaak het wordt geprobeerd",
    "press": "hoe een keuze klinkt",
    "press_question": "hoe een keuze klinkt die een vraag is",
    "or_wait": "hoe de keuze voor een adviseur klinkt",
    "or_wait_question": "hoe de keuze voor een adviseur klinkt, als die een vraag is",
    "title": "hoe een menu begint",
    "star": "hoe de toets * heet",
    "hash": "hoe de toets # heet",
    "repeat": "de keuze om een antwoord nog een keer te horen",
    "again": "de keuze om de uitleg bij nood nog een keer te horen",
    "back": "de keuze om terug te gaan",
    "more": "de keuze om verder te luisteren",
    "try_again": "wat een beller hoort die geen toets indrukt",
    "no_choice": "wat een beller hoort die twee keer geen toets indrukt",
    "wrong_key": "wat een beller hoort bij een toets die niets doet",
    "connecting": "wat een beller hoort bij het doorverbinden",
    "waiting": "wat een beller hoort die wacht",
    "unavailable": "wat een beller hoort als niemand opneemt",
    "dropped": "wat een beller hoort als een gesprek meteen wegvalt",
    "whisper": "wat een adviseur hoort die opneemt",
    "accept": "de keuze van een adviseur om de beller aan te nemen",
    "topic": "hoe een adviseur hoort waar de beller naar luisterde",
    "changed": "wat een beller hoort als het menu net is vervangen",
    "teams": "de teams van adviseurs, die na elkaar worden gebeld",
    "hours": "wanneer het team er is; zonder dit dag en nacht",
    "national": "het nummer dat als laatste wordt gebeld",
    "tell_topic": "of een adviseur hoort waar de beller naar luisterde",
    "connect": "of de telefoons meteen overgaan, of bellers op volgorde wachten",
    "queue": "wat bellers horen die op volgorde wachten",
    "places": "wat een beller hoort die als eerste, tweede, derde aan de beurt is",
    "minutes": "wat een beller hoort die naar verwachting hooguit zo veel minuten wacht",
    "longer": "wat een beller hoort die naar verwachting langer wacht",
    "ended": "wat een beller hoort na een gesprek, als de adviseur heeft opgehangen",
    "gone": "wat een adviseur hoort als de beller er niet meer is",
    "timezone": "de tijdzone, bijvoorbeeld Europe/Amsterdam",
    "holidays": "de feestdagen: een datum, en hoe die dag heet",
    "announcements": "wat een tijdje wordt omgeroepen, voor het menu of in plaats daarvan",
    "reason": "waarom iets wordt omgeroepen",
    "start": "vanaf wanneer: een datum, met of zonder tijd",
    "end": "tot wanneer: een datum, met of zonder tijd",
    "text": "wat een beller dan hoort",
    "place": "of het menu daarna nog komt",
}

CHOICES = {
    "order": {"all_at_once": "allemaal tegelijk", "one_after_another": "een voor een"},
    "tell_topic": {"no": "nee", "yes": "ja"},
    "connect": {"ring": "de telefoons gaan meteen over", "queue": "bellers wachten op volgorde"},
    "reason": {"outage": "een storing", "evacuation": "een ontruiming", "holiday": "een feestdag"},
    "place": {"before_menu": "voor het menu", "instead_of_menu": "in plaats van het menu"},
}
"""The words of which there are a few to choose from, with what each means."""

MENU_FILE, CHOICE = "Het keuzemenu van een telefoonlijn", "keuze"
"""What an editor calls the whole file, and what stands behind a key."""

INSIDE = {
    "menu": "een keuze: hoe die heet, en het antwoord of het menu erachter",
    "pronounce": "hoe dit woord klinkt, in gewone letters",
    "hours": "de tijden, zoals 9:00-12:30, 13:30-17:00, of closed",
    "holidays": "hoe deze dag heet",
    "minutes": "wat een beller dan hoort",
}
"""What stands behind each key or word of the operator's own, under these words."""

DUTCH = {
    "naam": "name",
    "nummer": "number",
    "taal": "language",
    "stemmen": "voices",
    "stem": "say",
    "welkom": "welcome",
    "nood": "emergency",
    "adviseur": "advisor",
    "zinnen": "phrases",
    "uitspraak": "pronounce",
    "keuze": "option",
    "optie": "option",
    "kort": "short",
    "antwoord": "answer",
    "tekst": "answer",
    "nummers": "numbers",
    "volgorde": "order",
    "seconden": "seconds",
    "rondes": "rounds",
    "terug": "back",
    "verder": "more",
    "meer": "more",
    "opnieuw": "repeat",
    "herhalen": "repeat",
    "wachten": "waiting",
    "verbinden": "connecting",
    "veranderd": "changed",
    "uren": "hours",
    "tijden": "hours",
    "openingstijden": "hours",
    "team": "teams",
    "landelijk": "national",
    "tijdzone": "timezone",
    "feestdagen": "holidays",
    "mededelingen": "announcements",
    "omroepen": "announcements",
    "reden": "reason",
    "begin": "start",
    "van": "start",
    "einde": "end",
    "eind": "end",
    "tot": "end",
    "plaats": "place",
    "wachtrij": "queue",
    "plaatsen": "places",
    "minuten": "minutes",
    "langer": "longer",
    "afgelopen": "ended",
    "weg": "gone",
    "titel": "title",
    "keuzes": "menu",
    "keuzemenu": "menu",
    "hoofdmenu": "menu",
    "noodgeval": "emergency",
    "politie": "emergency",
    "sterretje": "star",
    "*": "star",
    "#": "hash",
}
"""What operators may write instead, out of habit."""

DUTCH_DAYS = {
    "maandag": "monday",
    "dinsdag": "tuesday",
    "woensdag": "wednesday",
    "donderdag": "thursday",
    "vrijdag": "friday",
    "zaterdag": "saturday",
    "zondag": "sunday",
    "weekdagen": "weekdays",
    "werkdagen": "weekdays",
    "doordeweeks": "weekdays",
    "weekeinde": "weekend",
    "elke dag": "every_day",
    "dagelijks": "every_day",
    "feestdag": "holidays",
    "feestdagen": "holidays",
}

SPELLED = {"*": "ster", "#": "hekje"}
"""How operators write these keys."""

SPOKEN = {
    "name",
    "welcome",
    "option",
    "short",
    "answer",
    "text",
    "pronounce",
    *Queue.model_fields,
    *Phrases.model_fields,
}
"""The words whose text callers hear."""

KEYS: dict[str, str] = {
    EMERGENCY: "toets 1 is overal nood",
    ADVISOR: "toets 0 is overal de adviseur",
    BACK: "het sterretje gaat overal één stap terug",
    NEXT: "het hekje gaat overal naar het volgende deel van een antwoord",
}
"""The keys that do the same everywhere."""

_MODELS: dict[str, type[BaseModel]] = {
    "": Line,
    "emergency": Emergency,
    "advisor": Advisor,
    "ring": Ring,
    "queue": Queue,
    "teams": Team,
    "announcements": Announcement,
    "phrases": Phrases,
    "menu": Option,
}

Loc = tuple[int | str, ...]


def allowed(parent: Loc) -> list[str]:
    """The words that a mapping may hold; a choice stands under its key, under 'menu'."""
    words = [step for step in parent if isinstance(step, str)]
    word = "menu" if len(words) > 1 and words[-2] == "menu" else words[-1] if words else ""
    return list(_MODELS[word].model_fields) if word in _MODELS else []


def homes(word: str) -> list[str]:
    """Under which words this word belongs; an empty name is the top of the file."""
    return [home for home, model in _MODELS.items() if word in model.model_fields]


def spoken(path: Loc) -> bool:
    """Whether callers hear the text at this place."""
    return any(isinstance(step, str) and step in SPOKEN for step in path[-2:])


def guess(word: str, parent: Loc) -> str | None:
    """The word that was probably meant here."""
    here = allowed(parent)
    if word.lower() in here or DUTCH.get(word.lower()) in here:
        return DUTCH.get(word.lower(), word.lower())
    return next(iter(get_close_matches(word.lower(), here, n=1, cutoff=0.65)), None)


def meant(word: str, parent: Loc, absent: str | None) -> str | None:
    """The word that was meant: one like it, or else the only one that is missing; a word from elsewhere is no slip."""
    return guess(word, parent) or (None if homes(word) or _is_key(word) else absent)


def _is_key(word: str) -> bool:
    return len(word) == 1 and word in "0123456789*#"


def unknown(word: str, parent: Loc, instead: str | None) -> str:
    """What is wrong with a word that does not belong here, and what was probably meant."""
    if instead:
        written = shown(SPELLED.get(word, word))
        return f"Het woord '{written}' bestaat niet; wat erachter staat, doet niets. Bedoelt u '{instead}'?"
    if _is_key(word):
        return f"Een toets ('{word}') hoort onder 'menu'. Laat hem even ver inspringen als de andere toetsen."
    if belongs := homes(word):
        places = " of ".join("onder een toets" if home == "menu" else f"onder '{home}'" for home in belongs if home)
        return f"'{word}' hoort hier niet, maar {places or 'aan het begin van een regel'}. Zet het daar."
    return f"Het woord '{shown(word)}' bestaat hier niet. Hier kunnen staan: {', '.join(allowed(parent))}."


def day(word: str) -> str:
    """The day that was probably meant."""
    meant = DUTCH_DAYS.get(word.lower()) or next(iter(get_close_matches(word.lower(), DAYS, n=1)), None)
    return f" Bedoelt u '{meant}'?" if meant else ""


def choices(word: str) -> str:
    """What can be chosen from behind a word, in Dutch."""
    return " of ".join(f"'{choice}' ({meaning})" for choice, meaning in CHOICES.get(word, {}).items())


def wrong_key(key: str) -> str:
    """Why callers cannot choose with this key."""
    if key in KEYS:
        return f"{KEYS[key].capitalize()}, en kan niets anders worden. Kies een toets van 2 tot en met 9."
    if key in MEANING:
        return f"Onder 'menu' staan eerst toetsen, en '{key}' is geen toets. Zet er een toets boven, zoals '2:'."
    if key.isdigit():
        return f"Een toets is één cijfer, en '{shown(key)}' is dat niet. Kies een toets van 2 tot en met 9."
    return f"'{shown(key)}' is geen toets van een telefoon. Kies een toets van 2 tot en met 9."
