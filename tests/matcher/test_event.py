from datetime import datetime, timedelta

import pytest

from matcher.event import SlotId, TimeSlot
from tests.builders import THURSDAY_EVENING, a_block, an_event


def test_slots_of_an_event_stand_in_order_of_time() -> None:
    later = a_block("A", start=THURSDAY_EVENING + timedelta(days=2), slots=1)
    sooner = a_block("B", slots=2)

    event = an_event(blocks=[later, sooner])

    assert [slot.id for slot in event.slots] == ["B1", "B2", "A1"]


def test_slot_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 10, 22, 18, 45)  # noqa: DTZ001 -- the fault under test

    with pytest.raises(ValueError, match="time zone"):
        TimeSlot(id=SlotId("A1"), start=naive, end=naive + timedelta(minutes=20))


def test_slot_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="after the start"):
        TimeSlot(id=SlotId("A1"), start=THURSDAY_EVENING, end=THURSDAY_EVENING)
