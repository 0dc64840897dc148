"""The form about what calendars show."""

from typing import Self

from wtforms import Form, RadioField
from wtforms.validators import InputRequired

from web.services.calendar_choice import CalendarChoice
from web.wording import lazy_gettext as _

_ALARMS = {
    "0": _("Niet"),
    "15": _("Een kwartier van tevoren"),
    "60": _("Een uur van tevoren"),
    "1440": _("Een dag van tevoren"),
}


class CalendarForm(Form):
    """What an entry shows and when it rings."""

    names = RadioField(
        _("Wat staat er in de agenda van een deelnemer?"),
        choices={
            "": _("Alleen de tafel, niet met wie"),
            "names": _("Ook met wie"),
        },
    )
    alarm = RadioField(
        _("Wanneer geeft de agenda een seintje?"),
        choices=_ALARMS,
        validators=[InputRequired(_("Kies wanneer de agenda een seintje geeft."))],
    )

    @classmethod
    def showing(cls, choice: CalendarChoice) -> Self:
        """Fill the form with what was chosen."""
        return cls(
            data={
                "names": "names" if choice.names else "",
                "alarm": str(choice.alarm),
            }
        )

    def value(self) -> CalendarChoice:
        """Give what was chosen, once it is valid."""
        return CalendarChoice(
            names=self.names.data == "names", alarm=int(self.alarm.data or 0)
        )
