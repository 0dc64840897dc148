"""Fields and checks that several forms of organisers share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from wtforms import (
    DateField,
    Field,
    Form,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import DataRequired, Optional

from web.wording import LazyText
from web.wording import gettext as _

SHORT = 120
LONG = 2000

_TIME = re.compile(r"(\d{1,2})\s*(?:[:.u]\s*(\d{2})?)?\s*(?:uur)?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"
)


class LocalTimeField(TimeField):
    """A time as people write it: 18:45, 18.45 or 18u45."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time; the browser's own field sends it with a colon."""
        self.data = None
        text = (valuelist[0] if valuelist else "").strip().lower()
        if text:
            self.data = _read_time(text)
            if self.data is None:
                raise ValueError(_("Deze tijd bestaat niet. Schrijf hem zo: 18.45."))


class LocalDateField(DateField):
    """A day, from the browser's own field or written as 22-10-2026."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day in either order."""
        self.data = None
        text = (valuelist[0] if valuelist else "").strip()
        if text:
            self.data = _read_day(text)
            if self.data is None:
                raise ValueError(
                    _("Deze datum bestaat niet. Schrijf hem zo: 22-10-2026.")
                )


def _read_time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    try:
        return None if match is None else time(int(match[1]), int(match[2] or 0))
    except ValueError:
        return None


def _read_day(text: str) -> date | None:
    match = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


class CountField(IntegerField):
    """A whole number; anything else is left to `Between` to refuse."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, if it is one."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = int(text) if text.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Between:
    """A number must lie within bounds; it may be left out where that means none."""

    least: int
    most: int
    may_be_empty: bool = False

    def __call__(self, form: Form, field: CountField) -> None:
        """Refuse another number, or what is no number."""
        del form
        typed = field.raw_data[0].strip() if field.raw_data else ""
        if self.may_be_empty and not typed:
            return
        if field.data is None or not self.least <= field.data <= self.most:
            raise ValidationError(
                _(
                    "Kies een getal van %(least)d tot en met %(most)d.",
                    least=self.least,
                    most=self.most,
                )
            )


@dataclass(frozen=True, slots=True)
class FitsIn:
    """A text must fit where it is shown."""

    most: int

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a text that is too long, and say by how much."""
        del form
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(
                _(
                    "Maak deze tekst korter. Er passen %(most)d tekens. "
                    "Je schreef er %(length)d.",
                    most=self.most,
                    length=length,
                )
            )


@dataclass(frozen=True, slots=True)
class OnePicked:
    """One of the choices on the page must be picked."""

    def __call__(self, form: Form, field: RadioField) -> None:
        """Refuse nothing, and what is not on the page."""
        del form
        if field.data not in {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(_("Kies een van de mogelijkheden."))


def pick(label: LazyText, choices: Mapping[str, LazyText]) -> RadioField:
    """Ask for one of a few choices."""
    return RadioField(
        label,
        choices=dict(choices),
        validate_choice=False,
        validators=[OnePicked()],
    )


def count(
    label: LazyText, least: int, most: int, *, default: int | None = None
) -> CountField:
    """Ask for a number."""
    return CountField(label, default=default, validators=[Between(least, most)])


def text_line(label: LazyText, *, needed: LazyText | None = None) -> StringField:
    """Ask for a line of text; `needed` is what to say when it is empty."""
    first = Optional() if needed is None else DataRequired(needed)
    return StringField(label, validators=[first, FitsIn(SHORT)], filters=[one_line])


def text_block(label: LazyText) -> TextAreaField:
    """Ask for some lines of text."""
    return TextAreaField(label, validators=[Optional(), FitsIn(LONG)])


def one_line(text: str | None) -> str:
    """Take away space around a text, and what would break its line."""
    return " ".join((text or "").split())
