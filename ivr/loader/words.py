"""The words of a menu file: what each is for, and under which word it belongs."""

from difflib import get_close_matches

from pydantic import BaseModel

from ivr.keys import ADVISOR, BACK, EMERGENCY, NEXT
from ivr.loader.source import shown
from ivr.menu import Advisor, Emergency, Line, Option, Phrases, Ring

MEANING = {
    "name": "de naam van de organisatie",
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
    "changed": "wat een beller hoort als het menu net is vervangen",
}

ORDERS = {"all_at_once": "allemaal tegelijk", "one_after_another": "een voor een"}
"""How telephones can ring."""

MENU_FILE, CHOICE = "Het keuzemenu van een telefoonlijn", "keuze"
"""What an editor calls the whole file, and what stands behind a key."""

INSIDE = {
    "menu": "een keuze: hoe die heet, en het antwoord of het menu erachter",
    "pronounce": "hoe dit woord klinkt, in gewone letters",
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

SPELLED = {"*": "ster", "#": "hekje"}
"""How operators write these keys."""

SPOKEN = {"name", "welcome", "option", "short", "answer", "pronounce", *Phrases.model_fields}
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
    "phrases": Phrases,
    "menu": Option,
}

Loc = tuple[int | str, ...]


def allowed(parent: Loc) -> list[str]:
    """The words that a mapping may hold; a choice stands under its key, under 'menu'."""
    inside_menu = len(parent) > 1 and parent[-2] == "menu"
    word = "menu" if inside_menu else str(parent[-1]) if parent else ""
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


def wrong_key(key: str) -> str:
    """Why callers cannot choose with this key."""
    if key in KEYS:
        return f"{KEYS[key].capitalize()}, en kan niets anders worden. Kies een toets van 2 tot en met 9."
    if key in MEANING:
        return f"Onder 'menu' staan eerst toetsen, en '{key}' is geen toets. Zet er een toets boven, zoals '2:'."
    if key.isdigit():
        return f"Een toets is één cijfer, en '{shown(key)}' is dat niet. Kies een toets van 2 tot en met 9."
    return f"'{shown(key)}' is geen toets van een telefoon. Kies een toets van 2 tot en met 9."
