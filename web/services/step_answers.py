"""Reading one step of the answers from its row, and writing it there."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import assert_never

from web import current
from web.persistence.queries import participants
from web.persistence.rows import (
    AskRow,
    AvailabilityRow,
    DelegateRow,
    MarkRow,
    OfferRow,
    ParticipantRow,
)
from web.services.answers import (
    AboutAnswers,
    AskAnswers,
    DelegateAnswers,
    MarketAnswers,
    NeedsAnswers,
    OfferAnswers,
    PeopleAnswers,
    StepAnswers,
    TimeAnswers,
    read_about,
    read_asks,
    read_market,
    read_needs,
    read_offers,
    read_people,
    read_times,
)

_READERS: Mapping[type[StepAnswers], Callable[[ParticipantRow], StepAnswers]] = {
    AboutAnswers: read_about,
    OfferAnswers: read_offers,
    AskAnswers: read_asks,
    TimeAnswers: read_times,
    PeopleAnswers: read_people,
    NeedsAnswers: read_needs,
    MarketAnswers: read_market,
}


def read_like(row: ParticipantRow, answers: StepAnswers) -> StepAnswers:
    """Read from a row the step that these answers belong to."""
    return _READERS[type(answers)](row)


def recognise(stored: StepAnswers, answers: StepAnswers) -> StepAnswers:
    """Give people without a code that of the same person who is stored already.

    A second press on the button sends a form that was filled before they had one.
    """
    if not (isinstance(stored, PeopleAnswers) and isinstance(answers, PeopleAnswers)):
        return answers
    named = {given.code for given in answers.delegates}
    spare = {
        replace(known, code=""): known
        for known in stored.delegates
        if known.code not in named
    }
    delegates = tuple(spare.pop(given, given) for given in answers.delegates)
    return replace(answers, delegates=delegates)


def write(row: ParticipantRow, answers: StepAnswers) -> None:
    """Write the answers of one step into a row, inside a transaction."""
    match answers:
        case AboutAnswers():
            _write_about(row, answers)
        case OfferAnswers():
            row.offers = [
                OfferRow(position=number, kind=offer.kind, text=offer.text)
                for number, offer in enumerate(answers.offers)
            ]
        case AskAnswers():
            _write_asks(row, answers)
        case TimeAnswers():
            _write_times(row, answers)
        case PeopleAnswers():
            _write_people(row, answers)
        case NeedsAnswers():
            row.accessibility = list(answers.accessibility)
            row.interpreter = answers.interpreter
            row.missing_group = answers.missing_group
        case MarketAnswers():
            _write_market(row, answers)
        case _:
            assert_never(answers)


def _write_about(row: ParticipantRow, answers: AboutAnswers) -> None:
    row.name = answers.name
    row.kind = answers.kind
    row.area = answers.area
    row.description = answers.description
    row.target_groups = list(answers.target_groups)
    row.shows_target_groups = answers.shows_target_groups


def _write_asks(row: ParticipantRow, answers: AskAnswers) -> None:
    row.asks = [
        AskRow(position=number, kind=ask.kind, text=ask.text)
        for number, ask in enumerate(answers.asks)
    ]
    row.themes = list(answers.themes)
    row.wishes = answers.wishes
    row.shows_wishes = answers.shows_wishes


def _write_times(row: ParticipantRow, answers: TimeAnswers) -> None:
    """Write the slots; a row that is there already keeps its key."""
    wanted = {given.slot_id: given.answer for given in answers.slots}
    for known in list(row.availability):
        answer = wanted.pop(known.slot_id, None)
        if answer is None:
            row.availability.remove(known)
        else:
            known.answer = answer
    row.availability.extend(
        AvailabilityRow(slot_id=slot_id, answer=answer)
        for slot_id, answer in wanted.items()
    )
    row.other_moment = answers.other_moment


def _write_people(row: ParticipantRow, answers: PeopleAnswers) -> None:
    row.languages = [
        {"code": skill.code, "level": skill.level or ""} for skill in answers.languages
    ]
    row.speaks_for = answers.speaks_for
    row.channels = list(answers.channels)
    row.calling = answers.calling
    row.go_between = answers.go_between
    _write_delegates(row, answers.delegates)


def _write_delegates(
    row: ParticipantRow, delegates: tuple[DelegateAnswers, ...]
) -> None:
    """Write who comes; somebody who stays keeps the code, somebody new gets one.

    A code that a meeting ever named is not given again: calendars know it.
    """
    known = {delegate.code: delegate for delegate in row.delegates}
    taken = {*known, *participants.list_used_delegate_codes(row.event_id, row.code)}
    staying = []
    for position, given in enumerate(delegates):
        delegate = known.get(given.code)
        if delegate is None:
            delegate = DelegateRow(code=_free_code(row.code, taken))
            taken.add(delegate.code)
        delegate.position = position
        delegate.name = given.name
        delegate.role = given.role
        delegate.contact = given.contact
        staying.append(delegate)
    row.delegates = staying


def _write_market(row: ParticipantRow, answers: MarketAnswers) -> None:
    """Write whether others may look, and the marks; one that stays keeps its time."""
    row.in_marketplace = answers.in_marketplace
    wanted = {
        **dict.fromkeys(answers.chosen, "meet"),
        **dict.fromkeys(answers.avoided, "avoid"),
    }
    now = current.clock().now()
    for known in list(row.marks):
        verdict = wanted.pop(known.target, None)
        if verdict is None:
            row.marks.remove(known)
        elif verdict != known.verdict:
            known.verdict, known.marked_at = verdict, now
    row.marks.extend(
        MarkRow(target=target, verdict=verdict, marked_at=now)
        for target, verdict in wanted.items()
    )


def _free_code(participant_code: str, taken: set[str]) -> str:
    """Give the next code for a person: one higher than any that was given."""
    numbers = (code.rpartition(".")[2] for code in taken)
    highest = max((int(number) for number in numbers if number.isdigit()), default=0)
    return f"{participant_code}.{highest + 1}"
