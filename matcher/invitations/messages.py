"""Which invitations go out: the last thing each calendar heard against what holds.

Pure arithmetic on states. A repeated state is no message, a changed one is a
REQUEST or CANCEL with a higher SEQUENCE (RFC 5546 2.1.4), and an entry that was
cancelled and comes back goes on counting where it stopped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.invitations.invitation import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class SentState:
    """The newest state of an entry that somebody was told."""

    uid: str
    sequence: int
    method: Method
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextState:
    """The state of an entry that somebody must be told now."""

    uid: str
    sequence: int
    method: Method
    is_new: bool
    """Whether the calendar has no (living) entry of this name yet."""


def next_states(
    sent: Iterable[SentState], wanted: Mapping[str, str]
) -> tuple[NextState, ...]:
    """List the states to tell, cancellations first, by name.

    Cancellations lead so that a calendar frees the time before it is taken again.

    Args:
        sent: The newest state per entry.
        wanted: Fingerprint of each entry that is to stand in a calendar, by UID.
    """
    known = {state.uid: state for state in sent}
    cancelled = [
        NextState(
            uid=uid, sequence=state.sequence + 1, method=Method.CANCEL, is_new=False
        )
        for uid, state in sorted(known.items())
        if uid not in wanted and state.method is Method.REQUEST
    ]
    requested = [
        _request(uid, known.get(uid))
        for uid, fingerprint in sorted(wanted.items())
        if not _stands(known.get(uid), fingerprint)
    ]
    return (*cancelled, *requested)


def _stands(state: SentState | None, fingerprint: str) -> bool:
    if state is None or state.method is Method.CANCEL:
        return False
    return state.fingerprint == fingerprint


def _request(uid: str, state: SentState | None) -> NextState:
    return NextState(
        uid=uid,
        sequence=state.sequence + 1 if state else 0,
        method=Method.REQUEST,
        is_new=state is None or state.method is Method.CANCEL,
    )
