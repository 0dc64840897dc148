"""Versions of the programme as an organiser sees them: per person and in a list.

The grid of tables and times is the work of `web.services.board`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from matcher.participants import ParticipantId
from web.persistence.loading import reason_value
from web.persistence.queries import versions
from web.persistence.queries.versions import VersionLine
from web.persistence.rows import EventRow, MeetingRow, ProgrammeRow, SlotRow, TableRow
from web.services.roster import INFORMAL
from web.services.short_names import short_names
from web.wording import gettext as _
from web.wording.reasons import reason_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody at a table."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParticipant:
    """A participant as the programme names it."""

    code: str
    name: str
    short: str
    is_informal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMeeting:
    """A meeting with everything that is said about it."""

    code: str
    a: NamedParticipant
    b: NamedParticipant
    person_a: NamedPerson
    person_b: NamedPerson
    start: datetime
    end: datetime
    table: str
    table_note: tuple[str, ...]
    """What the table offers, such as ``step_free``."""
    place: str
    interpreter: str
    """Name of the interpreter; empty where none is needed."""
    reasons: tuple[str, ...]

    def other(self, code: str) -> NamedParticipant:
        """Give the one of the two that is not this one."""
        return self.b if self.a.code == code else self.a

    def other_person(self, code: str) -> NamedPerson:
        """Give the person of the other side."""
        return self.person_b if self.a.code == code else self.person_a


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The names behind the codes of a programme, read once."""

    event: EventRow
    participants: Mapping[str, NamedParticipant]
    people: Mapping[str, NamedPerson]
    interpreters: Mapping[str, str]
    slots: Mapping[str, SlotRow]
    tables: Mapping[str, TableRow]

    def participant(self, code: str) -> NamedParticipant:
        """Name a participant; one that was erased has only its code left."""
        name = _("Vervallen: %(code)s is gewist", code=code)
        unknown = NamedParticipant(code=code, name=name, short=code, is_informal=False)
        return self.participants.get(code, unknown)

    def show(self, meeting: MeetingRow) -> ShownMeeting | None:
        """Name everything of a meeting; None if its time was taken away since."""
        slot, table = self.slots.get(meeting.slot), self.tables.get(meeting.table)
        if slot is None:
            return None
        zone = ZoneInfo(self.event.timezone)
        names = {
            ParticipantId(c): self.participant(c).name for c in (meeting.a, meeting.b)
        }
        nobody = NamedPerson(name="", role="")
        return ShownMeeting(
            code=meeting.code,
            a=self.participant(meeting.a),
            b=self.participant(meeting.b),
            person_a=self.people.get(meeting.delegate_a, nobody),
            person_b=self.people.get(meeting.delegate_b, nobody),
            start=slot.starts_at.astimezone(zone),
            end=slot.ends_at.astimezone(zone),
            table=table.name if table else meeting.table,
            table_note=tuple(table.features) if table else (),
            place=slot.block.place,
            interpreter=self.interpreters.get(meeting.interpreter or "", ""),
            reasons=reason_lines(map(reason_value, meeting.reasons), names),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonProgramme:
    """The meetings of one participant in one version."""

    version: int
    state: str
    meetings: tuple[ShownMeeting, ...]


def list_versions(event_id: int) -> tuple[VersionLine, ...]:
    """List the versions of the programme, newest first."""
    return versions.list_versions(event_id)


def find_version(event_id: int, version: int | None) -> ProgrammeRow | None:
    """Give a version with its meetings; None asks for the newest, if any.

    Raises:
        NotFound: The event has no version with this number.
    """
    if version is None:
        return versions.find_newest(event_id)
    return versions.get_version(event_id, version)


def read_naming(event: EventRow) -> Naming:
    """Read the names behind the codes of an event's programmes."""
    rows = versions.list_named(event.id)
    shorts = short_names({row.code: row.name for row in rows})
    return Naming(
        event=event,
        participants={
            row.code: NamedParticipant(
                code=row.code,
                name=row.name,
                short=shorts[row.code],
                is_informal=row.kind == INFORMAL,
            )
            for row in rows
        },
        people={
            person.code: NamedPerson(name=person.name, role=person.role)
            for row in rows
            for person in row.delegates
        },
        interpreters={found.code: found.name for found in event.interpreters},
        slots={slot.code: slot for block in event.blocks for slot in block.slots},
        tables={table.code: table for block in event.blocks for table in block.tables},
    )


def read_person(
    event: EventRow, code: str, *, version: int | None = None
) -> PersonProgramme | None:
    """Give the meetings of a participant in a version; None if there is none yet."""
    row = find_version(event.id, version)
    if row is None:
        return None
    naming = read_naming(event)
    shown = (naming.show(m) for m in row.meetings if code in (m.a, m.b))
    return PersonProgramme(
        version=row.version,
        state=row.state,
        meetings=tuple(
            sorted((m for m in shown if m is not None), key=lambda m: m.start)
        ),
    )
