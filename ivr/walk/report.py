"""Writes a proof down for programs: everything that was found, every figure, and every document's size."""

from typing import Any

from ivr.walk.breaches import Found
from ivr.walk.certificate import CALL, MEANINGS, documents_of, way
from ivr.walk.proof import Proof


def as_data(proof: Proof, call: str = CALL) -> dict[str, Any]:
    """The whole proof as plain values; times are in seconds, sizes in bytes; `call` is how to call this line."""
    walked = proof.discovered
    return {
        "proved": not proof.exceptions,
        "edition": walked.edition,
        "requests": walked.requests,
        "recordings": len(walked.recordings),
        "texts_without_recording": proof.estimated,
        "figures": {name: _figure(proof, name) for name in proof.figures},
        "exceptions": [_found(one, call) for one in proof.exceptions],
        "remarks": [_found(one, call) for one in proof.remarks],
        "documents": [{"state": name, "bytes": size} for name, size in documents_of(proof)],
    }


def _figure(proof: Proof, name: str) -> dict[str, Any]:
    figure = proof.figures[name]
    about = {"at": figure.at, "keys": list(figure.keys), "definition": MEANINGS[name][2] if name in MEANINGS else ""}
    called = {"in_a_call": _rounded(proof.called[name])} if name in proof.called else {}
    return {
        "value": _rounded(figure.value),
        "in_the_script": _rounded(proof.scripted[name].value),
        "estimated": not figure.recorded,
        **{key: one for key, one in about.items() if one},
        **called,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


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
        "elsewhere": found.elsewhere,
        "found_in": list(found.proofs),
    }
