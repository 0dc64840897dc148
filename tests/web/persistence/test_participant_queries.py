"""Looking up what is not there."""

import pytest
from flask import Flask

from web.persistence.queries import participants
from web.refusals import NotFound


def test_participant_that_does_not_exist_is_not_found(app: Flask) -> None:
    with app.app_context(), pytest.raises(NotFound) as refusal:
        participants.get_participant(404)

    assert (refusal.value.what, refusal.value.key) == ("participant", 404)


def test_event_that_does_not_exist_is_not_found(app: Flask) -> None:
    with app.app_context(), pytest.raises(NotFound) as refusal:
        participants.get_event(404)

    assert (refusal.value.what, refusal.value.key) == ("event", 404)
