"""The three questions at the door."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, StringField, TextAreaField, ValidationError

from web.participant.forms.about import KINDS
from web.participant.forms.rules import (
    Filled,
    Fits,
    KnownChoice,
    clean_line,
    clean_text,
)
from web.services.event_days import SlotTime
from web.services.walk_ins import WalkIn
from web.wording import dates
from web.wording import lazy_gettext as _


class WalkInForm(Form):
    """Who somebody is, what they seek or offer, and from when they can."""

    name = StringField(
        _("Hoe heet uw groep of organisatie?"),
        filters=[clean_line],
        validators=[Filled(_("Schrijf hoe uw groep of organisatie heet.")), Fits(260)],
    )
    kind = RadioField(
        _("Wat past het best bij u?"),
        choices={kind: KINDS[kind] for kind in ("informal", "formal")},
        validate_choice=False,
        validators=[
            KnownChoice(_("Kies wat het best bij u past. Twijfelt u? Kies het eerste."))
        ],
    )
    offers = TextAreaField(
        _("Wat kunt u bieden?"), filters=[clean_text], validators=[Fits(1000)]
    )
    seeks = TextAreaField(
        _("Wat zoekt u?"), filters=[clean_text], validators=[Fits(1000)]
    )
    from_slot = RadioField(
        _("Vanaf hoe laat kunt u?"),
        validate_choice=False,
        validators=[KnownChoice(_("Kies vanaf hoe laat u kunt."))],
    )

    def __init__(
        self,
        slots: Sequence[SlotTime],
        formdata: MultiDict[str, str] | None = None,
    ) -> None:
        """Offer the times that are left; the first is chosen already."""
        first = slots[0].code if slots else ""
        super().__init__(formdata, data={"from_slot": first, "kind": "informal"})
        self.from_slot.choices = [
            (slot.code, dates.time_of_day(slot.start)) for slot in slots
        ]

    def validate_seeks(self, field: TextAreaField) -> None:
        """Ask for one of the two, as nothing can be found without."""
        if not field.data and not self.offers.data:
            raise ValidationError(_("Schrijf wat u zoekt of wat u kunt bieden."))

    def value(self) -> WalkIn:
        """Give what was said, once it is valid."""
        return WalkIn(
            name=self.name.data or "",
            kind=self.kind.data or "",
            seeks=self.seeks.data or "",
            offers=self.offers.data or "",
            from_slot=self.from_slot.data or "",
        )
