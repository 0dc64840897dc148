"""Taking a participant out of every table.

What belongs to it goes by its foreign key; what only names or quotes it is found by
`web.persistence.queries.stored_data` and cleaned here, table by table.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from sqlalchemy import ColumnElement, delete, or_, select, update

from matcher.invitations import wordless
from web.persistence.database import db
from web.persistence.model import Model
from web.persistence.personal_data import own_tables, owner_column, word_columns
from web.persistence.queries import marks
from web.persistence.queries.stored_data import Whom
from web.persistence.rows import (
    AuditRow,
    DecisionRow,
    GroupSessionRow,
    InvitationRow,
    MeaningRow,
    MeetingRow,
    MessageRow,
    ParticipantRow,
    ProgrammeRow,
    SessionPlaceRow,
    SubmissionRow,
    TableRow,
    UploadRow,
)

STAYS_WITH_EVENT: Final = frozenset(
    {"audit", "block", "event_organiser", "meeting_table", "slot"}
)
"""Tables of an event that outlive its participants, without anything about them."""
GOES_WITH_EVENT: Final = frozenset(
    table.name
    for table in Model.metadata.sorted_tables
    if "event_id" in table.columns and table.name not in STAYS_WITH_EVENT
)
UNSENT: Final = ("queued", "sending", "failed", "bounced")
"""States of a mail that did not reach anybody, as far as we know."""


def list_words(who: Whom) -> frozenset[str]:
    """Collect all that a participant typed, from every table that belongs to it."""
    found: set[str] = set()
    for table in own_tables():
        owner = owner_column(table)
        key = table.columns.id if owner is None else owner
        for column in word_columns(table):
            values = db.session.scalars(select(column).where(key.in_(who.ids)))
            found.update(str(value) for value in values if value)
    return frozenset(found)


def remove_participants(who: Whom) -> None:
    """Remove a participant and, by foreign key, every row that belongs to it.

    Marks that others made about it are theirs, and go too.
    """
    db.session.flush()
    marks.remove_about(who.event_id, who.codes)
    db.session.execute(delete(ParticipantRow).where(ParticipantRow.id.in_(who.ids)))
    db.session.expire_all()


def clean_mentions(who: Whom) -> None:
    """Take a participant out of the tables that only mention it."""
    for clean in CLEANERS.values():
        clean(who)
    db.session.flush()


def list_readable_messages(event_id: int) -> tuple[MessageRow, ...]:
    """List the messages of an event that still say something."""
    return tuple(
        db.session.scalars(
            select(MessageRow).where(
                MessageRow.event_id == event_id, MessageRow.body != ""
            )
        )
    )


def remove_all_of_event(event_id: int) -> None:
    """Remove every participant of an event, and all that mentions one.

    By the list of tables, so that a new one is not forgotten. What the organiser set
    up stays, and of the record of changes what was done and when.
    """
    of_event = select(ParticipantRow.id).where(ParticipantRow.event_id == event_id)
    keys = list(db.session.scalars(of_event))
    db.session.flush()
    db.session.execute(
        delete(SubmissionRow).where(SubmissionRow.outcome.in_(list(map(str, keys))))
    )
    remove_meanings(None)
    for name in sorted(GOES_WITH_EVENT):
        table = Model.metadata.tables[name]
        db.session.execute(delete(table).where(table.columns.event_id == event_id))
    db.session.execute(
        update(TableRow).where(TableRow.event_id == event_id).values(owner_code=None)
    )
    db.session.execute(
        update(AuditRow).where(AuditRow.event_id == event_id).values(detail={})
    )
    db.session.expire_all()


def remove_meanings(digests: Collection[str] | None) -> None:
    """Forget the vectors of texts by their hash; None forgets them all."""
    query = delete(MeaningRow)
    if digests is not None:
        query = query.where(MeaningRow.digest.in_(digests))
    db.session.execute(query)


def _clean_messages(who: Whom) -> None:
    """Remove what was written to them, and what others got about their meetings.

    A mail about such a meeting that did not go out must not go out any more; of one
    that did, only when and to whom it went stays.
    """
    carried = _carries_their_meeting(who)
    db.session.execute(
        delete(MessageRow).where(
            or_(
                (MessageRow.event_id == who.event_id)
                & MessageRow.participant_code.in_(who.codes),
                carried & MessageRow.state.in_(UNSENT),
            )
        )
    )
    db.session.execute(update(MessageRow).where(carried).values(body="", html=""))


def _carries_their_meeting(who: Whom) -> ColumnElement[bool]:
    """Choose messages with the invitation to a meeting of theirs."""
    rows = db.session.execute(
        select(InvitationRow.id, InvitationRow.meeting_code).where(
            InvitationRow.event_id == who.event_id
        )
    ).all()
    return MessageRow.invitation_id.in_(
        [row.id for row in rows if who.is_named_in(row.meeting_code)]
    )


def _clean_invitations(who: Whom) -> None:
    """Remove their entries, and what those of others say about them."""
    kept = db.session.scalars(
        select(InvitationRow).where(
            InvitationRow.event_id == who.event_id,
            InvitationRow.participant_code.not_in(who.codes),
        )
    )
    for row in kept:
        if who.is_named_in(row.meeting_code):
            row.content = wordless(row.content)
    db.session.execute(
        delete(InvitationRow).where(
            InvitationRow.event_id == who.event_id,
            InvitationRow.participant_code.in_(who.codes),
        )
    )


def _clean_meetings(who: Whom) -> None:
    """Keep of a released meeting only that it was there; drop those of a draft."""
    of_event = select(ProgrammeRow.id).where(ProgrammeRow.event_id == who.event_id)
    theirs = or_(MeetingRow.a.in_(who.codes), MeetingRow.b.in_(who.codes))
    drafts = of_event.where(ProgrammeRow.state == "draft")
    db.session.execute(
        delete(MeetingRow).where(MeetingRow.programme_id.in_(drafts), theirs)
    )
    db.session.execute(
        update(MeetingRow)
        .where(MeetingRow.programme_id.in_(of_event), theirs)
        .values(reasons=[])
    )


def _clean_programmes(who: Whom) -> None:
    rows = db.session.scalars(
        select(ProgrammeRow).where(ProgrammeRow.event_id == who.event_id)
    )
    for row in rows:
        row.unmet = [entry for entry in row.unmet if not who.is_named_in(entry)]
        row.summary = {
            name: _without(who, value) for name, value in row.summary.items()
        }


def _without(who: Whom, value: object) -> object:
    """Leave out of the lists in a value what names them."""
    if isinstance(value, Mapping):
        return {name: _without(who, part) for name, part in value.items()}
    if isinstance(value, list):
        return [_without(who, part) for part in value if not _is_about(who, part)]
    return value


def _is_about(who: Whom, part: object) -> bool:
    """Tell whether an entry of a list is theirs, and not only one of its lists."""
    if isinstance(part, Mapping):
        return any(
            who.is_named_in(value)
            for value in part.values()
            if not isinstance(value, list)
        )
    return who.is_named_in(part)


def _clean_sessions(who: Whom) -> None:
    db.session.execute(
        delete(GroupSessionRow).where(
            GroupSessionRow.event_id == who.event_id,
            GroupSessionRow.giver.in_(who.codes),
        )
    )


def _clean_places(who: Whom) -> None:
    of_event = select(GroupSessionRow.id).where(
        GroupSessionRow.event_id == who.event_id
    )
    db.session.execute(
        delete(SessionPlaceRow).where(
            SessionPlaceRow.session_id.in_(of_event),
            SessionPlaceRow.participant.in_(who.codes),
        )
    )


def _clean_stands(who: Whom) -> None:
    db.session.execute(
        update(TableRow)
        .where(TableRow.event_id == who.event_id, TableRow.owner_code.in_(who.codes))
        .values(owner_code=None)
    )


def _clean_decisions(who: Whom) -> None:
    rows = db.session.scalars(
        select(DecisionRow).where(DecisionRow.event_id == who.event_id)
    )
    _remove(row for row in rows if who.is_named_in([row.a, row.b]))


def _clean_submissions(who: Whom) -> None:
    db.session.execute(
        delete(SubmissionRow).where(
            SubmissionRow.outcome.in_([str(key) for key in who.ids])
        )
    )


def _clean_uploads(who: Whom) -> None:
    """Throw files away that wait; the organiser can send them again."""
    db.session.execute(delete(UploadRow).where(UploadRow.event_id == who.event_id))


def _keep(who: Whom) -> None:
    """Leave what needs no cleaning of its own."""
    del who


def _remove(rows: Iterable[DecisionRow]) -> None:
    for row in rows:
        db.session.delete(row)


CLEANERS: Final[Mapping[str, Callable[[Whom], None]]] = {
    "message": _clean_messages,
    "invitation": _clean_invitations,
    # Attempts go with the message that was passed on.
    "contact_attempt": _keep,
    # Answers go with the invitation that they answer.
    "meeting_answer": _keep,
    "meeting": _clean_meetings,
    "programme": _clean_programmes,
    "session_place": _clean_places,
    "group_session": _clean_sessions,
    "meeting_table": _clean_stands,
    "decision": _clean_decisions,
    "submission": _clean_submissions,
    "upload": _clean_uploads,
    # The record of changes holds codes only, which lead to nobody any more.
    "audit": _keep,
    # Vectors are found by the texts; see `web.services.meanings`.
    "meaning": _keep,
}
"""How each table that mentions participants is cleaned of one, in this order."""
