"""Who knows of a release, and who must still be told: by mail, by hand, on paper.

Every message since a release stands here, by person, with how it goes and how it went
to pass it on. What fails gets the next way that the person likes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from web import current
from web.mail import outbox, short_texts
from web.mail.compose import Reader
from web.mail.outbox import EMAIL, writer_of
from web.mail.short_texts import PrintedLetter
from web.persistence.database import db
from web.persistence.queries import contact_attempts, messages, roster, versions
from web.persistence.rows import (
    ContactAttemptRow,
    EventRow,
    MessageRow,
    ParticipantRow,
    ProgrammeRow,
)
from web.persistence.transaction import transaction
from web.services import audit, personal_links
from web.services.contact_ways import TextLink, next_channel, number_for, text_links
from web.services.messages import NotByHand
from web.services.qr_codes import QrCode, qr_code
from web.services.release_news import appointment_of
from web.wording import in_language

_HIDDEN = frozenset({"sign_in", "code", "retention"})
"""Messages that are not news for a participant."""


class Told(StrEnum):
    """How far somebody is told."""

    TO_DO = "nog-te-doen"
    UNDER_WAY = "onderweg"
    DONE = "klaar"
    NO_NEWS = "geen-nieuws"
    """They have meetings, and nothing changed for them."""


class Outcome(StrEnum):
    """How it went to pass a message on."""

    DONE = "done"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    FAILED = "failed"
    TO_DO = "to_do"
    """Taken back: it must still be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One time that somebody was tried."""

    channel: str
    outcome: Outcome
    tried_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachMessage:
    """One message to one person, and how to pass it on."""

    id: int
    kind: str
    channel: str
    state: str
    standing: Told
    subject: str
    text: str
    short: str
    error: str
    number: str
    links: tuple[TextLink, ...]
    next_channel: str
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachPerson:
    """One person, and everything they are told since a release."""

    name: str
    participant_code: str
    participant: str
    language: str
    channels: tuple[str, ...]
    calling: str
    """Who may be called, and when, in the participant's words."""
    go_between: str
    """Who passes things on to them, with how to reach that person."""
    messages: tuple[OutreachMessage, ...]

    @property
    def standing(self) -> Told:
        """How far they are told: as far as the message that is least far."""
        found = {message.standing for message in self.messages}
        order = (Told.TO_DO, Told.UNDER_WAY, Told.DONE)
        return next((step for step in order if step in found), Told.NO_NEWS)

    @property
    def by(self) -> frozenset[str]:
        """The channels by which they are told now."""
        return frozenset(message.channel for message in self.messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outreach:
    """One release, and everybody concerned."""

    version: int
    versions: tuple[int, ...]
    people: tuple[OutreachPerson, ...]

    @property
    def counts(self) -> Counter[Told]:
        """How many people are how far."""
        return Counter(person.standing for person in self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """A letter ready to be printed."""

    message_id: int
    person: str
    letter: PrintedLetter
    qr: QrCode | None


def read_outreach(event: EventRow, version: int = 0) -> Outreach | None:
    """Say who was told of a release, by default the newest; None before the first."""
    released = versions.list_released(event.id)
    if not released:
        return None
    known = [row.version for row in released]
    place = known.index(version) if version in known else len(known) - 1
    chosen = released[place]
    until = released[place + 1].released_at if place + 1 < len(released) else None
    found = _Reading.of(event, chosen)
    rows = [
        row
        for row in messages.list_messages(event.id)
        if row.kind not in _HIDDEN and _is_since(row, chosen, until)
    ]
    return Outreach(
        version=chosen.version, versions=tuple(known), people=found.people(rows)
    )


def record_outcome(
    event_id: int, message_id: int, outcome: Outcome, *, by: str
) -> None:
    """Keep how it went to pass a message on; what failed gets the next way.

    Raises:
        NotFound: The event has no such message.
        NotByHand: The machine sends it.
    """
    with transaction():
        row = messages.get_message(event_id, message_id)
        if row.channel == EMAIL:
            raise NotByHand
        _note(row, outcome, by)
        if outcome is Outcome.DONE:
            row.state = "sent"
            row.sent_at = current.clock().now()
        elif outcome is Outcome.TO_DO:
            row.state, row.sent_at = "by_hand", None
        elif outcome is Outcome.FAILED:
            _go_on(row)


def list_letters(
    event: EventRow, message_ids: Iterable[int]
) -> tuple[LetterSheet, ...]:
    """Set messages on paper, each on a sheet of its own."""
    people = {row.code: row for row in roster.list_participants(event.id)}
    rows = (messages.get_message(event.id, key) for key in message_ids)
    return tuple(
        _sheet(event, row, people.get(row.participant_code or "")) for row in rows
    )


def _is_since(row: MessageRow, released: ProgrammeRow, until: datetime | None) -> bool:
    """Tell whether a message was written between a release and the next one."""
    since = released.released_at
    if since is None or row.created_at < since:
        return False
    return until is None or row.created_at < until


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What is looked up once for a whole release."""

    event: EventRow
    participants: Mapping[str, ParticipantRow]
    starts: Mapping[tuple[str, str], tuple[datetime, ...]]
    """When the meetings begin of a participant's person, by code and name."""
    attempts: Mapping[int, tuple[ContactAttemptRow, ...]]
    urls: Mapping[int, str]
    """Everybody's own pages, by participant."""

    @classmethod
    def of(cls, event: EventRow, released: ProgrammeRow) -> "_Reading":
        """Look everything up."""
        rows = {row.code: row for row in roster.list_participants(event.id)}
        names = {d.code: d.name for row in rows.values() for d in row.delegates}
        starts: dict[tuple[str, str], list[datetime]] = {}
        for meeting in released.meetings:
            at = appointment_of(meeting, event)
            sides = ((meeting.a, meeting.delegate_a), (meeting.b, meeting.delegate_b))
            for code, delegate in sides:
                if at is not None and delegate in names:
                    starts.setdefault((code, names[delegate]), []).append(at.start)
        return cls(
            event=event,
            participants=rows,
            starts={key: tuple(sorted(found)) for key, found in starts.items()},
            attempts=contact_attempts.list_attempts(event.id),
            urls=personal_links.list_personal_urls(event.id),
        )

    def people(self, rows: Iterable[MessageRow]) -> tuple[OutreachPerson, ...]:
        """List everybody who has a meeting or a message."""
        told: dict[tuple[str, str], list[MessageRow]] = {k: [] for k in self.starts}
        for row in sorted(rows, key=lambda row: row.id):
            key = (row.participant_code or "", row.recipient_name)
            told.setdefault(key, []).append(row)
        people = (self._person(*key, found) for key, found in told.items())
        order = list(Told)
        return tuple(
            sorted(
                people,
                key=lambda p: (order.index(p.standing), p.participant.casefold()),
            )
        )

    def _person(
        self, code: str, name: str, rows: Iterable[MessageRow]
    ) -> OutreachPerson:
        participant = self.participants.get(code)
        return OutreachPerson(
            name=name,
            participant_code=code if participant else "",
            participant=participant.name if participant else "",
            language=participant.language if participant else "nl",
            channels=tuple(participant.channels) if participant else (),
            calling=participant.calling if participant else "",
            go_between=participant.go_between if participant else "",
            messages=tuple(self._message(row, participant) for row in rows),
        )

    def _message(
        self, row: MessageRow, participant: ParticipantRow | None
    ) -> OutreachMessage:
        attempts = self.attempts.get(row.id, ())
        number = number_for(participant, row.recipient_name) if participant else ""
        short = self._short(row, participant)
        return OutreachMessage(
            id=row.id,
            kind=row.kind,
            channel=row.channel,
            state=row.state,
            standing=_standing_of(row),
            subject=row.subject,
            text=row.body,
            short=short,
            error=row.error,
            number=number,
            links=text_links(number, short),
            next_channel=_next(participant, row, attempts),
            attempts=tuple(
                Attempt(
                    channel=found.channel,
                    outcome=Outcome(found.outcome),
                    tried_at=found.tried_at,
                )
                for found in attempts
            ),
        )

    def _short(self, row: MessageRow, participant: ParticipantRow | None) -> str:
        """Write the text for a telephone; what is short already goes as it is."""
        if participant is None or row.kind not in {"programme", "personal_link"}:
            return row.body.strip()
        is_news = row.kind == "programme"
        starts = self.starts.get((participant.code, row.recipient_name), ())
        with in_language(participant.language):
            return short_texts.short_text(
                writer_of(self.event),
                Reader(
                    name=row.recipient_name,
                    url=self.urls.get(participant.id, ""),
                ),
                starts=starts if is_news else None,
            )


def _standing_of(row: MessageRow) -> Told:
    if row.state == "sent":
        return Told.DONE
    if row.state in {"queued", "sending"}:
        return Told.UNDER_WAY
    return Told.TO_DO


def _next(
    participant: ParticipantRow | None,
    row: MessageRow,
    attempts: Iterable[ContactAttemptRow],
) -> str:
    """Propose the next way by hand, after what failed and what is tried now."""
    if participant is None:
        return ""
    failed = {found.channel for found in attempts if found.outcome == Outcome.FAILED}
    return next_channel(participant, failed | {row.channel, EMAIL})


def _go_on(row: MessageRow) -> None:
    """Let a message go by the next way; it stays where it is if there is none."""
    if row.event_id is None or not row.participant_code:
        return
    participant = roster.get_by_code(row.event_id, row.participant_code)
    attempts = contact_attempts.list_attempts(row.event_id).get(row.id, ())
    following = _next(participant, row, attempts)
    if following:
        row.channel = following
        row.state = "by_hand"
        row.sent_at = None
        row.recipient_address = number_for(participant, row.recipient_name)


def _note(row: MessageRow, outcome: Outcome, by: str) -> None:
    db.session.add(
        ContactAttemptRow(
            message_id=row.id,
            channel=row.channel,
            outcome=outcome.value,
            tried_by=by,
            tried_at=current.clock().now(),
        )
    )
    audit.record(
        f"message.{outcome.value}",
        by=by,
        event_id=row.event_id,
        detail={"message": row.id, "channel": row.channel},
    )
    db.session.flush()


def _sheet(
    event: EventRow, row: MessageRow, participant: ParticipantRow | None
) -> LetterSheet:
    url = personal_links.find_personal_url(participant) if participant else None
    with in_language(participant.language if participant else "nl"):
        letter = short_texts.printed_letter(
            outbox.writer_of(event), text=row.body, url=url or ""
        )
    return LetterSheet(
        message_id=row.id,
        person=row.recipient_name,
        letter=letter,
        qr=qr_code(url) if url else None,
    )
