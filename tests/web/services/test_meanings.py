"""What texts mean is read once, kept by hash, and never stands in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pytest
from flask import Flask
from sqlalchemy import func, select

from matcher.affinity import NO_MEANINGS
from tests.builders import a_participant
from tests.clocks import FixedClock
from web import create_app
from web.config import Settings
from web.persistence.database import db
from web.persistence.rows import MeaningRow
from web.refusals import MeaningUnavailable
from web.services.meanings import read_meanings

ASK = "دروس هولندية"
OFFER = "Nederlandse les"
MIXED = (
    a_participant("W001", asks=[f"training: {ASK}"]),
    a_participant("W002", kind="formal", offers=[f"training: {OFFER}"]),
)
DUTCH = (
    a_participant("W001", asks=["training: Nederlands leren"]),
    a_participant("W002", kind="formal", offers=[f"training: {OFFER}"]),
)


@dataclass
class LetterCounter:
    """A small reader: a vector of how often two letters stand in a text."""

    model: str = "letters"
    read: list[str] = field(default_factory=list)
    is_broken: bool = False

    def read_asks(self, texts: Sequence[str]) -> list[np.ndarray]:
        return self._read(texts)

    def read_offers(self, texts: Sequence[str]) -> list[np.ndarray]:
        return self._read(texts)

    def _read(self, texts: Sequence[str]) -> list[np.ndarray]:
        if self.is_broken:
            raise MeaningUnavailable
        self.read += texts
        return [np.array([t.count("e"), t.count("س")], np.float32) for t in texts]


@pytest.fixture
def reader() -> LetterCounter:
    return LetterCounter()


@pytest.fixture
def _reading(
    settings: Settings, clock: FixedClock, reader: LetterCounter
) -> Iterator[Flask]:
    app = create_app(settings, clock=clock, meaning_reader=reader)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _stored() -> int:
    return db.session.scalar(select(func.count()).select_from(MeaningRow)) or 0


@pytest.mark.usefixtures("_reading")
def test_each_text_is_read_once(reader: LetterCounter) -> None:
    first = read_meanings(MIXED)
    second = read_meanings(MIXED)

    assert reader.read == [ASK, OFFER]
    assert _stored() == 2
    assert first.asks[ASK].tolist() == second.asks[ASK].tolist() == [0, 1]
    assert first.offers[OFFER].tolist() == second.offers[OFFER].tolist() == [4, 0]


@pytest.mark.usefixtures("_reading")
def test_event_in_one_language_reads_nothing(reader: LetterCounter) -> None:
    assert read_meanings(DUTCH) is NO_MEANINGS
    assert (reader.read, _stored()) == ([], 0)


@pytest.mark.usefixtures("_reading")
def test_another_model_reads_anew(reader: LetterCounter) -> None:
    read_meanings(MIXED)
    reader.model = "another"

    read_meanings(MIXED)

    assert reader.read == [ASK, OFFER, ASK, OFFER]


@pytest.mark.usefixtures("_reading")
def test_reader_that_fails_leaves_planning_without_meanings(
    reader: LetterCounter, caplog: pytest.LogCaptureFixture
) -> None:
    reader.is_broken = True

    assert read_meanings(MIXED) is NO_MEANINGS
    assert _stored() == 0
    assert "planning goes on without them" in caplog.text


@pytest.mark.usefixtures("_reading")
def test_unused_vectors_are_forgotten(clock: FixedClock) -> None:
    read_meanings(MIXED)
    clock.move(days=60)
    read_meanings(MIXED[:1] + DUTCH[1:])
    clock.move(days=60)

    read_meanings([MIXED[0], a_participant("W003", offers=["ruimte: Zaal"])])

    kept = db.session.scalars(select(MeaningRow)).all()
    limit = clock.now() - timedelta(days=90)
    assert len(kept) == 3
    assert [row for row in kept if row.used_at < limit] == []


def test_without_the_extra_there_are_no_meanings(app: Flask) -> None:
    with app.app_context():
        assert read_meanings(MIXED) is NO_MEANINGS
