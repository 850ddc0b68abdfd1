"""What is believed is what Twilio's own libraries believe, for Python and for Node, on thousands of requests."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from tests.conftest import ROOT, TOKEN
from tests.security.requests import ADDRESSES, ALTERATIONS, Case, cases
from tests.security.sending import app_at

NODE = ROOT / "tests/node"
RELAXED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def apps(settings) -> dict[str, Flask]:
    """The line at each of the addresses."""
    return {url: app_at(settings, url) for url in ADDRESSES}


def believed_in_python(case: Case) -> bool:
    """What twilio.request_validator says; what has no bodySHA256 and is no form it cannot judge, and is refused."""
    parameters: Any = MultiDict(case.pairs) if case.pairs else case.sent.body.decode()
    try:
        valid = RequestValidator(TOKEN).validate(case.url + case.sent.target, parameters, case.sent.signature)
    except TypeError:
        return False
    return bool(valid)


@settings(max_examples=2000, suppress_health_check=RELAXED)
@given(case=cases())
def test_the_line_believes_what_twilios_library_for_python_believes(apps, case):
    """Both ways: whatever it accepts is answered, and whatever it refuses gets 403."""
    status = case.sent.to(apps[case.url], case.url).status
    assert status == (200 if believed_in_python(case) else 403)


@pytest.fixture(scope="module")
def believed_in_node() -> Iterator[Callable[[Case], bool]]:
    """What npm's twilio says, in one process for all requests."""
    if not (node := shutil.which("node")):
        pytest.skip("node is not installed")
    if not (NODE / "node_modules/twilio").is_dir():
        pytest.skip("npm's twilio is not installed: npm ci --prefix tests/node")
    command = [node, str(NODE / "signature.js")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    questions, answers = process.stdin, process.stdout
    assert questions
    assert answers

    def ask(case: Case) -> bool:
        body = None if case.pairs else case.sent.body.decode()
        asked = [TOKEN, case.sent.signature, case.url + case.sent.target, case.parameters, body]
        print(json.dumps(asked), file=questions, flush=True)
        return bool(json.loads(answers.readline()))

    yield ask
    process.communicate(timeout=10)


@settings(max_examples=1000, suppress_health_check=RELAXED)
@given(case=cases(alterations=tuple(way for way in ALTERATIONS if way != "query")))
def test_the_line_believes_what_twilios_library_for_node_believes(apps, believed_in_node, case):
    """A second opinion, but for altered queries: that library also believes a query that it has written anew."""
    status = case.sent.to(apps[case.url], case.url).status
    assert status == (200 if believed_in_node(case) else 403)
