"""What stands in the directory of an event: participants as everybody may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from matcher.disclosure import SENSITIVE_CODES, shown_text
from matcher.participants import Consent, Participant
from web.persistence.loading import participant_value, slot_codes
from web.persistence.queries import roster, setup
from web.wording.quoting import one_line

MOST_NAME = 80
"""Characters of the name of a service, which is the beginning of the offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryService:
    """One thing that is offered."""

    id: UUID
    kind: str
    """A ``need_kind`` code."""
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """One participant that wants to be found."""

    id: UUID
    """The same as long as the event exists."""
    name: str
    kind: str
    description: str
    area: str
    themes: tuple[str, ...]
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    """Codes of the languages in which one can talk with them."""
    services: tuple[DirectoryService, ...]


def list_entries(event_id: int) -> tuple[DirectoryEntry, ...]:
    """List who wants to be in the directory, by name."""
    event = setup.get_event(event_id)
    slots = slot_codes(event)
    return tuple(
        entry_of(participant_value(row, slots), UUID(event.uid))
        for row in roster.list_participants(event_id)
        if row.state == "registered" and row.in_directory
    )


def entry_of(participant: Participant, namespace: UUID) -> DirectoryEntry:
    """Give a participant as everybody may read it.

    What speaks of faith, health or want is left out unless they said yes to that too.
    """
    may_tell_all = Consent.TARGET_GROUPS in participant.consents
    own = uuid5(namespace, f"organization:{participant.id}")
    return DirectoryEntry(
        id=own,
        name=one_line(shown_text(participant.name, participant)),
        kind=participant.kind,
        description=shown_text(participant.description, participant),
        area=one_line(shown_text(participant.area, participant)),
        themes=_shown(participant.themes, may_tell_all=may_tell_all),
        target_groups=_shown(participant.target_groups, may_tell_all=may_tell_all),
        languages=tuple(
            skill.code for skill in participant.languages if skill.is_workable
        ),
        services=_services(participant, own),
    )


def _services(participant: Participant, own: UUID) -> tuple[DirectoryService, ...]:
    """Give the offers; one keeps its id as long as its text stays the same."""
    seen: dict[str, int] = {}
    found = []
    for offer in participant.offers:
        key = f"service:{offer.kind}:{offer.text}"
        seen[key] = seen.get(key, 0) + 1
        text = shown_text(offer.text, participant)
        found.append(
            DirectoryService(
                id=uuid5(own, f"{key}:{seen[key]}"),
                kind=offer.kind,
                name=_name_of(text),
                text=text,
            )
        )
    return tuple(found)


def _name_of(text: str) -> str:
    """Shorten a text to a name, at a space."""
    line = one_line(text)
    if len(line) <= MOST_NAME:
        return line
    return line[: MOST_NAME - 1].rpartition(" ")[0].rstrip(" ,;:.") + "\u2026"


def _shown(codes: Iterable[str], *, may_tell_all: bool) -> tuple[str, ...]:
    return tuple(
        sorted(code for code in codes if may_tell_all or code not in SENSITIVE_CODES)
    )
