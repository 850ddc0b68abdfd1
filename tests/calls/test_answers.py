"""The answers: where they are, that they are whole, and what can be done after them."""

import pytest

ANSWERS = {
    "1": "direct gevaar | meteen de politie | Het nummer is één één twee. | Hang nu op | waar u bent",
    "22": "liever niet dat de betrokkenen weten wie er heeft gemeld | Dan kunt u dat aan ons doorgeven.",
    "23": "niet zonder uw toestemming. | niet direct geregistreerd | zonder dat u het weet | advies te geven",
    "24": "landelijk nummer | gratis: nul achthonderd, tweeduizend | dag en nacht | Zeven dagen in de week.",
    "32": "hardhandig beetpakken | isoleren | testament | # | Verwaarlozing | Seksueel misbruik | altijd iets doen",
    "33": "ook dan kunt u bij ons terecht | machteloosheid | nooit goed te praten | eerste stap | erkent",
    "34": "dreiging | tien dagen de eigen woning | partner of de kinderen | burgemeester | Nog eens tien dagen",
    "42": "26 | belangen van kinderen | zorgvuldig en open | # | één gezin | systeemgericht | alleen informatie",
    "432": "stappenplan | eigen meldcode | vijf stappen | # | in kaart | Raadpleeg dan altijd Veilig Thuis | Stap vijf",
    "433": "verplichte meldcode | kindcheck | volwassenenzorg | inschatting | vertrouwensarts | K N M G | internet",
    "44": "medische kennis | diagnostiek | # | forensisch | beroepsgeheim | # | Seksueel misbruik | verslaving | # | "
    "lichamelijk onderzoek | past bij het verhaal | ontwikkeling van een kind | meer onderzoek | huisartsen",
}
"""The facts of each answer, in order, by the keys that lead to it; # goes on to the next part."""


@pytest.mark.parametrize("keys", ANSWERS)
def test_every_fact_of_every_answer_is_heard(line, keys):
    """All eleven questions of the page have a place, and each of their facts is spoken."""
    call = line.call()
    call.presses(keys)
    for fact in ANSWERS[keys].split(" | "):
        if fact == "#":
            assert call.hears("Verder luisteren: toets hekje.")
            call.presses("#")
        else:
            assert call.hears(fact)


def test_after_an_answer_the_choices_are_told(line):
    """Hear it again, go back, or an advisor: for who presses and for who does nothing."""
    call = line.call()
    call.presses("24")
    assert call.hears("Nog een keer horen: toets 2.")
    assert call.hears("Terug: toets sterretje.")
    assert call.hears("Adviseur: toets 0, of blijf aan de lijn.")


def test_two_repeats_an_answer(line):
    """A caller who was disturbed hears the answer again."""
    call = line.call()
    call.presses("24")
    assert call.hears("Dat nummer is gratis")
    call.presses("2")
    assert call.hears("Dat nummer is gratis")


def test_two_repeats_the_part_and_not_the_whole(line):
    """In a long answer only the part that was just heard is said again."""
    call = line.call()
    call.presses("32#2")
    assert call.hears("Verwaarlozing.")
    assert not call.hears("Lichamelijke mishandeling.")


def test_star_goes_back_to_the_menu_of_the_answer(line):
    """Back is where the caller came from, so that the next question is close."""
    call = line.call()
    call.presses("432*")
    assert call.hears("De meldcode.")
    assert call.hears("Veilig Thuis inschakelen bij de meldcode? Toets 3.")


def test_star_goes_up_one_menu_at_a_time(line):
    """From the deepest menu back to the opening in two steps, without the greeting."""
    call = line.call()
    call.presses("43*")
    assert call.hears("De vertrouwensarts: toets 4.")
    call.presses("*")
    assert call.hears("Geweld en huisverbod: toets 3.")
    assert "Goedendag" not in call.heard[-1].text
