"""Registrations and people that look alike: the organiser decides once.

Merging keeps one registration with everything that both answered; the other one
stays as it was, out of sight, and its links open the one that is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.merging import match_delegates, merge
from matcher.participants import DelegateId, Participant
from web import current
from web.persistence.database import db
from web.persistence.loading import slot_codes
from web.persistence.queries import decisions, marks, roster, sessions, setup
from web.persistence.rows import DecisionRow, ParticipantRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import audit
from web.services.look_alikes import (
    MERGED,
    About,
    Judgement,
    are_both_released,
    get_pair,
    known_people,
    values_of,
)
from web.services.value_answers import store_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """They are one now."""

    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BothReleased:
    """Both have meetings in the released programme; people were told of both."""


def merge_groups(
    event_id: int, code: str, other: str, *, by: str
) -> Merged | BothReleased:
    """Make two registrations one.

    Raises:
        NotFound: One is not there, or was merged already.
    """
    with transaction():
        event = setup.get_event(event_id)
        kept, absorbed = get_pair(event_id, code, other)
        if are_both_released(event_id, kept, absorbed):
            return BothReleased()
        one, two = values_of(event, [kept, absorbed])
        keys = {str(slot): key for key, slot in slot_codes(event).items()}
        kept.other_moment = kept.other_moment or absorbed.other_moment
        store_value(kept, merge(one, two), keys)
        _hand_over(event_id, kept, absorbed)
        _rename_people(event_id, _new_codes(one, two, kept))
        _note(event_id, About.GROUP, code, other, Judgement.SAME)
        audit.record(
            "participants.merge",
            by=by,
            event_id=event_id,
            detail={"kept": kept.code, "merged": absorbed.code},
        )
        return Merged(kept=kept.code)


def keep_apart(event_id: int, code: str, other: str, *, by: str) -> None:
    """Remember that two registrations are two groups.

    Raises:
        NotFound: One is not there, or was merged already.
    """
    with transaction():
        get_pair(event_id, code, other)
        _note(event_id, About.GROUP, code, other, Judgement.DIFFERENT)
        audit.record(
            "group.different",
            by=by,
            event_id=event_id,
            detail={"codes": sorted((code, other))},
        )


def decide_person(
    event_id: int, code: str, other: str, verdict: Judgement, *, by: str
) -> None:
    """Remember whether two delegates are one person.

    Raises:
        NotFound: One of them is not there.
    """
    with transaction():
        people = known_people(roster.list_participants(event_id))
        for wanted in (code, other):
            if wanted not in people or code == other:
                raise NotFound("delegate", wanted)
        _note(event_id, About.PERSON, code, other, verdict)
        audit.record(
            f"person.{verdict.value}",
            by=by,
            event_id=event_id,
            detail={"codes": sorted((code, other))},
        )


def ask_again(event_id: int, about: About, code: str, other: str, *, by: str) -> None:
    """Forget an answer, so that the question comes back; what is merged stays so."""
    with transaction():
        row = decisions.find_decision(event_id, about, code, other)
        if row is None or (about is About.GROUP and row.verdict == Judgement.SAME):
            return
        db.session.delete(row)
        audit.record(
            f"{about.value}.ask_again",
            by=by,
            event_id=event_id,
            detail={"codes": sorted((code, other))},
        )


def _hand_over(event_id: int, kept: ParticipantRow, absorbed: ParticipantRow) -> None:
    """Let links, stands and what was merged before belong to the one that is kept."""
    for link in decisions.list_all_links(absorbed.id):
        link.participant_id = kept.id
    for table in decisions.list_stands(event_id, absorbed.code):
        table.owner_code = kept.code
    _hand_over_sessions(event_id, kept.code, absorbed.code)
    marks.redirect(event_id, absorbed.code, kept)
    for earlier in decisions.list_merged_into(event_id, absorbed.code):
        earlier.merged_into = kept.code
    absorbed.state = MERGED
    absorbed.merged_into = kept.code
    absorbed.revision += 1
    absorbed.updated_at = current.clock().now()
    db.session.flush()


def _hand_over_sessions(event_id: int, kept: str, absorbed: str) -> None:
    """Let the one that is kept give and join what the other did."""
    own = {place.session_id for place in sessions.list_places_of(event_id, kept)}
    for place in sessions.list_places_of(event_id, absorbed):
        if place.session_id in own:
            db.session.delete(place)
        else:
            place.participant = kept
    for session in sessions.list_sessions(event_id):
        if session.giver == absorbed:
            if sessions.find_session(event_id, kept, session.offer) is None:
                session.giver = kept
            else:
                db.session.delete(session)


def _new_codes(
    one: Participant, two: Participant, kept: ParticipantRow
) -> Mapping[str, str]:
    """Tell which code each person of the merged registration has now."""
    same = match_delegates(one, two)
    by_name = {delegate.name: delegate.code for delegate in kept.delegates}
    names = {delegate.id: delegate.name for delegate in two.delegates}
    return {
        old: str(new or by_name[names[DelegateId(old)]]) for old, new in same.items()
    }


def _rename_people(event_id: int, new_codes: Mapping[str, str]) -> None:
    """Let what was decided about people hold for the codes they have now."""
    for row in decisions.list_decisions(event_id):
        if row.about != About.PERSON or not {row.a, row.b} & new_codes.keys():
            continue
        a, b = sorted(new_codes.get(code, code) for code in (row.a, row.b))
        db.session.delete(row)
        db.session.flush()
        if a.rpartition(".")[0] != b.rpartition(".")[0]:
            _note(event_id, About.PERSON, a, b, Judgement(row.verdict))


def _note(
    event_id: int, about: About, code: str, other: str, verdict: Judgement
) -> None:
    """Write one answer down, in place of an earlier one."""
    row = decisions.find_decision(event_id, about, code, other)
    if row is None:
        a, b = sorted((code, other))
        row = DecisionRow(event_id=event_id, about=about.value, a=a, b=b)
        db.session.add(row)
    row.verdict = verdict.value
    row.decided_at = current.clock().now()
    db.session.flush()
