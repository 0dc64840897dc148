"""The demo event, read once for all tests of the matcher."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from matcher.event import Block
from matcher.participants import Participant
from matcher.registrations import read_participants
from matcher.slot_sheet import read_blocks
from matcher.spreadsheet import read_sheet
from matcher.wishes import Wish, read_wishes

DEMO = Path(__file__).parents[2] / "demo"


@pytest.fixture(scope="session")
def demo_blocks() -> tuple[Block, ...]:
    sheet = read_sheet((DEMO / "slots.csv").read_bytes(), "slots.csv")
    return read_blocks(sheet).blocks


@pytest.fixture(scope="session")
def demo_participants(demo_blocks: Sequence[Block]) -> tuple[Participant, ...]:
    sheet = read_sheet((DEMO / "organisations.csv").read_bytes(), "organisations.csv")
    slots = [slot.id for block in demo_blocks for slot in block.slots]
    return read_participants(sheet, slots=slots).participants


@pytest.fixture(scope="session")
def demo_wishes(demo_participants: Sequence[Participant]) -> tuple[Wish, ...]:
    return read_wishes(demo_participants)
