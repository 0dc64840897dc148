"""From the octets of a mail to what it means (RFC 5546 3.2, RFC 6047).

Every shape in which the common programs send an answer is read; whatever is not an
answer of the one who writes changes nothing, and says why.
"""

from datetime import timedelta
from email.message import Message

from matcher.invitations.bounces import read_report
from matcher.invitations.content_lines import (
    CalendarText,
    ContentLine,
    TooMuch,
    read_calendar,
)
from matcher.invitations.opened_mail import (
    OpenedMail,
    address_in,
    header_text,
    open_head,
    open_mail,
)
from matcher.invitations.replies import (
    Delegation,
    Ignored,
    Meaning,
    Participation,
    ReadMail,
    Reply,
    TimeProposal,
    Unread,
)
from matcher.invitations.reply_times import UnclearTime, proposed_times, stamp

_LONGEST_COMMENT = 1_000
_LONGEST_PROPOSAL = timedelta(days=1)
_AUTOMATIC_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply"})
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "List-Id")
_MACHINES = frozenset({"mailer-daemon", "postmaster"})
_HIGHEST_SEQUENCE = 10**6
_PARTICIPATIONS = {answer.value: answer for answer in Participation}


def read_mail(content: bytes, *, authority: str = "") -> ReadMail:
    """Read a mail that somebody sent to the address of our invitations.

    Args:
        content: Its octets.
        authority: The mail server whose word on who sent it is believed; empty where
            there is none, and From alone decides.
    """
    try:
        mail = open_mail(content)
        meaning = _meaning(mail, authority)
    except TooMuch:
        mail = open_head(content)
        meaning = Ignored(why=Unread.TOO_LARGE)
    return ReadMail(
        message_id=mail.message_id,
        sender=mail.senders[0] if len(mail.senders) == 1 else "",
        subject=mail.subject,
        references=mail.references,
        words=mail.words,
        meaning=meaning,
    )


def _meaning(mail: OpenedMail, authority: str) -> Meaning:
    if mail.report is not None:
        return read_report(mail.report)
    if _is_automatic(mail.headers, mail.senders):
        return Ignored(why=Unread.AUTOMATIC)
    if not mail.calendars:
        is_made = bool(_automation(mail.headers))
        return Ignored(why=Unread.AUTOMATIC if is_made else Unread.WORDS)
    read = (read_calendar(text) for text in mail.calendars)
    calendar = next((found for found in read if found is not None), None)
    if calendar is None:
        return Ignored(why=Unread.DAMAGED)
    if authority and not _is_proven(mail.headers, authority):
        return Ignored(why=Unread.FORGED)
    return _answer(calendar, mail)


def _is_proven(headers: Message, authority: str) -> bool:
    """Whether our mail server saw proven who sent a mail (RFC 8601 2.2).

    The first such header is the newest, that of our own server; a sender can only
    write one below it.
    """
    stated = header_text(headers, "Authentication-Results").lower()
    server, _, results = stated.partition(";")
    is_ours = server.strip().partition(" ")[0] == authority
    return is_ours and ("dmarc=pass" in results or "dkim=pass" in results)


def _automation(headers: Message) -> str:
    """Say what made a mail (RFC 3834 5); nothing where a person did."""
    stated = header_text(headers, "Auto-Submitted").partition(";")[0].strip().lower()
    return "" if stated == "no" else stated


def _is_automatic(headers: Message, senders: tuple[str, ...]) -> bool:
    """Whether no person is behind a mail.

    A program that carries somebody's click may call its mail auto-generated; only
    who answers unasked calls it auto-replied.
    """
    if _automation(headers) in {"auto-replied", "auto-notified"}:
        return True
    if header_text(headers, "Precedence").lower() in _AUTOMATIC_PRECEDENCE:
        return True
    if header_text(headers, "Return-Path") == "<>":
        return True
    machines = {sender.partition("@")[0] for sender in senders} & _MACHINES
    return bool(machines) or any(name in headers for name in _AUTOMATIC_HEADERS)


def _answer(calendar: CalendarText, mail: OpenedMail) -> Meaning:
    """Read a reply or counter-proposal, and whose it is."""
    uid = _value(calendar, "UID")
    if why := _flaw(calendar, mail, uid):
        return Ignored(why=why, uid=uid)
    attendee = _attendee(calendar, mail.senders)
    if attendee is None:
        return Ignored(why=Unread.OTHER_SENDER, uid=uid)
    sequence = _sequence(calendar) or 0
    if _is_delegated(attendee):
        return Delegation(
            uid=uid,
            sequence=sequence,
            attendee=mail.senders[0],
            written_at=stamp(calendar),
        )
    if _method(calendar, mail) == "COUNTER":
        return _proposal(calendar, mail, uid, sequence)
    return _reply(calendar, mail, attendee, uid, sequence)


def _flaw(calendar: CalendarText, mail: OpenedMail, uid: str) -> Unread | None:
    """Say what keeps a calendar from being an answer to one of our entries."""
    method = _method(calendar, mail)
    if mail.method and mail.method != method:
        return Unread.CONTRADICTORY
    if method not in {"REPLY", "COUNTER"}:
        return Unread.OTHER_METHOD
    return Unread.DAMAGED if not uid or _sequence(calendar) is None else None


def _method(calendar: CalendarText, mail: OpenedMail) -> str:
    """Say what it does: Proton Bridge leaves the parameter out, some the property."""
    return calendar.method or mail.method


def _reply(
    calendar: CalendarText,
    mail: OpenedMail,
    attendee: ContentLine,
    uid: str,
    sequence: int,
) -> Meaning:
    stated = attendee.parameters.get("PARTSTAT", "").upper()
    participation = _PARTICIPATIONS.get(stated)
    if participation is None:
        return Ignored(why=Unread.NO_ANSWER, uid=uid)
    return Reply(
        uid=uid,
        sequence=sequence,
        attendee=mail.senders[0],
        participation=participation,
        comment=_comment(calendar),
        written_at=stamp(calendar),
    )


def _proposal(
    calendar: CalendarText, mail: OpenedMail, uid: str, sequence: int
) -> Meaning:
    try:
        start, end = proposed_times(calendar)
    except UnclearTime:
        return Ignored(why=Unread.UNCLEAR_TIME, uid=uid)
    if end is not None and not start < end <= start + _LONGEST_PROPOSAL:
        end = None
    return TimeProposal(
        uid=uid,
        sequence=sequence,
        attendee=mail.senders[0],
        start=start,
        end=end,
        comment=_comment(calendar),
        written_at=stamp(calendar),
    )


def _attendee(calendar: CalendarText, senders: tuple[str, ...]) -> ContentLine | None:
    """Find the attendee who is the one sender; a reply for another counts nothing."""
    if len(senders) != 1:
        return None
    for line in calendar.entry:
        if line.name == "ATTENDEE" and address_in(line.value) == senders[0]:
            return line
    return None


def _is_delegated(attendee: ContentLine) -> bool:
    stated = attendee.parameters.get("PARTSTAT", "").upper()
    return stated == "DELEGATED" or "DELEGATED-TO" in attendee.parameters


def _sequence(calendar: CalendarText) -> int | None:
    """Read the number; left out it is 0 (RFC 5545 3.8.7.4), None for no number."""
    stated = _value(calendar, "SEQUENCE") or "0"
    if not (stated.isascii() and stated.isdigit()) or len(stated) > len(
        str(_HIGHEST_SEQUENCE)
    ):
        return None
    return int(stated)


def _comment(calendar: CalendarText) -> str:
    line = calendar.first("COMMENT")
    text = line.text if line else ""
    lines = ("".join(c for c in row if c.isprintable()) for row in text.splitlines())
    return "\n".join(lines).strip()[:_LONGEST_COMMENT]


def _value(calendar: CalendarText, name: str) -> str:
    line = calendar.first(name)
    return line.value.strip()[:255] if line else ""
