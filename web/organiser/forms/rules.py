"""The rules by which meetings are made, as a form.

What can be set one by one is made from `matcher.weights` and `matcher.emphasis`: a
weight or a slider that is added there appears here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from wtforms import (
    Form,
    IntegerRangeField,
    StringField,
    ValidationError,
)

from matcher.emphasis import MOVES, STEPS, Emphasis
from matcher.event import MoneySetting, Rules
from matcher.weights import WEIGHTS
from web.organiser.forms.fields import Between, CountField, count, pick
from web.wording import gettext as _
from web.wording import lazy_gettext, numbers
from web.wording.weights import EMPHASIS_WORDS, WEIGHT_WORDS

_MOST_MEETINGS = 40
_PERCENT = 100

YES_OR_NO = {"1": lazy_gettext("Ja"), "0": lazy_gettext("Nee")}
EARLIER = {
    "0": lazy_gettext("Nee, eerdere beurzen tellen niet mee"),
    "0.5": lazy_gettext("Ja, een beetje minder"),
    "1": lazy_gettext("Ja, veel minder"),
}
MONEY = {
    MoneySetting.OFF.value: lazy_gettext("Nee"),
    MoneySetting.INFORMATION.value: lazy_gettext("Alleen informatie"),
    MoneySetting.ON.value: lazy_gettext("Ja"),
}
MONEY_NOTES = {
    MoneySetting.OFF.value: lazy_gettext(
        "Mensen vragen kennis, spullen, ruimte of hulp. Wie alleen geld vraagt, komt "
        "niet bij een bedrijf aan tafel."
    ),
    MoneySetting.INFORMATION.value: lazy_gettext(
        "Mensen kunnen vragen waar zij geld kunnen aanvragen, en hoe. Wie alleen geld "
        "vraagt, komt niet bij een bedrijf aan tafel."
    ),
    MoneySetting.ON.value: lazy_gettext(
        "Mensen mogen geld vragen, ook aan bedrijven. Spreek dat vooraf met de "
        "bedrijven af."
    ),
}


class StepField(IntegerRangeField):
    """A slider; anything but one of its steps is refused."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the step; a slider that was not sent stands where it stood."""
        if not valuelist:
            return
        steps = {str(step): step for step in STEPS}
        if valuelist[0].strip() not in steps:
            raise ValueError(_("Kies een stand van de schuif."))
        self.data = steps[valuelist[0].strip()]


class WeightField(StringField):
    """A weight with a comma or a point; empty follows the slider."""

    def weight(self) -> float | None:
        """Give the number; None where nothing stands.

        Raises:
            ValueError: Something else than a number stands there.
        """
        text = (self.data or "").strip().replace(",", ".")
        return float(text) if text else None


def _check_weight(form: Form, field: WeightField) -> None:
    """Refuse a weight out of its bounds, and name them."""
    del form
    known = WEIGHTS[field.name.removeprefix("weight_")]
    try:
        value = field.weight()
    except ValueError:
        value = float("nan")
    if value is not None and not known.least <= value <= known.most:
        raise ValidationError(
            _(
                "Kies een getal van %(least)s tot en met %(most)s, of laat dit leeg.",
                least=numbers.plain(known.least),
                most=numbers.plain(known.most),
            )
        )


class RulesForm(Form):
    """How meetings are made."""

    guaranteed = count(
        lazy_gettext("Hoeveel gesprekken krijgt iedereen eerst?"), 0, _MOST_MEETINGS
    )
    most = count(
        lazy_gettext("Hoeveel gesprekken krijgt een deelnemer hoogstens?"),
        1,
        _MOST_MEETINGS,
    )
    longest_run = CountField(
        lazy_gettext("Na hoeveel gesprekken achter elkaar volgt een pauze?"),
        validators=[Between(1, _MOST_MEETINGS, may_be_empty=True)],
    )
    most_of_person = CountField(
        lazy_gettext("Hoeveel gesprekken heeft één mens hoogstens?"),
        validators=[Between(1, _MOST_MEETINGS, may_be_empty=True)],
    )
    earlier_counts = pick(
        lazy_gettext("Krijgt wie vorige keer veel gesprekken had, er nu minder?"),
        EARLIER,
    )
    one_way_percent = count(
        lazy_gettext(
            "In hoeveel procent van de gesprekken mag een groep alleen geven?"
        ),
        0,
        _PERCENT,
    )
    even_sides = pick(
        lazy_gettext("Krijgen groepen en organisaties gemiddeld even veel gesprekken?"),
        YES_OR_NO,
    )
    use_wishes = pick(lazy_gettext("Telt mee wie mensen willen ontmoeten?"), YES_OR_NO)
    money = pick(lazy_gettext("Mogen mensen om geld vragen?"), MONEY)

    @classmethod
    def showing(cls, rules: Rules) -> "RulesForm":
        """Give the form as it is filled in by an event's rules."""
        steps = {f"emphasis_{w}": rules.emphasis.get(w, 0) for w in MOVES}
        own = {
            f"weight_{name}": numbers.plain(value)
            for name, value in rules.own_weights.items()
        }
        return cls(
            data={
                "guaranteed": rules.guaranteed,
                "most": rules.most,
                "longest_run": rules.longest_run,
                "most_of_person": rules.most_of_person,
                "earlier_counts": _nearest(rules.earlier_counts),
                "one_way_percent": round(_PERCENT * rules.one_way_share),
                "even_sides": str(int(rules.even_sides)),
                "use_wishes": str(int(rules.use_wishes)),
                "money": rules.money.value,
                **steps,
                **own,
            }
        )

    def validate_most(self, field: CountField) -> None:
        """Refuse a largest number below what everybody gets."""
        least = self.guaranteed.data
        if field.data is not None and least is not None and field.data < least:
            raise ValidationError(
                _("Dit moet minstens zo veel zijn als iedereen eerst krijgt.")
            )

    def validate_most_of_person(self, field: CountField) -> None:
        """Refuse fewer meetings for a person than everybody gets."""
        self.validate_most(field)

    def sliders(self) -> Iterator[tuple[Emphasis, StepField]]:
        """Give the sliders, each with what it lets count."""
        for what in MOVES:
            # WTForms does not know the kinds of fields that were added by name.
            yield what, cast(StepField, self[f"emphasis_{what}"])

    def weights(self) -> Iterator[tuple[str, WeightField]]:
        """Give the weights that can be set by name."""
        for name in WEIGHTS:
            yield name, cast(WeightField, self[f"weight_{name}"])

    def value(self, before: Rules) -> Rules:
        """Give what was filled in, once it is valid; the rest stays as it was."""
        return replace(
            before,
            guaranteed=self.guaranteed.data or 0,
            most=self.most.data or 1,
            longest_run=self.longest_run.data,
            most_of_person=self.most_of_person.data,
            earlier_counts=float(self.earlier_counts.data),
            one_way_share=(self.one_way_percent.data or 0) / _PERCENT,
            even_sides=self.even_sides.data == "1",
            use_wishes=self.use_wishes.data == "1",
            money=MoneySetting(self.money.data),
            emphasis={w: field.data for w, field in self.sliders() if field.data},
            own_weights={
                n: w for n, f in self.weights() if (w := f.weight()) is not None
            },
        )


def _nearest(share: float) -> str:
    return min(EARLIER, key=lambda choice: abs(float(choice) - share))


def _add_fields(fields: Mapping[str, object]) -> None:
    for name, field in fields.items():
        setattr(RulesForm, name, field)


_add_fields(
    {
        f"emphasis_{what}": StepField(EMPHASIS_WORDS[what].label, default=0)
        for what in MOVES
    }
)
_add_fields(
    {
        f"weight_{name}": WeightField(WEIGHT_WORDS[name], validators=[_check_weight])
        for name in WEIGHTS
    }
)
