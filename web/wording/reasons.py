"""Why two participants meet, in sentences a person understands.

A reason is never a score or a code, and never tells that somebody was refused.
What people typed about offers and asks is quoted as they wrote it. A wish is told
to the other only where `matcher.disclosure` says so, and its text is shown to
nobody but the one who typed it: it may name others, or set conditions that hurt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.participants import ParticipantId
from matcher.reasons import Reason, ReasonKind
from web.wording.labels import in_sentence
from web.wording.quoting import closing_quote, isolated, one_line, shortened
from web.wording.translation import LazyText, gettext, lazy_gettext

Names = Mapping[ParticipantId, str]
"""What each participant is called in the sentence."""

MOST_TOLD = 3
"""Reasons told to a participant; an organiser can read them all."""
LEAST_TOLD = 8
"""Weight under which a reason is only told where there is no better one."""
FULL_ANSWER = 25
"""Weight from which on an offer answers an ask; below it, it may help."""

_QUESTION = re.compile(
    r"(?:hoe|wat|wie|waar\w*|wanneer|welke?|mag|kan|how|what|who|where|when|why|which)\b"
    r"|.*[?؟]\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""An ask that was typed as a question."""
_WISHES = frozenset({ReasonKind.NAMED, ReasonKind.DESCRIBED})


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAndTake:
    """The two halves of a meeting card, equal in size: what each side gives."""

    they_offer: tuple[str, ...]
    you_offer: tuple[str, ...]


def reason_sentences(
    reasons: Iterable[Reason], viewer: ParticipantId
) -> tuple[str, ...]:
    """Say to one of the two why they meet: the strongest reasons, and who interprets.

    What the reader seeks comes first, then what the reader gives, then the rest. Of
    each direction the best answered ask is told, so that both read what they give
    and what they get. There is always a sentence. The other is "they": where this is
    read, it says with whom.
    """
    known = [r for r in _strongest_first(reasons) if viewer not in r.hidden_from]
    practical = [r for r in known if r.kind is ReasonKind.INTERPRETER_NEEDED]
    told = _best([r for r in known if r not in practical], viewer)
    told.sort(key=lambda reason: _place(reason, viewer))
    sentences = [_to_viewer(reason, known, viewer) for reason in told]
    if not sentences:
        sentences = [gettext("De organisatie denkt dat dit gesprek bij u past.")]
    return _unique([*sentences, *(_to_viewer(r, known, viewer) for r in practical)])


def reason_lines(reasons: Iterable[Reason], names: Names) -> tuple[str, ...]:
    """Say to a third, such as an organiser, why two participants meet: everything."""
    ordered = _strongest_first(reasons)
    return _unique(_to_third(reason, ordered, names) for reason in ordered)


def exchange(reasons: Iterable[Reason], viewer: ParticipantId) -> GiveAndTake:
    """Tell what each side gives the other, in its own words, without repeats."""
    ordered = [r for r in _strongest_first(reasons) if r.offer]
    return GiveAndTake(
        they_offer=_unique(shortened(r.offer) for r in ordered if r.receiver == viewer),
        you_offer=_unique(shortened(r.offer) for r in ordered if r.giver == viewer),
    )


def _strongest_first(reasons: Iterable[Reason]) -> list[Reason]:
    kinds = list(ReasonKind)
    return sorted(reasons, key=lambda r: (-r.weight, kinds.index(r.kind)))


def _best(ordered: Sequence[Reason], viewer: ParticipantId) -> list[Reason]:
    """Choose what is told: all wishes are one sentence, both directions have theirs."""
    candidates: list[Reason] = []
    for reason in ordered:
        is_weak = reason.weight < LEAST_TOLD and candidates
        if not is_weak and not any(_says_enough(told, reason) for told in candidates):
            candidates.append(reason)
    first = {
        reason.receiver == viewer: reason
        for reason in reversed(candidates)
        if reason.kind is ReasonKind.OFFER_ANSWERS_ASK
    }
    due = [*first.values(), *(r for r in candidates if r not in first.values())]
    return due[:MOST_TOLD]


def _says_enough(told: Reason, reason: Reason) -> bool:
    """Tell whether a reason adds nothing: one more wish, or a poorer answer."""
    if reason.kind in _WISHES:
        return told.kind in _WISHES
    is_same_way = (told.kind, told.giver) == (reason.kind, reason.giver)
    return _only_may_help(reason) and is_same_way


def _place(reason: Reason, viewer: ParticipantId) -> int:
    """Give the place in a text: what one gets, what one gives, wishes, the rest."""
    if reason.kind is ReasonKind.OFFER_ANSWERS_ASK:
        return 0 if reason.receiver == viewer else 1
    return 2 if reason.kind in _WISHES else 3


def _unique(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))


class _Reader(StrEnum):
    """Who reads about an ask and an offer."""

    ASKS = "asks"
    OFFERS = "offers"
    THIRD = "third"


@dataclass(frozen=True, slots=True, kw_only=True)
class _AnswerWords:
    """The two sentences about an ask and an offer, for one reader."""

    seeks: LazyText
    asks: LazyText
    """Where the ask was typed as a question."""
    offers: LazyText
    may_help: LazyText
    """Where the offer is too far from the ask to be called an answer."""


_ANSWERS: Mapping[_Reader, _AnswerWords] = {
    _Reader.ASKS: _AnswerWords(
        seeks=lazy_gettext("U zoekt: %(ask)s"),
        asks=lazy_gettext("U vraagt: %(ask)s"),
        offers=lazy_gettext("Zij bieden: %(offer)s"),
        may_help=lazy_gettext("Misschien helpt wat zij bieden: %(offer)s"),
    ),
    _Reader.OFFERS: _AnswerWords(
        seeks=lazy_gettext("Zij zoeken: %(ask)s"),
        asks=lazy_gettext("Zij vragen: %(ask)s"),
        offers=lazy_gettext("U biedt: %(offer)s"),
        may_help=lazy_gettext("Misschien helpt wat u biedt: %(offer)s"),
    ),
    _Reader.THIRD: _AnswerWords(
        seeks=lazy_gettext("%(receiver)s zoekt: %(ask)s"),
        asks=lazy_gettext("%(receiver)s vraagt: %(ask)s"),
        offers=lazy_gettext("%(giver)s biedt: %(offer)s"),
        may_help=lazy_gettext("Misschien helpt wat %(giver)s biedt: %(offer)s"),
    ),
}

_TO_RECEIVER: Mapping[ReasonKind, LazyText] = {
    ReasonKind.NAMED: lazy_gettext("U wilt hen graag leren kennen."),
    ReasonKind.DESCRIBED: lazy_gettext(
        "U wilt ontmoeten: %(wish)s Zij passen daarbij."
    ),
    ReasonKind.FIRST_MEETING: lazy_gettext("Zij doen voor het eerst mee."),
}
"""Evidence with a direction, to the one who asks or wishes."""

_TO_GIVER: Mapping[ReasonKind, LazyText] = {
    ReasonKind.NAMED: lazy_gettext("Zij willen u graag leren kennen."),
    ReasonKind.DESCRIBED: lazy_gettext("Zij willen graag iemand zoals u ontmoeten."),
    ReasonKind.FIRST_MEETING: lazy_gettext("U doet voor het eerst mee."),
}
"""Evidence with a direction, to the one who offers or is wished for."""

_TO_BOTH: Mapping[ReasonKind, LazyText] = {
    ReasonKind.SHARED_THEME: lazy_gettext("U werkt allebei aan: %(codes)s."),
    ReasonKind.SHARED_TARGET_GROUP: lazy_gettext("U bent er allebei voor: %(codes)s."),
    ReasonKind.SAME_AREA: lazy_gettext("U zit allebei in dezelfde buurt."),
    ReasonKind.SHARED_LANGUAGE: lazy_gettext("U spreekt allebei %(codes)s."),
    ReasonKind.FIRST_MEETING: lazy_gettext("U doet allebei voor het eerst mee."),
    ReasonKind.MET_BEFORE: lazy_gettext("U sprak elkaar al eens op een eerdere beurs."),
    ReasonKind.INTERPRETER_NEEDED: lazy_gettext(
        "Voor dit gesprek is een tolk nodig: %(codes)s."
    ),
}
"""What the two have in common, to either of them."""

_TO_THIRD: Mapping[ReasonKind, LazyText] = {
    ReasonKind.NAMED: lazy_gettext("%(receiver)s wil %(giver)s leren kennen."),
    ReasonKind.DESCRIBED: lazy_gettext(
        "%(giver)s past bij wie %(receiver)s wil ontmoeten."
    ),
    ReasonKind.SHARED_THEME: lazy_gettext("Beide werken aan: %(codes)s."),
    ReasonKind.SHARED_TARGET_GROUP: lazy_gettext("Beide zijn er voor: %(codes)s."),
    ReasonKind.SAME_AREA: lazy_gettext("Beide zitten in dezelfde buurt."),
    ReasonKind.SHARED_LANGUAGE: lazy_gettext("Beide spreken %(codes)s."),
    ReasonKind.FIRST_MEETING: lazy_gettext("%(giver)s doet voor het eerst mee."),
    ReasonKind.MET_BEFORE: lazy_gettext("Zij spraken elkaar op een eerdere beurs."),
    ReasonKind.INTERPRETER_NEEDED: _TO_BOTH[ReasonKind.INTERPRETER_NEEDED],
}

_EACH_OTHER = lazy_gettext("U wilt elkaar graag leren kennen.")
_EACH_OTHER_THIRD = lazy_gettext(
    "%(receiver)s en %(giver)s willen elkaar leren kennen."
)
_WISH_WITHOUT_TEXT = lazy_gettext("Zij passen bij wie u wilt ontmoeten.")
_BOTH_NEW_THIRD = lazy_gettext("Beide doen voor het eerst mee.")

_SCHEMES: Mapping[ReasonKind, str] = {
    ReasonKind.OFFER_ANSWERS_ASK: "need_kind",
    ReasonKind.SHARED_THEME: "theme",
    ReasonKind.SHARED_TARGET_GROUP: "target_group",
    ReasonKind.SHARED_LANGUAGE: "language",
    ReasonKind.INTERPRETER_NEEDED: "language",
}
"""The vocabulary that the codes of a reason come from; others have none."""


def _to_viewer(reason: Reason, known: Sequence[Reason], viewer: ParticipantId) -> str:
    """Word one reason for a reader who is addressed as *u*."""
    if reason.giver is None and reason.kind in _TO_BOTH:
        return _filled(_TO_BOTH[reason.kind], reason)
    if reason.kind in _WISHES:
        return _wish_to_viewer(known, viewer)
    is_receiver = reason.receiver == viewer
    if reason.kind is ReasonKind.OFFER_ANSWERS_ASK:
        return _answer(reason, _Reader.ASKS if is_receiver else _Reader.OFFERS)
    return _filled((_TO_RECEIVER if is_receiver else _TO_GIVER)[reason.kind], reason)


def _wish_to_viewer(known: Sequence[Reason], viewer: ParticipantId) -> str:
    """Say in one sentence who wishes whom, as far as the reader may know."""
    wishes = [reason for reason in known if reason.kind in _WISHES]
    mine = next((wish for wish in wishes if wish.receiver == viewer), None)
    if mine is None:
        return _filled(_TO_GIVER[wishes[0].kind], wishes[0])
    if any(wish.giver == viewer for wish in wishes):
        return str(_EACH_OTHER)
    if mine.kind is ReasonKind.DESCRIBED and not mine.wish:
        return str(_WISH_WITHOUT_TEXT)
    return _filled(_TO_RECEIVER[mine.kind], mine)


def _to_third(reason: Reason, ordered: Sequence[Reason], names: Names) -> str:
    """Word one reason for a reader who is not one of the two."""
    if reason.kind is ReasonKind.OFFER_ANSWERS_ASK:
        return _answer(reason, _Reader.THIRD, names)
    template = _TO_THIRD[reason.kind]
    if reason.kind is ReasonKind.NAMED:
        named = [other for other in ordered if other.kind is ReasonKind.NAMED]
        if any(other.giver == reason.receiver for other in named):
            # The same line for both, so that it stands there once.
            template, reason = _EACH_OTHER_THIRD, named[0]
    elif reason.kind is ReasonKind.FIRST_MEETING and reason.giver is None:
        template = _BOTH_NEW_THIRD
    return _filled(template, reason, names)


def _answer(reason: Reason, reader: _Reader, names: Names | None = None) -> str:
    """Say what one seeks and what the other offers: two sentences."""
    words = _ANSWERS[reader]
    sought = words.asks if _QUESTION.match(reason.ask) else words.seeks
    offered = words.may_help if _only_may_help(reason) else words.offers
    return f"{_filled(sought, reason, names)} {_filled(offered, reason, names)}"


def _only_may_help(reason: Reason) -> bool:
    """Tell whether an offer is too far from the ask to be called an answer."""
    is_answer = reason.kind is ReasonKind.OFFER_ANSWERS_ASK and bool(reason.ask)
    return is_answer and reason.weight < FULL_ANSWER


def _filled(template: LazyText, reason: Reason, names: Names | None = None) -> str:
    """Set the names and what was typed into a sentence."""
    return str(template) % {
        "receiver": _name(reason.receiver, names or {}),
        "giver": _name(reason.giver, names or {}),
        "ask": _thing(reason.ask, reason),
        "offer": _thing(reason.offer, reason),
        "wish": closing_quote(reason.wish),
        "codes": _codes(reason),
    }


def _thing(text: str, reason: Reason) -> str:
    """Quote what is offered or asked; say its kind where no text was typed."""
    return closing_quote(text) if text else f"{_codes(reason)}."


def _name(participant: ParticipantId | None, names: Names) -> str:
    """Name a participant; one that was erased since has no name any more."""
    name = names.get(participant, "") if participant else ""
    return isolated(one_line(name)) or gettext("de andere deelnemer")


def _codes(reason: Reason) -> str:
    """Name the codes of a reason, as far as it has any."""
    scheme = _SCHEMES.get(reason.kind)
    return in_sentence(scheme, reason.codes) if scheme else ""
