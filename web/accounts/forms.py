"""The one thing somebody types to sign in."""

from wtforms import EmailField, Form, ValidationError
from wtforms.validators import InputRequired

from web.wording import gettext as _
from web.wording import lazy_gettext

_LONGEST = 254
"""Characters of an address (RFC 5321, section 4.5.3.1.3, less the brackets)."""


class EmailAddressForm(Form):
    """Asks for the address that a link goes to."""

    email = EmailField(
        lazy_gettext("Je e-mailadres"),
        validators=[
            InputRequired(lazy_gettext("Schrijf je e-mailadres.")),
        ],
    )

    def validate_email(self, field: EmailField) -> None:
        """Refuse what cannot be an address."""
        address = (field.data or "").strip()
        name, at, domain = address.partition("@")
        if (
            len(address) > _LONGEST
            or not (name and at and "." in domain.strip("."))
            or " " in domain
        ):
            raise ValidationError(
                _(
                    "Het e-mailadres is niet compleet. Schrijf het zo: naam@voorbeeld.nl."
                )
            )
