"""Conversation cards: what helps two people to begin and to understand each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.disclosure import shown_text
from matcher.participants import ParticipantId
from matcher.reasons import Reason, ReasonKind
from web.persistence import loading
from web.persistence.rows import MeetingRow, ParticipantRow
from web.wording import gettext as _
from web.wording.difficult_words import ExplainedWord, explain_words
from web.wording.labels import label
from web.wording.quoting import one_line, shortened

MOST_SHOWN = 3
"""Offers or asks of one side on a card: it is read at a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSide:
    """What one of the two wrote, as the other may read it."""

    name: str
    offers: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationCard:
    """What lies on the table between two people."""

    they: CardSide
    you: CardSide
    questions: tuple[str, ...]
    check: str
    """A word to ask about: "do we mean the same by it?"."""
    words: tuple[ExplainedWord, ...]


def make_card(
    meeting: MeetingRow, viewer: ParticipantRow, other: ParticipantRow
) -> ConversationCard:
    """Make the card of a meeting as one of the two reads it.

    The words are those of both, so both have the same ones to ask about.
    """
    they, you = _side(other), _side(viewer)
    first, second = sorted((they, you), key=lambda side: side.name)
    texts = [*first.offers, *first.asks, *second.offers, *second.asks]
    words = explain_words(texts)
    reasons = [loading.reason_value(stored) for stored in meeting.reasons]
    return ConversationCard(
        they=they,
        you=you,
        questions=_questions(reasons, ParticipantId(viewer.code)),
        check=words[0].word if words else _subject(reasons),
        words=words,
    )


def _side(row: ParticipantRow) -> CardSide:
    owner = replace(
        loading.known_participant(row),
        area=row.area,
        description=row.description,
        wishes=row.wishes,
    )

    def shown(texts: Iterable[str]) -> tuple[str, ...]:
        lines = (shortened(shown_text(text, owner)) for text in texts)
        return tuple(line for line in lines if line)[:MOST_SHOWN]

    return CardSide(
        name=one_line(row.name),
        offers=shown(offer.text for offer in row.offers),
        asks=shown(ask.text for ask in row.asks),
    )


def _questions(
    reasons: Iterable[Reason], viewer: ParticipantId
) -> tuple[str, str, str]:
    """Give three open questions: about them, about what is asked, about the start."""
    answers = [r for r in reasons if r.kind is ReasonKind.OFFER_ANSWERS_ASK]
    if any(reason.giver == viewer for reason in answers):
        middle = _("Wat heeft u al geprobeerd?")
    elif answers:
        middle = _("Hoe gaat dat bij u, van begin tot eind?")
    else:
        middle = _("Wat is voor u het belangrijkst?")
    return (
        _("Hoe gaat het nu bij u?"),
        middle,
        _("Wat kunnen wij samen als eerste doen?"),
    )


def _subject(reasons: Iterable[Reason]) -> str:
    """Name what the conversation is about, where no difficult word stands out."""
    for reason in reasons:
        if reason.kind is ReasonKind.OFFER_ANSWERS_ASK and reason.codes:
            return label("need_kind", reason.codes[0])
    return _("samen doen")
