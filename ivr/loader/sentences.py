"""What each broken rule means for operators: its fixed name, and a sentence in Dutch.

The key is the rule of `ivr.menu`, or pydantic's own error type; `type.word` goes before `type` alone. `{word}` is the
word in the file, `{found}` what stands there; the limits are pydantic's.
"""

from ivr.fields import CHOICE_LENGTH, PART_LENGTH, RING_SECONDS, ROUNDS, WORD_LENGTH
from ivr.loader import mistakes, telephones
from ivr.loader.mistakes import Sentence
from ivr.loader.occasions import OCCASIONS

SENTENCES: dict[str, Sentence] = {
    "empty": Sentence("empty", "Achter '{word}' staat niets. Hier hoort: {meaning}. Vul het in."),
    "empty-choice": Sentence(
        "empty",
        "Achter toets {word} staat niets, dus een beller kan er niets mee. Zet er 'option' onder, en 'answer' of "
        "'menu', verder ingesprongen.",
    ),
    "empty-item": Sentence("empty", "Achter dit streepje staat niets. Vul iets in, of haal het streepje weg."),
    "empty-text": Sentence(
        "empty",
        "Achter '{word}' staat niets, dus een beller zou niets horen. Vul een tekst in. "
        "Begint de tekst met een #? Schrijf dan 'hekje'.",
    ),
    "empty-text.pronounce": Sentence(
        "empty", "Achter 'pronounce' staat niets. Zet er woorden onder, ingesprongen, of haal deze regel weg."
    ),
    "missing": Sentence("missing-word", "Hier ontbreekt '{absent}': {meaning}. Zet '{absent}:' erbij.", True),
    "missing-several": Sentence("missing-word", "Hier ontbreken {several}. Zet ze erbij, elk op een regel.", True),
    "extra_forbidden": Sentence("unknown-word", "{unknown}", True),
    "key": Sentence("unknown-key", "{key}", True),
    "fixed-key": Sentence("fixed-key", "{key}", True),
    "string_too_short": Sentence(
        "nothing-to-say", "In deze tekst staat niets, dus een beller zou niets horen. Vul een tekst in."
    ),
    "string_too_long": Sentence(
        "text-too-long",
        "Deze tekst is langer dan {max_length} tekens; geen beller onthoudt dat. Maak hem korter: een paar zinnen.",
    ),
    "string_too_long.answer": Sentence(
        "text-too-long",
        "Deze alinea is langer dan {max_length} tekens; geen beller onthoudt dat. Maak hem korter, "
        "of verdeel het antwoord met een lege regel.",
    ),
    "choice-too-long": Sentence(
        "text-too-long",
        f"Deze tekst is langer dan {CHOICE_LENGTH} tekens, en dat is te lang om te onthouden. "
        "Maak hem korter: een paar woorden.",
    ),
    "mark-at-end": Sentence(
        "mark-at-end",
        "'{found}' eindigt met een leesteken. Het menu zet er zelf een achter, dus een beller zou een dubbele pauze "
        "horen. Laat het weg; alleen een vraagteken mag, als allerlaatste.",
    ),
    "unquoted-braces": Sentence("unquoted-braces", mistakes.BRACES.message),
    "string_type": Sentence(
        "not-text",
        "Bij '{word}' hoort één tekst, en hier staat iets anders. "
        "Zet de tekst achter de dubbele punt, zo nodig tussen aanhalingstekens.",
    ),
    "one-text": Sentence(
        "not-text",
        "Bij '{word}' hoort hier één tekst, zonder streepjes of woorden erin. Scheid alinea's met een lege regel.",
    ),
    "tuple_type": Sentence(
        "not-list", "Bij '{word}' hoort een lijst. Zet elk deel op een eigen regel, achter een streepje."
    ),
    "tuple_type.voices": Sentence(
        "not-list", "Bij 'voices' hoort een lijst, ook als het er één is. Schrijf bijvoorbeeld [standin]."
    ),
    "tuple_type.answer": Sentence(
        "not-text", "Bij 'answer' hoort een tekst, of een lijst met streepjes: elk streepje is een deel."
    ),
    "dict_type": Sentence(
        "not-words",
        "Onder 'menu' horen toetsen, elk met een dubbele punt, zoals '2:'. Zet de keuzes daaronder, ingesprongen.",
    ),
    "dict_type.pronounce": Sentence(
        "not-words",
        "Onder 'pronounce' horen woorden met een dubbele punt, zoals '112: één één twee'. "
        "Zet ze op de volgende regels, ingesprongen.",
    ),
    "model_type": Sentence(
        "not-words",
        "Onder '{word}' horen woorden met een dubbele punt, zoals '{example}:'. "
        "Zet ze op de volgende regels, ingesprongen.",
    ),
    "literal_error": Sentence("unknown-choice", "'{found}' kan hier niet.{choice} Schrijf {choices}."),
    "ring-and-teams": Sentence(
        "ring-and-teams",
        "Hier staan 'ring' en ook 'teams', en er kan er maar één gelden. Haal er één weg.",
        True,
    ),
    "too_short": Sentence("empty", "Bij '{word}' staat een lege lijst. Vul hem in.", True),
    "too_short.menu": Sentence(
        "empty",
        "In dit menu staat geen enkele keuze, dus een beller kan er niets. Zet er een keuze in, of een 'answer'.",
        True,
    ),
    "too_long": Sentence("too-many", "Bij '{word}' staan er meer dan {max_length}. Haal er een paar weg.", True),
    "too_long.answer": Sentence(
        "too-many",
        "Dit antwoord telt te veel {pieces}: meer dan {max_length}. Een beller luistert niet zo lang, "
        "en Twilio weigert te grote stukken. Maak het korter.",
        True,
    ),
    "too_short.teams": Sentence(
        "empty",
        "Hier staat geen team, dus geen beller zou een adviseur krijgen. Zet er ten minste één neer.",
        True,
    ),
    "too_long.pronounce": Sentence(
        "too-many", "Onder 'pronounce' staan meer dan {max_length} woorden. Haal weg wat in geen tekst staat.", True
    ),
    "pronounced-word": Sentence(
        "pronounced-word",
        "'{word}' kan zo in geen tekst staan. Voor de dubbele punt hoort een woord, of een paar bij elkaar, zoals "
        f"het in de tekst staat: letters of cijfers, hooguit {WORD_LENGTH} tekens.",
        True,
    ),
    "pronounced-twice": Sentence(
        "twice",
        "'{found}' staat hier twee keer; hoofdletters maken geen verschil. Haal er één weg.",
    ),
    "phonemes": Sentence(
        "phonemes",
        "Klanken tussen [[ ]] kent alleen espeak-ng; een andere stem zou ze voorlezen. Schrijf hier gewone letters, "
        "en zet klanken in voice.yml in de map met opnamen van espeak-ng.",
    ),
    "greater_than_equal.seconds": Sentence(
        "out-of-range",
        f"Twilio laat een telefoon ten minste {RING_SECONDS[0]} en ten hoogste {RING_SECONDS[1]} seconden overgaan. "
        "Kies een getal daartussen.",
    ),
    "greater_than_equal.rounds": Sentence(
        "out-of-range",
        f"De lijn probeert het ten minste {ROUNDS[0]} en ten hoogste {ROUNDS[1]} keer. Kies een getal daartussen.",
    ),
    "int_type": Sentence("whole-number", "Bij '{word}' hoort één heel getal in cijfers, bijvoorbeeld {number_like}."),
    "whole-number": Sentence(
        "whole-number",
        "Bij '{word}' hoort een heel getal in cijfers, zonder woorden of komma's, bijvoorbeeld {number_like}.",
    ),
    "blank-line": Sentence(
        "blank-line",
        "Bij '{word}' hoort één tekst zonder lege regel: een beller hoort hem in één keer. Haal de lege regel weg.",
    ),
    "invisible": Sentence(
        "invisible",
        "In deze tekst staat een onzichtbaar teken ({code}), en daar kan de stem over struikelen. "
        "Haal het weg, of typ de tekst opnieuw.",
    ),
    "markup": Sentence(
        "markup",
        "'{found}' is opmaak, en de stem zou die letterlijk voorlezen. Schrijf alleen wat er gezegd wordt; "
        "een lege regel geeft een pauze.",
    ),
    "nothing-to-say": Sentence(
        "nothing-to-say", "In deze tekst staat geen letter of cijfer, dus een beller zou niets horen. Vul een tekst in."
    ),
    "placeholder": Sentence(
        "placeholder",
        "'{found}' wordt hier niet ingevuld; de stem zou het letterlijk voorlezen. Schrijf voluit wat er gezegd wordt.",
    ),
    "placeholder-unknown": Sentence(
        "placeholder",
        "'{found}' wordt in deze zin niet ingevuld; de stem zou het letterlijk voorlezen.{place} "
        "Kijk of het goed gespeld is, of haal het weg.",
    ),
    "placeholder-once": Sentence(
        "placeholder-once",
        "In deze zin moet {found} één keer staan; anders hoort een beller niet {lost}. Zet het erin, één keer.",
    ),
    "part-too-long": Sentence(
        "text-too-long",
        f"Dit deel is langer dan {PART_LENGTH} tekens, en Twilio weigert zulke grote stukken. "
        "Verdeel het antwoord in delen, elk achter een streepje.",
        True,
    ),
    "language": Sentence("language", "'{found}' is geen taal die Twilio kent. Schrijf bijvoorbeeld nl-NL."),
    "voice": Sentence(
        "voice",
        "'{found}' kan geen map met opnamen zijn. Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld standin.",
    ),
    "say": Sentence(
        "say", "'{found}' is geen stem van Twilio. Schrijf bijvoorbeeld Polly.Laura-Neural of Google.nl-NL-Standard-A."
    ),
    "twice": Sentence("twice", "'{found}' staat hier twee keer, en één keer is genoeg. Haal er één weg."),
    "nothing-behind": Sentence(
        "nothing-behind",
        "Achter deze keuze staat niets: een beller die hem kiest, zou niets horen. Zet er 'answer' of 'menu' bij.",
        True,
    ),
    "menu-and-answer": Sentence(
        "menu-and-answer",
        "Deze keuze heeft een 'menu' en ook een 'answer', en een beller kan er maar één krijgen. Haal er één weg.",
        True,
    ),
    "other": Sentence("not-understood", "Wat hier bij '{word}' staat, past niet in een menu. Kijk het na."),
}
SENTENCES |= telephones.SENTENCES | OCCASIONS
SENTENCES["less_than_equal.seconds"] = SENTENCES["greater_than_equal.seconds"]
SENTENCES["less_than_equal.rounds"] = SENTENCES["greater_than_equal.rounds"]


def sentence(kind: str, word: str) -> Sentence:
    """The sentence for a broken rule at this word."""
    return SENTENCES.get(f"{kind}.{word}") or SENTENCES.get(kind) or SENTENCES["other"]
