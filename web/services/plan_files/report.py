"""The report: one page that holds everything it needs, to keep or to pass on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

from flask import render_template
from markupsafe import Markup

from matcher.event import Block, SlotId
from matcher.participants import ParticipantId, Side
from matcher.programme import Meeting
from web.services.equality_report import Equality, NamedTaker
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.obstacles import name_obstacles
from web.services.plan_files.offers_to_many import list_offers
from web.services.plan_files.overview import PlanOverview, review
from web.services.plan_files.pictures import bar_chart
from web.services.programmes import NamedParticipant
from web.services.short_names import short_names
from web.wording import dates, numbers, planning, problems, unmet
from web.wording.reasons import reason_lines
from web.wording.translation import gettext, language_in_force

MOST_UNMET = 60
"""Missing meetings on the page; all of them stand in ``unmet.csv``."""
MOST_FITTING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCell:
    """One meeting on the board of a block, with everything to say about it."""

    anchor: str
    time: str
    span: str
    table: str
    short: tuple[str, str]
    names: tuple[str, str]
    people: tuple[str, str]
    marks: tuple[str, str]
    """``side-a`` for a group, ``side-b`` for an organisation."""
    interpreter: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumn:
    """One time of a block, and how full it is."""

    time: str
    taken: int
    tables: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One table of a block through all times."""

    table: str
    cells: tuple[ReportCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBlock:
    """One day of the programme as people see it: tables down, times across."""

    day: str
    place: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]

    @property
    def taken(self) -> int:
        """Meetings in this block."""
        return sum(column.taken for column in self.columns)

    @property
    def seats(self) -> int:
        """Meetings that there are tables for."""
        return sum(column.tables for column in self.columns)

    @property
    def meetings(self) -> tuple[ReportCell, ...]:
        """All meetings, time by time."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return tuple(cell for column in columns for cell in column if cell)


def report_page(contents: PlanContents) -> str:
    """Write the report in the language in force."""
    overview = review(contents)
    slots = contents.event.slots
    return render_template(
        "report/plan_report.html",
        style=_style(),
        report_language=language_in_force(),
        event=contents.event,
        days=dates.days_of_event(slot.start for slot in slots),
        clock_change=dates.clock_change(slots[0].start, slots[-1].end),
        made=dates.day_and_year(_local(contents)),
        planning_time=numbers.duration(contents.planned.effort.seconds),
        candidates=contents.planned.candidates,
        overview=overview,
        chart=bar_chart([side.meetings for side in overview.sides]),
        equality_found=_equality(contents),
        side_names=_side_names(),
        goals=_goals(contents),
        blocks=tuple(_block(contents, block) for block in contents.event.blocks),
        alone=_alone(contents, overview),
        unmet=_unmet(contents, overview),
        offers=list_offers(contents),
        problems=tuple(
            (row.file, problems.problem_line(row.problem)) for row in contents.problems
        ),
        numbers=numbers,
        planning=planning,
    )


def _equality(contents: PlanContents) -> Equality:
    names = contents.index.names
    balance = contents.planned.balance
    return Equality(
        balance=balance,
        rules=contents.event.rules,
        takers=tuple(
            NamedTaker(
                participant=NamedParticipant(
                    code=taker.participant,
                    name=names[taker.participant],
                    short=names[taker.participant],
                    is_informal=False,
                ),
                one_way=taker.one_way,
                has_offers=bool(taker.offers),
            )
            for taker in balance.takers
        ),
    )


def _style() -> Markup:
    """Take in our own style sheets, for the page must do without any other file."""
    static = resources.files("web") / "static"
    sheets = (
        (static / name).read_text(encoding="utf-8")
        for name in ("tokens.css", "trefpunt.css")
    )
    return Markup("\n".join(sheets))  # noqa: S704 -- our own files, no input


def _local(contents: PlanContents) -> datetime:
    zone = contents.event.slots[0].start.tzinfo
    return contents.made_at.astimezone(zone)


def _side_names() -> dict[Side, str]:
    return {Side.INFORMAL: gettext("Groepen"), Side.OTHER: gettext("Organisaties")}


def _goals(contents: PlanContents) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            planning.goal_name(name),
            planning.goal_sentence(result.value, result.bound, result.gap),
        )
        for name, result in contents.planned.goals
    )


def _block(contents: PlanContents, block: Block) -> ReportBlock:
    held = {(m.table, m.slot): m for m in contents.planned.programme.meetings}
    short = short_names(contents.index.names)
    cells = {key: _cell(contents, meeting, short) for key, meeting in held.items()}
    return ReportBlock(
        day=dates.capitalised(dates.day_with_part(block.slots[0].start)),
        place=block.place,
        columns=tuple(
            ReportColumn(
                time=dates.time_of_day(slot.start),
                taken=_taken(contents, slot.id),
                tables=len(block.tables),
            )
            for slot in block.slots
        ),
        rows=tuple(
            ReportRow(
                table=table.name,
                cells=tuple(cells.get((table.id, slot.id)) for slot in block.slots),
            )
            for table in block.tables
        ),
    )


def _taken(contents: PlanContents, slot: SlotId) -> int:
    return sum(meeting.slot == slot for meeting in contents.planned.programme.meetings)


def _cell(
    contents: PlanContents, meeting: Meeting, short: dict[ParticipantId, str]
) -> ReportCell:
    index = contents.index
    slot = index.slots[meeting.slot]
    one, other = index.participants[meeting.a], index.participants[meeting.b]
    interpreter = meeting.interpreter and index.interpreters[meeting.interpreter].name
    return ReportCell(
        anchor=f"gesprek-{meeting.slot}-{meeting.table}",
        time=dates.time_of_day(slot.start),
        span=dates.time_span(slot.start, slot.end),
        table=index.tables[meeting.table].name,
        short=(short[one.id], short[other.id]),
        names=(one.name, other.name),
        people=(
            index.delegates[meeting.delegate_a].name,
            index.delegates[meeting.delegate_b].name,
        ),
        marks=(_mark(one.side), _mark(other.side)),
        interpreter=interpreter or "",
        reasons=reason_lines(meeting.reasons, index.names),
    )


def _mark(side: Side) -> str:
    return "side-a" if side is Side.INFORMAL else "side-b"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAlone:
    """A participant without a meeting."""

    name: str
    why: str
    fitting: tuple[str, ...]


def _alone(contents: PlanContents, overview: PlanOverview) -> tuple[ReportAlone, ...]:
    return tuple(
        ReportAlone(
            name=alone.participant.name,
            why=unmet.alone_reason(alone.why.value),
            fitting=_names(contents, alone.fitting[:MOST_FITTING]),
        )
        for alone in overview.alone
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUnmet:
    """A good meeting that is missing."""

    names: tuple[str, ...]
    why: str
    helps: str
    reasons: tuple[str, ...]


def _unmet(contents: PlanContents, overview: PlanOverview) -> tuple[ReportUnmet, ...]:
    index = contents.index
    return tuple(
        ReportUnmet(
            names=_names(contents, (missing.a, missing.b)),
            why=unmet.unmet_reason(missing.reason),
            helps=unmet.unmet_help(missing.reason, name_obstacles(index, missing)),
            reasons=reason_lines(missing.reasons, index.names),
        )
        for missing in overview.good_unmet[:MOST_UNMET]
    )


def _names(contents: PlanContents, ids: Sequence[ParticipantId]) -> tuple[str, ...]:
    return tuple(contents.index.names[participant] for participant in ids)
