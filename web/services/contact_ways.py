"""How an organiser reaches somebody by hand, in the order they like best."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from matcher.invitations import mail_address
from matcher.phone_numbers import as_e164, is_mobile
from web.mail.outbox import EMAIL
from web.persistence.rows import ParticipantRow

BY_NUMBER = frozenset({"telefoon", "sms", "whatsapp", "signal", "videobellen"})
"""Channels that need a number."""
BY_CALLING = frozenset({"telefoon", "videobellen", "tussenpersoon"})
ON_PAPER = frozenset({"post", "langskomen"})
LAST_WAYS = ("telefoon", "post", "langskomen")
"""What is left when nothing that they named works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """A person of a participant with a number that can be dialled."""

    name: str
    number: str
    """In E.164."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLink:
    """A link that opens a program with the text, or a conversation, ready."""

    channel: str
    url: str


def list_reachable(participant: ParticipantRow) -> tuple[Reachable, ...]:
    """List the people of a participant who have a number."""
    return tuple(
        Reachable(name=person.name, number=number)
        for person in participant.delegates
        if (number := as_e164(person.contact or "")) is not None
    )


def number_for(participant: ParticipantRow, name: str) -> str:
    """Find the number to try first for somebody: their own, or of who comes along."""
    found = list_reachable(participant)
    own = (person.number for person in found if person.name == name)
    others = (person.number for person in found)
    return next(own, next(others, ""))


def next_channel(participant: ParticipantRow, tried: Collection[str]) -> str:
    """Choose the next way to reach somebody; empty when all were tried."""
    has_number = bool(list_reachable(participant))
    has_mail = any(mail_address(person.contact) for person in participant.delegates)
    can_be_used = {EMAIL: has_mail} | dict.fromkeys(BY_NUMBER, has_number)
    ranked = dict.fromkeys((*participant.channels, *LAST_WAYS))
    ways = (code for code in ranked if can_be_used.get(code, True))
    return next((code for code in ways if code not in tried), "")


def text_links(number: str, text: str) -> tuple[TextLink, ...]:
    """Write the links by which a text is sent to a number.

    Signal takes no text along: only the conversation opens.
    """
    if not number:
        return ()
    words = quote(text, safe="")
    links = [
        TextLink(
            channel="whatsapp",
            url=f"https://wa.me/{number.removeprefix('+')}?text={words}",
        ),
        TextLink(channel="signal", url=f"https://signal.me/#p/{number}"),
    ]
    if is_mobile(number):
        # RFC 5724 2.2; telephones also understand it with the plus sign.
        links.append(TextLink(channel="sms", url=f"sms:{number}?body={words}"))
    return tuple(links)
