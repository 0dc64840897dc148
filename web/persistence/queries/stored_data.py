"""Reading everything that stands about a participant, table by table."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Executable, or_, select

from web.persistence.database import db
from web.persistence.model import Model
from web.persistence.personal_data import given_columns, own_tables, owner_column
from web.persistence.rows import (
    AuditRow,
    ContactAttemptRow,
    DecisionRow,
    GroupSessionRow,
    InvitationRow,
    MeetingAnswerRow,
    MeetingRow,
    MessageRow,
    ParticipantRow,
    ProgrammeRow,
    SessionPlaceRow,
    SubmissionRow,
    TableRow,
    UploadRow,
)

Record = Mapping[str, object]
"""A row as it stands: the value of each column by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """By what a participant can be found in any table."""

    event_id: int
    ids: frozenset[int]
    """Its own key, and those of registrations that were merged into it."""
    codes: frozenset[str]

    def is_named_in(self, value: object) -> bool:
        """Tell whether a stored value names it by code, at any depth.

        The code of one of its people and that of a meeting of it count too.
        """
        if isinstance(value, Mapping):
            return any(self.is_named_in(part) for part in value.values())
        if isinstance(value, list):
            return any(self.is_named_in(part) for part in value)
        parts = value.split("+") if isinstance(value, str) else ()
        return any(part.partition(".")[0] in self.codes for part in parts)


def find_whom(event_id: int, code: str) -> Whom:
    """Say by what a participant is found, with what was merged into it."""
    rows = db.session.execute(
        select(ParticipantRow.id, ParticipantRow.code).where(
            ParticipantRow.event_id == event_id,
            or_(ParticipantRow.code == code, ParticipantRow.merged_into == code),
        )
    ).all()
    return Whom(
        event_id=event_id,
        ids=frozenset(row.id for row in rows),
        codes=frozenset(row.code for row in rows),
    )


def list_own(who: Whom) -> Mapping[str, tuple[Record, ...]]:
    """Read every row that belongs to a participant, from every table that has them."""
    found = {}
    for table in own_tables():
        owner = owner_column(table)
        key = table.columns.id if owner is None else owner
        query = select(*given_columns(table)).where(key.in_(who.ids))
        found[table.name] = _records(query.order_by(*table.primary_key.columns))
    return found


def list_mentions(who: Whom, *, drafts: bool) -> Mapping[str, tuple[Record, ...]]:
    """Read what names a participant in the other tables of its event.

    Args:
        who: The participant.
        drafts: Whether to read versions of the programme that were not released.
    """
    states = ("draft", "released") if drafts else ("released",)
    return {name: read(who, states) for name, read in READERS.items()}


def _of_event(table: str, column: str, who: Whom) -> tuple[Record, ...]:
    """Read whole rows of a table of the event by a column that names one by code."""
    found = Model.metadata.tables[table]
    return _records(
        select(*given_columns(found))
        .where(
            found.columns.event_id == who.event_id,
            found.columns[column].in_(who.codes),
        )
        .order_by(*found.primary_key.columns)
    )


def _messages(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _of_event("message", "participant_code", who)


def _invitations(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _of_event("invitation", "participant_code", who)


def _answers(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _records(
        select(*given_columns(Model.metadata.tables["meeting_answer"]))
        .join(InvitationRow, InvitationRow.id == MeetingAnswerRow.invitation_id)
        .where(
            InvitationRow.event_id == who.event_id,
            InvitationRow.participant_code.in_(who.codes),
        )
        .order_by(MeetingAnswerRow.invitation_id)
    )


def _sessions(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _of_event("group_session", "giver", who)


def _places(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _records(
        select(*given_columns(Model.metadata.tables["session_place"]))
        .join(GroupSessionRow, GroupSessionRow.id == SessionPlaceRow.session_id)
        .where(
            GroupSessionRow.event_id == who.event_id,
            SessionPlaceRow.participant.in_(who.codes),
        )
    )


def _stands(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _records(
        select(TableRow.code, TableRow.name, TableRow.owner_code).where(
            TableRow.event_id == who.event_id, TableRow.owner_code.in_(who.codes)
        )
    )


def _decisions(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    rows = _records(
        select(*given_columns(Model.metadata.tables["decision"]))
        .where(DecisionRow.event_id == who.event_id)
        .order_by(DecisionRow.id)
    )
    return tuple(row for row in rows if who.is_named_in([row["a"], row["b"]]))


def _meetings(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    """Read when and where somebody meets; why, the page tells, as far as it may."""
    return _records(
        select(
            ProgrammeRow.version,
            ProgrammeRow.state.label("version_state"),
            MeetingRow.code,
            MeetingRow.slot,
            MeetingRow.table,
        )
        .join(ProgrammeRow, ProgrammeRow.id == MeetingRow.programme_id)
        .where(
            ProgrammeRow.event_id == who.event_id,
            ProgrammeRow.state.in_(states),
            or_(MeetingRow.a.in_(who.codes), MeetingRow.b.in_(who.codes)),
        )
        .order_by(ProgrammeRow.version, MeetingRow.slot)
    )


def _versions(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    """Count how often a version names somebody besides its meetings."""
    rows = db.session.scalars(
        select(ProgrammeRow)
        .where(ProgrammeRow.event_id == who.event_id, ProgrammeRow.state.in_(states))
        .order_by(ProgrammeRow.version)
    )
    counted = (
        {
            "version": row.version,
            "version_state": row.state,
            "meetings_not_possible": sum(map(who.is_named_in, row.unmet)),
            "offers_to_many": sum(map(who.is_named_in, _group_offers(row))),
        }
        for row in rows
    )
    return tuple(
        line
        for line in counted
        if line["meetings_not_possible"] or line["offers_to_many"]
    )


def _group_offers(row: ProgrammeRow) -> list[object]:
    offers = row.summary.get("group_offers", [])
    return offers if isinstance(offers, list) else []


def _changes(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    """Read what was written down of changes; who made them is another's name."""
    del states
    rows = _records(
        select(AuditRow.action, AuditRow.detail, AuditRow.at)
        .where(AuditRow.event_id == who.event_id)
        .order_by(AuditRow.id)
    )
    return tuple(row for row in rows if who.is_named_in(row["detail"]))


def _submissions(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    del states
    return _records(
        select(*given_columns(Model.metadata.tables["submission"])).where(
            SubmissionRow.outcome.in_([str(key) for key in who.ids])
        )
    )


def _meanings(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    """Read nothing: numbers by the hash of a text, the same for whoever wrote it."""
    del who, states
    return ()


def _attempts(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    """Read how it went to pass a message on; who tried is another's name."""
    del states
    return _records(
        select(
            ContactAttemptRow.message_id,
            ContactAttemptRow.channel,
            ContactAttemptRow.outcome,
            ContactAttemptRow.tried_at,
        )
        .join(MessageRow, MessageRow.id == ContactAttemptRow.message_id)
        .where(
            MessageRow.event_id == who.event_id,
            MessageRow.participant_code.in_(who.codes),
        )
        .order_by(ContactAttemptRow.id)
    )


def _uploads(who: Whom, states: tuple[str, ...]) -> tuple[Record, ...]:
    """Read their row in a file that the organiser has not confirmed yet."""
    del states
    files = db.session.scalars(
        select(UploadRow)
        .where(UploadRow.event_id == who.event_id)
        .order_by(UploadRow.id)
    )
    return tuple(
        {"created_at": file.created_at, "row": number, "cells": cells}
        for file in files
        for number, cells in json.loads(file.content)["rows"]
        if cells.get("id") in who.codes
    )


READERS: Final[Mapping[str, Callable[[Whom, tuple[str, ...]], tuple[Record, ...]]]] = {
    "audit": _changes,
    "contact_attempt": _attempts,
    "decision": _decisions,
    "group_session": _sessions,
    "invitation": _invitations,
    "meaning": _meanings,
    "meeting": _meetings,
    "meeting_answer": _answers,
    "meeting_table": _stands,
    "message": _messages,
    "programme": _versions,
    "session_place": _places,
    "submission": _submissions,
    "upload": _uploads,
}
"""How each table that mentions participants is read for one of them."""


def _records(query: Executable) -> tuple[Record, ...]:
    return tuple(dict(row) for row in db.session.execute(query).mappings())
