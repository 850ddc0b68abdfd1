"""Fills in the telephone numbers that a menu refers to as `${NAME}`, from the environment."""

from collections.abc import Callable, Mapping

from ivr import phone
from ivr.fields import number_fault, reference
from ivr.menu import Line, names
from ivr.settings import SettingsError


def with_numbers(line: Line, environment: Mapping[str, str]) -> Line:
    """Give the line with real numbers; raises SettingsError naming every variable that is missing or cannot be rung."""
    if found := faults(line, environment):
        raise SettingsError("\n".join(found.values()))
    filled = _filled_in(line, environment)
    if filled.number in filled.advisor.telephones:
        which = " and ".join(names(line)) or "menus.yml"
        raise SettingsError(f"{which}: the line's own number is also an advisor's, so callers would go in a circle")
    return filled


def with_known_numbers(line: Line, environment: Mapping[str, str]) -> Line:
    """Give the line with the numbers there are; nobody is rung when its own number is missing.

    Without a number of its own the line would show the caller's number to the advisor (docs/voice/twiml/dial).
    """
    unknown = faults(line, environment)
    filled = _filled_in(line, {name: environment[name] for name in names(line) if name not in unknown})
    nobody = {"", filled.number}
    return _calling(filled, lambda number: number if filled.number and number not in nobody else None)


def faults(line: Line, environment: Mapping[str, str]) -> dict[str, str]:
    """Say of every variable that the line refers to and that cannot be used what is wrong with it."""
    rung = {reference(number) for number in line.advisor.telephones}
    found = {name: _fault(name, environment.get(name, "").strip(), rung=name in rung) for name in names(line)}
    return {name: fault for name, fault in found.items() if fault}


def _fault(name: str, number: str, *, rung: bool) -> str | None:
    if not number:
        return f"{name} is not set: it is one of the line's telephone numbers. Set it, such as {name}=+31101234567."
    if fault := number_fault(number, rung=rung):
        return f"{name} is no telephone number that can be rung: {phone.english(fault)}"
    return None


def _filled_in(line: Line, environment: Mapping[str, str]) -> Line:
    def number(text: str) -> str:
        return environment.get(text[2:-1], "").strip() if text.startswith("${") else text

    return _calling(line.model_copy(update={"number": number(line.number)}), number)


def _calling(line: Line, number: Callable[[str], str | None]) -> Line:
    return line.model_copy(update={"advisor": line.advisor.calling(number)})
