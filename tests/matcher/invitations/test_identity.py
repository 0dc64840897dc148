import re
from uuid import UUID

import pytest

from matcher.invitations import (
    Mailbox,
    invitation_uid,
    mail_address,
    message_id,
    stand_in_address,
)

EVENT = "4f3c6a0e-8f1d-4a5a-9a51-0d9a5f0e7c11"


def test_uid_is_the_same_for_ever() -> None:
    uid = invitation_uid(EVENT, "W001+W073", "W001.1")

    assert uid == "c1171860-f0f4-52b5-8298-1a010b5c0426@trefpunt"


def test_uid_is_a_uuid_at_a_neutral_domain() -> None:
    left, _, right = invitation_uid(EVENT, "W001+W073", "W001.1").partition("@")

    assert (str(UUID(left)), UUID(left).version, right) == (left, 5, "trefpunt")


def test_uid_differs_by_event_meeting_and_person() -> None:
    uids = {
        invitation_uid(event, meeting, delegate)
        for event in (EVENT, "another event")
        for meeting in ("W001+W073", "W001+W074")
        for delegate in ("W001.1", "W001.2")
    }

    assert len(uids) == 8


def test_message_id_tells_states_apart() -> None:
    uid = "4f3c@trefpunt"

    first, second = (message_id(uid, sequence=n, domain="x.example") for n in (0, 1))

    assert (first, second) == ("<4f3c.0@x.example>", "<4f3c.1@x.example>")


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("oksana.w003@example.org", "oksana.w003@example.org"),
        ("  Oksana@Example.org ", "Oksana@Example.org"),
        ("mailto:a+b@example.org", "a+b@example.org"),
        ("beurs@localhost", "beurs@localhost"),
        ("+31 6 0000 5777", None),
        ("geen", None),
        ("", None),
        (None, None),
        ("a@b@example.org", None),
        ("a b@example.org", None),
        ("a@example.org\r\nBcc: b@example.org", None),
        ("a@example.org\n", "a@example.org"),
        ("Name <a@example.org>", None),
        ("a..b@example.org", None),
        ("a@-example.org", None),
        ('"a b"@example.org', None),
        ("a@example.org,b@example.org", None),
        ("a" * 250 + "@example.org", None),
    ],
)
def test_mail_address_is_found_in_a_contact(contact, address) -> None:
    assert mail_address(contact) == address


def test_stand_in_address_is_well_formed_and_reaches_nobody() -> None:
    address = stand_in_address("W001.1")

    assert (address, mail_address(address)) == ("w001-1@geen-e-mail.invalid", address)


def test_stand_in_address_exists_for_any_name() -> None:
    assert re.fullmatch(r"[a-z]+@geen-e-mail\.invalid", stand_in_address("..."))


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@x.org\r\nTo: b@x.org", " a@x.org"]
)
def test_mailbox_refuses_what_is_not_an_address(address) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        Mailbox(name="A", address=address)
