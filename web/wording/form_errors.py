"""What is wrong in a form, in the order in which the page shows it."""

from dataclasses import dataclass

from wtforms import Field, Form
from wtforms.fields import RadioField, SelectMultipleField


@dataclass(frozen=True, slots=True, kw_only=True)
class FormError:
    """One sentence about one field."""

    target: str
    """The id of the control to go to."""
    message: str


def list_errors(*forms: Form) -> tuple[FormError, ...]:
    """List the errors of the forms of one page, field by field."""
    return tuple(
        FormError(target=control_id(field), message=str(message))
        for form in forms
        for field in form
        for message in field.errors
    )


def control_id(field: Field) -> str:
    """Name the control that gets the focus: of tiles it is the first."""
    is_tiles = isinstance(field, RadioField | SelectMultipleField)
    return f"{field.id}-0" if is_tiles else str(field.id)
