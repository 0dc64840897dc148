"""Step 6: what do you need, and who should be there too?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict
from wtforms import (
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)

from matcher.participants import LanguageSkill
from matcher.vocabulary import VOCABULARY
from web.participant.forms.people import DUTCH
from web.participant.forms.rules import Fits, clean_line
from web.services.answers import NeedsAnswers
from web.wording import LazyText, gettext
from web.wording import lazy_gettext as _
from web.wording.labels import label

INTERPRETER = "taaltolk"
"""The accessibility code of who wants an interpreter."""
ANOTHER_LANGUAGE = "anders"
_NUMBER = re.compile(r"(?:\d[\s().-]*){6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGroup:
    """Needs that are looked for in one place."""

    title: LazyText
    codes: tuple[str, ...]


NEED_GROUPS = (
    NeedGroup(
        title=_("Komen en erbij kunnen"),
        codes=(
            "rolstoel",
            "aangepast-toilet",
            "hulphond",
            "parkeren",
            "ov",
            "reiskosten",
            "online",
        ),
    ),
    NeedGroup(
        title=_("Horen, lezen en elkaar verstaan"),
        codes=(
            "gebarentolk",
            "schrijftolk",
            "ringleiding",
            "eenvoudige-taal",
            "grote-letters",
        ),
    ),
    NeedGroup(
        title=_("Rust, bidden en met wie u praat"),
        codes=(
            "prikkelarm",
            "stilteruimte",
            "pauze",
            "gebedsruimte",
            "vrouwengesprek",
        ),
    ),
    NeedGroup(
        title=_("Kinderen en eten"), codes=("kinderopvang", "halal", "vegetarisch")
    ),
)
"""All needs but an interpreter, which asks for a language too."""


class NeedsForm(Form):
    """What they need, and which group they miss."""

    groups = NEED_GROUPS

    accessibility = SelectMultipleField(
        _("Waar kunnen wij voor zorgen?"), validate_choice=False
    )
    interpreter = SelectField(_("Wilt u een tolk?"), validate_choice=False)
    missing_group = StringField(
        _("Welke groep moet er ook bij zijn?"),
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
        self.accessibility.choices = {
            code: label("accessibility", code)
            for code in VOCABULARY.codes("accessibility")
            if code != INTERPRETER
        }
        self.interpreter.choices = {
            "": gettext("Nee, dat is niet nodig"),
            **{
                code: label("language", code)
                for code in VOCABULARY.codes("language")
                if code != DUTCH
            },
            ANOTHER_LANGUAGE: gettext("Ja, in een andere taal"),
        }

    @classmethod
    def filled(
        cls, answers: NeedsAnswers, languages: tuple[LanguageSkill, ...]
    ) -> Self:
        """Fill the form with answers that were given before.

        Args:
            answers: What was answered.
            languages: What they speak: the likely language where only an interpreter
                was asked for.
        """
        wanted = answers.interpreter
        if INTERPRETER in answers.accessibility and not wanted:
            spoken = (skill.code for skill in languages if skill.code != DUTCH)
            wanted = next(spoken, ANOTHER_LANGUAGE)
        return cls(
            data={
                "accessibility": list(answers.accessibility),
                "interpreter": wanted,
                "missing_group": answers.missing_group,
            }
        )

    def validate_missing_group(self, field: StringField) -> None:
        """Refuse the number or address of somebody who did not give it."""
        text = field.data or ""
        if "@" in text or _NUMBER.search(text):
            raise ValidationError(
                gettext(
                    "Schrijf alleen de naam van de groep. Een nummer of adres van "
                    "een ander bewaren wij niet."
                )
            )

    def answers(self) -> NeedsAnswers:
        """Give the answers of a valid form."""
        wanted = self.interpreter.data or ""
        is_language = wanted in VOCABULARY.codes("language") and wanted != DUTCH
        codes = set(self.accessibility.data or ()) - {INTERPRETER}
        if is_language or wanted == ANOTHER_LANGUAGE:
            codes.add(INTERPRETER)
        return NeedsAnswers(
            accessibility=tuple(
                code for code in VOCABULARY.codes("accessibility") if code in codes
            ),
            interpreter=wanted if is_language else "",
            missing_group=self.missing_group.data or "",
        )
