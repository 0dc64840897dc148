"""Rules, facts and impossible pairs, each by name and as a sentence."""

from collections.abc import Callable, Iterable, Mapping

from solver.explain.rule_names import SPREAD
from solver.facts import Facts
from solver.plan import UnmetPair, UnmetReason

_WHY_NOT = {
    UnmetReason.NO_COMMON_SLOT: "there is no slot in which both can come",
    UnmetReason.NO_INTERPRETER: "no interpreter is there when both can come",
    UnmetReason.NO_TABLE: "no table it may use is there when both can come",
    UnmetReason.PARTY_FULL: "a party may have no meeting at all",
}


def say(facts: Facts, name: str) -> str:
    """Return the name of a rule or a fact with what it means here."""
    if name == SPREAD:
        most = facts.problem.goals.max_waiting_spread
        return f"{name}: waiting periods of parties differ by at most {most}"
    kind, _, of = name.partition(":")
    return f"{name}: {_MEANINGS[kind](facts, of)}"


def say_impossible(facts: Facts, unmet: UnmetPair) -> str:
    """Return a pair that no plan could hold, why, and what would help."""
    reason = unmet.reason.value
    sides = _sides(facts, unmet.pair)
    said = f"{unmet.pair}: {reason}: {sides}: {_WHY_NOT[unmet.reason]}"
    if not unmet.would_help:
        return said
    return f"{said}; would help: {', '.join(unmet.would_help)}"


def _required(facts: Facts, pair: str) -> str:
    return f"{_sides(facts, pair)} must meet"


def _fixed(facts: Facts, pair: str) -> str:
    pin = facts.pinned[pair]
    where = "" if pin.table is None else f" at table {pin.table}"
    return f"{_sides(facts, pair)} meet in slot {pin.slot}{where}"


def _after(facts: Facts, pair: str) -> str:
    earlier = ", ".join(facts.pair[pair].after)
    return f"{_sides(facts, pair)} meet later than {earlier}, if both are held"


def _max(facts: Facts, party: str) -> str:
    return f"{party} has at most {_count(facts.party[party].max, 'meeting')}"


def _max_run(facts: Facts, person: str) -> str:
    longest = _count(facts.person[person].max_run, "meeting")
    return f"{person} has at most {longest} on end"


def _slots(facts: Facts, person: str) -> str:
    slots = _numbers(facts.person[person].slots)
    return f"{person} can come in {slots}, to one meeting at a time"


def _people(facts: Facts, party: str) -> str:
    people = ", ".join(facts.party[party].people)
    return f"each meeting of {party} takes one of {people} who may go"


def _tables(facts: Facts, slot: str) -> str:
    present = [table for table in facts.open_tables if int(slot) in table.slots]
    return f"slot {slot} has {_count(len(present), 'table')} that nobody owns"


def _interpreters(facts: Facts, slot: str) -> str:
    present = [
        each.id for each in facts.problem.interpreters if int(slot) in each.slots
    ]
    return f"in slot {slot} {', '.join(present) or 'nobody'} can interpret"


_MEANINGS: Mapping[str, Callable[[Facts, str], str]] = {
    "required": _required,
    "fixed": _fixed,
    "after": _after,
    "max": _max,
    "max_run": _max_run,
    "slots": _slots,
    "people": _people,
    "tables": _tables,
    "interpreters": _interpreters,
}


def _sides(facts: Facts, pair: str) -> str:
    return f"{facts.pair[pair].a} and {facts.pair[pair].b}"


def _numbers(slots: Iterable[int]) -> str:
    ordered = sorted(slots)
    if not ordered:
        return "no slot"
    word = "slot" if len(ordered) == 1 else "slots"
    return f"{word} {', '.join(map(str, ordered))}"


def _count(number: int | None, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
