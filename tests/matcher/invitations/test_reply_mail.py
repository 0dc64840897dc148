"""What people's programs send back, read right; what is no answer changes nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.invitations import (
    LARGEST_MAIL,
    Bounce,
    Delegation,
    Ignored,
    Participation,
    ReadMail,
    Reply,
    TimeProposal,
    Unread,
    read_mail,
)
from matcher.invitations.opened_mail import address_in

MAILS = Path(__file__).parent / "mails"
UID = "4f3c0000-0000-5000-8000-000000000001@trefpunt"
WRITTEN = datetime(2026, 10, 2, 7, 30, tzinfo=UTC)
LATER = datetime(2026, 10, 22, 17, 45, tzinfo=UTC)
"""An hour after the meeting that was told, at a quarter to seven in Amsterdam."""


def _octets(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes()


def _changed(name: str, *changes: tuple[str, str]) -> ReadMail:
    """Read a mail in which some text is another."""
    content = _octets(name).decode()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return read_mail(content.encode())


@pytest.mark.parametrize(
    ("name", "participation"),
    [
        ("gmail_accepted", Participation.ACCEPTED),
        ("outlook_com_tentative", Participation.TENTATIVE),
        ("exchange_declined", Participation.DECLINED),
        ("apple_mail_accepted", Participation.ACCEPTED),
        ("thunderbird_accepted", Participation.ACCEPTED),
        ("proton_bridge_accepted", Participation.ACCEPTED),
        ("only_a_file_accepted", Participation.ACCEPTED),
        ("only_a_calendar_declined", Participation.DECLINED),
        ("calendar_as_plain_text_tentative", Participation.TENTATIVE),
    ],
)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_answer_of_every_program_is_read(name, participation, line_end) -> None:
    mail = read_mail(_octets(name).replace(b"\n", line_end))

    reply = mail.meaning
    assert isinstance(reply, Reply)
    assert (mail.sender, reply.uid, reply.sequence, reply.attendee) == (
        "mehari@example.net",
        UID,
        0,
        "mehari@example.net",
    )
    assert reply.participation is participation
    assert reply.written_at is not None
    assert reply.written_at - WRITTEN <= timedelta(seconds=1)


def test_comment_of_an_answer_is_kept_without_its_escapes() -> None:
    reply = read_mail(_octets("outlook_com_tentative")).meaning

    assert isinstance(reply, Reply)
    assert reply.comment == "Misschien kom ik iets later, is dat goed?"


@pytest.mark.parametrize(
    "name", ["gmail_counter", "exchange_counter", "everybody_named_counter"]
)
def test_proposal_is_an_instant_whatever_the_zone_is_called(name) -> None:
    assert read_mail(_octets(name)).meaning == TimeProposal(
        uid=UID,
        sequence=0,
        attendee="mehari@example.net",
        start=LATER,
        end=LATER + timedelta(minutes=20),
        comment="Liever een uur later.",
        written_at=WRITTEN,
    )


COUNTER = """From: mehari@example.net
Content-Type: text/calendar; method=COUNTER

BEGIN:VCALENDAR
METHOD:COUNTER
{zone}
BEGIN:VEVENT
UID:u
ATTENDEE:mailto:mehari@example.net
{times}
END:VEVENT
END:VCALENDAR
"""
FIXED = """BEGIN:VTIMEZONE
TZID:Onze klok
BEGIN:STANDARD
TZOFFSETFROM:-0330
TZOFFSETTO:-0330
DTSTART:19700101T000000
END:STANDARD
END:VTIMEZONE"""
CHANGING = FIXED.replace("TZOFFSETTO:-0330", "TZOFFSETTO:-0330\nTZOFFSETTO:-0230")


def _counter(times: str, zone: str = "X-NONE:1") -> object:
    return read_mail(COUNTER.format(times=times, zone=zone).encode()).meaning


@pytest.mark.parametrize(
    ("times", "zone", "start", "minutes"),
    [
        ("DTSTART:20261022T174500Z\nDTEND:20261022T180500Z", "X-NONE:1", LATER, 20),
        ("DTSTART:20261022T174500Z\nDURATION:P1DT0M", "X-NONE:1", LATER, 1440),
        ("DTSTART:20261022T174500Z\nDURATION:PT1H5M", "X-NONE:1", LATER, 65),
        ("DTSTART:20261022T174500Z", "X-NONE:1", LATER, None),
        ("DTSTART:20261022T174500Z\nDURATION:P1W", "X-NONE:1", LATER, None),
        # An end before the start, or days later, is no end.
        ("DTSTART:20261022T174500Z\nDTEND:20261022T174500Z", "X-NONE:1", LATER, None),
        ("DTSTART:20261022T174500Z\nDURATION:P9D", "X-NONE:1", LATER, None),
        ("DTSTART;TZID=Onze klok:20261022T141500", FIXED, LATER, None),
        ('DTSTART;TZID="Europe/Amsterdam":20261022T194500', FIXED, LATER, None),
        # The hour that comes twice: the first, as Python and most servers read it.
        (
            "DTSTART;TZID=Europe/Amsterdam:20261025T023000",
            FIXED,
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            None,
        ),
    ],
)
def test_proposed_times_are_read_in_every_notation(times, zone, start, minutes) -> None:
    proposal = _counter(times, zone)

    assert isinstance(proposal, TimeProposal)
    expected = None if minutes is None else start + timedelta(minutes=minutes)
    assert (proposal.start, proposal.end) == (start, expected)


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        ("SUMMARY:Geen tijd", "X-NONE:1"),
        ("DTSTART:20261022T174500", "X-NONE:1"),
        ("DTSTART;VALUE=DATE:20261022", "X-NONE:1"),
        ("DTSTART:20261399T174500Z", "X-NONE:1"),
        ("DTSTART:00010101T000000Z", "X-NONE:1"),
        ("DTSTART;TZID=Onze klok:20261022T141500", CHANGING),
        ("DTSTART;TZID=../../etc/passwd:20261022T141500", FIXED),
        (f"DTSTART;TZID={'x' * 5000}:20261022T141500", FIXED),
        ("DTSTART:20261022T174500Z\nDTEND:20261022T180500", "X-NONE:1"),
    ],
)
def test_time_that_is_not_sure_is_not_guessed(times, zone) -> None:
    assert _counter(times, zone) == Ignored(why=Unread.UNCLEAR_TIME, uid="u")


def test_wish_to_send_somebody_else_is_seen() -> None:
    assert read_mail(_octets("delegated")).meaning == Delegation(
        uid=UID, sequence=0, attendee="mehari@example.net", written_at=WRITTEN
    )


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("out_of_office", [], Unread.AUTOMATIC),
        ("vacation_with_the_invitation", [], Unread.AUTOMATIC),
        (
            "gmail_accepted",
            [("Subject:", "Precedence: bulk\nSubject:")],
            Unread.AUTOMATIC,
        ),
        (
            "gmail_accepted",
            [("Subject:", "X-Autoreply: yes\nSubject:")],
            Unread.AUTOMATIC,
        ),
        (
            "gmail_accepted",
            [("Subject:", "Return-Path: <>\nSubject:")],
            Unread.AUTOMATIC,
        ),
        (
            "gmail_accepted",
            [("From: Mehari <mehari@", "From: <postmaster@")],
            Unread.AUTOMATIC,
        ),
        ("words", [], Unread.WORDS),
        ("delayed", [], Unread.NOT_FAILED),
        # Somebody else answers in his name.
        (
            "gmail_accepted",
            [("From: Mehari <mehari@", "From: <eva@")],
            Unread.OTHER_SENDER,
        ),
        (
            "gmail_accepted",
            [
                (
                    "From: Mehari <mehari@example.net>",
                    "From: eva@example.net, mehari@example.net",
                )
            ],
            Unread.OTHER_SENDER,
        ),
        (
            "gmail_accepted",
            [("From: Mehari <mehari@example.net>", "X-From: nobody")],
            Unread.OTHER_SENDER,
        ),
        (
            "only_a_calendar_declined",
            [("METHOD:REPLY", "METHOD:REQUEST"), ('method="reply"', "method=request")],
            Unread.OTHER_METHOD,
        ),
        (
            "only_a_calendar_declined",
            [("METHOD:REPLY", "METHOD:CANCEL"), ('method="reply"', "method=cancel")],
            Unread.OTHER_METHOD,
        ),
        (
            "only_a_calendar_declined",
            [('method="reply"', "method=CANCEL")],
            Unread.CONTRADICTORY,
        ),
        (
            "only_a_calendar_declined",
            [("PARTSTAT=DECLINED", "PARTSTAT=NEEDS-ACTION")],
            Unread.NO_ANSWER,
        ),
        (
            "only_a_calendar_declined",
            [("STATUS:", "SEQUENCE:-1\nSTATUS:")],
            Unread.DAMAGED,
        ),
        (
            "only_a_calendar_declined",
            [("STATUS:", "SEQUENCE:99999999\nSTATUS:")],
            Unread.DAMAGED,
        ),
        (
            "only_a_calendar_declined",
            [("BEGIN:VCALENDAR", "BEGIN:VCARD")],
            Unread.DAMAGED,
        ),
    ],
)
def test_mail_that_is_no_answer_says_why(name, changes, why) -> None:
    meaning = _changed(name, *changes).meaning

    assert isinstance(meaning, Ignored)
    assert meaning.why is why


def test_answer_without_a_name_of_the_entry_is_damaged() -> None:
    mail = _changed("only_a_calendar_declined", ("UID:", "X-UID:"))

    assert mail.meaning == Ignored(why=Unread.DAMAGED)


def test_click_that_a_program_carries_is_no_holiday_message() -> None:
    mail = _changed(
        "gmail_accepted", ("Subject:", "Auto-Submitted: auto-generated\nSubject:")
    )

    assert isinstance(mail.meaning, Reply)


def test_calendar_in_a_forwarded_mail_is_not_the_sender_s() -> None:
    inner = _octets("gmail_accepted").decode()
    mail = read_mail(
        f"""From: mehari@example.net
Content-Type: multipart/mixed; boundary="f"

--f
Content-Type: text/plain

Zie hieronder.
--f
Content-Type: message/rfc822

{inner}
--f--
""".encode()
    )

    assert (mail.meaning, mail.words) == (Ignored(why=Unread.WORDS), "Zie hieronder.")


@pytest.mark.parametrize(
    ("name", "status", "explanation"),
    [
        (
            "bounced_postfix",
            "5.1.1",
            "550 5.1.1 <mehari@example.net>: Recipient address rejected: User unknown",
        ),
        ("bounced_with_headers_only", "5.2.2", "552 5.2.2 mailbox full"),
    ],
)
def test_bounce_names_the_mail_that_came_back(name, status, explanation) -> None:
    assert read_mail(_octets(name)).meaning == Bounce(
        message_id="<4f3c0000-0000-5000-8000-000000000001.0@example.org>",
        recipient="mehari@example.net",
        status=status,
        explanation=explanation,
    )


def test_words_of_a_person_are_kept_to_be_read() -> None:
    mail = read_mail(_octets("words"))

    ours = "<4f3c0000-0000-5000-8000-000000000001.0@example.org>"
    assert mail.words.startswith("Dag Samira, ik kan die avond niet.")
    assert (mail.subject, mail.message_id, mail.references) == (
        "Re: Gesprek op donderdag 22 oktober",
        "<w1@example.net>",
        (ours, ours),
    )


def test_shown_text_holds_nothing_that_hides() -> None:
    mail = _changed(
        "words", ("Dag Samira", "Dag \x00\x1b[2J\u202eSamira"), ("Re: ", "Re: \u202e")
    )

    assert mail.words.startswith("Dag [2JSamira,")
    assert mail.subject == "Re: Gesprek op donderdag 22 oktober"


def _nested(depth: int) -> bytes:
    return b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (at, at)
        for at in range(depth)
    )


def _calendar_of(lines: str) -> bytes:
    return (
        "From: mehari@example.net\nContent-Type: text/calendar; method=REPLY\n\n"
        f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:u\n{lines}\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@b.example\n\n" + b"x" * LARGEST_MAIL,
        b"\n" * 100_000,
        b"\r" * 100_000,
        _nested(3_000),
        b"Content-Type: message/rfc822\n\n" * 3_000,
        _calendar_of("SUMMARY:" + "x" * 300_000),
        _calendar_of("ATTENDEE:mailto:a@b.example\n" * 20_000),
        _calendar_of("BEGIN:VEVENT\n" * 3_000),
        _calendar_of("BEGIN:X\nEND:X\n" * 9_000),
        b"Content-Type: multipart/mixed" + b'; a="b"' * 200_000 + b"\n\n",
        b"A: b\rContent-Type: text/calendar" + b";\r\n a=b" * 50_000 + b"\n\n",
        b"From: " + b"(" * 100_000 + b"\n\n",
    ],
    ids=[
        "octets",
        "LF",
        "CR",
        "parts",
        "mails",
        "text",
        "people",
        "nested",
        "siblings",
        "header",
        "folded header",
        "sender",
    ],
)
def test_mail_beyond_all_measure_is_not_taken_apart(content) -> None:
    assert read_mail(content).meaning == Ignored(why=Unread.TOO_LARGE)


def test_mail_beyond_all_measure_still_says_who_wrote() -> None:
    mail = read_mail(_octets("words") + b"x" * LARGEST_MAIL)

    assert (mail.sender, mail.subject) == (
        "mehari@example.net",
        "Re: Gesprek op donderdag 22 oktober",
    )
    assert mail.references[0] == "<4f3c0000-0000-5000-8000-000000000001.0@example.org>"


@pytest.mark.parametrize(
    ("results", "is_believed"),
    [
        ("mx.example.org; dkim=pass header.d=example.net", True),
        ("mx.example.org 1; spf=fail; dmarc=pass header.from=example.net", True),
        ("mx.example.org; dkim=fail; dmarc=fail", False),
        ("mx.example.org; none", False),
        ("mx.stranger.example; dmarc=pass", False),
        # What stands below the newest is the sender's own word.
        (
            "mx.example.org; dmarc=fail\nAuthentication-Results: mx.example.org; dmarc=pass",
            False,
        ),
    ],
)
def test_word_of_our_own_mail_server_is_believed(results, is_believed) -> None:
    content = f"Authentication-Results: {results}\n".encode() + _octets(
        "gmail_accepted"
    )

    meaning = read_mail(content, authority="mx.example.org").meaning

    assert isinstance(meaning, Reply) is is_believed
    assert is_believed or meaning == Ignored(why=Unread.FORGED)


@pytest.mark.parametrize("sender", ["(" * 400, "x" * 600 + "@b.example", "<" * 1_900])
def test_sender_that_cannot_be_one_is_none(sender) -> None:
    mail = _changed(
        "gmail_accepted", ("Mehari <mehari@example.net>\nTo", f"{sender}\nTo")
    )

    assert mail.meaning == Ignored(why=Unread.OTHER_SENDER, uid=UID)


def test_subject_in_a_charset_that_is_none_is_shown_as_it_stands() -> None:
    mail = _changed("words", ("Re: Gesprek op donderdag", "=?klingon?q?x?="))

    assert mail.subject == "=?klingon?q?x?= 22 oktober"


@pytest.mark.parametrize(
    "body",
    [b"%%%%" * 5_000, b"QUJD" * 5_000 + b"Q", b"H4sIAAAAAAAA" * 9_000, b""],
    ids=["no base64", "cut off", "compressed", "nothing"],
)
def test_broken_calendar_part_is_damaged(body) -> None:
    mail = read_mail(
        b"From: a@b.example\nContent-Type: text/calendar; method=REPLY; charset=klingon\n"
        b"Content-Transfer-Encoding: base64\n\n" + body
    )

    assert mail.meaning == Ignored(why=Unread.DAMAGED)


@given(st.binary(max_size=300))
def test_any_octets_are_read_without_a_fault(content) -> None:
    read_mail(content)
    meaning = read_mail(_calendar_of("") + content).meaning

    assert isinstance(meaning, Ignored)


@given(st.data())
def test_mail_with_octets_changed_anywhere_is_read_without_a_fault(data) -> None:
    name = data.draw(st.sampled_from(sorted(path.stem for path in MAILS.glob("*.eml"))))
    content = bytearray(_octets(name))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=12)
        )

    mail = read_mail(bytes(content))

    if isinstance(mail.meaning, Reply | TimeProposal | Delegation):
        assert mail.meaning.attendee == mail.sender != ""


@pytest.mark.parametrize(
    "value",
    [
        "mailto:mehari@example.net",
        "MAILTO:Mehari@Example.NET",
        " mailto:mehari%40example.net ",
        "mehari@example.net",
        "mailto:Mehari <mehari@example.net>",
        "mailto:'mehari@example.net'",
    ],
)
def test_address_is_the_same_however_it_is_written(value) -> None:
    assert address_in(value) == "mehari@example.net"
