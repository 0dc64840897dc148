"""Step 4: when can you come? A whole block first, single times where asked for."""

from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField

from matcher.participants import Answer
from web.services.answers import SlotAnswer, TimeAnswers
from web.services.event_days import BlockTime, SlotTime
from web.wording import LazyText, gettext
from web.wording import lazy_gettext as _
from web.wording.dates import DayPart, day_part
from web.wording.form_errors import FormError

WHOLE, MAYBE, PARTLY, NOT = "ja", "misschien", "deels", "nee"
_WHOLE_LABELS = {
    DayPart.NIGHT: _("Ja, de hele nacht"),
    DayPart.MORNING: _("Ja, de hele ochtend"),
    DayPart.AFTERNOON: _("Ja, de hele middag"),
    DayPart.EVENING: _("Ja, de hele avond"),
}
_SLOT_CHOICES: dict[str, LazyText] = {
    "ja": _("Ja"),
    "misschien": _("Als het moet"),
    "nee": _("Nee"),
}
_ANSWERS = {WHOLE: Answer.YES, MAYBE: Answer.IF_NEEDED}
_WORDS = {answer: word for word, answer in _ANSWERS.items()}


class BlockAnswerForm(Form):
    """Whether a participant can come to a whole block."""

    answer = RadioField(validate_choice=False)


class SlotAnswerForm(Form):
    """Whether a participant can come in one slot."""

    answer = RadioField(choices=_SLOT_CHOICES, validate_choice=False)


class OtherMomentForm(Form):
    """The answer of somebody who can come at none of the times."""

    other_moment = BooleanField(
        _("Geen enkele keer. Ik wil een afspraak op een ander moment.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotQuestion:
    """One slot with its form."""

    slot: SlotTime
    form: SlotAnswerForm


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuestion:
    """One block with its form and those of its slots."""

    block: BlockTime
    form: BlockAnswerForm
    slots: tuple[SlotQuestion, ...]

    def chosen(self) -> list[SlotAnswer]:
        """Give the slots in which a participant can come; the block decides."""
        if self.form.answer.data in _ANSWERS:
            answer = _ANSWERS[self.form.answer.data]
            return [SlotAnswer(slot_id=q.slot.id, answer=answer) for q in self.slots]
        if self.form.answer.data != PARTLY:
            return []
        return [
            SlotAnswer(slot_id=q.slot.id, answer=_ANSWERS[q.form.answer.data])
            for q in self.slots
            if q.form.answer.data in _ANSWERS
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesForm:
    """All blocks of an event as questions."""

    blocks: tuple[BlockQuestion, ...]
    other: OtherMomentForm

    @classmethod
    def sent(cls, blocks: tuple[BlockTime, ...], sent: MultiDict[str, str]) -> Self:
        """Read what was sent."""
        return cls(
            blocks=tuple(
                BlockQuestion(
                    block=block,
                    form=_block_form(block, sent.get(f"blok-{block.code}-answer", "")),
                    slots=tuple(
                        SlotQuestion(
                            slot=slot,
                            form=_slot_form(slot, sent.get(f"tijd-{slot.code}-answer")),
                        )
                        for slot in block.slots
                    ),
                )
                for block in blocks
            ),
            other=OtherMomentForm(sent),
        )

    @classmethod
    def filled(
        cls, blocks: tuple[BlockTime, ...], answers: TimeAnswers, *, is_answered: bool
    ) -> Self:
        """Fill the form with answers that were given before, if they were."""
        given = {slot.slot_id: slot.answer for slot in answers.slots}
        return cls(
            blocks=tuple(
                _filled_block(block, given, is_answered=is_answered) for block in blocks
            ),
            other=OtherMomentForm(other_moment=answers.other_moment),
        )

    def validate(self) -> tuple[FormError, ...]:
        """Want at least one time, or the answer that there is none."""
        errors = [
            _refuse(question, gettext("Kies minstens één tijd, of kies Nee."))
            for question in self.blocks
            if question.form.answer.data == PARTLY and not question.chosen()
        ]
        chosen = any(question.chosen() for question in self.blocks)
        if not errors and not chosen and not self.other.other_moment.data:
            errors.append(
                self._refuse_other(
                    gettext(
                        "Kies minstens één tijd. Zonder tijd kunnen wij geen gesprek "
                        "plannen. Kunt u geen enkele keer? Kies dan “Ik wil een "
                        "afspraak op een ander moment”."
                    )
                )
            )
        if chosen and self.other.other_moment.data:
            errors.append(
                self._refuse_other(
                    gettext(
                        "U koos tijden, en ook “Geen enkele keer”. "
                        "Haal een van de twee weg."
                    )
                )
            )
        return tuple(errors)

    def answers(self) -> TimeAnswers:
        """Give the answers of a valid form."""
        chosen = [slot for question in self.blocks for slot in question.chosen()]
        return TimeAnswers(
            slots=tuple(sorted(chosen, key=lambda slot: slot.slot_id)),
            other_moment=bool(self.other.other_moment.data),
        )

    def _refuse_other(self, message: str) -> FormError:
        field = self.other.other_moment
        field.errors = [message]
        first = self.blocks[0].form.answer if self.blocks else None
        target = f"{first.id}-0" if first is not None else field.id
        return FormError(target=target, message=message)


def _block_form(block: BlockTime, answer: str) -> BlockAnswerForm:
    form = BlockAnswerForm(prefix=f"blok-{block.code}-", answer=answer)
    form.answer.choices = {
        WHOLE: _WHOLE_LABELS[day_part(block.start)],
        MAYBE: _("Als het moet"),
        PARTLY: _("Alleen deze tijden"),
        NOT: _("Nee"),
    }
    return form


def _slot_form(slot: SlotTime, answer: str | None) -> SlotAnswerForm:
    return SlotAnswerForm(prefix=f"tijd-{slot.code}-", answer=answer)


def _filled_block(
    block: BlockTime, given: dict[int, Answer], *, is_answered: bool
) -> BlockQuestion:
    answers = [given.get(slot.id) for slot in block.slots]
    if not is_answered:
        answer = ""
    elif answers[0] and len({*answers}) == 1:
        answer = _WORDS[answers[0]]
    else:
        answer = PARTLY if any(answers) else NOT
    return BlockQuestion(
        block=block,
        form=_block_form(block, answer),
        slots=tuple(
            SlotQuestion(
                slot=slot,
                form=_slot_form(
                    slot,
                    _WORDS[found] if found else (NOT if answer == PARTLY else None),
                ),
            )
            for slot, found in zip(block.slots, answers, strict=True)
        ),
    )


def _refuse(question: BlockQuestion, message: str) -> FormError:
    question.form.answer.errors = [message]
    return FormError(target=f"{question.form.answer.id}-0", message=message)
