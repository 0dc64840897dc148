"""Offers to several groups together: who is invited, and what they answer.

What is offered to many and whom it would help is found when the event is planned
and kept with the version; the organiser chooses, and a group sees only what it is
invited to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from matcher.group_offers import MANY, MOST_SEATS
from web import current
from web.persistence.database import db
from web.persistence.queries import participants, sessions, versions
from web.persistence.rows import (
    EventRow,
    GroupSessionRow,
    ParticipantRow,
    SessionPlaceRow,
)
from web.persistence.transaction import transaction
from web.refusals import NotFound
from web.services import audit
from web.services.outcomes import Saved
from web.services.own_page import OwnPage
from web.wording.quoting import one_line


class SessionAnswer(StrEnum):
    """What a group says to an invitation."""

    INVITED = "invited"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A group that an offer would help."""

    code: str
    name: str
    ask: str
    answer: SessionAnswer | None = None
    """What it answered; None if it is not invited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferToMany:
    """One offer with everybody it would help, the best first."""

    giver: str
    giver_name: str
    text: str
    seats: int
    are_seats_stated: bool
    candidates: tuple[Candidate, ...]
    note: str = ""
    is_session: bool = False
    """Whether anybody was invited yet."""

    @property
    def is_asked_by_many(self) -> bool:
        """Whether it stands on the first list."""
        return self.is_session or len(self.candidates) >= MANY


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersToMany:
    """All offers to many, by the newest version of the programme."""

    version: int | None
    """None as long as nothing was planned."""
    offers: tuple[OfferToMany, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionForm:
    """What an organiser chooses for one offer."""

    giver: str
    offer: str
    seats: int
    note: str
    invited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFewSeats:
    """More were invited than there are seats; nothing was changed."""

    seats: int
    invited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """A session as somebody sees it who gives it or is invited to it."""

    id: int
    offer: str
    note: str
    giver_name: str
    """Empty for who gives it."""
    ask: str
    answer: SessionAnswer
    coming: tuple[str, ...]
    """For who gives it: the names of those who said yes."""
    waiting: int
    """For who gives it: how many did not answer yet."""
    seats: int

    @property
    def is_own(self) -> bool:
        """Whether the reader gives it."""
        return not self.giver_name


def read_offers(event: EventRow) -> OffersToMany:
    """List what is offered to many, with who is invited already."""
    programme = versions.find_newest(event.id)
    names = _names(event.id)
    found = {} if programme is None else _planned(programme.summary, names)
    for row in sessions.list_sessions(event.id):
        key = (row.giver, row.offer)
        found[key] = _with_session(found.get(key), row, names)
    offers = sorted(
        found.values(), key=lambda o: (not o.is_session, -len(o.candidates))
    )
    return OffersToMany(
        version=None if programme is None else programme.version,
        offers=tuple(offer for offer in offers if offer.giver in names),
    )


def save_session(event: EventRow, form: SessionForm, *, by: str) -> Saved | TooFewSeats:
    """Invite groups to an offer, or take the invitation back.

    Somebody who stays invited keeps the answer.

    Raises:
        NotFound: There is no such offer, or it would not help somebody named.
    """
    with transaction():
        offer = _find_offer(event, form)
        asks = {candidate.code: candidate.ask for candidate in offer.candidates}
        for code in form.invited:
            if code not in asks:
                raise NotFound("participant", code)
        if len(form.invited) > form.seats:
            return TooFewSeats(seats=form.seats, invited=len(form.invited))
        row = sessions.find_session(event.id, form.giver, form.offer)
        if row is None:
            row = _add_session(event, form)
        row.seats, row.note = min(form.seats, MOST_SEATS), form.note
        _invite(row, {code: asks[code] for code in form.invited})
        if not row.invited:
            db.session.delete(row)
        audit.record(
            "session.invite",
            by=by,
            event_id=event.id,
            detail={"giver": form.giver, "invited": sorted(form.invited)},
        )
        return Saved(revision=row.id)


def read_own_sessions(page: OwnPage) -> tuple[OwnSession, ...]:
    """List what a participant can join, and who joins what it gives itself.

    Who has withdrawn joins nothing.
    """
    if page.participant.state != "registered":
        return ()
    code = page.participant.code
    rows = sessions.list_sessions_of(page.event.id, code)
    codes = {row.giver for row in rows} | {
        p.participant for r in rows for p in r.invited
    }
    known = participants.list_by_code(page.event.id, frozenset(codes))
    names = {row.code: one_line(row.name) for row in known}
    return tuple(_own_session(row, code, names) for row in rows)


def answer_session(participant_id: int, session_id: int, answer: SessionAnswer) -> None:
    """Keep what a participant says to an invitation.

    Raises:
        NotFound: It is not invited to such a session.
    """
    with transaction():
        row = participants.get_participant(participant_id)
        place = db.session.get(SessionPlaceRow, (session_id, row.code))
        session = db.session.get(GroupSessionRow, session_id)
        if place is None or session is None or session.event_id != row.event_id:
            raise NotFound("session", session_id)
        place.answer = answer.value


def _names(event_id: int) -> Mapping[str, str]:
    rows: Iterable[ParticipantRow] = versions.list_named(event_id)
    return {row.code: row.name for row in rows if row.state == "registered"}


def _planned(
    summary: Mapping[str, object], names: Mapping[str, str]
) -> dict[tuple[str, str], OfferToMany]:
    """Read the offers that were found when a version was planned."""
    stored = cast(Sequence[Mapping[str, object]], summary.get("group_offers", ()))
    found = {}
    for entry in stored:
        askers = cast(Sequence[Mapping[str, str]], entry["askers"])
        giver, text = str(entry["giver"]), str(entry["text"])
        found[giver, text] = OfferToMany(
            giver=giver,
            giver_name=names.get(giver, giver),
            text=text,
            seats=int(str(entry["seats"])),
            are_seats_stated=bool(entry["are_seats_stated"]),
            candidates=tuple(
                Candidate(
                    code=asker["participant"],
                    name=names[asker["participant"]],
                    ask=asker["ask"],
                )
                for asker in askers
                if asker["participant"] in names
            ),
        )
    return found


def _with_session(
    offer: OfferToMany | None, row: GroupSessionRow, names: Mapping[str, str]
) -> OfferToMany:
    """Add who is invited; who no longer asks for it stays on the list."""
    if offer is None:
        offer = OfferToMany(
            giver=row.giver,
            giver_name=names.get(row.giver, row.giver),
            text=row.offer,
            seats=row.seats,
            are_seats_stated=True,
            candidates=(),
        )
    known = {candidate.code: candidate for candidate in offer.candidates}
    for place in row.invited:
        if place.participant in names:
            known[place.participant] = Candidate(
                code=place.participant,
                name=names[place.participant],
                ask=place.ask,
                answer=SessionAnswer(place.answer),
            )
    return replace(
        offer,
        candidates=tuple(known.values()),
        seats=row.seats,
        note=row.note,
        is_session=True,
    )


def _find_offer(event: EventRow, form: SessionForm) -> OfferToMany:
    for offer in read_offers(event).offers:
        if (offer.giver, offer.text) == (form.giver, form.offer):
            return offer
    raise NotFound("offer", form.giver)


def _add_session(event: EventRow, form: SessionForm) -> GroupSessionRow:
    row = GroupSessionRow(
        event_id=event.id,
        giver=form.giver,
        offer=form.offer,
        seats=form.seats,
        created_at=current.clock().now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _invite(row: GroupSessionRow, asks: Mapping[str, str]) -> None:
    kept = [place for place in row.invited if place.participant in asks]
    known = {place.participant for place in kept}
    row.invited = [
        *kept,
        *(
            SessionPlaceRow(session_id=row.id, participant=code, ask=ask)
            for code, ask in asks.items()
            if code not in known
        ),
    ]
    db.session.flush()


def _own_session(
    row: GroupSessionRow, code: str, names: Mapping[str, str]
) -> OwnSession:
    mine = next((p for p in row.invited if p.participant == code), None)
    is_own = row.giver == code
    answers = [SessionAnswer(place.answer) for place in row.invited]
    return OwnSession(
        id=row.id,
        offer=row.offer,
        note=row.note,
        giver_name="" if is_own else names.get(row.giver, ""),
        ask=mine.ask if mine else "",
        answer=SessionAnswer(mine.answer) if mine else SessionAnswer.INVITED,
        coming=tuple(
            names.get(place.participant, "")
            for place in row.invited
            if is_own and place.answer == SessionAnswer.YES
        ),
        waiting=answers.count(SessionAnswer.INVITED),
        seats=row.seats,
    )
