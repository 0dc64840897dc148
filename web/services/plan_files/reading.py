"""An event and its participants from two spreadsheets."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from matcher.event import Block, Event, Rules
from matcher.participants import Participant
from matcher.refusals import MatcherError, MissingColumns, UnreadableFile
from matcher.registrations import read_participants
from matcher.row_problems import RowProblem
from matcher.slot_sheet import read_blocks
from matcher.spreadsheet import Sheet, read_sheet


class InputRefused(Exception):
    """A file cannot be used at all."""

    def __init__(self, path: Path, why: OSError | MatcherError) -> None:
        """Name the file and what stands in the way."""
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """Something that is wrong in a row of a file."""

    file: str
    problem: RowProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInput:
    """What two files hold, and what is wrong in them."""

    event: Event
    participants: tuple[Participant, ...]
    problems: tuple[FileRow, ...]


def read_input(
    organisations: Path, slots: Path, *, event_name: str, rules: Rules
) -> PlanInput:
    """Read who takes part and when there is time.

    Raises:
        InputRefused: a file is missing, no spreadsheet, or has not our columns.
    """
    timetable = _sheet(slots)
    roster = _sheet(organisations)
    try:
        read = read_blocks(timetable)
    except MissingColumns as refusal:
        raise InputRefused(slots, refusal) from refusal
    event = Event(
        uid=_event_uid(event_name, read.blocks),
        name=event_name,
        timezone=read.timezone,
        blocks=read.blocks,
        rules=rules,
    )
    try:
        found = read_participants(roster, slots=[slot.id for slot in event.slots])
    except MissingColumns as refusal:
        raise InputRefused(organisations, refusal) from refusal
    return PlanInput(
        event=event,
        participants=found.participants,
        problems=(
            *_placed(slots, read.problems),
            *_placed(organisations, found.problems),
        ),
    )


def _sheet(path: Path) -> Sheet:
    try:
        return read_sheet(path.read_bytes(), path.name)
    except (OSError, UnreadableFile) as refusal:
        raise InputRefused(path, refusal) from refusal


def _placed(path: Path, problems: Iterable[RowProblem]) -> tuple[FileRow, ...]:
    return tuple(FileRow(file=path.name, problem=problem) for problem in problems)


def _event_uid(name: str, blocks: Iterable[Block]) -> str:
    """Name the event by what it is, so that planning it again keeps its entries.

    A calendar then takes the new files over the old ones, instead of beside them.
    """
    times = (
        f"{slot.id} {slot.start.isoformat()} {block.place}"
        for block in blocks
        for slot in block.slots
    )
    return str(uuid5(NAMESPACE_OID, "\n".join((name, *times))))
