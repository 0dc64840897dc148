"""The participants of an event as its organiser sees and changes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from matcher.invitations import mail_address
from matcher.participants import Side
from web import current
from web.persistence.queries import roster, setup
from web.persistence.rows import ParticipantRow
from web.persistence.transaction import transaction
from web.services import audit, personal_links
from web.services.personal_links import LinkPurpose

INFORMAL = "informal"
"""The kind of participant that is a group of residents."""


class Standing(StrEnum):
    """What an organiser can pick from the list."""

    ALL = ""
    WITHOUT_TIMES = "zonder-tijden"
    OTHER_MOMENT = "ander-moment"
    WITHOUT_EMAIL = "zonder-mail"
    UNFINISHED = "niet-af"
    WITHDRAWN = "afgemeld"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFilter:
    """Which participants an organiser wants to see."""

    text: str = ""
    side: Side | None = None
    standing: Standing = Standing.ALL

    def takes(self, line: "RosterLine") -> bool:
        """Tell whether a participant is wanted."""
        wanted = self.text.casefold()
        if wanted and wanted not in line.found_by:
            return False
        if self.side is not None and line.side is not self.side:
            return False
        return self._has_standing(line)

    def _has_standing(self, line: "RosterLine") -> bool:
        is_in = line.state == "registered"
        match self.standing:
            case Standing.ALL:
                return line.state not in {"withdrawn", "merged"}
            case Standing.WITHOUT_TIMES:
                return is_in and not line.slots and not line.other_moment
            case Standing.OTHER_MOMENT:
                return is_in and line.other_moment
            case Standing.WITHOUT_EMAIL:
                return is_in and not line.has_email
            case Standing.UNFINISHED:
                return line.state == "draft"
            case Standing.WITHDRAWN:
                return line.state == "withdrawn"
            case _:
                assert_never(self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """A participant in the list."""

    code: str
    name: str
    side: Side
    state: str
    people: tuple[str, ...]
    channel: str
    """The preferred ``contact_channel`` code; empty if none is known."""
    has_email: bool
    is_behalf: bool
    """Whether an organiser filled it in for them."""
    slots: int
    other_moment: bool
    """Whether it can come at none of the times, and wants another."""
    found_by: str
    """Name, code and people in one folded text, to search in."""


def list_rows(event_id: int) -> tuple[ParticipantRow, ...]:
    """Read all participants of an event, in a fixed number of queries."""
    return roster.list_participants(event_id)


def count_registered(event_id: int) -> int:
    """Count the participants that take part."""
    return setup.count_registered([event_id]).get(event_id, 0)


def list_lines(
    rows: Iterable[ParticipantRow], wanted: RosterFilter
) -> tuple[RosterLine, ...]:
    """Sum up the participants that are wanted."""
    lines = (line_of(row) for row in rows)
    return tuple(line for line in lines if wanted.takes(line))


def get_participant(event_id: int, code: str) -> ParticipantRow:
    """Give a participant of an event with everything it told.

    Raises:
        NotFound: The event has no such participant.
    """
    return roster.get_by_code(event_id, code)


def find_link(participant: ParticipantRow) -> str | None:
    """Give the address of a participant's own pages, if a link works."""
    return personal_links.find_personal_url(participant)


def renew_links(event_id: int, code: str, *, by: str) -> None:
    """Let the links of a participant stop working and make new ones."""
    with transaction():
        row = roster.get_by_code(event_id, code)
        if row.state == "merged":
            # Its links belong to the registration that holds its answers.
            return
        personal_links.revoke_all(row)
        for purpose in LinkPurpose:
            personal_links.issue(row, purpose)
        audit.record("links.renew", by=by, event_id=event_id, detail={"code": code})


def withdraw(event_id: int, code: str, *, by: str) -> None:
    """Take a participant out of what is planned next; nothing told is lost."""
    _set_state(event_id, code, "withdrawn", by=by)


def restore(event_id: int, code: str, *, by: str) -> None:
    """Let a participant that was withdrawn take part again."""
    _set_state(event_id, code, "registered", by=by)


def side_of(row: ParticipantRow) -> Side:
    """Say which side a participant is on."""
    return Side.INFORMAL if row.kind == INFORMAL else Side.OTHER


def has_email(row: ParticipantRow) -> bool:
    """Tell whether mail can reach somebody of a participant."""
    return any(mail_address(person.contact) for person in row.delegates)


def line_of(row: ParticipantRow) -> RosterLine:
    """Sum a participant up in a line."""
    people = tuple(person.name for person in row.delegates)
    return RosterLine(
        code=row.code,
        name=row.name,
        side=side_of(row),
        state=row.state,
        people=people,
        channel=row.channels[0] if row.channels else "",
        has_email=has_email(row),
        is_behalf=row.source == "behalf",
        slots=len(row.availability),
        other_moment=row.other_moment,
        found_by=_folded((row.name, row.code, *people)),
    )


def _folded(texts: Iterable[str]) -> str:
    """Join texts to search in without looking at capitals."""
    return "\n".join(texts).casefold()


def _set_state(event_id: int, code: str, state: str, *, by: str) -> None:
    """Change whether a participant takes part, and write it down."""
    with transaction():
        row = roster.get_by_code(event_id, code)
        if row.state in {state, "merged"}:
            return
        row.state = state
        row.revision += 1
        row.updated_at = current.clock().now()
        row.registered_at = row.registered_at or row.updated_at
        audit.record(
            f"participant.{state}", by=by, event_id=event_id, detail={"code": code}
        )
