from dataclasses import replace

from matcher.event import SlotId
from tests.builders import a_block, a_meeting, a_participant, a_programme, an_event
from tests.web.ical_reader import entries, head
from web.services.plan_files.calendars import feed_files, invitation_files
from web.services.plan_files.contents import PlanContents


def test_each_person_gets_an_invitation_to_each_meeting(contents: PlanContents):
    files = dict(invitation_files(contents))

    assert sorted(files) == [
        "A1_P1.1_P1-P2.ics",
        "A1_P2.1_P2-P1.ics",
        "A2_P2.1_P2-P3.ics",
        "A2_P3.1_P3-P2.ics",
    ]
    (entry,) = entries(files["A1_P2.1_P2-P1.ics"])
    assert head(files["A1_P2.1_P2-P1.ics"])["METHOD"] == "REQUEST"
    assert entry["DTSTART;TZID=Europe/Amsterdam"] == "20261022T184500"
    assert entry["DTEND;TZID=Europe/Amsterdam"] == "20261022T190500"
    assert entry["DTSTAMP"] == "20261001T123000Z"
    assert entry["SUMMARY"] == "Gesprek netwerkbijeenkomst, tafel 1"
    assert entry["LOCATION"] == "Stadhuis, raadzaal, tafel 1"
    assert entry["DESCRIPTION"] == (
        "U heeft een gesprek op donderdagavond 22 oktober, 18.45 tot 19.05 uur.\n"
        "Zij bieden u: Zaal voor 35 mensen\n"
        "U biedt hun: Zaal voor 35 mensen\n"
        "Met wie u praat en waarom, staat in uw eigen programma. Kunt u niet? "
        "Laat het de organisatie weten."
    )


def test_an_invitation_names_its_reader_and_nobody_else(contents: PlanContents):
    for data in dict(invitation_files(contents)).values():
        attendees = [line for line in _lines(data) if line.startswith("ATTENDEE")]
        assert len(attendees) == 1
        assert "Waterwonen" not in data.decode()
        assert "Habesha" not in data.decode()


def test_somebody_without_email_has_an_address_that_reaches_nobody(
    contents: PlanContents,
):
    data = dict(invitation_files(contents))["A1_P1.1_P1-P2.ics"]

    (attendee,) = (line for line in _lines(data) if line.startswith("ATTENDEE"))
    assert attendee.endswith(".invalid")
    assert "+31" not in data.decode()


def test_every_entry_has_a_name_of_its_own_that_stays(contents: PlanContents):
    first = [entries(data)[0]["UID"] for _, data in invitation_files(contents)]
    again = [entries(data)[0]["UID"] for _, data in invitation_files(contents)]

    assert first == again
    assert len(set(first)) == 4


def test_every_participant_has_a_feed(contents: PlanContents):
    feeds = dict(feed_files(contents))

    assert {name: len(entries(data)) for name, data in feeds.items()} == {
        "P1.ics": 1,
        "P2.ics": 2,
        "P3.ics": 1,
        "P4.ics": 0,
    }
    assert head(feeds["P2.ics"])["METHOD"] == "PUBLISH"
    assert head(feeds["P2.ics"])["NAME"] == "Netwerkbeurs"
    assert b"ATTENDEE" not in feeds["P2.ics"]
    assert b"SOURCE" not in feeds["P2.ics"]


def test_hostile_ids_cannot_leave_the_folder(contents: PlanContents):
    hostile = replace(
        contents,
        event=an_event(blocks=[a_block(slots=1, tables=1)]),
        participants=(
            a_participant("../../etc", slots="A1"),
            a_participant("..", slots="A1"),
        ),
        planned=replace(
            contents.planned, programme=a_programme(a_meeting("../../etc", ".."))
        ),
    )

    names = [name for name, _ in (*invitation_files(hostile), *feed_files(hostile))]

    assert names == [
        "A1_etc.1_etc.ics",
        "A1_1_etc.ics",
        "etc.ics",
        "x.ics",
    ]
    assert SlotId("A1") in hostile.index.slots


def _lines(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().split("\r\n")
