"""What a mistake is, and those that leave a file unreadable, each with its sentence."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from ivr.problems import Position, Problem


@dataclass(frozen=True)
class Mistake:
    """A kind of mistake: its rule, and the sentence for operators."""

    rule: str
    message: str

    def at(self, position: Position, **words: object) -> Problem:
        """The problem that it is at this place."""
        return Problem(position, self.rule, self.said(**words))

    def filled(self, **words: object) -> "Mistake":
        """The same mistake with its words filled in."""
        return replace(self, message=self.said(**words))

    def said(self, **words: object) -> str:
        """The sentence with its words filled in."""
        return self.message.format_map(words) if words else self.message


class Sentence(NamedTuple):
    """A rule's fixed name, and what to tell; `at_key` points at the word and not at what stands behind it."""

    rule: str
    message: str
    at_key: bool = False


TAB = Mistake(
    "tab",
    "Hier staat een tab. Spring in met spaties; met een tab is de indeling van het menu niet te lezen.",
)
START = Mistake(
    "text-start",
    "Een tekst mag niet met dit teken beginnen. Zet de hele tekst tussen aanhalingstekens, "
    "of haal het teken weg: bellers zouden het horen.",
)
STAR_KEY = Mistake(
    "text-start",
    "Na een sterretje (*) verwacht YAML een naam. Bedoelt u de toets? Schrijf dan 'ster'; die gaat overal één stap "
    "terug. Hoort het bij een tekst? Zet de tekst tussen aanhalingstekens.",
)
QUOTE = Mistake(
    "unclosed-quote",
    "Dit aanhalingsteken wordt niet op de goede plaats gesloten, en daardoor hoort alles erna bij deze tekst. "
    "Zet het tweede aanhalingsteken aan het eind van de tekst.",
)
APOSTROPHE_FIRST = Mistake(
    "unclosed-quote",
    "Dit aanhalingsteken wordt niet op de goede plaats gesloten, en daardoor hoort alles erna bij deze tekst. "
    "Is het een apostrof, zoals in 's avonds? Zet dan om de hele tekst dubbele aanhalingstekens (\"). "
    "Zet anders het tweede aan het eind van de tekst.",
)
AFTER_QUOTE = Mistake(
    "after-quote",
    "Voor dit punt is het aanhalingsteken al gesloten, en dan hoort een beller wat erna komt niet. "
    "Zet om de hele tekst enkele aanhalingstekens ('), of gebruik geen aanhalingstekens.",
)
APOSTROPHE = Mistake(
    "after-quote",
    "Voor dit punt is het aanhalingsteken al gesloten, en dan hoort een beller wat erna komt niet. "
    "Was dat een apostrof, zoals in m'n? Maak dan van het eerste en het laatste aanhalingsteken een dubbel (\").",
)
BRACKET = Mistake(
    "unclosed-bracket",
    "Deze haak wordt niet goed gesloten. Zet er de sluitende haak bij, en tussen de haken komma's. "
    "Of zet alles onder elkaar, elk achter een streepje.",
)
NAME_IN_BRACKETS = Mistake(
    "unclosed-bracket",
    "Tussen rechte haken kan een naam als ${ADVISOR_NUMBER} niet zo staan. Zet hem tussen aanhalingstekens, "
    "of zet de nummers onder elkaar, elk achter een streepje.",
)
BRACES = Mistake(
    "unquoted-braces",
    "Een tekst die met een accolade begint, moet tussen aanhalingstekens. Zet ze om de hele tekst.",
)
STRAY = Mistake(
    "stray-mark",
    "Een tekst mag niet met dit leesteken beginnen. Haal het weg, of zet de hele tekst tussen aanhalingstekens.",
)
COLON_IN_TEXT = Mistake(
    "colon-in-text",
    "In deze tekst staat een dubbele punt met een spatie erachter, en dan is niet te zien waar de tekst begint. "
    "Zet de hele tekst tussen aanhalingstekens. Of schrijf '{block}', en zet de tekst op de regels eronder, "
    "ingesprongen.",
)
MISSING_COLON = Mistake(
    "missing-colon",
    "Deze regel is geen woord met een dubbele punt. Is het een woord, zoals 'option'? Zet er dan een dubbele punt en "
    "een spatie achter. Is het tekst? Spring dan verder in dan de regel waar de tekst begint.",
)
COLON_BEFORE_QUOTE = Mistake(
    "missing-colon",
    "Voor het aanhalingsteken ontbreekt een dubbele punt, en dan hoort een beller deze tekst niet. "
    "Zet er een dubbele punt en een spatie voor.",
)
MISSING_SPACE = Mistake(
    "missing-space",
    "Achter de dubbele punt ontbreekt een spatie, en dan is niet te zien waar de tekst begint. Zet die ertussen.",
)
INDENTATION = Mistake(
    "indentation",
    "Deze regel springt anders in dan de regels waar hij bij hoort, en dan is niet te zien waar hij onder valt. "
    "Laat woorden die bij elkaar horen even ver inspringen, en een tekst verder dan zijn woord.",
)
DEEPER = Mistake(
    "indentation",
    "Deze regel springt verder in dan de regel erboven, en wordt daardoor gelezen als vervolg van die tekst. "
    "Laat hem even ver inspringen.",
)
DASH = Mistake(
    "dash",
    "Een streepje kan hier niet. Delen van een lijst staan onder elkaar, elk op een eigen regel en elk achter een "
    "streepje. Begint de tekst zelf met een streepje? Zet hem dan tussen aanhalingstekens.",
)
NO_DASH = Mistake(
    "dash",
    "Hierboven staat een lijst met streepjes, en deze regel begint niet met een streepje. Zet er een voor, "
    "of laat hem evenveel inspringen als de regel waar hij bij hoort.",
)
BLOCK = Mistake(
    "block-text",
    "Achter > of | mag geen tekst staan. Zet de tekst op de volgende regel, ingesprongen.",
)
ESCAPE = Mistake(
    "escape",
    'Een schuine streep (\\) heeft tussen "dubbele aanhalingstekens" een eigen betekenis. '
    "Haal hem weg, of gebruik 'enkele aanhalingstekens'.",
)
TAG = Mistake(
    "tag",
    "Een tekst mag niet met een uitroepteken (!) beginnen: dat heeft in YAML een eigen betekenis, en de beller "
    "hoort het niet. Haal het weg, of zet de tekst tussen aanhalingstekens.",
)
ANCHOR = Mistake(
    "anchor",
    "Een tekst mag niet met & beginnen: dat heeft in YAML een eigen betekenis, en de beller hoort het niet. "
    "Haal het weg, of zet de tekst tussen aanhalingstekens.",
)
DIRECTIVE = Mistake("directive", "Een regel die met % begint, hoort hier niet. Haal hem weg.")
DOCUMENT = Mistake(
    "second-document",
    "Hier staat nog iets nadat het menu met ... is afgesloten; bellers zouden dat nooit horen. Haal de puntjes weg.",
)
QUESTION_MARK = Mistake(
    "stray-mark",
    "Een tekst mag niet met een vraagteken en een spatie beginnen. Haal het weg, of zet de tekst tussen "
    "aanhalingstekens.",
)
ALIAS = Mistake(
    "alias",
    "Een tekst mag niet met een sterretje (*) beginnen: zo verwijst YAML naar een andere plek. "
    "Schrijf de tekst voluit, of zet hem tussen aanhalingstekens.",
)
MERGE = Mistake(
    "merge",
    "'<<' kan hier niet. Schrijf de woorden voluit, ook als ze al ergens anders staan.",
)
SECOND = Mistake(
    "second-document",
    "Hier begint een tweede menu; bellers zouden dat nooit horen. Haal de streepjes (---) weg, en alles wat erna komt.",
)
EMPTY_FILE = Mistake(
    "empty-file",
    "In dit bestand staat geen menu, dus er is niets om te publiceren. Zet er een volledig menu in.",
)
NOT_A_MENU = Mistake(
    "not-a-menu",
    "Een menubestand bestaat uit regels als 'name: Veilig Thuis'. Hier staat iets anders. "
    "Kijk of dit het goede bestand is.",
)
TOO_DEEP = Mistake(
    "too-deep",
    "Hier staat iets dieper ingesprongen dan in een menu kan. Kijk of er haken of streepjes te veel staan.",
)
KEY_NOT_TEXT = Mistake(
    "key-not-text",
    "Voor de dubbele punt hoort één woord. Staan hier accolades of haken die gesproken worden? "
    "Zet dan de hele tekst tussen aanhalingstekens.",
)
DUPLICATE = Mistake(
    "duplicate",
    "'{word}' staat hier voor de tweede keer; de eerste staat op regel {first}. "
    "Bellers zouden er maar één horen. Haal er één weg, of kies een ander woord of een andere toets.",
)
MORE = Mistake("more-problems", "Er zijn nog ten minste {others} andere problemen. Los eerst deze {most} op.")
OTHER = Mistake(
    "syntax",
    "Hier klopt de opbouw van het bestand niet. Kijk op deze regel, en op die erboven, naar de inspringing, "
    "de dubbele punten en de aanhalingstekens.",
)
