"""Rules for what people type: kept as they wrote it, refused in a full sentence."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from wtforms import Field, Form, RadioField, ValidationError

from web.wording import LazyText, gettext

SHORTEST_PHONE = 6
"""Digits of a number that could be dialled."""
_PHONE_MARKS = frozenset("0123456789+()-./ \u00a0")

Filter = Callable[[str | None], str]


def clean_line(text: str | None) -> str:
    """Make one line of what was typed; what is invisible to a database goes."""
    return " ".join(clean_text(text).split())


def clean_text(text: str | None) -> str:
    """Keep lines and tabs, drop other control characters (NUL has no place in text)."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in _UNSTORED)
    return "".join(kept).strip()


_UNSTORED = frozenset({"Cc", "Cs"})
"""Control characters, and halves of characters that no encoding can write."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Something must be written or chosen."""

    message: LazyText

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse an empty answer."""
        del form
        if not field.data:
            raise ValidationError(str(self.message))


@dataclass(frozen=True, slots=True)
class Fits:
    """A text must fit where it is shown."""

    most: int

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a text that is too long, and say by how much."""
        del form
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                gettext(
                    "Maak deze tekst korter. Er passen %(most)d tekens. "
                    "U schreef er %(length)d.",
                    most=self.most,
                    length=length,
                )
            )


@dataclass(frozen=True, slots=True)
class KnownChoice:
    """A choice must be one of those on the page."""

    message: LazyText

    def __call__(self, form: Form, field: RadioField) -> None:
        """Refuse what is not among the choices."""
        del form
        if field.data not in {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(str(self.message))


def check_contact(contact: str) -> None:
    """Refuse a contact that is neither an e-mail address nor a phone number."""
    if "@" in contact:
        local, _, domain = contact.rpartition("@")
        is_whole = bool(local) and "." in domain.strip(".") and " " not in contact
        if not is_whole or "@" in local:
            raise ValidationError(
                gettext(
                    "Het e-mailadres is niet compleet. Schrijf het zo: "
                    "naam@voorbeeld.nl. Geen e-mail? Schrijf dan een telefoonnummer."
                )
            )
        return
    digits = sum(char.isdigit() for char in contact)
    if digits < SHORTEST_PHONE or not set(contact) <= _PHONE_MARKS:
        raise ValidationError(
            gettext(
                "Dit is geen e-mailadres en geen telefoonnummer. Schrijf het zo: "
                "06 12 34 56 78. Heeft u geen van beide? Laat het vak dan leeg."
            )
        )
