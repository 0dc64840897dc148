"""What a monitor and a load balancer are told."""

from flask import Flask

from tests.clocks import FixedClock
from tests.factories import NOW
from tests.web.conftest import FormClient
from web.persistence.database import db
from web.persistence.queries import health
from web.persistence.rows import WorkerRow
from web.persistence.transaction import transaction
from web.refusals import StorageUnavailable


def test_healthz_answers_without_a_database(client: FormClient, monkeypatch) -> None:
    monkeypatch.setattr(health, "is_database_answering", _unreachable)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"status": "alive"})


def test_readyz_tells_that_no_worker_is_there_but_serves(client: FormClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json == {
        "status": "ready",
        "checks": {
            "database": "good",
            "schema": "good",
            "worker": "attention",
            "outbox": "good",
        },
    }


def test_readyz_sees_a_worker_at_work(app: Flask, client: FormClient) -> None:
    with app.app_context(), transaction():
        db.session.add(WorkerRow(name="one", started_at=NOW, seen_at=NOW))

    answer = client.get("/readyz")

    assert answer.json is not None
    assert answer.json["checks"]["worker"] == "good"


def test_readyz_sees_that_a_worker_went_quiet(
    app: Flask, client: FormClient, clock: FixedClock
) -> None:
    with app.app_context(), transaction():
        db.session.add(WorkerRow(name="one", started_at=NOW, seen_at=NOW))
    clock.move(minutes=5)

    answer = client.get("/readyz")

    assert answer.json is not None
    assert answer.json["checks"]["worker"] == "attention"


def test_readyz_is_503_when_the_database_is_gone(
    client: FormClient, monkeypatch
) -> None:
    # The refusal itself is proven against a stopped server in the storage tests.
    monkeypatch.setattr(health, "is_database_answering", _unreachable)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json == {"status": "not ready", "checks": {"database": "wrong"}}


def _unreachable() -> bool:
    raise StorageUnavailable("gone")
