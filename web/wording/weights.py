"""What counts when meetings are made, in words: for sliders and the public page.

`matcher.weights` and `matcher.emphasis` say what there is and how much it counts; a
test sees that everything there has its words here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.emphasis import MOVES, Emphasis
from matcher.weights import WEIGHTS, Weights
from web.wording.translation import LazyText, lazy_gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class EmphasisWords:
    """How a slider is called and what its ends mean."""

    label: LazyText
    least: LazyText
    """What the first step says."""
    most: LazyText
    """What the last step says."""
    told: LazyText
    """What the public page says of it, before "more" or "less"."""


EMPHASIS_WORDS: Mapping[Emphasis, EmphasisWords] = {
    Emphasis.WRITTEN: EmphasisWords(
        label=lazy_gettext("Wat mensen bieden en zoeken"),
        least=lazy_gettext("telt minder"),
        most=lazy_gettext("telt veel meer"),
        told=lazy_gettext("Wat mensen bieden en zoeken"),
    ),
    Emphasis.WISHES: EmphasisWords(
        label=lazy_gettext("Wie mensen willen ontmoeten"),
        least=lazy_gettext("telt bijna niet"),
        most=lazy_gettext("gaat voor"),
        told=lazy_gettext("Wie u wilt ontmoeten"),
    ),
    Emphasis.THEMES: EmphasisWords(
        label=lazy_gettext("Dezelfde onderwerpen en dezelfde mensen"),
        least=lazy_gettext("telt niet"),
        most=lazy_gettext("telt veel meer"),
        told=lazy_gettext("Dezelfde onderwerpen en dezelfde mensen"),
    ),
    Emphasis.BOTH_GIVE: EmphasisWords(
        label=lazy_gettext("Beide kanten hebben er iets aan"),
        least=lazy_gettext("één kant is genoeg"),
        most=lazy_gettext("telt veel meer"),
        told=lazy_gettext("Dat beide kanten er iets aan hebben"),
    ),
    Emphasis.NEW_CONTACTS: EmphasisWords(
        label=lazy_gettext("Nieuwe contacten tellen meer"),
        least=lazy_gettext("maakt niet uit"),
        most=lazy_gettext("zo veel mogelijk nieuw"),
        told=lazy_gettext("Nieuwe contacten"),
    ),
    Emphasis.SAME_SIDE: EmphasisWords(
        label=lazy_gettext("Groepen met groepen, organisaties met organisaties"),
        least=lazy_gettext("liever niet"),
        most=lazy_gettext("telt even veel"),
        told=lazy_gettext("Gesprekken tussen twee groepen of twee organisaties"),
    ),
    Emphasis.NEARBY: EmphasisWords(
        label=lazy_gettext("In dezelfde buurt"),
        least=lazy_gettext("telt niet"),
        most=lazy_gettext("telt veel meer"),
        told=lazy_gettext("Dat u in dezelfde buurt bent"),
    ),
    Emphasis.INTERPRETED: EmphasisWords(
        label=lazy_gettext("Gesprekken met een tolk"),
        least=lazy_gettext("telt minder"),
        most=lazy_gettext("telt even veel"),
        told=lazy_gettext("Gesprekken met een tolk"),
    ),
}

_STEPS: Mapping[int, LazyText] = {
    -2: lazy_gettext("veel minder"),
    -1: lazy_gettext("iets minder"),
    0: lazy_gettext("gewoon"),
    1: lazy_gettext("iets meer"),
    2: lazy_gettext("veel meer"),
}

_TOLD: Mapping[int, LazyText] = {
    -2: lazy_gettext("%(what)s: dat telt op deze beurs veel minder dan gewoon."),
    -1: lazy_gettext("%(what)s: dat telt op deze beurs iets minder dan gewoon."),
    1: lazy_gettext("%(what)s: dat telt op deze beurs iets meer dan gewoon."),
    2: lazy_gettext("%(what)s: dat telt op deze beurs veel meer dan gewoon."),
}

WEIGHT_WORDS: Mapping[str, LazyText] = {
    "exchange": lazy_gettext("De ander biedt iets wat u zoekt. Dit telt het meest."),
    "next_exchange": lazy_gettext(
        "De ander biedt nog meer wat u zoekt. Elk volgend ding telt wat minder."
    ),
    "same_kind": lazy_gettext(
        "De ander biedt dezelfde soort hulp, maar met andere woorden. Dit telt een "
        "klein beetje."
    ),
    "reach": lazy_gettext(
        "U zoekt contact met een groep mensen, of hun ervaring. De ander kan dat bieden."
    ),
    "full_likeness": lazy_gettext(
        "Hoe sterk een vraag en een aanbod op elkaar moeten lijken om helemaal te passen."
    ),
    "profile": lazy_gettext("Wat u zoekt, past bij hoe de ander zichzelf beschrijft."),
    "full_coverage": lazy_gettext(
        "Hoeveel van uw woorden in die beschrijving moeten staan."
    ),
    "addressed": lazy_gettext(
        "U schrijft bij wie u het zoekt, zoals: bij de gemeente. De ander is dat."
    ),
    "elsewhere": lazy_gettext(
        "U schrijft bij wie u het zoekt. Wie dat niet is en het ook biedt, telt minder."
    ),
    "usual": lazy_gettext(
        "U zoekt iets wat de ander meestal heeft, zoals een zaal bij een school."
    ),
    "kindred": lazy_gettext(
        "De ander heeft meestal te maken met wat u doet, ook zonder dat het er staat."
    ),
    "meant_for": lazy_gettext(
        "De ander biedt iets aan voor wie u bent, zoals: voor de voedselbank."
    ),
    "theme": lazy_gettext("U werkt aan dezelfde onderwerpen."),
    "target_group": lazy_gettext("U bent er voor dezelfde mensen."),
    "place": lazy_gettext("U bent in dezelfde buurt."),
    "first_timer": lazy_gettext("De ander doet voor het eerst mee."),
    "named": lazy_gettext("U noemt de naam van wie u wilt ontmoeten."),
    "described": lazy_gettext("U beschrijft wie u wilt ontmoeten, zoals: een notaris."),
    "mutuality": lazy_gettext(
        "Allebei hebben iets aan het gesprek. Wat één kant wil, is niet genoeg."
    ),
    "contrast": lazy_gettext(
        "Een paar heel goede gesprekken gaan voor veel redelijke gesprekken."
    ),
    "interpreter": lazy_gettext(
        "U spreekt niet dezelfde taal. Dan moet er een tolk bij. Het gesprek telt iets "
        "minder."
    ),
    "halting": lazy_gettext(
        "Een van beide spreekt de taal maar een beetje. Dan telt het gesprek iets minder."
    ),
    "met_before": lazy_gettext(
        "U sprak elkaar al op een eerdere beurs. Dan telt het gesprek minder."
    ),
    "same_side": lazy_gettext(
        "U bent allebei een groep, of allebei een organisatie. Dan telt het gesprek "
        "minder."
    ),
    "one_way": lazy_gettext(
        "Een organisatie vraagt iets van een groep en geeft niets terug. Dan telt het "
        "gesprek minder."
    ),
}
"""What each weight is, as a participant reads it."""

_MORE: Mapping[bool, LazyText] = {
    True: lazy_gettext("Telt op deze beurs meer dan gewoon."),
    False: lazy_gettext("Telt op deze beurs minder dan gewoon."),
}

_LESS_IS_MORE = frozenset({"full_likeness", "full_coverage", "mutuality"})
"""Weights that ask more, or count more, the lower they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightLine:
    """A weight on the public page."""

    says: str
    change: str
    """How it differs from the default; empty where it does not."""


def weight_lines(weights: Weights) -> tuple[WeightLine, ...]:
    """Say in words what counts, and what of it counts differently at an event."""
    return tuple(
        WeightLine(
            says=str(WEIGHT_WORDS[name]), change=_change(name, getattr(weights, name))
        )
        for name in WEIGHTS
    )


def _change(name: str, value: float) -> str:
    default = WEIGHTS[name].default
    if value == default:
        return ""
    return str(_MORE[(value > default) != (name in _LESS_IS_MORE)])


def step_name(step: int) -> str:
    """Name where a slider stands."""
    return str(_STEPS[step])


def emphasis_lines(emphasis: Mapping[Emphasis, int]) -> tuple[str, ...]:
    """Say which sliders of an event are not in the middle."""
    return tuple(
        str(_TOLD[emphasis[what]]) % {"what": EMPHASIS_WORDS[what].told}
        for what in MOVES
        if emphasis.get(what, 0)
    )
