"""Writes a proof down for programs: everything that was found, every figure, and every document's size."""

from typing import Any

from ivr.walk.breaches import Found
from ivr.walk.certificate import MEANINGS, QUEUE_MEANINGS, documents_of
from ivr.walk.patience import NAMES
from ivr.walk.proof import Proof
from ivr.walk.way import CALL, way


def as_data(proof: Proof, call: str = CALL) -> dict[str, Any]:
    """The whole proof as plain values; times are in seconds, sizes in bytes; `call` is how to call this line."""
    walked, has_queue = proof.discovered, bool(proof.figures["waits"].value)
    return {
        "proved": not proof.exceptions,
        "edition": walked.edition,
        "requests": walked.requests,
        "recordings": len(walked.recordings),
        "texts_without_recording": proof.estimated,
        **_moments(proof),
        "figures": {name: _figure(proof, name) for name in proof.figures if has_queue or name not in ("waits", *NAMES)},
        "exceptions": [_found(one, call) for one in proof.exceptions],
        "remarks": [_found(one, call) for one in proof.remarks],
        "documents": [{"state": name, "bytes": size} for name, size in documents_of(proof)],
    }


def _moments(proof: Proof) -> dict[str, Any]:
    """At which moments it was walked, up to when they show everything, and the times at which nobody is there."""
    times = proof.times
    return {
        "moments": [{"at": one.at.isoformat(), "somebody": one.attended} for one in times.usual],
        "depends_on_the_clock": times.depends,
        "until": times.until and times.until.isoformat(),
        "nobody": [{"from": start.isoformat(), "until": end.isoformat()} for start, end in times.unattended()],
        "states_not_met": proof.unmet,
    }


def _figure(proof: Proof, name: str) -> dict[str, Any]:
    worst = proof.worst[name]
    figure, situation = worst.figure, worst.situation
    about = {
        "at": figure.at,
        "keys": list(figure.keys),
        "moment": worst.when and worst.when.isoformat(),
        "definition": {**MEANINGS, **QUEUE_MEANINGS}.get(name, ("", "", ""))[2],
    }
    called = {"in_a_call": _rounded(situation.called[name])} if name in situation.called else {}
    return {
        "value": _rounded(figure.value),
        "in_the_script": _rounded(situation.scripted[name].value),
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
        "picks_up": list(journey.picks_up) if journey and journey.picks_up is not None else None,
        "moment": found.when and found.when.isoformat(),
        **({"api": "fails"} if found.fails else {}),
        "way": way(found, call),
        "elsewhere": found.elsewhere,
        "found_in": list(found.proofs),
    }
