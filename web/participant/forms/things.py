"""Steps 2 and 3: what can you offer, and what do you seek?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectMultipleField, TextAreaField

from matcher.event import MoneySetting
from matcher.offers import Ask, Offer
from matcher.vocabulary import VOCABULARY
from web.participant.forms.rules import Fits, clean_text
from web.services.answers import MOST_THINGS, AskAnswers, OfferAnswers
from web.wording import LazyText
from web.wording import lazy_gettext as _
from web.wording.form_errors import FormError, list_errors
from web.wording.hints import ask_hint
from web.wording.labels import label

KIND_LABELS: Mapping[str, LazyText] = {
    "bereik": _("Mensen bereiken"),
    "meedenken": _("Meedenken"),
    "menskracht": _("Mensen en handen"),
    "kennis": _("Kennis en advies"),
    "training": _("Training of uitleg"),
    "ruimte": _("Een plek of zaal"),
    "materialen": _("Spullen of vervoer"),
    "netwerk": _("Contacten"),
    "financiering": _("Geld of uitleg over geld"),
}
"""Kinds in the order of the page: what groups bring comes first."""
MONEY = "financiering"
_NUMBER = re.compile(r"(?:aanbod|vraag)-(\d{1,2})-text")


class ThingForm(Form):
    """One thing, offered or sought."""

    hint = ""
    """What the text could still say."""

    text = TextAreaField(filters=[clean_text], validators=[Fits(1000)])
    kind = RadioField(_("Waar hoort dit bij?"), validate_choice=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingWords:
    """What a page says about one thing: of offers or of asks."""

    prefix: str
    label: LazyText
    """With ``%(number)d`` for its place on the page."""
    name: LazyText
    remove: LazyText
    no_kind: LazyText
    no_text: LazyText


OFFER_WORDS = ThingWords(
    prefix="aanbod",
    label=_("%(number)d. Wat kunt u bieden?"),
    name=_("Aanbod %(number)d"),
    remove=_("Haal aanbod %(number)d weg"),
    no_kind=_(
        "Kies bij aanbod %(number)d waar het bij hoort. "
        "Past het nergens? Kies dan wat er het meest op lijkt."
    ),
    no_text=_("Schrijf bij aanbod %(number)d wat u kunt bieden, of haal het weg."),
)
ASK_WORDS = ThingWords(
    prefix="vraag",
    label=_("%(number)d. Wat zoekt u?"),
    name=_("Vraag %(number)d"),
    remove=_("Haal vraag %(number)d weg"),
    no_kind=_(
        "Kies bij vraag %(number)d waar het bij hoort. "
        "Past het nergens? Kies dan wat er het meest op lijkt."
    ),
    no_text=_("Schrijf bij vraag %(number)d wat u zoekt, of haal het weg."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingList:
    """The things on one page, each with its own small form."""

    words: ThingWords
    forms: tuple[ThingForm, ...]

    @classmethod
    def sent(
        cls,
        words: ThingWords,
        sent: MultiDict[str, str],
        *,
        without: int = 0,
        known: int = 0,
    ) -> Self:
        """Read what was sent.

        Args:
            words: What the page says.
            sent: The form.
            without: The one that was taken away; 1 is the first.
            known: How many are stored: a merge can leave more than one can add.
        """
        numbers = sorted({int(m[1]) for key in sent if (m := _NUMBER.fullmatch(key))})
        numbers = [n for n in numbers if n != without]
        numbers = numbers[: max(MOST_THINGS, known)]
        return cls.of(
            words,
            [
                (
                    sent.get(f"{words.prefix}-{number}-kind", ""),
                    clean_text(sent.get(f"{words.prefix}-{number}-text", "")),
                )
                for number in numbers
            ],
        )

    @classmethod
    def of(cls, words: ThingWords, things: list[tuple[str, str]]) -> Self:
        """Make the forms of things: kind and text."""
        return cls(
            words=words,
            forms=tuple(
                ThingForm(prefix=f"{words.prefix}-{number}-", kind=kind, text=text)
                for number, (kind, text) in enumerate(things, start=1)
            ),
        )

    def with_room(self, *, more: bool) -> Self:
        """Add an empty form if there is none yet, or if one more is wanted."""
        if self.forms and (not more or len(self.forms) >= MOST_THINGS):
            return self
        things = [(form.kind.data or "", form.text.data or "") for form in self.forms]
        return self.of(self.words, [*things, ("", "")])

    @property
    def is_full(self) -> bool:
        """Whether no more can be added."""
        return len(self.forms) >= MOST_THINGS

    def with_kinds(self, money: MoneySetting) -> Self:
        """Let each form choose a kind; money only where the event allows it."""
        for number, form in enumerate(self.forms, start=1):
            form.text.label.text = str(self.words.label) % {"number": number}
            form.kind.choices = {
                code: text
                for code, text in KIND_LABELS.items()
                if code != MONEY
                or money is not MoneySetting.OFF
                or form.kind.data == MONEY
            }
        return self

    def with_hints(self, money: MoneySetting) -> Self:
        """Say at each ask what it could still tell."""
        for form in self.forms:
            ask = Ask(kind=form.kind.data or "", text=form.text.data or "")
            form.hint = ask_hint(ask, money)
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written in the forms."""
        return tuple(form.text.data for form in self.forms if form.text.data)

    def validate(self) -> tuple[FormError, ...]:
        """Check every form; one without any answer is as good as not there."""
        for number, form in enumerate(self.forms, start=1):
            form.validate()
            is_kind = form.kind.data in KIND_LABELS
            if form.text.data and not is_kind:
                form.kind.errors = [str(self.words.no_kind) % {"number": number}]
            if is_kind and not form.text.data:
                form.text.errors = [str(self.words.no_text) % {"number": number}]
        return list_errors(*self.forms)

    def things(self) -> tuple[tuple[str, str], ...]:
        """Give kind and text of each thing in a valid list."""
        return tuple(
            (form.kind.data or "", form.text.data)
            for form in self.forms
            if form.text.data
        )


class WishForm(Form):
    """What the asks are about, and whom a participant wants to meet."""

    suggested: tuple[str, ...] = ()
    """Themes that the texts seem to be about, to tick or to leave."""

    themes = SelectMultipleField(
        _("Welke onderwerpen passen bij u?"), validate_choice=False
    )
    wishes = TextAreaField(
        _("Wie wilt u graag ontmoeten?"), filters=[clean_text], validators=[Fits(2000)]
    )
    shows_wishes = BooleanField(
        _("Zeg tegen wie wij graag ontmoeten, dat wij dat graag willen.")
    )

    def __init__(
        self,
        formdata: MultiDict[str, str] | None = None,
        data: Mapping[str, object] | None = None,
    ) -> None:
        """Read what was sent, or fill in the data."""
        super().__init__(formdata, data=data)
        self.themes.choices = {
            code: label("theme", code) for code in VOCABULARY.codes("theme")
        }


def offer_answers(offers: ThingList) -> OfferAnswers:
    """Give the offers of a valid page."""
    return OfferAnswers(
        offers=tuple(Offer(kind=kind, text=text) for kind, text in offers.things())
    )


def ask_answers(asks: ThingList, wishes: WishForm) -> AskAnswers:
    """Give the asks, themes and wishes of a valid page."""
    chosen = set(wishes.themes.data or ())
    return AskAnswers(
        asks=tuple(Ask(kind=kind, text=text) for kind, text in asks.things()),
        themes=tuple(code for code in VOCABULARY.codes("theme") if code in chosen),
        wishes=wishes.wishes.data or "",
        shows_wishes=bool(wishes.shows_wishes.data),
    )
