"""What belongs to the request at hand, typed: settings, clock, who is asking."""

from dataclasses import dataclass

from flask import current_app, g, has_request_context

from web.config import Settings
from web.ports import Clock, MailTransport, MeaningReader

EXTENSION = "trefpunt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What `web.create_app` was given, kept with the application."""

    settings: Settings
    clock: Clock
    transport: MailTransport | None
    """None where mail is not configured."""
    meaning_reader: MeaningReader | None
    """None where the extra is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInOrganiser:
    """The organiser whose session this request carries."""

    id: int
    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody who does for a participant what it could do itself."""

    kind: str
    """``behalf``: an organiser; ``helper``: a go-between that the group agreed to."""
    by: str
    """How the record of changes names them."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitingParticipant:
    """The participant whose personal link this request came by."""

    id: int
    event_id: int
    code: str
    language: str
    acting: Acting | None = None
    """Who does it for them; None where they open their own page."""


def installation() -> Installation:
    """Return what the running application was made with."""
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Installation)  # noqa: S101 -- narrows Flask's Any
    return found


def settings() -> Settings:
    """Return the settings of the running application."""
    return installation().settings


def clock() -> Clock:
    """Return the clock of the running application."""
    return installation().clock


def transport() -> MailTransport | None:
    """Return the mail carrier; None where mail is not configured."""
    return installation().transport


def meaning_reader() -> MeaningReader | None:
    """Return what reads meanings; None where the extra is not installed."""
    return installation().meaning_reader


def organiser() -> SignedInOrganiser | None:
    """Return who is signed in; None for everybody else."""
    found = g.get("organiser") if has_request_context() else None
    return found if isinstance(found, SignedInOrganiser) else None


def set_organiser(organiser: SignedInOrganiser | None) -> None:
    """Note for the rest of the request who is signed in."""
    g.organiser = organiser


def participant() -> VisitingParticipant:
    """Return whose personal page this is; only on a personal page."""
    found = g.participant
    assert isinstance(found, VisitingParticipant)  # noqa: S101 -- narrows Flask's Any
    return found


def is_personal_page() -> bool:
    """Tell whether this request came by a participant's own link."""
    return has_request_context() and isinstance(
        g.get("participant"), VisitingParticipant
    )


def set_participant(participant: VisitingParticipant) -> None:
    """Note for the rest of the request whose personal page this is."""
    g.participant = participant
