"""What must be told: over any sequence of releases a calendar ends up right."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.invitations import Method, NextState, SentState, next_states

UIDS = ["a", "b", "c", "d"]
releases = st.lists(
    st.dictionaries(st.sampled_from(UIDS), st.sampled_from(["7", "8", "9"])), max_size=8
)


def _sent(uid, sequence, method=Method.REQUEST, fingerprint="7") -> SentState:
    return SentState(uid=uid, sequence=sequence, method=method, fingerprint=fingerprint)


def _next(uid, sequence, method=Method.REQUEST, *, is_new=False) -> NextState:
    return NextState(uid=uid, sequence=sequence, method=method, is_new=is_new)


def test_new_entry_starts_at_zero() -> None:
    assert next_states([], {"a": "7"}) == (_next("a", 0, is_new=True),)


def test_unchanged_entry_is_not_told_again() -> None:
    assert next_states([_sent("a", 2)], {"a": "7"}) == ()


def test_changed_entry_goes_up_one() -> None:
    assert next_states([_sent("a", 2)], {"a": "8"}) == (_next("a", 3),)


def test_missing_entry_is_cancelled() -> None:
    assert next_states([_sent("a", 2)], {}) == (_next("a", 3, Method.CANCEL),)


def test_cancelled_entry_is_not_cancelled_again() -> None:
    assert next_states([_sent("a", 3, Method.CANCEL)], {}) == ()


def test_entry_that_comes_back_goes_on_counting() -> None:
    states = next_states([_sent("a", 3, Method.CANCEL)], {"a": "7"})

    assert states == (_next("a", 4, is_new=True),)


def test_cancellations_come_first() -> None:
    states = next_states([_sent("z", 0)], {"a": "7"})

    assert [state.method for state in states] == [Method.CANCEL, Method.REQUEST]


@given(releases)
def test_any_releases_leave_every_calendar_as_the_last_one_says(versions) -> None:
    sent: dict[str, SentState] = {}
    calendar: dict[str, str] = {}

    for wanted in versions:
        for state in next_states(sent.values(), wanted):
            before = sent.get(state.uid)
            assert state.sequence == (before.sequence + 1 if before else 0)
            sent[state.uid] = _sent(
                state.uid, state.sequence, state.method, wanted.get(state.uid, "")
            )
            if state.method is Method.CANCEL:
                del calendar[state.uid]
            else:
                assert state.is_new == (state.uid not in calendar)
                calendar[state.uid] = wanted[state.uid]
        assert calendar == wanted
        assert next_states(sent.values(), wanted) == ()
