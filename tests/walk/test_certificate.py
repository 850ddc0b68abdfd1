"""A manager reads the certificate: what was walked, what callers wait for, and each exception with its keys."""

import re
from dataclasses import replace

import pytest

from ivr.walk.breaches import CALLS, HTTP, SCRIPT, Breach, Found
from ivr.walk.certificate import MEANINGS, MOST, text
from ivr.walk.journey import Journey
from tests.walk.conftest import HANGUP
from tests.walk.test_broken_lines import after, instead


@pytest.fixture(scope="module")
def certificate(proof):
    """The certificate of the shipped menu."""
    return list(text(proof, "menus.yml"))


def test_the_first_lines_say_what_is_proved(certificate, proof):
    """Of which menu, which edition, and whether it holds."""
    assert certificate[0] == f"Bewijs van menus.yml, editie {proof.discovered.edition}"
    assert certificate[2] == "BEWEZEN: elke weg eindigt bij hulp, zonder uitzondering."
    assert sum(line.startswith("  * ") for line in certificate) == 8


@pytest.mark.parametrize(
    "line",
    [
        "  4.890 verzoeken over HTTP, elk ondertekend zoals Twilio dat doet",
        "  337 verschillende antwoorden, elk streng gelezen; noodantwoord meegeteld",
        "  op elk moment hetzelfde: niets in dit menu hangt af van de klok",
        "  3.720 toetsen, 290 stiltes, 760 uitkomsten van het overgaan",
        "  1 vraag aan wie opneemt, met alle toetsen en een stilte",
        "  105 opnamen opgehaald en gecontroleerd",
        "  hetzelfde op het script, zonder HTTP: 331 plaatsen, 4.770 overgangen",
        "  112 is genoemd na                 5,8 s",
        "  Wie niets doet                   56,7 s",
        "  Wie alleen verkeerd drukt        62,5 s  (5 5 5 5)",
        "  Diepste deel                        5    (4 4 hekje hekje hekje)",
        "  Langste deel                     31,9 s  (4-4-part-4)",
    ],
)
def test_the_figures_as_they_are_read(certificate, line):
    """Numbers as people write them here, and the keys or the place where it is so."""
    assert line in certificate


def test_every_figure_says_what_it_means(certificate):
    """So that somebody else can compute the same."""
    for label, _unit, meaning in MEANINGS.values():
        [at] = [number for number, line in enumerate(certificate) if line.startswith(f"  {label:27}")]
        assert certificate[at + 1] == f"      {meaning}"


def test_no_line_is_too_long_to_read(certificate):
    """It fits on a screen, and says nothing of exceptions or estimates where there are none."""
    assert max(map(len, certificate)) <= 100
    assert not re.search("Uitzonderingen|Let op|geschat|nooit", "\n".join(certificate))


def test_the_sizes_of_documents(certificate, proof):
    """The largest, the middle and the whole; and each of them for who asks."""
    sizes = sorted(proof.discovered.sizes.values())
    assert f"  grootste {sizes[-1]:,} (".replace(",", ".") in "\n".join(certificate)
    assert f"middelste {sizes[len(sizes) // 2]}" in "\n".join(certificate)
    every = list(text(proof, "menus.yml", documents=True))[len(certificate) :]
    assert every[0] == "Elk antwoord, in bytes"
    told = [int(line.split()[0].replace(".", "")) for line in every[1:]]
    assert told == sizes[::-1]
    assert [line for line in every if line.endswith("  end")] != []


def test_an_exception_is_told_with_its_keys(walk):
    """What is wrong, the rule, and the command that shows it."""
    lines = list(text(walk(after("/3", "Digits=2", HANGUP)), "menus.yml"))
    assert lines[2] == "NIET BEWEZEN: 1 uitzondering."
    at = lines.index("Uitzonderingen")
    assert lines[at + 1 : at + 3] == [
        "  Hier hangt de lijn op, zonder dat de beller een adviseur heeft gesproken. [hangs-up, niet in het script]",
        "      python -m ivr call 3 2",
    ]


def test_a_cause_with_many_places_is_told_once(walk):
    """By the shortest way, and at how many places more."""
    lines = list(text(walk(instead("3-2", ("500 Internal Server Error", [], b""))), "menus.yml"))
    assert [line for line in lines if "ivr call" in line] == ["      python -m ivr call 3 2   (en op nog 7 plaatsen)"]


def test_what_is_estimated_is_called_so(walk):
    """A figure that rests on texts without a recording."""
    lines = list(text(walk(), "menus.yml"))
    assert any(re.fullmatch(r"  Wie niets doet +[0-9,]+ s  geschat", line) for line in lines)
    assert any(line.startswith("27 teksten hebben geen opname") for line in lines)


def test_what_never_happens_is_called_so(proof):
    """Not a number of seconds."""
    [now] = proof.situations
    never = replace(now, figures={**now.figures, "silent": replace(now.figures["silent"], value=None)})
    lines = list(text(replace(proof, situations=(never,)), "menus.yml"))
    assert "  Wie niets doet                  nooit" in lines


def exception(entry="opening", keys=(), dials=(), proofs=(HTTP,), rule="silence", is_hasty=False):
    """Something that was found."""
    return Found(Breach(rule, "Iets."), "3", Journey(entry, keys, dials, is_hasty), proofs)


@pytest.mark.parametrize(
    ("found", "way"),
    [
        (exception(keys=("3", "*", "wait", "0"), dials=("busy",)), "python -m ivr call 3 ster wait 0 --advisor busy"),
        (exception(), "python -m ivr call"),
        (exception("changed 1"), "als het menu tijdens het gesprek is vervangen: 1"),
        (exception("changed", ("2", "#")), "als het menu tijdens het gesprek is vervangen: 2 hekje"),
        (exception("fallback"), "in het noodantwoord, na een storing"),
        (exception(keys=("0",), dials=("nothing",)), "bij het opnemen: 0 --advisor nothing"),
        (
            exception(keys=("wait", "5"), is_hasty=True),
            "bij het opnemen: wait 5 (een toets terwijl al wordt doorverbonden)",
        ),
        (replace(exception(), journey=None), "plaats 3; daar komt geen beller"),
        (replace(exception(), journey=None, place=""), "niet op één plaats"),
    ],
)
def test_the_way_there_in_keys_or_in_words(proof, found, way):
    """A command where `ivr call` can do it, and else words."""
    assert f"      {way}" in list(text(replace(proof, found=(found,)), "menus.yml"))


@pytest.mark.parametrize(
    ("proofs", "rule", "told"),
    [
        ((HTTP,), "silence", "[silence, niet in het script]"),
        ((SCRIPT,), "silence", "[silence, alleen in het script]"),
        ((HTTP, SCRIPT), "silence", "[silence]"),
        ((HTTP,), "fault", "[fault]"),
        ((HTTP,), "differs", "[differs]"),
        ((CALLS,), "call-differs", "[call-differs]"),
    ],
)
def test_where_it_was_found_is_told_when_that_helps(proof, proofs, rule, told):
    """Whether it is the menu or the server that must be mended."""
    lines = list(text(replace(proof, found=(exception(proofs=proofs, rule=rule),)), "menus.yml"))
    assert f"  Iets. {told}" in lines


def test_not_everything_is_printed(proof):
    """A line that is broken everywhere fills no screens; it is told how many more there are."""
    many = tuple(exception(keys=("2",) * number) for number in range(MOST + 3))
    lines = list(text(replace(proof, found=many), "menus.yml"))
    assert lines[2] == f"NIET BEWEZEN: {MOST + 3} uitzonderingen."
    assert sum(line.startswith("  Iets.") for line in lines) == MOST
    assert "  ... en nog 3; met --json staan ze er allemaal." in lines
