"""Step 5: who comes, what do they speak, and how do we reach them?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict
from wtforms import (
    Form,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from matcher.invitations import mail_address
from matcher.participants import LanguageSkill
from matcher.vocabulary import VOCABULARY
from web.participant.forms.rules import (
    Fits,
    KnownChoice,
    check_contact,
    clean_line,
    clean_text,
)
from web.services.answers import (
    MOST_DELEGATES,
    DelegateAnswers,
    PeopleAnswers,
)
from web.wording import gettext
from web.wording import lazy_gettext as _
from web.wording.form_errors import FormError, list_errors
from web.wording.labels import label

DUTCH = "nl"
NO_DUTCH = "geen"
_FLUENT = "C1"
_RANKED = 3
"""Channels that the page asks for."""
_NUMBER = re.compile(r"persoon-(\d{1,2})-name")
_BY_NUMBER = frozenset({"telefoon", "sms", "whatsapp", "signal"})
_DUTCH_LEVELS = {
    NO_DUTCH: _("Ik spreek geen Nederlands"),
    "A1": _("Een paar woorden"),
    "A2": _("Korte gesprekjes"),
    "B1": _("Ik red me"),
    "B2": _("Goed"),
    "C1": _("Heel goed"),
}


class DelegateForm(Form):
    """One person who comes."""

    code = HiddenField(filters=[clean_line])
    name = StringField(_("Voornaam"), filters=[clean_line], validators=[Fits(100)])
    role = StringField(
        _("Wat doet u in de groep of organisatie?"),
        filters=[clean_line],
        validators=[Fits(120)],
    )
    contact = StringField(
        _("E-mailadres of telefoonnummer"),
        filters=[clean_line],
        validators=[Fits(200)],
    )

    def validate_contact(self, field: StringField) -> None:
        """Refuse a contact with which nobody could be reached."""
        if field.data:
            check_contact(field.data)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.name.data or self.role.data or self.contact.data)


class ReachForm(Form):
    """For whom they speak, in what language, and how to reach them."""

    speaks_for = TextAreaField(
        _("Namens wie spreekt u? En namens wie niet?"),
        filters=[clean_text],
        validators=[Fits(400)],
    )

    dutch = RadioField(
        _("Hoe goed spreekt u Nederlands?"),
        choices=_DUTCH_LEVELS,
        validate_choice=False,
        validators=[KnownChoice(_("Kies hoe goed u Nederlands spreekt."))],
    )
    languages = SelectMultipleField(
        _("Welke talen spreekt u nog meer?"), validate_choice=False
    )
    channel = RadioField(
        _("Hoe kunnen wij u het beste bereiken?"), validate_choice=False
    )
    second_channel = RadioField(_("En als dat niet lukt?"), validate_choice=False)
    third_channel = RadioField(_("En als dat ook niet lukt?"), validate_choice=False)
    calling = StringField(
        _("Wie mogen wij bellen, en wanneer?"),
        filters=[clean_line],
        validators=[Fits(200)],
    )
    go_between = StringField(
        _("Geeft iemand anders berichten aan u door?"),
        filters=[clean_line],
        validators=[Fits(200)],
    )

    def __init__(
        self,
        formdata: MultiDict[str, str] | None = None,
        data: Mapping[str, object] | None = None,
    ) -> None:
        """Read what was sent, or fill in the data."""
        super().__init__(formdata, data=data)
        channels = {
            code: label("contact_channel", code)
            for code in VOCABULARY.codes("contact_channel")
        }
        self.channel.choices = channels
        others = {**channels, "": gettext("Geen andere manier")}
        self.second_channel.choices = self.third_channel.choices = others
        self.languages.choices = {
            code: label("language", code)
            for code in VOCABULARY.codes("language")
            if code != DUTCH
        }

    @property
    def ranked(self) -> tuple[str, ...]:
        """The channels that were chosen, the best first, each once."""
        known = VOCABULARY.codes("contact_channel")
        fields = (self.channel, self.second_channel, self.third_channel)
        chosen = (field.data for field in fields)
        return tuple(dict.fromkeys(code for code in chosen if code in known))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleForm:
    """The people who come, and what holds for all of them."""

    delegates: tuple[DelegateForm, ...]
    reach: ReachForm

    @classmethod
    def sent(
        cls, sent: MultiDict[str, str], *, without: int = 0, known: int = 0
    ) -> Self:
        """Read what was sent.

        Args:
            sent: The form.
            without: Who was taken away; 1 is the first.
            known: How many are stored: a merge can leave more than one can add.
        """
        numbers = sorted({int(m[1]) for key in sent if (m := _NUMBER.fullmatch(key))})
        numbers = [n for n in numbers if n != without]
        numbers = numbers[: max(MOST_DELEGATES, known)]
        return cls(
            delegates=_numbered(
                [
                    DelegateAnswers(
                        code=sent.get(f"persoon-{number}-code", ""),
                        name=sent.get(f"persoon-{number}-name", ""),
                        role=sent.get(f"persoon-{number}-role", ""),
                        contact=sent.get(f"persoon-{number}-contact", ""),
                    )
                    for number in numbers
                ]
            ),
            reach=ReachForm(sent),
        )

    @classmethod
    def filled(cls, answers: PeopleAnswers, *, is_answered: bool) -> Self:
        """Fill the form with answers that were given before, if they were."""
        levels = {skill.code: skill.level or _FLUENT for skill in answers.languages}
        channels = [*answers.channels, "", "", ""]
        return cls(
            delegates=_numbered(list(answers.delegates)),
            reach=ReachForm(
                data={
                    "dutch": levels.pop(DUTCH, NO_DUTCH if is_answered else ""),
                    "languages": list(levels),
                    "channel": channels[0],
                    "second_channel": channels[1] if is_answered else None,
                    "third_channel": channels[2] if is_answered else None,
                    "speaks_for": answers.speaks_for,
                    "calling": answers.calling,
                    "go_between": answers.go_between,
                }
            ),
        )

    def with_room(self, *, more: bool) -> Self:
        """Add an empty person if there is none yet, or if one more is wanted."""
        if self.delegates and (not more or self.is_full):
            return self
        known = [_person(form) for form in self.delegates]
        return type(self)(
            delegates=_numbered([*known, DelegateAnswers(name="")]), reach=self.reach
        )

    @property
    def is_full(self) -> bool:
        """Whether no more people can be added."""
        return len(self.delegates) >= MOST_DELEGATES

    def validate(self) -> tuple[FormError, ...]:
        """Check every person and the rest; an empty person counts as absent."""
        for number, form in enumerate(self.delegates, start=1):
            form.validate()
            is_only_one = number == 1 and all(d.is_empty for d in self.delegates)
            if not form.name.data and (is_only_one or not form.is_empty):
                form.name.errors = [_no_name(number)]
        self.reach.validate()
        self._check_reachable()
        return list_errors(*self.delegates, self.reach)

    def answers(self, before: PeopleAnswers) -> PeopleAnswers:
        """Give the answers of a valid form.

        What the form does not show is kept from before: the level of a language
        other than Dutch, and channels after the third.
        """
        levels = {skill.code: skill.level for skill in before.languages}
        spoken = set(self.reach.languages.data or ())
        dutch = self.reach.dutch.data
        skills = [] if dutch == NO_DUTCH else [_dutch(dutch, levels.get(DUTCH, ""))]
        skills += [
            LanguageSkill(code=code, level=levels.get(code))
            for code in VOCABULARY.codes("language")
            if code in spoken and code != DUTCH
        ]
        return PeopleAnswers(
            delegates=tuple(_person(d) for d in self.delegates if not d.is_empty),
            languages=tuple(skills),
            speaks_for=self.reach.speaks_for.data or "",
            channels=self._channels(before.channels),
            calling=self.reach.calling.data or "",
            go_between=self.reach.go_between.data or "",
        )

    def _channels(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """Rank the channels; who chooses none is reached by the contact they gave."""
        ranked = self.reach.ranked or (self._usual_channel(),)
        rest = before[_RANKED:] if len(ranked) == _RANKED else ()
        return tuple(dict.fromkeys((*ranked, *rest)))

    def _usual_channel(self) -> str:
        """Give the channel that a contact speaks for by itself; empty without one."""
        contacts = [form.contact.data for form in self.delegates if form.contact.data]
        if not contacts:
            return ""
        return "email" if mail_address(contacts[0]) else "telefoon"

    def _check_reachable(self) -> None:
        """Want a channel, and an address where the best one needs it."""
        contacts = [form.contact.data or "" for form in self.delegates]
        channel = next(iter(self.reach.ranked), self._usual_channel())
        if not channel:
            self.reach.channel.errors = [
                gettext("Kies hoe wij u het beste kunnen bereiken.")
            ]
        if channel == "email" and not any(map(mail_address, contacts)):
            self.reach.channel.errors = [
                gettext(
                    "U koos e-mail. Schrijf hierboven ook een e-mailadres, of kies "
                    "een andere manier."
                )
            ]
        is_number = any(text and not mail_address(text) for text in contacts)
        if channel in _BY_NUMBER and not is_number:
            self.reach.channel.errors = [
                gettext(
                    "Schrijf hierboven ook een telefoonnummer, of kies een andere "
                    "manier."
                )
            ]


def _numbered(people: list[DelegateAnswers]) -> tuple[DelegateForm, ...]:
    return tuple(
        DelegateForm(
            prefix=f"persoon-{number}-",
            code=person.code,
            name=person.name,
            role=person.role,
            contact=person.contact or "",
        )
        for number, person in enumerate(people, start=1)
    )


def _person(form: DelegateForm) -> DelegateAnswers:
    return DelegateAnswers(
        code=form.code.data or "",
        name=form.name.data or "",
        role=form.role.data or "",
        contact=form.contact.data or None,
    )


def _dutch(level: str, before: str | None) -> LanguageSkill:
    """Keep "fluent" (no level) where the highest answer stands for it."""
    if level == _FLUENT and before is None:
        return LanguageSkill(code=DUTCH)
    return LanguageSkill(code=DUTCH, level=level)


def _no_name(number: int) -> str:
    if number == 1:
        return gettext("Schrijf de voornaam van wie er komt.")
    return gettext(
        "Schrijf de voornaam van persoon %(number)d, of haal deze persoon weg.",
        number=number,
    )
