"""Why two participants meet, in sentences a person understands.

A reason is never a score or a code, and never tells that somebody was refused.
What people typed about offers and asks is quoted as they wrote it. The text of a
wish is shown to nobody but the one who typed it: it may name others, or set
conditions that hurt.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matcher.participants import ParticipantId
from matcher.reasons import Reason, ReasonKind
from web.wording.labels import in_sentence
from web.wording.quoting import one_line, quoted, shortened
from web.wording.translation import LazyText, gettext, lazy_gettext

Names = Mapping[ParticipantId, str]
"""What each participant is called in the sentence."""

MOST_TOLD = 3
"""Reasons told to a participant; an organiser can read them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAndTake:
    """The two halves of a meeting card, equal in size: what each side gives."""

    they_offer: tuple[str, ...]
    you_offer: tuple[str, ...]


def reason_sentences(
    reasons: Iterable[Reason], viewer: ParticipantId, names: Names
) -> tuple[str, ...]:
    """Say to one of the two why they meet: the strongest reasons, and who interprets.

    More than `MOST_TOLD` would bury what counts; whether an interpreter is needed
    must always be known.
    """
    ordered = _strongest_first(reasons)
    practical = [r for r in ordered if r.kind is ReasonKind.INTERPRETER_NEEDED]
    told = [r for r in ordered if r not in practical][:MOST_TOLD]
    return _sentences(
        [*told, *practical], lambda reason: _to_viewer(reason, viewer, names)
    )


def reason_lines(reasons: Iterable[Reason], names: Names) -> tuple[str, ...]:
    """Say to a third, such as an organiser, why two participants meet."""
    ordered = _strongest_first(reasons)
    return _sentences(ordered, lambda reason: _to_third(reason, names))


def exchange(reasons: Iterable[Reason], viewer: ParticipantId) -> GiveAndTake:
    """Tell what each side gives the other, in its own words, without repeats."""
    ordered = [r for r in _strongest_first(reasons) if r.offer]
    return GiveAndTake(
        they_offer=_unique(shortened(r.offer) for r in ordered if r.receiver == viewer),
        you_offer=_unique(shortened(r.offer) for r in ordered if r.giver == viewer),
    )


def _sentences(
    reasons: Iterable[Reason], say: Callable[[Reason], str]
) -> tuple[str, ...]:
    return _unique(say(reason) for reason in reasons)


def _strongest_first(reasons: Iterable[Reason]) -> list[Reason]:
    kinds = list(ReasonKind)
    return sorted(reasons, key=lambda r: (-r.weight, kinds.index(r.kind)))


def _unique(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))


_TO_RECEIVER: Mapping[ReasonKind, LazyText] = {
    ReasonKind.OFFER_ANSWERS_ASK: lazy_gettext(
        "U zoekt: %(ask)s. %(giver)s biedt: %(offer)s."
    ),
    ReasonKind.NAMED: lazy_gettext("U wilt %(giver)s leren kennen."),
    ReasonKind.DESCRIBED: lazy_gettext(
        "U wilt ontmoeten: %(wish)s. %(giver)s past daarbij."
    ),
}
"""Evidence with a direction, to the one who asks or wishes."""

_TO_GIVER: Mapping[ReasonKind, LazyText] = {
    ReasonKind.OFFER_ANSWERS_ASK: lazy_gettext(
        "%(receiver)s zoekt: %(ask)s. U biedt: %(offer)s."
    ),
    ReasonKind.NAMED: lazy_gettext("%(receiver)s wil u leren kennen."),
    ReasonKind.DESCRIBED: lazy_gettext("U past bij wie %(receiver)s wil ontmoeten."),
}
"""Evidence with a direction, to the one who offers or is wished for."""

_TO_BOTH: Mapping[ReasonKind, LazyText] = {
    ReasonKind.SHARED_THEME: lazy_gettext("U werkt allebei aan: %(codes)s."),
    ReasonKind.SHARED_TARGET_GROUP: lazy_gettext("U bent er allebei voor: %(codes)s."),
    ReasonKind.SHARED_LANGUAGE: lazy_gettext("U spreekt allebei %(codes)s."),
    ReasonKind.INTERPRETER_NEEDED: lazy_gettext(
        "Voor dit gesprek is een tolk nodig: %(codes)s."
    ),
}
"""What the two have in common, to either of them."""

_TO_THIRD: Mapping[ReasonKind, LazyText] = {
    ReasonKind.OFFER_ANSWERS_ASK: lazy_gettext(
        "%(receiver)s zoekt: %(ask)s; %(giver)s biedt: %(offer)s."
    ),
    ReasonKind.NAMED: lazy_gettext("%(receiver)s wil %(giver)s leren kennen."),
    ReasonKind.DESCRIBED: lazy_gettext(
        "%(giver)s past bij wie %(receiver)s wil ontmoeten."
    ),
    ReasonKind.SHARED_THEME: lazy_gettext("Beide werken aan: %(codes)s."),
    ReasonKind.SHARED_TARGET_GROUP: lazy_gettext("Beide zijn er voor: %(codes)s."),
    ReasonKind.SHARED_LANGUAGE: lazy_gettext("Beide spreken %(codes)s."),
    ReasonKind.INTERPRETER_NEEDED: _TO_BOTH[ReasonKind.INTERPRETER_NEEDED],
}

_WISH_WITHOUT_TEXT = lazy_gettext("%(giver)s past bij wie u wilt ontmoeten.")

_SCHEMES: Mapping[ReasonKind, str] = {
    ReasonKind.OFFER_ANSWERS_ASK: "need_kind",
    ReasonKind.SHARED_THEME: "theme",
    ReasonKind.SHARED_TARGET_GROUP: "target_group",
    ReasonKind.SHARED_LANGUAGE: "language",
    ReasonKind.INTERPRETER_NEEDED: "language",
}
"""The vocabulary that the codes of a reason come from; wishes have none."""


def _to_viewer(reason: Reason, viewer: ParticipantId, names: Names) -> str:
    """Word one reason for a reader who is addressed as *u*."""
    if reason.kind in _TO_BOTH:
        return _filled(_TO_BOTH[reason.kind], reason, names)
    if reason.receiver != viewer:
        return _filled(_TO_GIVER[reason.kind], reason, names)
    if reason.kind is ReasonKind.DESCRIBED and not reason.wish:
        return _filled(_WISH_WITHOUT_TEXT, reason, names)
    return _filled(_TO_RECEIVER[reason.kind], reason, names)


def _to_third(reason: Reason, names: Names) -> str:
    """Word one reason for a reader who is not one of the two."""
    return _filled(_TO_THIRD[reason.kind], reason, names)


def _filled(template: LazyText, reason: Reason, names: Names) -> str:
    """Set the names and what was typed into a sentence."""
    return str(template) % {
        "receiver": _name(reason.receiver, names),
        "giver": _name(reason.giver, names),
        "ask": _thing(reason.ask, reason),
        "offer": _thing(reason.offer, reason),
        "wish": quoted(reason.wish),
        "codes": _codes(reason),
    }


def _thing(text: str, reason: Reason) -> str:
    """Quote what is offered or asked; say its kind where no text was typed."""
    return quoted(text) if text else _codes(reason)


def _name(participant: ParticipantId | None, names: Names) -> str:
    """Name a participant; one that was erased since has no name any more."""
    name = names.get(participant, "") if participant else ""
    return one_line(name) or gettext("de andere deelnemer")


def _codes(reason: Reason) -> str:
    """Name the codes of a reason, as far as it has any."""
    scheme = _SCHEMES.get(reason.kind)
    return in_sentence(scheme, reason.codes) if scheme else ""
