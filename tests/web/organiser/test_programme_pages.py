"""Tests of planning, the board, releasing and the outbox."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.factories import a_participant_row, a_programme_row
from tests.web.conftest import FormClient
from tests.web.organiser.conftest import EMAIL, HOME
from tests.web.pages import read_page
from tests.web.query_count import counted_queries
from web.organiser.gap_picture import GapPoint, draw
from web.organiser.search_progress import StepState, read_progress
from web.persistence.database import db
from web.persistence.queries import setup
from web.persistence.rows import AuditRow, EventRow, JobRow, MessageRow, ProgrammeRow
from web.persistence.transaction import transaction
from web.services import planning
from web.services.plan_progress import PlanPoint, point_fields


def the_event() -> EventRow:
    found = setup.find_event_by_slug("netwerkbeurs")
    assert found is not None
    return found


@pytest.fixture
def draft(app: Flask, event_id: int) -> int:
    """A draft in which the two participants meet; one person has no e-mail."""
    with app.app_context(), transaction():
        event = the_event()
        a_participant_row(
            event, "W003", name="Tok", contact="06-12345678", channels=["whatsapp"]
        )
        a_participant_row(event, "W004", name="Niemand", slots=[])
        programme = a_programme_row(event, (("W001", "W002"), ("W002", "W003")))
        programme.unmet = [
            {
                "a": "W001",
                "b": "W003",
                "value": 40,
                "reason": "no_common_slot",
                "would_help": ["A3", "W003.1", "W002", "gone"],
                "reasons": [],
            }
        ]
    return event_id


@pytest.fixture
def search(app: Flask, event_id: int) -> int:
    """A job that is planning the event."""
    points = [
        PlanPoint(seconds=0.4, stage="start", meetings=100, value=None, bound=None),
        PlanPoint(seconds=1, stage="value", meetings=173, value=5100, bound=8900),
        PlanPoint(seconds=38, stage="value", meetings=232, value=8432, bound=8525),
    ]
    with app.app_context():
        job_id = planning.start_planning(event_id, by=EMAIL, seconds=60)
        with transaction():
            job = db.session.get(JobRow, job_id)
            assert job is not None
            job.state, job.progress = "running", point_fields(points)
    return job_id


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [("none", "Er zijn nog geen tijden."), ("tables", "Er zijn nog geen tafels.")],
)
def test_planning_says_what_is_missing(
    app: Flask, roos: FormClient, blocks: str, sentence: str
) -> None:
    with app.app_context(), transaction():
        event = the_event()
        for block in event.blocks:
            block.tables.clear()
        if blocks == "none":
            event.blocks.clear()

    page = roos.get(f"{HOME}/plannen")
    refused = roos.submit(f"{HOME}/plannen")

    assert sentence in page.text
    assert "Maak het programma" not in read_page(page).text.split("Plannen")[-1]
    assert refused.status_code == 409


def test_planning_needs_two_participants(roos: FormClient) -> None:
    roos.submit(f"{HOME}/deelnemers/W001/afmelden")

    page = roos.get(f"{HOME}/plannen")

    assert "Er zijn nog geen twee deelnemers." in page.text


@pytest.mark.parametrize(("typed", "seconds"), [("60", 60), ("7", 30), ("x", 30)])
def test_a_search_is_started_for_the_chosen_time(
    app: Flask, roos: FormClient, typed: str, seconds: int
) -> None:
    answer = roos.submit(f"{HOME}/plannen", {"seconden": typed})

    page = roos.get(str(answer.location))
    assert "Wacht tot het rekenen begint" in page.text
    with app.app_context():
        job = db.session.query(JobRow).one()
        assert (job.kind, job.arguments) == ("plan", {"seconds": seconds, "by": EMAIL})


@pytest.mark.usefixtures("search")
def test_a_running_search_tells_what_is_found_and_proven(roos: FormClient) -> None:
    page = read_page(roos.get(f"{HOME}/plannen"))

    assert page.heading == "Het programma wordt gemaakt"
    assert (
        "Gevonden: 232 gesprekken, samen 8.432 punten. Meer dan 8.525 punten kan "
        "niet, dat is bewezen. Beter kan dus nog met hoogstens 93 punten"
    ) in page.text
    assert "Stand na 38 seconden" in page.text


@pytest.mark.usefixtures("search")
def test_the_picture_carries_no_style(roos: FormClient) -> None:
    text = roos.get(f"{HOME}/plannen").text

    assert '<path class="found" d="M' in text
    assert "style=" not in text


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("weg", ("cancelled", "discard", "Gestopt. Er is niets bewaard.")),
        ("bewaar", ("running", "keep", "Trefpunt stopt en bewaart")),
    ],
)
def test_a_search_can_be_stopped(
    app: Flask,
    roos: FormClient,
    search: int,
    choice: str,
    expected: tuple[str, str, str],
) -> None:
    state, cancel, sentence = expected

    answer = roos.submit(f"{HOME}/plannen/stop", {"stop": choice})

    assert sentence in roos.get(str(answer.location)).text
    with app.app_context():
        job = db.session.get(JobRow, search)
        assert job is not None
        assert (job.state, job.cancel) == (state, cancel)


def test_stopping_what_has_ended_is_no_error(roos: FormClient) -> None:
    answer = roos.submit(f"{HOME}/plannen/stop", {"stop": "weg"})

    assert "Het rekenen was al klaar." in roos.get(str(answer.location)).text


@pytest.mark.parametrize(
    ("error", "sentence"),
    [("nobody_can_meet", "Er zijn geen twee deelnemers"), ("rejected", "niet gelukt")],
)
def test_a_search_that_failed_says_why(
    app: Flask, roos: FormClient, search: int, error: str, sentence: str
) -> None:
    with app.app_context(), transaction():
        job = db.session.get(JobRow, search)
        assert job is not None
        job.state, job.error = "failed", error

    assert sentence in roos.get(f"{HOME}/plannen").text


@pytest.mark.usefixtures("draft")
def test_the_report_tells_who_is_left_out_and_what_would_help(roos: FormClient) -> None:
    text = read_page(roos.get(f"{HOME}/plannen")).text

    assert "Zij gaven geen tijden." in text
    assert "Vraag wanneer zij kunnen." in text
    assert "Er is geen tijd waarop beide kunnen." in text
    assert "Fatma Yilmaz" in text
    assert "Dit programma heeft 2 gesprekken." in text


@pytest.mark.usefixtures("draft")
def test_the_board_asks_as_many_queries_for_more_meetings(
    app: Flask, roos: FormClient
) -> None:
    counts = []
    for version in (2, 3):
        pairs = [(f"X{n}", f"Y{n}") for n in range(version)]
        with app.app_context(), transaction():
            for n, (a, b) in enumerate(pairs):
                if version == 2 or n == 2:
                    a_participant_row(the_event(), a, name=f"A{n}")
                    a_participant_row(the_event(), b, name=f"B{n}")
            a_programme_row(the_event(), pairs, version=version)
        roos.get(f"{HOME}/bord")
        with counted_queries(app) as asked:
            roos.get(f"{HOME}/bord")
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.usefixtures("draft")
def test_the_board_shows_pairs_and_a_chosen_meeting(roos: FormClient) -> None:
    board = roos.get(f"{HOME}/bord").text
    chosen = read_page(roos.get(f"{HOME}/bord?gesprek=W001%2BW002")).text
    person = read_page(roos.get(f"{HOME}/programma/W002")).text

    assert board.count('class="cell"') == 2
    assert "Gekozen gesprek" in chosen
    assert "zes vrijwilligers" in chosen
    assert "2 gesprekken" in person


def test_without_a_programme_pages_say_what_to_do(roos: FormClient) -> None:
    for path, sentence in (
        ("bord", "Er is nog geen programma."),
        ("programma/W001", "Er is nog geen programma."),
        ("vrijgeven", "Er is nog geen programma om vrij te geven."),
        ("berichten", "Er zijn nog geen berichten."),
    ):
        assert sentence in roos.get(f"{HOME}/{path}").text


def release(roos: FormClient) -> None:
    page = read_page(roos.get(f"{HOME}/vrijgeven"))
    data = {name: page.fields[name][0] for name in ("version", "known")}
    assert roos.submit(f"{HOME}/vrijgeven", data).status_code == 303


@pytest.mark.usefixtures("draft")
def test_the_release_page_repeats_on_its_button_what_happens(roos: FormClient) -> None:
    page = roos.get(f"{HOME}/vrijgeven")

    assert "Geef versie 1 vrij en stuur 3 e-mails" in page.text
    assert "1 mens bereik je zelf" in page.text


@pytest.mark.usefixtures("draft")
def test_a_message_can_be_read_before_it_leaves(roos: FormClient) -> None:
    closed = roos.get(f"{HOME}/vrijgeven").text
    opened = roos.get(f"{HOME}/vrijgeven?lees=W001.1").text

    assert 'id="bericht"' not in closed
    assert "Beste Fatma Yilmaz" in opened.split('id="bericht"')[1]


@pytest.mark.usefixtures("draft")
def test_a_release_puts_every_message_in_the_outbox(
    app: Flask, roos: FormClient
) -> None:
    release(roos)

    page = read_page(roos.get(f"{HOME}/berichten"))
    assert "Er zijn 4 berichten." in page.text
    assert "Versie 1 is vrijgegeven. 3 e-mails gaan nu weg." in page.text
    assert "Versie 1 is vrijgegeven." in roos.get(f"{HOME}/vrijgeven").text
    with app.app_context():
        states = sorted(row.state for row in db.session.query(MessageRow))
        assert states == ["by_hand", "queued", "queued", "queued"]
        assert db.session.query(ProgrammeRow).one().released_by == EMAIL
        actions = {row.action for row in db.session.query(AuditRow)}
        assert "programme.release" in actions


@pytest.mark.usefixtures("draft")
def test_a_version_is_released_once(roos: FormClient) -> None:
    release(roos)

    again = roos.submit(f"{HOME}/vrijgeven", {"version": "1", "known": "0"})

    assert again.status_code == 409


@pytest.mark.usefixtures("draft")
def test_a_version_with_somebody_who_left_cannot_go_out(roos: FormClient) -> None:
    roos.submit(f"{HOME}/deelnemers/W001/afmelden")

    page = read_page(roos.get(f"{HOME}/vrijgeven"))

    assert "Gesprek W001 + W002: een deelnemer doet niet meer mee." in page.text
    assert "Deze versie kan niet vrij." in page.text


@pytest.mark.usefixtures("draft")
def test_messages_can_be_picked_read_and_ticked_off(
    app: Flask, roos: FormClient
) -> None:
    release(roos)
    with app.app_context():
        ids = {row.state: row.id for row in db.session.query(MessageRow)}

    listed = read_page(roos.get(f"{HOME}/berichten?stand=by_hand&soort=programme")).text
    none = roos.get(f"{HOME}/berichten?stand=failed").text
    by_hand = roos.get(f"{HOME}/berichten/{ids['by_hand']}").text
    mailed = roos.get(f"{HOME}/berichten/{ids['queued']}").text
    roos.submit(f"{HOME}/berichten/{ids['by_hand']}/gedaan", {"terug": "lijst"})
    done = roos.get(f"{HOME}/berichten/{ids['by_hand']}").text

    assert "Gedaan" in listed
    assert "Geen bericht past bij deze keuze." in none
    assert "Tekst om te plakken" in by_hand
    assert "BEGIN:VCALENDAR" in mailed
    assert "Dit bericht is klaar." in done


@pytest.mark.usefixtures("draft")
def test_an_invitation_is_taken_away_as_it_was_sent(
    app: Flask, roos: FormClient
) -> None:
    release(roos)
    with app.app_context():
        rows = list(db.session.query(MessageRow))
        mailed = next(row for row in rows if row.invitation_id)
        by_hand = next(row for row in rows if not row.invitation_id)
        assert mailed.invitation is not None
        content, path = mailed.invitation.content, f"{HOME}/berichten/{mailed.id}"
        other = f"{HOME}/berichten/{by_hand.id}"

    answer = roos.get(f"{path}/uitnodiging.ics")

    assert (answer.mimetype, answer.data) == ("text/calendar", content)
    assert roos.get(f"{other}/uitnodiging.ics").status_code == 404
    assert roos.get(f"{HOME}/berichten/999").status_code == 404


@pytest.mark.usefixtures("draft")
def test_a_message_that_failed_is_tried_again(app: Flask, roos: FormClient) -> None:
    release(roos)
    with app.app_context(), transaction():
        row = db.session.query(MessageRow).filter_by(state="queued").first()
        assert row is not None
        row.state, row.error = "failed", "550 no <such> user"
        key = row.id

    failed = roos.get(f"{HOME}/berichten/{key}").text
    roos.submit(f"{HOME}/berichten/{key}/opnieuw")

    assert "550 no &lt;such&gt; user" in failed
    with app.app_context():
        row = db.session.get(MessageRow, key)
        assert row is not None
        assert row.state == "queued"


def test_steps_of_a_search_follow_its_stage(app: Flask, search: int) -> None:
    del search
    with app.app_context():
        state = planning.planning_state(the_event().id)
    assert state is not None

    seen = {
        stage: [
            read_progress(
                replace(state, points=(replace(state.points[-1], stage=stage),))
            )
            .step(name)
            .value
            for name in ("reading", "start", "improving", "assigning", "verifying")
        ]
        for stage in ("reading", "guarantee", "verifying")
    }

    assert seen == {
        "reading": ["now", "later", "later", "later", "later"],
        "guarantee": ["done", "done", "now", "later", "later"],
        "verifying": ["done", "done", "done", "done", "now"],
    }
    assert read_progress(replace(state, points=())).step("start") is StepState.LATER
    assert read_progress(replace(state, points=())).difference == 0
    assert read_progress(replace(state, points=())).share == 0.0


def test_a_picture_needs_two_points_and_keeps_within_its_frame() -> None:
    points = [
        GapPoint(seconds=n, found=100 + n, bound=200 - n if n < 20 else 181)
        for n in range(41)
    ]

    picture = draw(points)

    assert draw(points[:1]) is None
    assert picture is not None
    assert (picture.found_end, picture.end) == (126.6, 650.0)
    assert [mark.number for mark in picture.times] == [0, 10, 20, 30, 40]
    assert [mark.number for mark in picture.heights] == [100, 150, 200]
