"""What can be wrong with a telephone number in the file: sentences for operators, as in `sentences`."""

import re

from ivr import phone
from ivr.loader.mistakes import Sentence

UNREAD = (phone.Fault.LETTERS.value, "number-name")
"""The rules that a row of numbers breaks, as it is no number and no name."""

_NUMBER, _BETWEEN = r"(?:\$\{\w+\}|\+?\d[\d ().-]{5,})", r"(?:\s*(?:[,;/|&]|\ben\b|\bof\b)\s*|\s+(?=[+$]))"
SEVERAL = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})+")
"""Numbers, or names of numbers, on one line."""

OWN_NUMBER = (
    "'{found}' kan niet het eigen nummer van de lijn zijn: Twilio toont adviseurs alleen een gewoon nummer. "
    "Vul het nummer in dat u bij Twilio hebt, bijvoorbeeld +31101234567."
)

SENTENCES: dict[str, Sentence] = {fault.value: Sentence(fault.value, "{number}") for fault in phone.Fault}
SENTENCES |= {f"{fault.value}.number": Sentence(fault.value, OWN_NUMBER) for fault in phone.SPECIAL}
SENTENCES |= {
    f"{phone.Fault.TOLL_FREE.value}.number": Sentence(
        phone.Fault.TOLL_FREE.value,
        "Schrijf het gratis nummer van de lijn met +31 ervoor en aan elkaar, zoals +318002000.",
    ),
    "number-braces": Sentence("number-name", "Voor een naam tussen accolades hoort een dollarteken. Bedoelt u {name}?"),
    "number-name": Sentence(
        "number-name",
        "'{found}' is geen goede naam. Schrijf ${{NAAM}}, met hoofdletters, cijfers en lage streepjes, en niets erbij. "
        "De beheerder stelt onder die naam het nummer in.",
    ),
    "one-number": Sentence(
        "one-number",
        "Achter dit streepje staan meer nummers, en zo gaat er geen telefoon over. "
        "Zet elk nummer op een eigen regel, elk achter een streepje.",
    ),
    "one-number.number": Sentence(
        "one-number",
        "Hier hoort één nummer: dat van de lijn zelf. Haal de andere weg; nummers van adviseurs staan onder 'numbers'.",
    ),
    "string_type.numbers": Sentence(
        "not-text",
        "Achter dit streepje hoort één telefoonnummer, en er staat iets anders; zo gaat er geen telefoon over. "
        "Schrijf een nummer als +31101234567, of een naam als ${{ADVISOR_NUMBER}}, zonder haken of woorden erbij.",
    ),
    "tuple_type.numbers": Sentence(
        "not-list",
        "Bij 'numbers' hoort een lijst, ook als het er één is. Zet elk nummer op een eigen regel, achter een streepje.",
    ),
    "too_short.numbers": Sentence(
        "empty",
        "Hier staat geen enkel nummer, dus geen beller zou een adviseur krijgen. Zet er ten minste één neer.",
        True,
    ),
    "too_long.numbers": Sentence(
        "too-many",
        "Twilio laat hooguit {max_length} telefoons tegelijk overgaan, en hier staan er meer. Haal er een paar weg.",
        True,
    ),
    "rings-itself": Sentence(
        "rings-itself",
        "'{found}' is het nummer van de lijn zelf: een beller zou in een kring worden doorverbonden. "
        "Zet bij 'numbers' een ander nummer.",
    ),
}
