"""Being sure who asks, before something that a borrowed link may not do.

A personal link lives for weeks and passes through many hands. Before somebody is
erased, or sees how to reach another, a code of ten minutes is asked for: it goes to
the e-mail address that is known, or the organiser tells it to whoever they know.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from matcher.invitations import mail_address
from web import current
from web.mail import delivery, outbox
from web.persistence.database import db
from web.persistence.queries import consents, participants, roster
from web.persistence.rows import ConfirmationCodeRow, ParticipantRow
from web.persistence.transaction import transaction
from web.services import audit, rates
from web.services.rates import Rate

CODE_LASTS: Final = timedelta(minutes=10)
"""As long as a code sent by another way may live (OWASP ASVS 6.5.5)."""
DIGITS: Final = 8
MOST_TRIES: Final = 5
_PER_PARTICIPANT: Final = Rate(name="confirmation", tries=5, minutes=60)


class CodeSent(StrEnum):
    """What became of asking for a code."""

    MAILED = "mailed"
    NO_ADDRESS = "no_address"
    """Nobody of theirs has e-mail: the organiser tells the code."""
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeWay:
    """How a participant gets a code."""

    hint: str
    """The address, for the most part hidden; empty where no mail can reach them."""


def code_way(participant: ParticipantRow) -> CodeWay:
    """Say how a participant gets a code."""
    address = _address(participant) if delivery.find_carrier() else ""
    name, _, domain = address.partition("@")
    return CodeWay(hint=f"{name[:1]}…@{domain}" if address else "")


def mail_code(participant_id: int) -> CodeSent:
    """Mail a participant a code; the one before it works no more."""
    with transaction():
        row = participants.get_participant(participant_id)
        if not _address(row):
            return CodeSent.NO_ADDRESS
        if not rates.allows(_PER_PARTICIPANT, str(participant_id)):
            return CodeSent.TOO_OFTEN
        code = _add_code(row)
        outbox.queue_code(
            event=participants.get_event_of(row),
            participant=row,
            code=readable(code),
            minutes=CODE_LASTS // timedelta(minutes=1),
        )
        return CodeSent.MAILED


def tell_code(event_id: int, code: str, *, by: str) -> str:
    """Give an organiser a code, to tell to a participant they know.

    Raises:
        NotFound: The event has no such participant.
    """
    with transaction():
        row = roster.get_by_code(event_id, code)
        audit.record("code.tell", by=by, event_id=event_id, detail={"code": row.code})
        return readable(_add_code(row))


def spend_code(participant_id: int, typed: str) -> bool:
    """Say whether this is the code that was sent; it works once, and for five tries."""
    digits = "".join(sign for sign in typed if sign.isdecimal())
    with transaction():
        row = consents.find_open_code(participant_id, current.clock().now())
        if row is None or row.tries >= MOST_TRIES:
            return False
        row.tries += 1
        if not hmac.compare_digest(row.code_hash, _digest(participant_id, digits)):
            return False
        row.used_at = current.clock().now()
        return True


def readable(code: str) -> str:
    """Write a code in two halves, as people read and say it."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"


def _address(participant: ParticipantRow) -> str:
    person = outbox.first_reachable(participant)
    return (mail_address(person.contact) if person else None) or ""


def _add_code(row: ParticipantRow) -> str:
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    consents.remove_codes(row.id)
    db.session.add(
        ConfirmationCodeRow(
            participant_id=row.id,
            code_hash=_digest(row.id, code),
            expires_at=current.clock().now() + CODE_LASTS,
        )
    )
    db.session.flush()
    return code


def _digest(participant_id: int, code: str) -> str:
    key = current.settings().secret_key.encode()
    text = f"confirmation:{participant_id}:{code}".encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()
