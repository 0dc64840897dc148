"""The blocks of an event: their rounds and tables, and changing them safely.

A round that stays at its time keeps its code and every answer given for it. A
round that goes takes its answers with it, so that needs a second word of the
organiser. What a released programme uses cannot go.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum
from zoneinfo import ZoneInfo

from matcher.event import Block
from web.persistence.database import db
from web.persistence.queries import setup
from web.persistence.rows import BlockRow, EventRow
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import audit
from web.services.block_rows import (
    Loss,
    WantedSlot,
    WantedTable,
    find_loss,
    fit_slots,
    fit_tables,
    forget_slots,
    new_block,
)
from web.services.outcomes import Overtaken, Saved, mark_of
from web.services.timetable import ClockDoubt, Span, Timing, lay_out, read_timing
from web.wording.dates import part_of_week

STEP_FREE = "step_free"
QUIET = "quiet"


class LostAnswers(StrEnum):
    """What to do when answers of participants would go."""

    ASK = "ask"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlan:
    """A block as an organiser fills it in."""

    name: str
    place: str
    timing: Timing | None
    """None keeps the rounds as they are."""
    tables: int
    step_free: tuple[int, ...] = ()
    """Numbers of tables without steps or thresholds on the way."""
    quiet: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LosesAnswers:
    """Nothing was changed yet: rounds would go for which people gave answers."""

    slots: tuple[str, ...]
    participants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IsReleased:
    """Nothing was changed: a released programme uses what would go."""

    slots: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsInto:
    """Nothing was changed: the block would run into another one."""

    block: str
    """Code of the other block."""


BlockOutcome = Saved | Overtaken | ClockDoubt | RunsInto | LosesAnswers | IsReleased


def add_first_block(
    event: EventRow, spans: Sequence[Span], *, place: str, tables: int
) -> None:
    """Give a new event its first block; inside a transaction."""
    zone = ZoneInfo(event.timezone)
    name = part_of_week(spans[0].start.astimezone(zone))
    block = new_block(event, name=name, place=place)
    fit_slots(event, block, [WantedSlot(span=span) for span in spans])
    numbers = range(1, tables + 1)
    fit_tables(block, [WantedTable.numbered(block, number) for number in numbers])


def save_block(  # noqa: PLR0913 -- who changes what, over what, and how sure
    event_id: int,
    code: str | None,
    plan: BlockPlan,
    *,
    by: str,
    seen: str = "",
    lost: LostAnswers = LostAnswers.ASK,
) -> BlockOutcome:
    """Change a block, or add one where there is no code.

    Rounds are laid out anew only when their timing changed, so that a block
    with irregular rounds keeps them.
    """
    with transaction():
        event = setup.get_event(event_id)
        block = None if code is None else get_block(event, code)
        if block is not None and mark_of(plan_of(block)) != seen:
            return Overtaken(revision=event.revision)
        spans = _plan_spans(event, block, plan.timing)
        if isinstance(spans, ClockDoubt):
            return spans
        refusal = _find_clash(event, block, spans)
        if refusal is not None:
            return refusal
        if block is None:
            block = new_block(event, name=plan.name, place=plan.place)
        slots = [WantedSlot(span=span) for span in spans]
        tables = _plan_tables(block, plan)
        loss = find_loss(block, slots, tables)
        stop = _check_loss(event, loss, lost)
        if stop is not None:
            return stop
        block.name, block.place = plan.name, plan.place
        fit_slots(event, block, slots)
        fit_tables(block, tables)
        return _finish(event, "block.save", block.code, by)


def remove_block(
    event_id: int, code: str, *, seen: str, by: str, lost: LostAnswers
) -> BlockOutcome:
    """Take a block away, with its rounds, its tables and the answers for them."""
    with transaction():
        event = setup.get_event(event_id)
        block = get_block(event, code)
        if mark_of(plan_of(block)) != seen:
            return Overtaken(revision=event.revision)
        stop = _check_loss(event, find_loss(block, (), ()), lost)
        if stop is not None:
            return stop
        forget_slots(event, {slot.code for slot in block.slots})
        event.blocks.remove(block)
        return _finish(event, "block.remove", code, by)


def replace_blocks(
    event_id: int,
    blocks: Sequence[Block],
    *,
    by: str,
    timezone: str | None = None,
    lost: LostAnswers = LostAnswers.ASK,
) -> Saved | LosesAnswers | IsReleased:
    """Give an event exactly these blocks, as read from a sheet of rounds.

    Args:
        event_id: The event.
        blocks: The blocks it must have.
        by: Who asks for it.
        timezone: The zone of the place, if the sheet names one.
        lost: What to do when answers of participants would go.
    """
    with transaction():
        event = setup.get_event(event_id)
        wanted = {str(block.id): block for block in blocks}
        loss = Loss()
        for row in event.blocks:
            block = wanted.get(row.code)
            slots, tables = _wanted_of(block) if block else ((), ())
            loss += find_loss(row, slots, tables)
        stop = _check_loss(event, loss, lost)
        if stop is not None:
            return stop
        event.timezone = timezone or event.timezone
        forget_slots(event, {slot.code for slot in loss.slots})
        event.blocks[:] = [row for row in event.blocks if row.code in wanted]
        db.session.flush()
        rows = {row.code: row for row in event.blocks}
        for position, (code, block) in enumerate(wanted.items()):
            row = rows.get(code) or new_block(
                event, name=block.name, place=block.place, code=code
            )
            row.name, row.place, row.position = block.name, block.place, position
            slots, tables = _wanted_of(block)
            fit_slots(event, row, slots)
            fit_tables(row, tables)
        return _finish(event, "blocks.replace", ",".join(wanted), by)


def get_block(event: EventRow, code: str) -> BlockRow:
    """Give a block of an event.

    Raises:
        NotFound: The event has no such block.
    """
    for block in event.blocks:
        if block.code == code:
            return block
    raise NotFound


def spans_of(block: BlockRow) -> tuple[Span, ...]:
    """Give the rounds of a block in order of time."""
    spans = (Span(start=slot.starts_at, end=slot.ends_at) for slot in block.slots)
    return tuple(sorted(spans, key=lambda span: span.start))


def local_spans(block: BlockRow) -> tuple[Span, ...]:
    """Give the rounds of a block as the clock on its wall shows them."""
    zone = ZoneInfo(block.event.timezone)
    return tuple(
        Span(start=span.start.astimezone(zone), end=span.end.astimezone(zone))
        for span in spans_of(block)
    )


def plan_of(block: BlockRow) -> BlockPlan:
    """Read a block the way an organiser fills it in."""
    numbered = list(enumerate(block.tables, start=1))
    return BlockPlan(
        name=block.name,
        place=block.place,
        timing=timing_of(block),
        tables=len(numbered),
        step_free=tuple(n for n, table in numbered if STEP_FREE in table.features),
        quiet=tuple(n for n, table in numbered if QUIET in table.features),
    )


def timing_of(block: BlockRow) -> Timing | None:
    """Say how a block's rounds were laid out; None if they are irregular."""
    return read_timing(spans_of(block), ZoneInfo(block.event.timezone))


def _plan_spans(
    event: EventRow, block: BlockRow | None, timing: Timing | None
) -> tuple[Span, ...] | ClockDoubt:
    """Lay out the rounds anew, or keep those of the block where timing is unsaid."""
    if timing is None:
        return () if block is None else spans_of(block)
    return lay_out(timing, ZoneInfo(event.timezone))


def _find_clash(
    event: EventRow, block: BlockRow | None, spans: Sequence[Span]
) -> RunsInto | None:
    """Find a block that is held in the same hours: nobody can be in two places."""
    if not spans:
        return None
    start, end = spans[0].start, spans[-1].end
    for other in event.blocks:
        taken = () if other is block else spans_of(other)
        if taken and taken[0].start < end and start < taken[-1].end:
            return RunsInto(block=other.code)
    return None


def _plan_tables(block: BlockRow, plan: BlockPlan) -> tuple[WantedTable, ...]:
    """Number the tables; what they are called and offer besides stays."""
    wanted = []
    for number in range(1, plan.tables + 1):
        table = WantedTable.numbered(block, number)
        if number <= len(block.tables):
            table = WantedTable.of(block.tables[number - 1])
        features = table.features - {STEP_FREE, QUIET}
        if number in plan.step_free:
            features |= {STEP_FREE}
        if number in plan.quiet:
            features |= {QUIET}
        wanted.append(replace(table, features=features))
    return tuple(wanted)


def _wanted_of(
    block: Block,
) -> tuple[tuple[WantedSlot, ...], tuple[WantedTable, ...]]:
    """Read the rounds and tables of a block of the matcher."""
    slots = tuple(
        WantedSlot(
            span=Span(start=slot.start.astimezone(UTC), end=slot.end.astimezone(UTC)),
            code=slot.id,
        )
        for slot in block.slots
    )
    tables = tuple(
        WantedTable(
            code=table.id,
            name=table.name,
            features=table.features,
            owner_code=table.owner,
        )
        for table in block.tables
    )
    return slots, tables


def _check_loss(
    event: EventRow, loss: Loss, lost: LostAnswers
) -> LosesAnswers | IsReleased | None:
    """Say what stands in the way of a loss, if anything does."""
    slots = {slot.code for slot in loss.slots}
    tables = {table.code for table in loss.tables}
    held_slots = slots & setup.list_released_slots(event.id)
    held_tables = tables & setup.list_released_tables(event.id)
    if held_slots or held_tables:
        return IsReleased(
            slots=tuple(sorted(held_slots)), tables=tuple(sorted(held_tables))
        )
    answered = setup.count_answers([slot.id for slot in loss.slots])
    if answered and lost is LostAnswers.ASK:
        return LosesAnswers(slots=tuple(sorted(slots)), participants=answered)
    return None


def _finish(event: EventRow, action: str, codes: str, by: str) -> Saved:
    """Let the revision rise and write down what was done."""
    event.revision += 1
    audit.record(action, by=by, event_id=event.id, detail={"blocks": codes})
    return Saved(revision=event.revision)
