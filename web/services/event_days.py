"""The blocks and slots of an event at the local time of its place."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from web.persistence.rows import EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTime:
    """One slot: its key, its code and its local times."""

    id: int
    code: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTime:
    """A run of slots in one place; there is at least one."""

    code: str
    place: str
    slots: tuple[SlotTime, ...]
    previous_end: datetime | None
    """When the block before it ended; the clock may change in between."""

    @property
    def start(self) -> datetime:
        """When its first slot begins."""
        return self.slots[0].start

    @property
    def end(self) -> datetime:
        """When its last slot ends."""
        return self.slots[-1].end


def list_blocks(event: EventRow) -> tuple[BlockTime, ...]:
    """List the blocks of an event that have slots, in order of time."""
    zone = ZoneInfo(event.timezone)
    found: list[BlockTime] = []
    with_slots = [block for block in event.blocks if block.slots]
    for block in sorted(with_slots, key=lambda block: block.slots[0].starts_at):
        found.append(
            BlockTime(
                code=block.code,
                place=block.place,
                slots=tuple(
                    SlotTime(
                        id=slot.id,
                        code=slot.code,
                        start=slot.starts_at.astimezone(zone),
                        end=slot.ends_at.astimezone(zone),
                    )
                    for slot in block.slots
                ),
                previous_end=found[-1].end if found else None,
            )
        )
    return tuple(found)


def meeting_minutes(blocks: tuple[BlockTime, ...]) -> int | None:
    """Tell how long a meeting takes; None where meetings differ or none are set."""
    lengths = {slot.end - slot.start for block in blocks for slot in block.slots}
    if len(lengths) != 1:
        return None
    return round(lengths.pop().total_seconds() / 60)
