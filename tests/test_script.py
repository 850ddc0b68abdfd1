"""What holds for every state of the shipped line, before any caller is in it."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ivr.keys import ADVISOR, BACK, EMERGENCY, KEYS
from ivr.script import ACCEPTED, CHANGED, DECLINED, END, START, WHISPER, Dialled, Pressed, Script, State
from ivr.steps import Ask, Choose, Connect, End, Enqueue, Fetch, Go, Outcome, Speak, Summon, Tell

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def leads(state: State) -> Iterator[str]:
    """Every state that this one can lead to."""
    for step in state.steps:
        match step:
            case Ask():
                yield from (step.after(key) for key in KEYS)
            case Connect():
                yield from (*step.after.values(), *([step.whisper] if step.whisper else ()))
            case Enqueue() | Fetch() | Tell() | Summon():
                yield from queued(step)
            case Go(to):
                yield to
            case Choose(ways, otherwise):
                yield from (*(name for _, name in ways), otherwise)


def queued(step: Enqueue | Fetch | Tell | Summon) -> Iterator[str]:
    """The same of a step of the queue."""
    match step:
        case Enqueue():
            yield from (step.wait, *step.after.values())
        case Fetch():
            yield from step.after.values()
        case Tell():
            yield from (step.first, *step.places, *(name for _, name in step.waits))
        case Summon():
            yield from (step.whisper, step.failed)


def listening(script: Script) -> Iterator[tuple[State, Ask]]:
    """The states in which a caller can press a key."""
    for state in script.states.values():
        if not state.is_advisors and isinstance(ask := state.steps[0], Ask):
            yield state, ask


def after(script: Script, state: State, key: str | None, moment: datetime = NOW) -> State:
    """The state that a key leads to, or silence (None); the same state where the telephones ring instead."""
    match state.steps:
        case (Ask() as ask, _) if key is not None:
            return script.states[script.at(ask.after(key), moment)]
        case (_, Go(to)):
            return script.states[script.at(to, moment)]
        case _:
            return state


def test_every_key_silence_and_dial_leads_to_a_state_that_exists(script: Script):
    """No caller can end up nowhere."""
    assert {name for state in script.states.values() for name in leads(state)} <= set(script.states)


def test_every_state_can_be_reached(script: Script):
    """There is no state that nobody ever hears."""
    reached, ahead = set(), [START, CHANGED, DECLINED]
    while ahead:
        if (name := ahead.pop()) not in reached:
            reached.add(name)
            ahead += leads(script.states[name])
    assert reached == set(script.states)


def test_only_a_conversation_ends_a_call(script: Script):
    """The line never hangs up on a caller who has not spoken to an advisor."""
    for state in script.states.values():
        for step in state.steps:
            match step:
                case Ask():
                    assert END not in {step.after(key) for key in KEYS}
                case Go(to):
                    assert to != END
                case Connect():
                    assert {outcome for outcome, to in step.after.items() if to == END} == {Outcome.CONVERSATION}
                case End():
                    assert state.name == END or state.is_advisors


def test_every_state_goes_on_by_itself(script: Script):
    """Something always follows when nothing is pressed; only the end is an end."""
    callers = [state for state in script.states.values() if not state.is_advisors]
    assert {state.name for state in callers if not isinstance(state.steps[-1], Go | Connect)} == {END}


def test_every_state_says_something(script: Script):
    """A caller never meets silence without a word before it."""
    silent = [name for name, state in script.states.items() if not any(state.prompts())]
    assert silent == [END, ACCEPTED, DECLINED]


def test_one_is_emergency_in_every_state_that_listens(script: Script):
    """Key 1 gives 112 guidance from anywhere."""
    for state, _ in listening(script):
        assert "Het nummer is één één twee." in after(script, state, EMERGENCY).prompts(), state.name


def test_zero_rings_an_advisor_from_every_state_that_listens(script: Script):
    """Key 0 leads to the telephones of the advisors from anywhere."""
    for state, _ in listening(script):
        assert isinstance(after(script, state, ADVISOR).steps[-1], Connect), state.name


def test_star_leads_to_a_menu_from_every_state_that_listens(script: Script):
    """Back is a menu where other things can be chosen, never a dead end."""
    for state, _ in listening(script):
        match after(script, state, BACK).steps:
            case (Ask() as ask, Go()):
                assert "2" in ask.keys, state.name
            case other:
                pytest.fail(f"{state.name} leads to {other}")


@pytest.mark.parametrize("pattern", [*itertools.product([None, "9"], repeat=4)], ids=str)
def test_whoever_does_nothing_useful_rings_an_advisor_within_four_steps(script: Script, pattern):
    """Silence and keys without a meaning, in any order, from every state, end at the telephones of the advisors."""
    for start in script.states.values():
        state = start
        for key in pattern:
            if start.name == END or start.is_advisors or isinstance(state.steps[-1], Connect):
                break
            state = after(script, state, key)
        else:
            assert isinstance(state.steps[-1], Connect), start.name


@pytest.mark.parametrize("tries", ["sww", "wsw", "wws"])
def test_silence_and_wrong_keys_are_counted_apart(script: Script, tries):
    """One silence and two wrong keys together are still forgiven; the next of either is not."""
    state = script.states[START]
    for letter in tries:
        state = after(script, state, None if letter == "s" else "9")
        assert state.name.startswith("menu.")
    assert after(script, state, "9").name == ADVISOR
    assert after(script, state, None).name == "0-silent"


def test_what_is_not_interruptible_only_says_that_it_rings(script: Script):
    """Everything can be interrupted, except the one sentence before the telephones ring for who presses any key."""
    spoken = {step.prompts for state in script.states.values() for step in state.steps if isinstance(step, Speak)}
    assert spoken == {("Ik verbind u door met een adviseur.",)}


def test_who_is_lost_is_led_on(script: Script):
    """From a state of an older menu 1 and 0 keep their meaning, and everything else starts the choices again."""
    assert script.after("gone", Pressed("1"), NOW) == "1"
    assert script.after("gone", Pressed("0"), NOW) == "0"
    assert script.after("gone", Pressed("7"), NOW) == CHANGED
    assert script.after("gone", None, NOW) == CHANGED
    assert script.after("gone", Dialled(Outcome.CONVERSATION), NOW) == END
    for outcome in (Outcome.NOBODY, Outcome.BACK, Outcome.DROPPED):
        assert script.after("gone", Dialled(outcome), NOW) == ADVISOR


def test_an_event_that_cannot_happen_here_loses_nobody(script: Script):
    """A late report of ringing changes nothing; a key where none is awaited keeps its meaning or starts the choices."""
    assert script.after("menu", Dialled(Outcome.NOBODY), NOW) == "menu"
    assert script.after("0-now", Pressed("1"), NOW) == "1"
    assert script.after("0-now", Pressed("*"), NOW) == CHANGED
    assert script.after(ACCEPTED, None, NOW) == ACCEPTED


def test_an_advisor_who_was_rung_by_an_older_menu_can_still_accept(script: Script):
    """Key 1 on an advisor's telephone never gives emergency guidance, whatever was published meanwhile."""
    assert script.after("whisper-9-9", None, NOW) == WHISPER
    assert script.after("whisper-9-9", Pressed("1"), NOW) == ACCEPTED
    assert script.after("whisper-9-9", Pressed("0"), NOW) == DECLINED


def test_a_dial_that_was_no_conversation_leads_on_round_after_round(script: Script):
    """After the last round the caller hears that it did not work, and can choose."""
    names = ["4-3-0"]
    while (there := script.after(names[-1], Dialled(Outcome.NOBODY), NOW)) != names[-1] and len(names) < 9:
        names.append(there)
        if not isinstance(script.states[there].steps[-1], Connect):
            break
    assert names == ["4-3-0", "4-3-0-round-2", "4-3-0-round-3", "4-3-0-unavailable"]


@pytest.mark.parametrize(
    ("outcome", "name"), [(Outcome.BACK, "4-3"), (Outcome.DROPPED, "4-3-0-dropped"), (Outcome.CONVERSATION, END)]
)
def test_what_else_can_become_of_ringing(script: Script, outcome, name):
    """Star while it rings leads back to the menu, and who is cut off can choose again."""
    assert script.after("4-3-0-round-2", Dialled(outcome), NOW) == name
