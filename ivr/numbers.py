"""Fills in the telephone numbers that a menu refers to as `${NAME}`, from the environment."""

from collections.abc import Mapping

from ivr import phone
from ivr.menu import Line, names
from ivr.settings import SettingsError


def with_numbers(line: Line, environment: Mapping[str, str]) -> Line:
    """Give the line with real numbers; raises SettingsError naming every variable that is missing or cannot be rung."""
    faults = [fault for name in names(line) if (fault := _fault(name, environment))]
    if faults:
        raise SettingsError("\n".join(faults))
    filled = _filled_in(line, environment)
    if filled.number in filled.advisor.ring.numbers:
        raise SettingsError("the line's own number is also an advisor's: callers would be connected in a circle")
    return filled


def with_known_numbers(line: Line, environment: Mapping[str, str]) -> Line:
    """Give the line with the numbers there are; nobody is rung when its own number is missing.

    Without a number of its own the line would show the caller's number to the advisor (docs/voice/twiml/dial).
    """
    known = {name: environment[name] for name in names(line) if not _fault(name, environment)}
    filled = _filled_in(line, known)
    others = (number for number in filled.advisor.ring.numbers if number not in ("", filled.number))
    numbers = tuple(others) if filled.number else ()
    return _with_ring(filled, numbers)


def _fault(name: str, environment: Mapping[str, str]) -> str | None:
    number = environment.get(name, "").strip()
    if not number:
        return f"{name} is not set: menus.yml refers to it as a telephone number. Set it, such as {name}=+31101234567."
    if fault := phone.fault(number):
        return f"{name} is no telephone number that can be rung: {phone.english(fault)}"
    return None


def _filled_in(line: Line, environment: Mapping[str, str]) -> Line:
    def number(text: str) -> str:
        return environment.get(text[2:-1], "").strip() if text.startswith("${") else text

    filled = line.model_copy(update={"number": number(line.number)})
    return _with_ring(filled, tuple(number(text) for text in line.advisor.ring.numbers))


def _with_ring(line: Line, numbers: tuple[str, ...]) -> Line:
    ring = line.advisor.ring.model_copy(update={"numbers": numbers})
    return line.model_copy(update={"advisor": line.advisor.model_copy(update={"ring": ring})})
