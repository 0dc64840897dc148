"""Forms about acting for a group: its consent, and who helps it."""

from wtforms import BooleanField, Form, RadioField, SelectField
from wtforms.validators import InputRequired

from web.organiser.forms.fields import text_line
from web.services.behalf import ConsentWay
from web.wording import lazy_gettext
from web.wording.languages import LANGUAGES

WAYS = {
    ConsentWay.PHONE.value: lazy_gettext("Aan de telefoon"),
    ConsentWay.IN_PERSON.value: lazy_gettext("Zij zaten bij mij"),
}


class ConsentForm(Form):
    """The yes of a group."""

    given_by = text_line(
        lazy_gettext("Wie zei ja?"),
        needed=lazy_gettext("Schrijf wie ja zei."),
    )
    way = RadioField(
        lazy_gettext("Hoe sprak je hen?"),
        choices=WAYS,
        validators=[InputRequired(lazy_gettext("Kies hoe je hen sprak."))],
    )
    agreed = BooleanField(
        lazy_gettext("Ik las dit voor, en zij zeiden ja."),
        validators=[
            InputRequired(lazy_gettext("Zonder ja mag je niet voor hen invullen."))
        ],
    )


class NewGroupForm(ConsentForm):
    """The same, of a group that is not registered yet."""

    name = text_line(
        lazy_gettext("Hoe heet de groep of organisatie?"),
        needed=lazy_gettext("Schrijf hoe de groep heet."),
    )
    language = SelectField(
        lazy_gettext("Welke taal leest de groep?"),
        choices={known.code: known.autonym for known in LANGUAGES},
        default="nl",
    )

    def group_name(self) -> str:
        """Give what the group is called, once it is valid."""
        return self.name.data or ""


class HelperForm(Form):
    """Who helps groups."""

    name = text_line(
        lazy_gettext("Hoe heet de helper?"),
        needed=lazy_gettext("Schrijf hoe de helper heet."),
    )
    contact = text_line(lazy_gettext("Telefoon of e-mail"))
