"""What is offered to many at once, as the report lists it."""

from dataclasses import dataclass

from matcher.group_offers import GroupOffer
from web.services.plan_files.contents import PlanContents


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSeeker:
    """Somebody whom an offer would help, and the ask that it answers."""

    name: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOffer:
    """One offer to many, with everybody there is a seat for."""

    text: str
    giver: str
    seats: int
    are_seats_stated: bool
    seekers: tuple[ReportSeeker, ...]
    waiting: int
    """How many more it would help than it has seats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOffers:
    """All offers to many: those that several ask for, and how many others."""

    asked: tuple[ReportOffer, ...]
    others: int


def list_offers(contents: PlanContents) -> ReportOffers:
    """List what several ask for, what is most asked for first."""
    offers = contents.planned.group_offers
    asked = tuple(offer for offer in offers if offer.is_asked_by_many)
    return ReportOffers(
        asked=tuple(_offer(contents, offer) for offer in asked),
        others=len(offers) - len(asked),
    )


def _offer(contents: PlanContents, offer: GroupOffer) -> ReportOffer:
    names = contents.index.names
    return ReportOffer(
        text=offer.text,
        giver=names[offer.giver],
        seats=offer.seats,
        are_seats_stated=offer.are_seats_stated,
        seekers=tuple(
            ReportSeeker(name=names[seeker.participant], ask=seeker.ask)
            for seeker in offer.askers[: offer.seats]
        ),
        waiting=max(0, len(offer.askers) - offer.seats),
    )
