"""Step 1: who are you?"""

from collections.abc import Mapping
from typing import Self

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from matcher.vocabulary import VOCABULARY
from web.participant.forms.rules import (
    Filled,
    Fits,
    KnownChoice,
    clean_line,
    clean_text,
)
from web.services.answers import AboutAnswers
from web.wording import LazyText
from web.wording import lazy_gettext as _
from web.wording.labels import label

KINDS: dict[str, LazyText] = {
    "informal": _("Een groep van bewoners of vrijwilligers"),
    "formal": _("Een organisatie met medewerkers"),
    "government": _("De gemeente of een andere overheid"),
    "company": _("Een bedrijf"),
    "fund": _("Een fonds of stichting die geld geeft"),
    "education": _("School, opleiding of kinderopvang"),
    "care": _("Zorg"),
    "housing": _("Wonen"),
    "culture": _("Cultuur, bibliotheek of media"),
}
"""Kinds of participants in plain words, all on one list: nobody comes first."""
KIND_NOTES: dict[str, LazyText] = {
    "informal": _("Ook zonder papieren, nummer of website"),
    "formal": _("Zoals welzijn, opvang of hulp bij schulden"),
    "housing": _("Zoals een woningcorporatie"),
}


class AboutForm(Form):
    """Who a participant is."""

    kind_notes = KIND_NOTES
    suggested: tuple[str, ...] = ()
    """Target groups that the texts seem to be about, to tick or to leave."""

    name = StringField(
        _("Hoe heet uw groep of organisatie?"),
        filters=[clean_line],
        validators=[
            Filled(_("Schrijf hoe uw groep of organisatie heet.")),
            Fits(260),
        ],
    )
    kind = RadioField(
        _("Wat past het best bij u?"),
        choices=KINDS,
        validate_choice=False,
        validators=[
            KnownChoice(_("Kies wat het best bij u past. Twijfelt u? Kies het eerste."))
        ],
    )
    area = StringField(
        _("In welke wijk of plaats bent u actief?"),
        filters=[clean_line],
        validators=[Fits(200)],
    )
    description = TextAreaField(
        _("Wat doet u?"), filters=[clean_text], validators=[Fits(4000)]
    )
    target_groups = SelectMultipleField(_("Voor wie bent u er?"), validate_choice=False)

    shows_target_groups = BooleanField(
        _("De mensen met wie wij praten, mogen weten voor wie wij er zijn.")
    )

    def __init__(
        self,
        formdata: MultiDict[str, str] | None = None,
        data: Mapping[str, object] | None = None,
    ) -> None:
        """Read what was sent, or fill in the data."""
        super().__init__(formdata, data=data)
        self.target_groups.choices = {
            code: label("target_group", code)
            for code in VOCABULARY.codes("target_group")
        }

    @classmethod
    def filled(cls, answers: AboutAnswers) -> Self:
        """Fill the form with answers that were given before."""
        return cls(
            data={
                "name": answers.name,
                "kind": answers.kind,
                "area": answers.area,
                "description": answers.description,
                "target_groups": list(answers.target_groups),
                "shows_target_groups": answers.shows_target_groups,
            }
        )

    def answers(self) -> AboutAnswers:
        """Give the answers of a valid form."""
        chosen = set(self.target_groups.data or ())
        return AboutAnswers(
            name=self.name.data or "",
            kind=self.kind.data or "",
            area=self.area.data or "",
            description=self.description.data or "",
            target_groups=tuple(
                code for code in VOCABULARY.codes("target_group") if code in chosen
            ),
            shows_target_groups=bool(self.shows_target_groups.data),
        )
