"""A program gets the whole proof: every figure in three ways, every exception, every document."""

import json

from ivr.walk.certificate import MEANINGS
from ivr.walk.report import as_data
from tests.walk.conftest import HANGUP
from tests.walk.test_broken_lines import after


def test_the_figures_with_their_definitions(proof):
    """What it is, how it was computed, where it is so, and what the Script and a call say of it."""
    data = json.loads(json.dumps(as_data(proof)))
    assert (data["proved"], data["requests"], data["recordings"], data["exceptions"]) == (True, 4890, 105, [])
    assert data["edition"] == proof.discovered.edition
    assert set(data["figures"]) >= set(MEANINGS)
    silent = data["figures"]["silent"]
    assert silent["value"] == silent["in_the_script"] == round(proof.figures["silent"].value, 3)
    assert abs(silent["in_a_call"] - silent["value"]) < 0.1
    assert silent["definition"] == MEANINGS["silent"][2]
    assert data["figures"]["wrong"]["keys"] == ["5", "5", "5", "5"]
    assert data["figures"]["part"]["at"] == "4-4-part-4"


def test_every_document_with_its_size(proof):
    """The largest first."""
    documents = as_data(proof)["documents"]
    assert len(documents) == 337
    assert [one["bytes"] for one in documents] == sorted(proof.discovered.sizes.values(), reverse=True)
    assert {"start", "4-3-2-part-2.w", "end", "fallback"} <= {one["state"] for one in documents}


def test_an_exception_with_its_journey(walk):
    """Keys and results apart, and the command that shows it."""
    data = as_data(walk(after("/0", "DialCallStatus=busy", HANGUP)), "ivr call")
    assert data["proved"] is False
    assert data["exceptions"] == [
        {
            "rule": "hangs-up",
            "message": "Hier hangt de lijn op, zonder dat de beller een adviseur heeft gesproken.",
            "state": "0",
            "from": "opening",
            "keys": ["0"],
            "advisor": ["busy"],
            "picks_up": None,
            "moment": None,
            "way": "ivr call 0 --advisor busy",
            "elsewhere": 0,
            "found_in": ["http"],
        }
    ]


def test_what_is_estimated_is_told_apart(walk):
    """Figures, and how many texts have no recording."""
    data = as_data(walk())
    assert data["texts_without_recording"] == 27
    assert (data["figures"]["silent"]["estimated"], data["figures"]["states"]["estimated"]) == (True, False)
    assert [one["rule"] for one in data["remarks"]] == ["fallback-112"]
