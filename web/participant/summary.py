"""A participant's answers in words: to check them, and to compare two versions."""

from dataclasses import dataclass

from matcher.participants import Answer
from web.participant.forms.about import KINDS
from web.participant.forms.things import KIND_LABELS
from web.persistence.rows import ParticipantRow
from web.services.event_days import BlockTime, list_blocks
from web.services.own_page import OwnPage
from web.wording import dates, gettext
from web.wording.labels import label


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine:
    """One question with its answers; without answers nothing was filled in."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPart:
    """The answers of one step."""

    step: str
    lines: tuple[SummaryLine, ...]


Summary = tuple[SummaryPart, ...]


def summarise(page: OwnPage, steps: tuple[str, ...] = ()) -> Summary:
    """Put the answers of some steps into words; without steps all of them."""
    row = page.participant
    parts = (
        SummaryPart(step="wie", lines=_about(row)),
        SummaryPart(step="aanbod", lines=_offers(row)),
        SummaryPart(step="zoekt", lines=_asks(row)),
        SummaryPart(step="tijden", lines=_times(row, list_blocks(page.event))),
        SummaryPart(step="personen", lines=_people(row)),
        SummaryPart(step="nodig", lines=_needs(row)),
    )
    return tuple(part for part in parts if not steps or part.step in steps)


def _line(question: str, *answers: str) -> SummaryLine:
    return SummaryLine(
        question=question, answers=tuple(answer for answer in answers if answer)
    )


def _about(row: ParticipantRow) -> tuple[SummaryLine, ...]:
    return (
        _line(gettext("Naam"), row.name),
        _line(gettext("U bent"), str(KINDS.get(row.kind, ""))),
        _line(gettext("Wijk of plaats"), row.area),
        _line(gettext("Wat u doet"), row.description),
        _line(
            gettext("Voor wie u er bent"),
            *(label("target_group", code) for code in row.target_groups),
        ),
        _line(
            gettext("Mogen anderen weten voor wie u er bent?"),
            _yes_or_no(row.shows_target_groups),
        ),
    )


def _offers(row: ParticipantRow) -> tuple[SummaryLine, ...]:
    things = (_thing(offer.kind, offer.text) for offer in row.offers)
    return (_line(gettext("U biedt"), *things),)


def _asks(row: ParticipantRow) -> tuple[SummaryLine, ...]:
    return (
        _line(gettext("U zoekt"), *(_thing(ask.kind, ask.text) for ask in row.asks)),
        _line(gettext("Onderwerpen"), *(label("theme", code) for code in row.themes)),
        _line(gettext("U wilt ontmoeten"), row.wishes),
        _line(
            gettext("Mogen zij dat weten?"),
            _yes_or_no(row.shows_wishes) if row.wishes else "",
        ),
    )


def _yes_or_no(is_given: bool) -> str:  # noqa: FBT001 -- it is what is worded
    return gettext("Ja") if is_given else gettext("Nee")


def _thing(kind: str, text: str) -> str:
    named = str(KIND_LABELS[kind]) if kind in KIND_LABELS else ""
    return f"{text} ({named})" if named else text


def _times(
    row: ParticipantRow, blocks: tuple[BlockTime, ...]
) -> tuple[SummaryLine, ...]:
    given = {known.slot_id: Answer(known.answer) for known in row.availability}
    if row.other_moment:
        return (_line(gettext("Tijden"), _no_time()),)
    if not given:
        return (_line(gettext("Tijden")),)
    return tuple(
        _line(
            dates.capitalised(dates.day_with_part(block.start)),
            *_block_times(block, given),
        )
        for block in blocks
    )


def _no_time() -> str:
    return gettext("Geen enkele keer. Ik wil een afspraak op een ander moment.")


def _block_times(block: BlockTime, given: dict[int, Answer]) -> tuple[str, ...]:
    answers = [given.get(slot.id) for slot in block.slots]
    if all(answer is Answer.YES for answer in answers):
        return (
            gettext(
                "Alle tijden, van %(span)s",
                span=dates.time_span(block.start, block.end),
            ),
        )
    if all(answer is Answer.IF_NEEDED for answer in answers):
        span = dates.time_span(block.start, block.end)
        return (gettext("Alle tijden, van %(span)s, als het moet", span=span),)
    if not any(answers):
        return (gettext("U komt niet"),)
    return tuple(
        dates.time_span(slot.start, slot.end)
        if answer is Answer.YES
        else gettext(
            "%(span)s, als het moet", span=dates.time_span(slot.start, slot.end)
        )
        for slot, answer in zip(block.slots, answers, strict=True)
        if answer is not None
    )


def _people(row: ParticipantRow) -> tuple[SummaryLine, ...]:
    people = tuple(
        _line(
            gettext("Persoon %(number)d", number=number),
            ", ".join(part for part in (d.name, d.role, d.contact) if part),
        )
        for number, d in enumerate(row.delegates, start=1)
    )
    return (
        *(people or (_line(gettext("Wie komt er")),)),
        _line(gettext("U spreekt namens"), row.speaks_for),
        _line(gettext("Talen"), *(_language(skill) for skill in row.languages)),
        _line(
            gettext("Wij bereiken u"),
            *(label("contact_channel", code) for code in row.channels),
        ),
        _line(gettext("Bellen"), row.calling),
        _line(gettext("Wie berichten doorgeeft"), row.go_between),
    )


def _needs(row: ParticipantRow) -> tuple[SummaryLine, ...]:
    tongue = (label("language", row.interpreter),) if row.interpreter else ()
    return (
        _line(
            gettext("U heeft nodig"),
            *(label("accessibility", code) for code in row.accessibility),
        ),
        _line(gettext("Taal van de tolk"), *tongue),
        _line(gettext("Deze groep moet er ook bij zijn"), row.missing_group),
    )


def _language(skill: dict[str, str]) -> str:
    name = label("language", skill["code"])
    level = skill.get("level", "")
    if not level:
        return name
    return f"{name}: {label('language_level', level).lower()}"
