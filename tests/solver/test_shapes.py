"""Entries read at once, against the same entries read field by field."""

import gc
import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import FormatError, Pair, UnmetPair, UnmetReason
from solver.collector import no_collection
from solver.fields import Fields
from solver.shapes import FLAG, NAME, WHOLE, Shape, Sharing, choice

many = Sharing()
TAKES = {
    "id": NAME,
    "a": NAME,
    "b": NAME,
    "value": WHOLE,
    "slots": many.slots,
    "people_a": many.words,
    "features": many.word_set,
    "required": FLAG,
}
names = st.sampled_from(["", "x", "y"])
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 3),
    st.just(2.0),
    names,
    st.lists(st.one_of(names, st.integers(0, 2), st.booleans(), st.none()), max_size=3),
    st.just({}),
)
right = {
    "id": names,
    "a": names,
    "b": names,
    "value": st.integers(0, 3),
    "slots": st.lists(st.integers(0, 3), max_size=3),
    "people_a": st.lists(names, max_size=3),
    "features": st.lists(names, max_size=3),
    "required": st.booleans(),
}
entries = st.fixed_dictionaries(
    {name: st.one_of(right[name], right[name], anything) for name in TAKES}
).flatmap(
    lambda entry: st.sets(st.sampled_from(sorted(entry)), max_size=6).map(
        lambda absent: {n: v for n, v in entry.items() if n not in absent}
    )
)


def field_by_field(entry: Mapping[str, object]) -> Pair | str:
    """Return a pair read with care, or why it is refused."""
    fields = Fields(entry, "pairs[0]")
    try:
        values: dict[str, object] = {}
        for name, take in TAKES.items():
            if name in ("id", "a", "b", "value"):
                fields.required(name)
            if fields.has(name):
                values[name] = take.careful(fields, name)
    except FormatError as refusal:
        return str(refusal)
    return Pair(**values)


def at_once(owner: Fields) -> tuple[Pair, ...] | str:
    """Return the pairs read as a whole, or why they are refused."""
    try:
        return Shape(Pair, TAKES).read_list(owner, "pairs")
    except FormatError as refusal:
        return str(refusal)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(entries)
def test_an_entry_says_the_same_at_once_and_field_by_field(
    entry: dict[str, object],
) -> None:
    # As it comes from a file: without subclasses of anything.
    owner = Fields(json.loads(json.dumps({"pairs": [entry, entry]})))
    expected = field_by_field(entry)

    assert at_once(owner) in (expected, (expected, expected))


def test_a_subclass_of_a_plain_type_is_read_with_care() -> None:
    class Word(str):
        __slots__ = ()

    entry = {"id": Word("e"), "a": "x", "b": "y", "value": 1, "slots": [1, 0]}

    (found,) = Shape(Pair, TAKES).read_list(Fields({"pairs": [entry]}), "pairs")

    assert found == Pair(id="e", a="x", b="y", value=1, slots=frozenset({0, 1}))


def test_the_known_fields_are_named_once_each() -> None:
    entry = {"pair": "e", "reason": "displaced", "would_help": [], "colour": "red"}
    takes = {"pair": NAME, "reason": choice(UnmetReason), "would_help": many.words}

    with pytest.raises(FormatError, match=r"known are pair, reason, would_help$"):
        Shape(UnmetPair, takes).read_list(Fields({"unmet": [entry]}), "unmet")


def test_names_are_kept_once() -> None:
    entries = json.loads('[{"id": "a name", "a": "x", "b": "a name", "value": 1}]')

    (found,) = Shape(Pair, TAKES).read_list(Fields({"pairs": entries}), "pairs")

    assert found.id is found.b


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_the_collector_is_restored_as_it_was(switch: Callable[[], None]) -> None:
    before = gc.isenabled()
    try:
        switch()
        wanted = gc.isenabled()

        with no_collection():
            assert not gc.isenabled()

        assert gc.isenabled() is wanted
    finally:
        (gc.enable if before else gc.disable)()
