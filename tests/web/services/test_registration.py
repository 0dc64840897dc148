"""Registering as a service: on each database, and many at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from matcher.offers import Offer
from matcher.participants import Answer, LanguageSkill
from tests.factories import an_event_row
from web.persistence.database import db
from web.persistence.queries import participants
from web.persistence.rows import ParticipantRow, SlotRow
from web.persistence.transaction import transaction
from web.services import registration
from web.services.answers import (
    AboutAnswers,
    DelegateAnswers,
    OfferAnswers,
    PeopleAnswers,
    SlotAnswer,
    TimeAnswers,
    fingerprint,
    read_offers,
    read_people,
    read_times,
)
from web.services.outcomes import Overtaken, Saved
from web.services.registration import Missing, Registered, Started, Unfinished

ABOUT = AboutAnswers(
    name="Buurthuis\u202e \N{EN DASH} ሓበሻ", kind="informal", target_groups=("ouders",)
)


def _event(app: Flask) -> int:
    with app.app_context(), transaction():
        return an_event_row().id


def _start(app: Flask, event_id: int, key: str) -> Started:
    with app.app_context():
        outcome = registration.start_registration(
            event_id, ABOUT, key=key, language="nl", ip="127.0.0.1"
        )
    assert isinstance(outcome, Started)
    return outcome


def test_every_step_is_stored_and_read_back_the_same(each_app: Flask) -> None:
    started = _start(each_app, _event(each_app), "een")
    offers = OfferAnswers(offers=(Offer(kind="kennis", text="=1+1\n👩🏾‍🌾"),))
    people = PeopleAnswers(
        delegates=(DelegateAnswers(name="Rim", contact="0600000000"),),
        languages=(LanguageSkill(code="ar"), LanguageSkill(code="nl", level="A2")),
        channels=("whatsapp",),
    )
    with each_app.app_context():
        slot = db.session.query(SlotRow).order_by(SlotRow.id).first()
        assert slot is not None
        times = TimeAnswers(
            slots=(SlotAnswer(slot_id=slot.id, answer=Answer.IF_NEEDED),)
        )

        empty = fingerprint(OfferAnswers())
        saved = registration.save_offers(started.participant_id, offers, seen=empty)
        registration.save_availability(
            started.participant_id, times, seen=fingerprint(TimeAnswers())
        )
        registration.save_delegates(
            started.participant_id, people, seen=fingerprint(PeopleAnswers())
        )
        finished = registration.finish_registration(started.participant_id)

        row = participants.get_participant(started.participant_id)
        assert saved == Saved(revision=2)
        assert read_offers(row) == offers
        assert read_times(row) == times
        assert read_people(row).languages == people.languages
        assert [d.code for d in read_people(row).delegates] == ["P001.1"]
        assert finished == Registered()


def test_answers_changed_elsewhere_are_not_overwritten(each_app: Flask) -> None:
    started = _start(each_app, _event(each_app), "een")
    first = OfferAnswers(offers=(Offer(kind="kennis", text="koken"),))
    second = OfferAnswers(offers=(Offer(kind="kennis", text="lezen"),))
    seen = fingerprint(OfferAnswers())

    with each_app.app_context():
        registration.save_offers(started.participant_id, first, seen=seen)
        outcome = registration.save_offers(started.participant_id, second, seen=seen)

        assert outcome == Overtaken(revision=2)
        assert (
            read_offers(participants.get_participant(started.participant_id)) == first
        )


def test_only_offers_may_stay_open(each_app: Flask) -> None:
    started = _start(each_app, _event(each_app), "een")

    with each_app.app_context():
        outcome = registration.finish_registration(
            started.participant_id, accepted=frozenset(Missing)
        )

    assert outcome == Unfinished(missing=(Missing.TIMES, Missing.PEOPLE))


@pytest.mark.parametrize("keys", [["een"] * 8, [str(n) for n in range(8)]])
def test_forms_that_arrive_together_make_one_participant_for_each_key(
    each_app: Flask, keys: list[str]
) -> None:
    event_id = _event(each_app)

    with ThreadPoolExecutor(max_workers=8) as pool:
        started = list(pool.map(lambda key: _start(each_app, event_id, key), keys))

    with each_app.app_context():
        codes = {row.code for row in db.session.query(ParticipantRow)}
    assert len({one.token for one in started}) == len(set(keys))
    assert codes == {f"P{n:03}" for n in range(1, len(set(keys)) + 1)}
