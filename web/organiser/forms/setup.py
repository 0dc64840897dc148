"""Forms about an event: making one, what participants read, rules, blocks."""

import re
from datetime import time

from wtforms import Form, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Optional

from web.organiser.forms.fields import (
    LocalDateField,
    LocalTimeField,
    count,
    one_line,
    text_block,
    text_line,
)
from web.services.blocks import BlockPlan
from web.services.events import EventFacts, NewEvent
from web.services.retention import KEEP_DAYS, LEAST_DAYS, MOST_DAYS
from web.services.timetable import ClockDoubt, Timing, WhichTime
from web.wording import gettext as _
from web.wording import lazy_gettext

_MOST_TABLES = 500
_MOST_ROUNDS = 40
_MOST_MINUTES = 240


def _which_time() -> SelectField:
    """Ask which of two equal times is meant; shown only when there are two."""
    return SelectField(
        lazy_gettext("De klok gaat die nacht terug. Welke keer bedoel je?"),
        choices={
            WhichTime.UNSAID.value: lazy_gettext("Kies een van de twee"),
            WhichTime.FIRST.value: lazy_gettext("De eerste keer (zomertijd)"),
            WhichTime.SECOND.value: lazy_gettext("De tweede keer (wintertijd)"),
        },
        default=WhichTime.UNSAID.value,
    )


class NewEventForm(Form):
    """What is enough to begin."""

    name = text_line(
        lazy_gettext("Hoe heet het evenement?"),
        needed=lazy_gettext("Geef het evenement een naam."),
    )
    day = LocalDateField(
        lazy_gettext("Op welke dag is het?"),
        validators=[InputRequired(lazy_gettext("Kies een dag."))],
    )
    tables = count(lazy_gettext("Hoeveel tafels zijn er?"), 1, _MOST_TABLES)
    place = text_line(lazy_gettext("Waar is het?"))
    start = LocalTimeField(
        lazy_gettext("Hoe laat begint het eerste gesprek?"),
        default=time(19, 0),
        validators=[InputRequired(lazy_gettext("Kies een tijd."))],
    )
    which = _which_time()

    def value(self) -> NewEvent:
        """Give what was filled in, once it is valid."""
        assert self.day.data is not None  # noqa: S101 -- validate() saw to it
        assert self.start.data is not None  # noqa: S101 -- validate() saw to it
        return NewEvent(
            name=self.name.data or "",
            day=self.day.data,
            tables=self.tables.data or 0,
            place=self.place.data or "",
            start=self.start.data,
            which=WhichTime(self.which.data or ""),
        )


class EventFactsForm(Form):
    """What participants read about the event."""

    name = text_line(
        lazy_gettext("Naam van het evenement"),
        needed=lazy_gettext("Geef het evenement een naam."),
    )
    intro = text_block(lazy_gettext("Wat is het voor bijeenkomst?"))
    answers_until = LocalDateField(
        lazy_gettext("Tot en met welke dag kunnen mensen zich aanmelden?"),
        validators=[Optional()],
    )
    help_name = text_line(lazy_gettext("Wie helpt deelnemers?"))
    help_phone = text_line(lazy_gettext("Telefoon of WhatsApp"))
    help_email = text_line(lazy_gettext("E-mail"))
    help_visit = text_line(lazy_gettext("Waar en wanneer kunnen mensen langskomen?"))
    keep_days = count(
        lazy_gettext("Hoeveel dagen na het laatste gesprek wissen wij alle gegevens?"),
        LEAST_DAYS,
        MOST_DAYS,
        default=KEEP_DAYS,
    )

    def value(self) -> EventFacts:
        """Give what was filled in, once it is valid."""
        return EventFacts(
            name=self.name.data or "",
            intro=self.intro.data or "",
            answers_until=self.answers_until.data,
            help_name=self.help_name.data or "",
            help_phone=self.help_phone.data or "",
            help_email=self.help_email.data or "",
            help_visit=self.help_visit.data or "",
            keep_days=self.keep_days.data or KEEP_DAYS,
        )


class TableNumbersField(StringField):
    """Numbers of tables, as people write them: 1, 2, 9-12."""

    def numbers(self) -> tuple[int, ...]:
        """Give the numbers.

        Raises:
            ValueError: Something else than numbers and spans of them stands there.
        """
        found: set[int] = set()
        for part in re.split(r"[,;\s]+", self.data or ""):
            if not part:
                continue
            match = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", part)
            if match is None:
                raise ValueError(part)
            found |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
        return tuple(sorted(found))


class BlockForm(Form):
    """One block: when, where, how many rounds and tables."""

    name = text_line(
        lazy_gettext("Hoe noem je dit dagdeel?"),
        needed=lazy_gettext("Geef het dagdeel een naam, zoals: donderdagavond."),
    )
    place = text_line(lazy_gettext("Waar is het?"))
    day = LocalDateField(
        lazy_gettext("Dag"), validators=[InputRequired(lazy_gettext("Kies een dag."))]
    )
    start = LocalTimeField(
        lazy_gettext("Begin van het eerste gesprek"),
        validators=[InputRequired(lazy_gettext("Kies een tijd."))],
    )
    rounds = count(
        lazy_gettext("Hoeveel gesprekken na elkaar?"),
        1,
        _MOST_ROUNDS,
        default=6,
    )
    minutes = count(lazy_gettext("Minuten per gesprek"), 5, _MOST_MINUTES, default=20)
    pause = count(lazy_gettext("Minuten om te wisselen"), 0, _MOST_MINUTES, default=5)
    which = _which_time()
    tables = count(lazy_gettext("Aantal tafels"), 1, _MOST_TABLES)
    step_free = TableNumbersField(
        lazy_gettext("Tafels zonder drempels"), filters=[one_line]
    )
    quiet = TableNumbersField(lazy_gettext("Rustige tafels"), filters=[one_line])

    def validate_step_free(self, field: TableNumbersField) -> None:
        """Refuse numbers of tables that are not there."""
        self._check_numbers(field)

    def validate_quiet(self, field: TableNumbersField) -> None:
        """Refuse numbers of tables that are not there."""
        self._check_numbers(field)

    def fill(self, plan: BlockPlan) -> None:
        """Show a block as it is."""
        self.name.data, self.place.data = plan.name, plan.place
        self.tables.data = plan.tables
        self.step_free.data = ", ".join(map(str, plan.step_free))
        self.quiet.data = ", ".join(map(str, plan.quiet))
        if plan.timing is not None:
            self.day.data, self.start.data = plan.timing.day, plan.timing.start
            self.rounds.data = plan.timing.rounds
            self.minutes.data = plan.timing.minutes
            self.pause.data = plan.timing.pause
            self.which.data = plan.timing.which.value

    def drop_timing(self) -> None:
        """Ask nothing about the rounds: they are irregular and stay as they are."""
        for name in ("day", "start", "rounds", "minutes", "pause", "which"):
            del self[name]

    def value(self) -> BlockPlan:
        """Give what was filled in, once it is valid."""
        return BlockPlan(
            name=self.name.data or "",
            place=self.place.data or "",
            timing=self._timing(),
            tables=self.tables.data or 0,
            step_free=self.step_free.numbers(),
            quiet=self.quiet.numbers(),
        )

    def _timing(self) -> Timing | None:
        if "day" not in self or self.day.data is None or self.start.data is None:
            return None
        return Timing(
            day=self.day.data,
            start=self.start.data,
            rounds=self.rounds.data or 1,
            minutes=self.minutes.data or 1,
            pause=self.pause.data or 0,
            which=WhichTime(self.which.data or ""),
        )

    def _check_numbers(self, field: TableNumbersField) -> None:
        try:
            numbers = field.numbers()
        except ValueError as error:
            raise ValidationError(
                _("Schrijf alleen nummers van tafels, zoals: 1, 2, 9-12.")
            ) from error
        if numbers and self.tables.data and max(numbers) > self.tables.data:
            raise ValidationError(
                _("Er is geen tafel %(number)s.", number=max(numbers))
            )


def note_doubt(form: NewEventForm | BlockForm, doubt: ClockDoubt) -> None:
    """Say at the field of the time why it is not one instant."""
    if doubt is ClockDoubt.SKIPPED:
        form.start.errors = [
            *form.start.errors,
            _(
                "Deze tijd bestaat die nacht niet: de klok gaat van 2 naar 3 uur. "
                "Kies een tijd ervoor of erna."
            ),
        ]
    else:
        form.which.errors = [
            *form.which.errors,
            _("Deze tijd komt die nacht twee keer. Kies welke je bedoelt."),
        ]
