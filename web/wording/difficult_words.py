"""Words that two people may take differently, and what they usually mean.

On a conversation card: those that stand in what the two wrote. It is no dictionary,
only what organisations say to groups without noticing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from web.wording.translation import LazyText
from web.wording.translation import lazy_gettext as _

MOST_EXPLAINED = 4

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedWord:
    """A word as somebody wrote it, and what it means."""

    word: str
    meaning: str


_MEANINGS: tuple[tuple[str, LazyText], ...] = (
    ("bewindvoer", _("Iemand anders regelt het geld, omdat de rechter dat besliste.")),
    ("doelgroep", _("De mensen voor wie iets bedoeld is.")),
    ("draagvlak", _("Genoeg mensen vinden het een goed plan.")),
    ("ervaringsdeskundig", _("Iemand die het zelf heeft meegemaakt en anderen helpt.")),
    ("fonds", _("Een organisatie die geld geeft voor goede plannen.")),
    ("inburger", _("De taal en de regels leren als u nieuw bent in Nederland.")),
    ("indicatie", _("Een besluit dat u recht heeft op hulp.")),
    ("laagdrempelig", _("Makkelijk om binnen te lopen. Zonder moeilijke regels.")),
    ("maatwerk", _("Hulp die past bij deze ene persoon.")),
    ("mantelzorg", _("Zorgen voor familie of een vriend, zonder loon.")),
    ("participatie", _("Meedoen, bijvoorbeeld in de buurt of met werk.")),
    ("pilot", _("Een proef. Daarna kan het ook stoppen.")),
    ("preventie", _("Iets doen voordat er problemen komen.")),
    ("projectplan", _("Op papier: wat u gaat doen, met wie, wanneer en wat het kost.")),
    ("schuldhulp", _("Hulp om schulden te betalen.")),
    ("signal", _("Zien of horen dat er iets aan de hand is, en dat vertellen.")),
    ("statushouder", _("Iemand die gevlucht is en in Nederland mag blijven.")),
    ("subsidie", _("Geld van de overheid voor een plan. Er horen regels bij.")),
    ("tijdelijk", _("Niet voor altijd. Vraag: tot wanneer?")),
    ("wmo", _("De wet waardoor de gemeente helpt bij thuis wonen en meedoen.")),
)
"""How a word begins, lower-case, and what it means."""


def explain_words(texts: Iterable[str]) -> tuple[ExplainedWord, ...]:
    """Explain the difficult words of these texts, in order, each once."""
    found: dict[str, ExplainedWord] = {}
    for text in texts:
        for word in _WORD.findall(text):
            begin, meaning = _meaning(word.casefold())
            if begin and begin not in found:
                found[begin] = ExplainedWord(
                    word=_inside_a_sentence(word), meaning=str(meaning)
                )
    return tuple(found.values())[:MOST_EXPLAINED]


def _meaning(word: str) -> tuple[str, LazyText | str]:
    return next(
        ((begin, meaning) for begin, meaning in _MEANINGS if word.startswith(begin)),
        ("", ""),
    )


def _inside_a_sentence(word: str) -> str:
    """Begin with a small letter, but leave an abbreviation such as WMO alone."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
