"""Changes: computed from two versions, and enough to make the new from the old."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.changes import Added, Moved, Reassessed, Removed, apply_changes, compare
from matcher.programme import Meeting, Programme
from tests.builders import a_meeting, a_reason

PAIRS = [("P1", "P2"), ("P1", "P3"), ("P2", "P3"), ("P4", "P1")]


@st.composite
def programmes(draw: st.DrawFn, version: int = 1) -> Programme:
    """Draw a version: each pair meets or not, somehow, in order of name."""
    pairs = draw(st.lists(st.sampled_from(PAIRS), unique=True))
    meetings = [draw(_meetings(a, b)) for a, b in pairs]
    in_order = sorted(meetings, key=lambda meeting: meeting.id)
    return Programme(version=version, meetings=tuple(in_order))


@st.composite
def _meetings(draw: st.DrawFn, a: str, b: str) -> Meeting:
    if draw(st.booleans()):
        a, b = b, a
    return a_meeting(
        a,
        b,
        slot=draw(st.sampled_from(["A1", "A2"])),
        table=draw(st.sampled_from(["A-1", "A-2"])),
        delegate_a=draw(st.sampled_from([f"{a}.1", f"{a}.2"])),
        interpreter=draw(st.sampled_from([None, "T1"])),
        value=draw(st.sampled_from([300, 700])),
    )


@given(old=st.none() | programmes(), new=programmes(version=2))
def test_changes_applied_to_the_old_version_make_the_new(old, new) -> None:
    assert apply_changes(old, compare(old, new), version=2) == new


@given(programmes())
def test_a_version_does_not_change_from_itself(programme) -> None:
    assert compare(programme, programme) == ()


@given(old=programmes(), new=programmes(version=2))
def test_each_meeting_changes_at_most_once(old, new) -> None:
    changes = compare(old, new)

    names = [
        (c.meeting if isinstance(c, Added | Removed) else c.after).id for c in changes
    ]
    assert names == sorted(set(names))


def test_first_version_adds_every_meeting() -> None:
    meeting = a_meeting("P1", "P2")

    changes = compare(None, Programme(version=1, meetings=(meeting,)))

    assert changes == (Added(meeting=meeting),)


def test_a_missing_meeting_is_removed() -> None:
    meeting = a_meeting("P1", "P2")
    old = Programme(version=1, meetings=(meeting,))

    assert compare(old, Programme(version=2, meetings=())) == (
        Removed(meeting=meeting),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"slot": "A2"},
        {"table": "A-2"},
        {"delegate_a": "P1.2"},
        {"delegate_b": "P2.2"},
        {"interpreter": "T1"},
    ],
)
def test_a_meeting_elsewhere_or_with_others_is_moved(change) -> None:
    before, after = a_meeting("P1", "P2"), a_meeting("P1", "P2", **change)

    changes = compare(
        Programme(version=1, meetings=(before,)),
        Programme(version=2, meetings=(after,)),
    )

    assert changes == (Moved(before=before, after=after),)


@pytest.mark.parametrize("change", [{"value": 1}, {"reasons": (a_reason(),)}])
def test_a_meeting_with_other_reasons_is_only_reassessed(change) -> None:
    before, after = a_meeting("P1", "P2"), a_meeting("P1", "P2", **change)

    changes = compare(
        Programme(version=1, meetings=(before,)),
        Programme(version=2, meetings=(after,)),
    )

    assert changes == (Reassessed(before=before, after=after),)


def test_sides_in_the_other_order_are_the_same_arrangement() -> None:
    before, after = a_meeting("P1", "P2"), a_meeting("P2", "P1")

    changes = compare(
        Programme(version=1, meetings=(before,)),
        Programme(version=2, meetings=(after,)),
    )

    assert changes == (Reassessed(before=before, after=after),)


@pytest.mark.parametrize(
    "change",
    [
        Added(meeting=a_meeting("P1", "P2")),
        Removed(meeting=a_meeting("P2", "P3")),
        Moved(
            before=a_meeting("P1", "P2", slot="A2"),
            after=a_meeting("P1", "P2", slot="A3"),
        ),
    ],
)
def test_a_change_that_does_not_fit_is_refused(change) -> None:
    known = Programme(version=1, meetings=(a_meeting("P1", "P2"),))

    with pytest.raises(ValueError, match="is not what the change expects"):
        apply_changes(known, [change], version=2)
