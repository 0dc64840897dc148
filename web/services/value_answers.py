"""A participant as the matcher knows it, written into its row step by step."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from matcher.event import SlotId
from matcher.participants import Answer, Consent, Participant
from web import current
from web.persistence.database import db
from web.persistence.loading import consents_of
from web.persistence.rows import ParticipantRow
from web.services.answers import (
    AboutAnswers,
    AskAnswers,
    DelegateAnswers,
    OfferAnswers,
    PeopleAnswers,
    SlotAnswer,
    StepAnswers,
    TimeAnswers,
)
from web.services.step_answers import read_like, write


def from_sheet(
    row: ParticipantRow,
    participant: Participant,
    keys: Mapping[str, int],
    *,
    told: AbstractSet[Consent],
) -> Participant:
    """Add what a sheet does not say and the row knows: consents, "if need be".

    Args:
        row: What is stored.
        participant: What the sheet says.
        keys: The keys of the event's slots, by code.
        told: The consents that the sheet has a column for.
    """
    codes = {key: SlotId(code) for code, key in keys.items()}
    given = {codes[known.slot_id]: Answer(known.answer) for known in row.availability}
    return replace(
        participant,
        availability={
            slot: given.get(slot, answer)
            for slot, answer in participant.availability.items()
        },
        consents=(participant.consents & told) | (consents_of(row) - told),
    )


def store_value(
    row: ParticipantRow, participant: Participant, keys: Mapping[str, int]
) -> bool:
    """Write what differs, inside a transaction; say whether anything did.

    People are known by their names: who is there already keeps the code.
    """
    changed = [
        answers
        for answers in _answers_of(row, participant, keys)
        if read_like(row, answers) != answers
    ]
    for answers in changed:
        write(row, answers)
    if changed:
        row.revision += 1
        row.updated_at = current.clock().now()
        db.session.flush()
    return bool(changed)


def _answers_of(
    row: ParticipantRow, participant: Participant, keys: Mapping[str, int]
) -> tuple[StepAnswers, ...]:
    """Give the answers of all steps as the value has them."""
    codes = {delegate.name.casefold(): delegate.code for delegate in row.delegates}
    slots = (
        SlotAnswer(slot_id=keys[slot], answer=answer)
        for slot, answer in participant.availability.items()
    )
    return (
        AboutAnswers(
            name=participant.name,
            kind=participant.kind,
            area=participant.area,
            description=participant.description,
            target_groups=tuple(sorted(participant.target_groups)),
            shows_target_groups=Consent.TARGET_GROUPS in participant.consents,
        ),
        OfferAnswers(offers=participant.offers),
        AskAnswers(
            asks=participant.asks,
            themes=tuple(sorted(participant.themes)),
            wishes=participant.wishes,
            shows_wishes=Consent.WISHES in participant.consents,
        ),
        TimeAnswers(
            slots=tuple(sorted(slots, key=lambda given: given.slot_id)),
            other_moment=row.other_moment,
        ),
        PeopleAnswers(
            delegates=tuple(
                DelegateAnswers(
                    name=delegate.name,
                    role=delegate.role,
                    contact=delegate.contact,
                    code=codes.get(delegate.name.casefold(), ""),
                )
                for delegate in participant.delegates
            ),
            languages=participant.languages,
            channels=participant.channels,
            accessibility=tuple(sorted(participant.accessibility)),
        ),
    )
