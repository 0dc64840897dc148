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
    MarketAnswers,
    NeedsAnswers,
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
    refused: AbstractSet[Consent],
) -> Participant:
    """Add what a sheet does not say and the row knows: consents, "if need be".

    Args:
        row: What is stored.
        participant: What the sheet says.
        keys: The keys of the event's slots, by code.
        told: The consents that the sheet has a column for.
        refused: Those to which the participant said no themselves.
    """
    codes = {key: SlotId(code) for code, key in keys.items()}
    given = {codes[known.slot_id]: Answer(known.answer) for known in row.availability}
    return replace(
        participant,
        availability={
            slot: given.get(slot, answer) if answer is Answer.YES else answer
            for slot, answer in participant.availability.items()
        },
        other_moment=participant.other_moment
        or (row.other_moment and not participant.availability),
        consents=((participant.consents & told) - refused) | (consents_of(row) - told),
    )


def store_value(
    row: ParticipantRow, participant: Participant, keys: Mapping[str, int]
) -> bool:
    """Write what differs, inside a transaction; say whether anything did.

    People are known by their names: who is there already keeps the code.
    """
    was_listed = row.in_directory
    row.in_directory = Consent.DIRECTORY in participant.consents
    changed = [
        answers
        for answers in _answers_of(row, participant, keys)
        if read_like(row, answers) != answers
    ]
    for answers in changed:
        write(row, answers)
    if changed or row.in_directory != was_listed:
        row.revision += 1
        row.updated_at = current.clock().now()
        db.session.flush()
        return True
    return False


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
            target_groups=_in_order(row.target_groups, participant.target_groups),
            shows_target_groups=Consent.TARGET_GROUPS in participant.consents,
        ),
        OfferAnswers(offers=participant.offers),
        AskAnswers(
            asks=participant.asks,
            themes=_in_order(row.themes, participant.themes),
            wishes=participant.wishes,
            shows_wishes=Consent.WISHES in participant.consents,
        ),
        TimeAnswers(
            slots=tuple(sorted(slots, key=lambda given: given.slot_id)),
            other_moment=participant.other_moment,
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
            speaks_for=participant.speaks_for,
            channels=participant.channels,
            calling=participant.calling,
            go_between=participant.go_between,
        ),
        NeedsAnswers(
            accessibility=_in_order(row.accessibility, participant.accessibility),
            interpreter=participant.interpreter,
            missing_group=participant.missing_group,
        ),
        MarketAnswers(
            in_marketplace=Consent.MARKETPLACE in participant.consents,
            chosen=tuple(sorted(participant.chosen - participant.avoided)),
            avoided=tuple(sorted(participant.avoided)),
        ),
    )


def _in_order(stored: list[str], wanted: AbstractSet[str]) -> tuple[str, ...]:
    """Keep the order of codes that are stored; what is new comes after them."""
    return (
        *(code for code in stored if code in wanted),
        *sorted(wanted - set(stored)),
    )
