"""Releasing a version of the programme: shown first, then done in one go.

A release is one transaction: the version is fixed for good, every changed calendar
entry gets its next state, and every message stands in the outbox. Mail leaves
after it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from matcher.invitations import message_id as calendar_message_id
from matcher.invitations import (
    to_ical,
)
from matcher.release_checks import Obstacle
from web import current
from web.mail import outbox
from web.mail.compose import Appointment
from web.mail.letter import Letter
from web.persistence.database import db
from web.persistence.queries import messages, versions
from web.persistence.queries.participants import find_released_programme
from web.persistence.rows import InvitationRow, MessageRow, ParticipantRow
from web.persistence.transaction import transaction
from web.refusals import Conflict, EditedElsewhere
from web.services import audit, personal_links
from web.services.calendar_entries import invitation_of
from web.services.carried_answers import carry_over
from web.services.personal_links import LinkPurpose
from web.services.release_letters import (
    PersonalNews,
    by_person,
    letter_of,
    text_by_hand,
)
from web.services.release_news import (
    Material,
    News,
    NewsKind,
    Seat,
    list_news,
    list_seats,
    read_material,
)
from web.services.release_obstacles import obstacles_of
from web.wording import gettext as _

_KINDS = {
    NewsKind.ADDED: "invitation",
    NewsKind.MOVED: "change",
    NewsKind.REMOVED: "cancellation",
}


class AlreadyReleased(Conflict):
    """This version, or one after it, is what people know already."""


class NotReleasable(Conflict):
    """Some meetings of the version cannot be told to people."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        """Keep what stands in the way."""
        super().__init__(f"{len(obstacles)} obstacles")
        self.obstacles = obstacles


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One meeting that changes for somebody."""

    kind: NewsKind
    other: str
    before: Appointment | None
    after: Appointment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNews:
    """What one person hears, and how."""

    participant_code: str
    participant: str
    delegate_code: str
    person: str
    channel: str
    address: str
    is_mailed: bool
    items: tuple[NewsItem, ...]
    letters: tuple[Letter, ...]
    """The messages themselves, as they will go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCount:
    """How many people are reached by a channel."""

    channel: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePreview:
    """What a release would do."""

    version: int
    known: int
    """The version people know now; 0 if they know none."""
    people: tuple[PersonNews, ...]
    channels: tuple[ChannelCount, ...]
    untouched: int
    """People with meetings who hear nothing, because nothing changes for them."""
    obstacles: tuple[Obstacle, ...]

    @property
    def can_release(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles and self.version > self.known


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDone:
    """What a release did."""

    version: int
    mails: int
    by_hand: int


def preview_release(event_id: int, version: int | None = None) -> ReleasePreview | None:
    """Show what releasing a version would do, by default the newest.

    Returns:
        None when there is no version at all.

    Raises:
        NotFound: There is no such version.
    """
    if version is None:
        newest = versions.find_newest(event_id)
        if newest is None:
            return None
        version = newest.version
    material = read_material(event_id, version)
    seats = list_seats(material)
    people = by_person(list_news(material), seats)
    channels = Counter(person.first.to.channel for person in people)
    hearing = {person.first.delegate_code for person in people}
    return ReleasePreview(
        version=version,
        known=_known_version(event_id),
        people=tuple(_shown(person, material) for person in people),
        channels=tuple(
            ChannelCount(channel=channel, people=count)
            for channel, count in channels.most_common()
        ),
        untouched=len({seat.delegate.code for seat in seats} - hearing),
        obstacles=obstacles_of(material),
    )


def release(event_id: int, *, version: int, by: str, known: int) -> ReleaseDone:
    """Release a version and put every message in the outbox.

    Args:
        event_id: The event.
        version: What is released.
        by: The organiser's e-mail address.
        known: The version that people knew when the organiser looked.

    Raises:
        AlreadyReleased: It, or a later one, was released before.
        EditedElsewhere: Another version was released since the organiser looked.
        NotReleasable: Some meetings cannot be told.
        NotFound: There is no such version.
    """
    with transaction():
        return release_within(event_id, version=version, by=by, known=known)


def release_within(event_id: int, *, version: int, by: str, known: int) -> ReleaseDone:
    """Do what `release` does, inside a transaction that is open already."""
    material = read_material(event_id, version)
    _refuse(material, known)
    now = current.clock().now()
    material.programme.state = "released"
    material.programme.released_at = now
    material.programme.released_by = by
    seats = list_seats(material)
    _make_links(seats)
    people = by_person(list_news(material), seats)
    for person in people:
        tell_person(person, material, now, cause=str(material.programme.id))
    done = ReleaseDone(
        version=version,
        mails=sum(len(person.news) for person in people if person.is_mailed),
        by_hand=sum(not person.is_mailed for person in people),
    )
    audit.record(
        "programme.release",
        by=by,
        event_id=event_id,
        detail={"version": version, "mails": done.mails, "by_hand": done.by_hand},
    )
    return done


def _known_version(event_id: int) -> int:
    released = find_released_programme(event_id)
    return released.version if released else 0


def _refuse(material: Material, known: int) -> None:
    newest = _known_version(material.event.id)
    if material.programme.version <= newest:
        raise AlreadyReleased
    if newest != known:
        raise EditedElsewhere
    if obstacles := obstacles_of(material):
        raise NotReleasable(obstacles)


def _make_links(seats: tuple[Seat, ...]) -> None:
    """Give everybody with a meeting the links that pages and mails show."""
    for participant in {
        seat.participant.id: seat.participant for seat in seats
    }.values():
        for purpose in LinkPurpose:
            personal_links.issue(participant, purpose)


def _shown(person: PersonalNews, material: Material) -> PersonNews:
    first = person.first
    letters = (
        tuple(letter_of(news, material, _url_to_show) for news in person.news)
        if person.is_mailed
        else (text_by_hand(person, material, _url_to_show),)
    )
    return PersonNews(
        participant_code=first.participant_code,
        participant=material.names.get(first.participant_code, ""),
        delegate_code=first.delegate_code,
        person=first.to.name,
        channel=first.to.channel,
        address=first.to.address,
        is_mailed=person.is_mailed,
        items=tuple(
            NewsItem(
                kind=news.kind,
                other=material.names.get(news.other, ""),
                before=news.before,
                after=news.after,
            )
            for news in person.news
        ),
        letters=letters,
    )


def _url_to_show(participant: ParticipantRow) -> str:
    """Give the link that is there; a preview makes none."""
    return personal_links.find_personal_url(participant) or _("(de eigen link)")


def tell_person(
    person: PersonalNews, material: Material, now: datetime, *, cause: str
) -> None:
    """Write the new states of one person's entries, and the messages about them.

    Called inside the transaction of the *cause*; the same person hears of the same
    cause once.
    """
    rows = [_store(news, material, now) for news in person.news]
    if person.is_mailed:
        for news, row in zip(person.news, rows, strict=True):
            _queue_mail(news, row, material)
        return
    letter = text_by_hand(person, material, personal_links.personal_url)
    key = f"{cause}:{person.first.delegate_code}"
    message = outbox.new_message(
        letter,
        person.first.to,
        kind="programme",
        message_id=outbox.message_id_of("programme", key),
    )
    message.event_id = material.event.id
    outbox.queue(message)


def _store(news: News, material: Material, now: datetime) -> InvitationRow:
    invitation = invitation_of(news, material, now)
    row = InvitationRow(
        event_id=material.event.id,
        programme_id=material.programme.id,
        uid=invitation.uid,
        sequence=invitation.sequence,
        method=invitation.method.value,
        meeting_code=news.meeting_code,
        participant_code=news.participant_code,
        delegate_code=news.delegate_code,
        starts_at=invitation.start,
        ends_at=invitation.end,
        fingerprint=news.seat.fingerprint if news.seat else "",
        stamped_at=invitation.stamped_at,
        content=to_ical(invitation),
    )
    db.session.add(row)
    db.session.flush()
    if news.previous is not None and news.is_unmoved:
        carry_over(news.previous, row)
    return row


def _queue_mail(news: News, row: InvitationRow, material: Material) -> MessageRow:
    domain = outbox.sender_domain()
    message = outbox.new_message(
        letter_of(news, material, personal_links.personal_url),
        news.to,
        kind=_KINDS[news.kind],
        message_id=calendar_message_id(row.uid, sequence=row.sequence, domain=domain),
    )
    message.event_id = material.event.id
    message.invitation_id = row.id
    if news.previous is not None:
        carriers = messages.list_messages_of_invitations([news.previous.id])
        message.in_reply_to = next((sent.message_id for sent in carriers), None)
    return outbox.queue(message)
