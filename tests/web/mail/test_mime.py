"""Messages as octets, read back by the email package's own parser."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.invitations import Mailbox, Method, to_ical
from tests.matcher.invitations.builders import an_invitation
from web.mail.mime import Mail, to_mime

MAIL = Mail(
    sender=Mailbox(name="Netwerkbeurs", address="beurs@example.org"),
    recipient=Mailbox(name="Mehari ሓበሻ", address="mehari@example.net"),
    subject="Gesprek op donderdag, één",
    text="Beste Mehari,\n\nU heeft een gesprek: één.\n",
    html="<p>Beste Mehari, één</p>\n",
    message_id="<4f3c.0@example.org>",
    in_reply_to=None,
    written_at=datetime(2026, 9, 1, 12, tzinfo=UTC),
)
INVITED = replace(MAIL, calendar=to_ical(an_invitation()))


def _read(mail: Mail) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(to_mime(mail), policy=default))


def _shape(message: EmailMessage) -> object:
    if message.is_multipart():
        parts = [_shape(cast("EmailMessage", p)) for p in message.get_payload()]
        return (message.get_content_type(), parts)
    return message.get_content_type()


def test_invitation_has_the_shape_every_client_takes() -> None:
    assert _shape(_read(INVITED)) == (
        "multipart/mixed",
        [
            (
                "multipart/alternative",
                ["text/plain", "text/html", "text/calendar"],
            ),
            "application/ics",
        ],
    )


@pytest.mark.parametrize("method", Method)
def test_calendar_part_names_its_method_and_is_not_a_file(method) -> None:
    mail = replace(MAIL, calendar=to_ical(an_invitation(method=method)))

    (part,) = (p for p in _read(mail).walk() if p.get_content_type() == "text/calendar")
    assert (part.get_param("method"), part.get_param("charset")) == (method, "utf-8")
    assert part["Content-Transfer-Encoding"] == "base64"
    assert part["Content-Disposition"] is None


def test_file_is_the_inline_invitation_byte_for_byte() -> None:
    parts = {p.get_content_type(): p for p in _read(INVITED).walk()}

    inline = parts["text/calendar"].get_payload(decode=True)
    attached = parts["application/ics"].get_payload(decode=True)
    assert inline == attached == INVITED.calendar
    assert parts["application/ics"].get_filename() == "invite.ics"


def test_headers_say_who_and_that_nobody_typed_it() -> None:
    message = _read(replace(MAIL, in_reply_to="<4f3c.9@example.org>"))

    assert {name: str(value) for name, value in message.items()} == {
        "Content-Type": message["Content-Type"],
        "MIME-Version": "1.0",
        "From": "Netwerkbeurs <beurs@example.org>",
        "To": "Mehari ሓበሻ <mehari@example.net>",
        "Reply-To": "Netwerkbeurs <beurs@example.org>",
        "Subject": "Gesprek op donderdag, één",
        "Date": "Tue, 01 Sep 2026 12:00:00 +0000",
        "Message-ID": "<4f3c.0@example.org>",
        "In-Reply-To": "<4f3c.9@example.org>",
        "References": "<4f3c.9@example.org>",
        "Auto-Submitted": "auto-generated",
    }


def test_mail_without_an_invitation_is_its_two_texts() -> None:
    message = _read(MAIL)

    assert _shape(message) == ("multipart/alternative", ["text/plain", "text/html"])
    plain, html = message.get_payload()
    assert plain.get_content() == MAIL.text
    assert html.get_content() == MAIL.html


def test_mail_without_html_is_plain() -> None:
    message = _read(replace(MAIL, html=""))

    assert _shape(message) == ("multipart/alternative", ["text/plain"])


def test_same_mail_is_the_same_octets() -> None:
    assert to_mime(INVITED) == to_mime(INVITED)


def test_lines_are_short_and_end_as_mail_does() -> None:
    content = to_mime(replace(INVITED, subject="één " * 200))

    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.text(max_size=300) | st.just("x\r\nBcc: evil@example.com\r\n\r\nevil"))
def test_no_text_can_add_a_header(text) -> None:
    mail = replace(
        INVITED,
        sender=Mailbox(name=text, address="beurs@example.org"),
        recipient=Mailbox(name=text, address="mehari@example.net"),
        subject=text,
        message_id=f"<{text}@example.org>",
        in_reply_to=f"<{text}@example.org>",
    )

    names = message_from_bytes(to_mime(mail)).keys()

    usual = message_from_bytes(to_mime(INVITED)).keys()
    assert sorted(names) == sorted([*usual, "In-Reply-To", "References"])


def test_name_of_a_sender_that_looks_like_an_address_is_tamed() -> None:
    mail = replace(
        MAIL, sender=Mailbox(name='a@b.nl, "x": <y>', address="b@example.org")
    )

    (sender,) = _read(mail)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("a b.nl x y", "b@example.org")


def test_nameless_mailbox_is_its_address() -> None:
    mail = replace(MAIL, recipient=Mailbox(name="", address="b@example.org"))

    assert _read(mail)["To"] == "b@example.org"


def test_calendar_without_a_method_is_not_mailed() -> None:
    with pytest.raises(ValueError, match="METHOD"):
        to_mime(replace(MAIL, calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
