"""Writes a proof down for programs: everything that was found, every figure, and every document's size."""

from typing import Any

from ivr.walk.breaches import Found
from ivr.walk.certificate import CALL, MEANINGS, way
from ivr.walk.proof import Proof


def as_data(proof: Proof, call: str = CALL) -> dict[str, Any]:
    """The whole proof as plain values; times are in seconds, sizes in bytes; `call` is how to call this line."""
    walked = proof.discovered
    return {
        "proved": not proof.exceptions,
        "requests": walked.requests,
        "recordings": len(walked.recordings),
        "texts_without_recording": proof.estimated,
        "figures": {name: _figure(proof, name) for name in proof.figures},
        "exceptions": [_found(one, call) for one in proof.exceptions],
        "remarks": [_found(one, call) for one in proof.remarks],
        "documents": [
            {"state": walked.graph.places[key].name, "bytes": size} for key, size in sorted(walked.sizes.items())
        ],
    }


def _figure(proof: Proof, name: str) -> dict[str, Any]:
    figure = proof.figures[name]
    value = round(figure.value, 3) if figure.value is not None else None
    about = {"at": figure.at, "keys": list(figure.keys), "definition": MEANINGS[name][2] if name in MEANINGS else ""}
    called = {"in_a_call": proof.called[name]} if name in proof.called else {}
    return {
        "value": value,
        "estimated": not figure.recorded,
        **{key: one for key, one in about.items() if one},
        **called,
    }


def _found(found: Found, call: str) -> dict[str, Any]:
    journey = found.journey
    return {
        "rule": found.breach.rule,
        "message": found.breach.message,
        "state": found.place,
        "from": journey.entry if journey else None,
        "keys": list(journey.keys) if journey else None,
        "advisor": list(journey.dials) if journey else None,
        "way": way(found, call),
        "found_in": list(found.proofs),
    }
