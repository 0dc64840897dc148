"""How a script reads the course of a search."""

import pytest
from flask import Flask

from tests.web.conftest import FormClient
from tests.web.routes import Role, browser_of, make_world
from web.services import jobs
from web.services.jobs import JobKind
from web.services.plan_progress import PlanPoint, point_fields
from web.services.planning import start_planning

ADDRESS = "/api/evenementen/netwerkbeurs/planning"


@pytest.fixture
def roos(app: Flask) -> FormClient:
    """The browser of who organises the event."""
    make_world(app)
    return browser_of(Role.ORGANISER, app)


def test_event_that_was_never_planned_says_so(roos: FormClient) -> None:
    assert roos.get(ADDRESS).get_json() == {"status": None}


def test_course_of_a_search_is_told_in_numbers(app: Flask, roos: FormClient) -> None:
    point = PlanPoint(seconds=2.0, stage="value", meetings=9, value=90, bound=120)
    with app.app_context():
        start_planning(1, by="roos@example.org", seconds=30)
        job = jobs.claim_next([JobKind.PLAN], owner="one")
        assert job is not None
        jobs.heartbeat(job.id, job.fence, point_fields([point]))

    assert roos.get(ADDRESS).get_json() == {
        "status": "running",
        "attempts": 1,
        "seconds": 30.0,
        "stop": "",
        "gap": 0.25,
        "version": None,
        "error": "",
        "points": [
            {"seconds": 2.0, "stage": "value", "meetings": 9, "value": 90, "bound": 120}
        ],
    }


def test_nobody_else_reads_it(app: Flask, roos: FormClient) -> None:
    del roos
    browser = browser_of(Role.NOBODY, app)

    answer = browser.get(ADDRESS)

    assert (answer.status_code, answer.get_json()["error"]) == (401, "sign_in_needed")
