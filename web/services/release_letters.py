"""The words of a release: one letter per meeting by mail, one text per person else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matcher.participants import ParticipantId
from web.mail import compose
from web.mail.compose import Reader
from web.mail.letter import Letter
from web.mail.outbox import EMAIL, writer_of
from web.persistence import loading
from web.persistence.rows import ParticipantRow
from web.services.release_news import Material, News, NewsKind, Seat
from web.wording import gettext as _
from web.wording import in_language
from web.wording.quoting import isolated
from web.wording.reasons import reason_sentences

DEFAULT_LANGUAGE = "nl"
UrlOf = Callable[[ParticipantRow], str]
"""Gives a participant's personal link, as it will stand in the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalNews:
    """All that one person is told by one release."""

    news: tuple[News, ...]
    seats: tuple[Seat, ...]
    """The meetings this person has after it."""

    @property
    def first(self) -> News:
        """Any of them: they share the person."""
        return self.news[0]

    @property
    def is_mailed(self) -> bool:
        """Whether it goes out by itself."""
        return self.first.to.channel == EMAIL


def by_person(news: Sequence[News], seats: Sequence[Seat]) -> tuple[PersonalNews, ...]:
    """Group news by whom it is for, in order of their codes.

    Somebody whose address was mended in between counts as two: each address gets
    its own.
    """
    grouped: dict[tuple[str, str, str], list[News]] = {}
    for item in news:
        key = (item.participant_code, item.delegate_code, item.to.channel)
        grouped.setdefault(key, []).append(item)
    return tuple(
        PersonalNews(
            news=tuple(items),
            seats=tuple(s for s in seats if s.delegate.code == delegate_code),
        )
        for (_code, delegate_code, _channel), items in sorted(grouped.items())
    )


def letter_of(news: News, material: Material, url_of: UrlOf) -> Letter:
    """Write the mail of one piece of news, in the language of its reader."""
    writer = writer_of(material.event)
    with in_language(_language(news)):
        reader = _reader(news, url_of)
        other = _other(news, material)
        if news.kind is NewsKind.REMOVED and news.before is not None:
            return compose.cancellation(writer, reader, other=other, at=news.before)
        seat = _seat(news)
        if news.before is not None:
            return compose.change(
                writer, reader, other=other, before=news.before, after=seat.at
            )
        reasons = _reasons(seat)
        return compose.invitation(
            writer, reader, other=other, at=seat.at, reasons=reasons
        )


def text_by_hand(person: PersonalNews, material: Material, url_of: UrlOf) -> Letter:
    """Write the text an organiser passes on: all news of one person together."""
    with in_language(_language(person.first)):
        return compose.programme_by_hand(
            writer_of(material.event),
            _reader(person.first, url_of),
            news=tuple(_line(item, material) for item in person.news),
            starts=tuple(seat.at.start for seat in person.seats),
        )


def _line(news: News, material: Material) -> str:
    other = _other(news, material)
    if news.kind is NewsKind.REMOVED and news.before is not None:
        return compose.line_of_removal(other, news.before)
    seat = _seat(news)
    if news.before is not None:
        return compose.line_of_change(other, news.before, seat.at)
    return compose.line_of_addition(other, seat.at)


def _seat(news: News) -> Seat:
    if news.seat is None:
        raise ValueError("only a cancellation has no seat")
    return news.seat


def _language(news: News) -> str:
    return news.participant.language if news.participant else DEFAULT_LANGUAGE


def _reader(news: News, url_of: UrlOf) -> Reader:
    participant = news.participant
    return Reader(
        name=news.to.name or _("deelnemer"),
        url=url_of(participant) if participant else "",
    )


def _other(news: News, material: Material) -> str:
    name = material.names.get(news.other)
    return isolated(name) if name else _("de andere groep")


def _reasons(seat: Seat) -> tuple[str, ...]:
    return reason_sentences(
        loading.meeting_value(seat.meeting).reasons,
        ParticipantId(seat.participant.code),
    )
