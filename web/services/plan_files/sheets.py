"""The spreadsheets of a planned event: programme, people and unmet meetings.

UTF-8, comma separated. A cell that a spreadsheet program would read as a formula
gets a quote in front (`matcher.formula_guard.neutralise`).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from matcher.formula_guard import neutralise
from matcher.participants import Delegate, DelegateId, Participant
from matcher.planning import UnmetMeeting
from matcher.programme import Meeting
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.obstacles import name_obstacles
from web.wording.reasons import reason_lines, reason_sentences
from web.wording.unmet import unmet_help, unmet_reason

PROGRAMME_COLUMNS = (
    "meeting",
    "slot",
    "start",
    "end",
    "place",
    "table",
    "a_id",
    "a_name",
    "a_person",
    "b_id",
    "b_name",
    "b_person",
    "interpreter",
    "value",
    "reasons",
)
PEOPLE_COLUMNS = (
    "person",
    "role",
    "participant_id",
    "participant",
    "meeting",
    "slot",
    "start",
    "end",
    "place",
    "table",
    "with_id",
    "with_name",
    "with_person",
    "interpreter",
    "reasons",
)
UNMET_COLUMNS = ("a_id", "b_id", "value", "reason", "what_would_help")
SEPARATOR = " | "


def programme_sheet(contents: PlanContents) -> str:
    """Write every meeting, in order of time and table."""
    return _sheet(
        PROGRAMME_COLUMNS, (_programme_row(contents, m) for m in contents.meetings)
    )


def people_sheet(contents: PlanContents) -> str:
    """Write each person's programme; somebody without meetings has one empty row."""
    return _sheet(
        PEOPLE_COLUMNS,
        (
            row
            for participant in contents.participants
            for delegate in participant.delegates
            for row in _people_rows(contents, participant, delegate)
        ),
    )


def unmet_sheet(contents: PlanContents) -> str:
    """Write which meetings are missing, the most valuable first, and what helps."""
    return _sheet(
        UNMET_COLUMNS,
        (
            (unmet.a, unmet.b, str(unmet.value), unmet.reason, _help(contents, unmet))
            for unmet in sorted(
                contents.planned.unmet, key=lambda u: (-u.value, u.a, u.b)
            )
        ),
    )


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(neutralise(cell) for cell in row)
    return text.getvalue()


def _programme_row(contents: PlanContents, meeting: Meeting) -> tuple[str, ...]:
    index = contents.index
    return (
        meeting.id,
        *_when_and_where(contents, meeting),
        meeting.a,
        index.participants[meeting.a].name,
        index.delegates[meeting.delegate_a].name,
        meeting.b,
        index.participants[meeting.b].name,
        index.delegates[meeting.delegate_b].name,
        _interpreter(contents, meeting),
        str(meeting.value),
        _joined(reason_lines(meeting.reasons, index.names)),
    )


def _when_and_where(contents: PlanContents, meeting: Meeting) -> tuple[str, ...]:
    slot = contents.index.slots[meeting.slot]
    return (
        slot.id,
        slot.start.isoformat(),
        slot.end.isoformat(),
        contents.index.blocks[slot.id].place,
        contents.index.tables[meeting.table].name,
    )


def _people_rows(
    contents: PlanContents, participant: Participant, delegate: Delegate
) -> Iterable[tuple[str, ...]]:
    head = (delegate.name, delegate.role, participant.id, participant.name)
    own = [m for m in contents.meetings if delegate.id in (m.delegate_a, m.delegate_b)]
    if not own:
        return [(*head, *("",) * (len(PEOPLE_COLUMNS) - len(head)))]
    return [(*head, *_people_row(contents, delegate.id, meeting)) for meeting in own]


def _people_row(
    contents: PlanContents, delegate: DelegateId, meeting: Meeting
) -> tuple[str, ...]:
    index = contents.index
    is_first = delegate == meeting.delegate_a
    own, other, other_delegate = (
        (meeting.a, meeting.b, meeting.delegate_b)
        if is_first
        else (meeting.b, meeting.a, meeting.delegate_a)
    )
    return (
        meeting.id,
        *_when_and_where(contents, meeting),
        other,
        index.participants[other].name,
        index.delegates[other_delegate].name,
        _interpreter(contents, meeting),
        _joined(reason_sentences(meeting.reasons, own)),
    )


def _joined(sentences: Iterable[str]) -> str:
    """Join reasons so that they can be parted again, whatever people typed."""
    return SEPARATOR.join(line.replace(SEPARATOR, " / ") for line in sentences)


def _interpreter(contents: PlanContents, meeting: Meeting) -> str:
    if meeting.interpreter is None:
        return ""
    return contents.index.interpreters[meeting.interpreter].name


def _help(contents: PlanContents, unmet: UnmetMeeting) -> str:
    what_helps = unmet_help(unmet.reason, name_obstacles(contents.index, unmet))
    return f"{unmet_reason(unmet.reason)} {what_helps}"
