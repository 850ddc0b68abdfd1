"""Whatever menu operators write, it is proved; and the proof of a larger one costs no more for each document."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ivr.cli.walk import PUBLIC_URL
from ivr.conversation import compile_script
from ivr.edition import Fixed, Publication
from ivr.menu import Line
from ivr.prompts import Catalogue, folded
from ivr.publishing import make_edition, make_fallback
from ivr.schedule import somebody, zone
from ivr.simulator import WSGI, Simulator
from ivr.walk.clock import Clock, ahead
from ivr.walk.explorer import Number
from ivr.walk.graph import Graph
from ivr.walk.proof import Subject, sound_of
from ivr.web.serving import Serving
from tests.conftest import TOKEN
from tests.test_any_menu import lines
from tests.walk.conftest import NOW, Walk, served_by
from tests.walk.test_journeys import arrives, every

QUICK = 1_200
"""Documents to ask for, at every hour together."""


def walk_of(line: Line, settings) -> Walk:
    """What it takes to walk a line that nothing is recorded of."""
    edition = make_edition(line, Catalogue(line.language))
    clock = Clock(NOW)
    real = served_by(Serving(settings, Fixed(Publication(edition, make_fallback(line)))), clock)
    times = ahead(edition.script, NOW, zone(line), partial(somebody, line))
    subject = Subject(edition.script, sound_of({}), folded(line.phrases.wrong_key), times)
    return Walk(subject, Number(PUBLIC_URL, TOKEN, line.number, lambda _url: None), real)


def outside_queues(graph: Graph) -> Graph:
    """The places where a caller can be who is put in no queue."""
    return replace(graph, places={name: place for name, place in graph.places.items() if not place.waits})


@pytest.fixture(scope="module")
def own(settings):
    """The settings of the application behind the walk's own server."""
    return type(settings)(PUBLIC_URL, (TOKEN,))


def quick(line: Line) -> bool:
    """Whether it is walked in a moment: it is at every hour that matters."""
    script = compile_script(line)
    return len(script.states) * len(ahead(script, NOW, zone(line), partial(somebody, line)).moments) < QUICK


@settings(
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    deadline=None,
    max_examples=5,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_menu_is_proved(menu_line, own, data):
    """Over HTTP, on the Script and in calls, whatever the time; and who follows a journey arrives."""
    walk = walk_of(data.draw(lines(menu_line).filter(quick)), own)
    proof = walk()
    assert proof.exceptions == []
    at = data.draw(st.integers(0, len(proof.situations) - 1))
    walk.real.clock.shows = proof.times.moments[at].instant
    known = every(outside_queues(proof.discovered.graphs[at]))
    key = data.draw(st.sampled_from([key for key, journey in known.items() if journey.is_callable]))
    line = Simulator(WSGI(walk.real.app), url=PUBLIC_URL, token=TOKEN)
    assert arrives(line.call(dials=known[key].dials or ("answered",)), known[key], key)
