"""A release: who hears what, once, and calendars that end up right."""

from dataclasses import replace

import pytest

from matcher.invitations import Method, from_ical
from matcher.release_checks import Obstacle, ObstacleKind
from tests.factories import a_participant_row, a_programme_row, an_event_row
from tests.matcher.invitations.lint import lint
from tests.matcher.invitations.reader import read
from web.persistence.database import db
from web.persistence.queries.messages import list_newest_invitations
from web.persistence.rows import (
    AuditRow,
    EventRow,
    InvitationRow,
    MessageRow,
    ParticipantRow,
    ProgrammeRow,
)
from web.persistence.transaction import transaction
from web.refusals import EditedElsewhere, NotFound
from web.services.calendars import feed_file, invitation_file
from web.services.release_letters import letter_of
from web.services.release_news import list_news, read_material
from web.services.releases import (
    AlreadyReleased,
    ChannelCount,
    NewsKind,
    NotReleasable,
    ReleaseDone,
    preview_release,
    release,
)

BY = "samira@voorbeeld.nl"


@pytest.fixture
def event_id(app) -> int:
    """An event whose version 1 lets W001 (mail) meet W002 (phone) and W003 (mail)."""
    with app.app_context(), transaction():
        event = an_event_row()
        a_participant_row(event, "W001", name="Koffie & Verhalen")
        a_participant_row(
            event,
            "W002",
            name="Buurtmoestuin",
            delegates=["Piet"],
            contact="06 0000 0001",
            channels=["whatsapp", "email"],
        )
        a_participant_row(
            event, "W003", name="Cijferhuis", delegates=["Noor"], contact="noor@x.nl"
        )
        a_programme_row(event, [("W001", "W002"), ("W001", "W003")])
        return event.id


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def _release(event_id: int, version: int = 1) -> ReleaseDone:
    return release(event_id, version=version, by=BY, known=version - 1)


def _next_version(event_id: int, pairs, **changes) -> None:
    """Make version 2; *changes* are made to its first meeting."""
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        programme = a_programme_row(event, pairs, version=2)
        for field, value in changes.items():
            setattr(programme.meetings[0], field, value)


def _messages() -> list[MessageRow]:
    return list(db.session.query(MessageRow).order_by(MessageRow.id))


def _told() -> list[tuple[str, str, str]]:
    return [(row.kind, row.recipient_name, row.channel) for row in _messages()]


def _entries(event_id: int) -> list[tuple[str, str, str, int]]:
    return [
        (row.meeting_code, row.participant_code, row.method, row.sequence)
        for row in sorted(
            list_newest_invitations(event_id),
            key=lambda row: (row.meeting_code, row.participant_code),
        )
    ]


def _participant(code: str) -> ParticipantRow:
    return db.session.query(ParticipantRow).filter_by(code=code).one()


def test_first_release_tells_everybody_everything(event_id) -> None:
    done = _release(event_id)

    assert done == ReleaseDone(version=1, mails=3, by_hand=1)
    assert _told() == [
        ("invitation", "Fatma Yilmaz", "email"),
        ("invitation", "Fatma Yilmaz", "email"),
        ("programme", "Piet", "whatsapp"),
        ("invitation", "Noor", "email"),
    ]
    assert _entries(event_id) == [
        ("W001+W002", "W001", "REQUEST", 0),
        ("W001+W002", "W002", "REQUEST", 0),
        ("W001+W003", "W001", "REQUEST", 0),
        ("W001+W003", "W003", "REQUEST", 0),
    ]


def test_release_fixes_the_version_and_is_recorded(event_id) -> None:
    _release(event_id)

    programme = db.session.query(ProgrammeRow).one()
    audit = db.session.query(AuditRow).one()
    assert (programme.state, programme.released_by) == ("released", BY)
    assert (audit.action, audit.actor, audit.detail) == (
        "programme.release",
        BY,
        {"version": 1, "mails": 3, "by_hand": 1},
    )


def test_every_stored_invitation_passes_the_lint(event_id) -> None:
    _release(event_id)

    rows = db.session.query(InvitationRow).all()
    assert [lint(row.content) for row in rows] == [[]] * 4


def test_invitation_is_neutral_and_names_only_its_recipient(event_id) -> None:
    _release(event_id)

    row = db.session.query(InvitationRow).filter_by(participant_code="W003").one()
    invitation = from_ical(row.content)
    assert (invitation.summary, invitation.location) == (
        "Gesprek netwerkbijeenkomst, tafel 1",
        "Stadhuis, raadzaal, tafel 1",
    )
    assert invitation.attendee is not None
    assert invitation.attendee.address == "noor@x.nl"
    assert invitation.organizer.address == "trefpunt@localhost"
    for secret in (b"Koffie", b"fatma", b"W001", b"Cijferhuis"):
        assert secret not in row.content.replace(b"\r\n ", b"")


def test_mail_says_with_whom_and_why(event_id) -> None:
    _release(event_id)

    mail = next(row for row in _messages() if row.recipient_name == "Noor")
    assert mail.subject == "Gesprek op donderdag 22 oktober om 19.10 uur"
    assert "U heeft een gesprek met Koffie & Verhalen." in mail.body
    assert "zes vrijwilligers" in mail.body.partition("Waarom dit gesprek?")[2]
    assert "http://127.0.0.1:8000/mijn/" in mail.body
    assert "fatma" not in mail.body


def test_text_by_hand_holds_all_news_and_the_own_link(event_id) -> None:
    _release(event_id)

    (text,) = (row for row in _messages() if row.state == "by_hand")
    assert text.subject == "U heeft 1 gesprek op donderdag 22 oktober"
    assert "- Erbij: Koffie & Verhalen, donderdag 22 oktober, " in text.body
    assert "http://127.0.0.1:8000/mijn/" in text.body
    assert text.recipient_address == "06 0000 0001"


def test_same_programme_again_tells_nobody_anything(event_id) -> None:
    _release(event_id)
    _next_version(event_id, [("W001", "W002"), ("W001", "W003")])

    assert _release(event_id, 2) == ReleaseDone(version=2, mails=0, by_hand=0)


def test_moved_meeting_tells_only_its_two_people(event_id) -> None:
    _release(event_id)
    before = len(_messages())
    _next_version(event_id, [("W001", "W002"), ("W001", "W003")], table="A-2")

    done = _release(event_id, 2)

    assert done == ReleaseDone(version=2, mails=1, by_hand=1)
    assert [row[:2] for row in _told()[before:]] == [
        ("change", "Fatma Yilmaz"),
        ("programme", "Piet"),
    ]
    change = _messages()[before]
    assert "Oud: donderdag 22 oktober, 18.45 tot 19.05 uur, " in change.body
    assert "tafel 2" in change.body
    assert _entries(event_id)[:2] == [
        ("W001+W002", "W001", "REQUEST", 1),
        ("W001+W002", "W002", "REQUEST", 1),
    ]


def test_text_by_hand_tells_of_moves_and_cancellations_too(event_id) -> None:
    with transaction():
        _participant("W003").delegates[0].contact = "06 0000 0002"
    _release(event_id)
    _next_version(event_id, [("W001", "W002")], table="A-2")

    _release(event_id, 2)

    texts = {
        row.recipient_name: row.body for row in _messages() if row.kind == "programme"
    }
    assert "- Verandert: Koffie & Verhalen. Oud: " in texts["Piet"]
    assert "- Gaat niet door: Koffie & Verhalen, donderdag" in texts["Noor"]


def test_messages_about_one_entry_are_one_thread(event_id) -> None:
    _release(event_id)
    first = _messages()[0]
    _next_version(event_id, [("W001", "W002"), ("W001", "W003")], table="A-2")
    _release(event_id, 2)

    change = next(row for row in _messages() if row.kind == "change")
    carried = db.session.get_one(InvitationRow, change.invitation_id)
    assert change.in_reply_to in {first.message_id, _messages()[1].message_id}
    assert change.message_id == f"<{carried.uid.partition('@')[0]}.1@localhost>"


def test_meeting_that_is_gone_is_cancelled_for_both(event_id) -> None:
    _release(event_id)
    before = len(_messages())
    _next_version(event_id, [("W001", "W002")])

    _release(event_id, 2)

    assert _told()[before:] == [
        ("cancellation", "Fatma Yilmaz", "email"),
        ("cancellation", "Noor", "email"),
    ]
    row = db.session.query(InvitationRow).filter_by(method="CANCEL").first()
    assert row is not None
    cancelled, lines = from_ical(row.content), read(row.content)
    assert (cancelled.method, cancelled.sequence, lint(row.content)) == (
        Method.CANCEL,
        1,
        [],
    )
    assert lines.one("METHOD").value == "CANCEL"
    original = db.session.query(InvitationRow).filter_by(uid=row.uid, sequence=0).one()
    assert cancelled == replace(
        from_ical(original.content),
        method=Method.CANCEL,
        sequence=1,
        stamped_at=cancelled.stamped_at,
        alarm=None,
    )


def test_meeting_that_comes_back_goes_on_counting(event_id) -> None:
    _release(event_id)
    _next_version(event_id, [("W001", "W002")])
    _release(event_id, 2)
    with transaction():
        event = db.session.get_one(EventRow, event_id)
        a_programme_row(event, [("W001", "W002"), ("W001", "W003")], version=3)

    _release(event_id, 3)

    assert _entries(event_id)[2:] == [
        ("W001+W003", "W001", "REQUEST", 2),
        ("W001+W003", "W003", "REQUEST", 2),
    ]
    assert _messages()[-1].kind == "invitation"


def test_somebody_who_withdrew_still_hears_of_the_cancellation(event_id) -> None:
    _release(event_id)
    with transaction():
        noor = _participant("W003")
        noor.state = "withdrawn"
        noor.delegates.clear()
    _next_version(event_id, [("W001", "W002")])

    _release(event_id, 2)

    last = _messages()[-1]
    assert (last.kind, last.recipient_name, last.recipient_address) == (
        "cancellation",
        "Noor",
        "noor@x.nl",
    )


def test_somebody_erased_still_hears_of_the_cancellation(event_id) -> None:
    _release(event_id)
    _next_version(event_id, [("W001", "W003")])
    with transaction():
        db.session.delete(_participant("W002"))

    _release(event_id, 2)

    kinds = {row.kind: row for row in _messages()}
    assert "de andere groep" in kinds["cancellation"].body
    assert kinds["programme"].channel == "telefoon"


def test_mended_address_gets_an_invitation_of_its_own(event_id) -> None:
    _release(event_id)
    with transaction():
        _participant("W003").delegates[0].contact = "noor@beter.nl"
    _next_version(event_id, [("W001", "W002"), ("W001", "W003")])

    _release(event_id, 2)

    last = _messages()[-1]
    assert (last.kind, last.recipient_address) == ("invitation", "noor@beter.nl")


def test_stamp_never_goes_back(event_id, clock) -> None:
    _release(event_id)
    clock.move(hours=-5)
    _next_version(event_id, [("W001", "W002")])

    _release(event_id, 2)

    stamps = {row.stamped_at for row in db.session.query(InvitationRow)}
    assert len(stamps) == 1


def test_version_is_released_only_once(event_id) -> None:
    _release(event_id)

    with pytest.raises(AlreadyReleased):
        release(event_id, version=1, by=BY, known=1)


def test_release_after_another_release_is_refused(event_id) -> None:
    _next_version(event_id, [("W001", "W002")])
    _release(event_id)

    with pytest.raises(EditedElsewhere):
        release(event_id, version=2, by=BY, known=0)
    assert db.session.query(ProgrammeRow).filter_by(state="released").count() == 1


def test_older_version_cannot_follow_a_newer(event_id) -> None:
    _next_version(event_id, [("W001", "W002")])
    release(event_id, version=2, by=BY, known=0)

    with pytest.raises(AlreadyReleased):
        release(event_id, version=1, by=BY, known=2)


def test_version_with_somebody_gone_is_not_released(event_id) -> None:
    with transaction():
        _participant("W003").state = "withdrawn"

    with pytest.raises(NotReleasable) as refused:
        _release(event_id)

    assert refused.value.obstacles == (
        Obstacle(kind=ObstacleKind.PARTICIPANT_GONE, meeting="W001+W003"),
    )
    assert _messages() == []


def test_preview_shows_what_the_release_then_does(event_id) -> None:
    preview = preview_release(event_id)

    assert preview is not None
    assert (preview.version, preview.known, preview.can_release) == (1, 0, True)
    assert [(p.person, p.is_mailed, len(p.items)) for p in preview.people] == [
        ("Fatma Yilmaz", True, 2),
        ("Piet", False, 1),
        ("Noor", True, 1),
    ]
    assert preview.channels == (
        ChannelCount(channel="email", people=2),
        ChannelCount(channel="whatsapp", people=1),
    )
    shown = [letter.subject for person in preview.people for letter in person.letters]
    assert "(de eigen link)" in preview.people[0].letters[0].text
    _release(event_id)
    assert [row.subject for row in _messages()] == shown


def test_preview_of_a_change_shows_old_and_new(event_id) -> None:
    _release(event_id)
    _next_version(event_id, [("W001", "W002")], table="A-2")

    preview = preview_release(event_id, 2)

    assert preview is not None
    items = {person.person: person.items for person in preview.people}
    moved, removed = (
        next(item for item in items["Fatma Yilmaz"] if item.kind is kind)
        for kind in (NewsKind.MOVED, NewsKind.REMOVED)
    )
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.table, moved.after.table) == ("1", "2")
    assert (removed.other, removed.after) == ("Cijferhuis", None)
    assert preview.untouched == 0


def test_preview_counts_who_hears_nothing(event_id) -> None:
    _release(event_id)
    _next_version(event_id, [("W001", "W002"), ("W001", "W003")])

    preview = preview_release(event_id)

    assert preview is not None
    assert (preview.people, preview.untouched) == ((), 3)


def test_preview_names_what_stands_in_the_way(event_id) -> None:
    with transaction():
        _participant("W002").state = "withdrawn"

    preview = preview_release(event_id)

    assert preview is not None
    assert (len(preview.obstacles), preview.can_release) == (1, False)


def test_preview_without_a_version_is_nothing() -> None:
    with transaction():
        event = an_event_row("leeg")

    assert preview_release(event.id) is None


def test_preview_of_an_unknown_version_is_refused(event_id) -> None:
    with pytest.raises(NotFound):
        preview_release(event_id, 9)


def test_preview_of_a_meeting_in_a_slot_that_is_gone_names_it(event_id) -> None:
    with transaction():
        programme = db.session.query(ProgrammeRow).one()
        programme.meetings[0].slot = "Z9"
        programme.meetings[1].table = "Z-9"

    preview = preview_release(event_id)

    assert preview is not None
    assert [o.kind for o in preview.obstacles] == [
        ObstacleKind.NO_SUCH_SLOT,
        ObstacleKind.NO_SUCH_TABLE,
    ]


def test_messages_are_in_the_language_of_the_reader(event_id) -> None:
    with transaction():
        _participant("W003").language = "en"

    _release(event_id)

    mail = next(row for row in _messages() if row.recipient_name == "Noor")
    assert '<html lang="en"' in mail.html


def test_invitation_file_is_the_very_one_that_was_mailed(event_id) -> None:
    _release(event_id)

    content = invitation_file(_participant("W003").id, "W001+W003")

    row = db.session.query(InvitationRow).filter_by(participant_code="W003").one()
    assert content == row.content


@pytest.mark.parametrize("meeting", ["W001+W002", "nonsense"])
def test_invitation_file_of_others_is_not_found(event_id, meeting) -> None:
    _release(event_id)

    with pytest.raises(NotFound):
        invitation_file(_participant("W003").id, meeting)


def test_invitation_file_of_a_cancelled_meeting_is_not_found(event_id) -> None:
    _release(event_id)
    _next_version(event_id, [("W001", "W002")])
    _release(event_id, 2)

    with pytest.raises(NotFound):
        invitation_file(_participant("W003").id, "W001+W003")


def test_file_for_somebody_without_mail_is_published(event_id) -> None:
    _release(event_id)

    content = invitation_file(_participant("W002").id, "W001+W002")

    assert read(content).one("METHOD").value == "PUBLISH"


def test_feed_shows_the_meetings_of_one_participant(event_id) -> None:
    _release(event_id)

    file = feed_file(_participant("W001").id)

    assert lint(file.content) == []
    assert len(read(file.content).parts_named("VEVENT")) == 2
    assert b"noor@" not in file.content
    assert b"/agenda/" in file.content


def test_feed_is_the_same_until_something_changes(event_id, clock) -> None:
    _release(event_id)
    first = feed_file(_participant("W001").id)
    clock.move(days=1)

    assert feed_file(_participant("W001").id) == first


def test_feed_keeps_a_cancelled_meeting_for_a_month(event_id, clock) -> None:
    _release(event_id)
    clock.move(days=1)
    _next_version(event_id, [("W001", "W002")])
    _release(event_id, 2)

    def statuses() -> list[str]:
        content = feed_file(_participant("W001").id).content
        return [e.one("STATUS").value for e in read(content).parts_named("VEVENT")]

    assert statuses() == ["CONFIRMED", "CANCELLED"]
    clock.move(days=31)
    assert statuses() == ["CONFIRMED"]


@pytest.mark.usefixtures("event_id")
def test_feed_before_any_release_is_empty() -> None:
    file = feed_file(_participant("W001").id)

    assert (lint(file.content), b"VEVENT" in file.content) == ([], False)


def test_news_that_contradicts_itself_has_no_letter(event_id) -> None:
    material = read_material(event_id, 1)
    news = replace(list_news(material)[0], seat=None)

    with pytest.raises(ValueError, match="only a cancellation has no seat"):
        letter_of(news, material, lambda _row: "")
