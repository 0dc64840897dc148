"""What an ask could still say, as a friendly sentence."""

from collections.abc import Mapping

from matcher.event import MoneySetting
from matcher.hints import AskPart, hint_for
from matcher.offers import Ask
from web.wording.dates import listed
from web.wording.translation import LazyText, gettext, lazy_gettext

PART_TEXTS: Mapping[AskPart, LazyText] = {
    AskPart.WHAT: lazy_gettext("wat u precies zoekt"),
    AskPart.WHO: lazy_gettext("voor wie"),
    AskPart.HOW_MANY: lazy_gettext("hoeveel"),
    AskPart.WHEN: lazy_gettext("wanneer"),
}


def ask_hint(ask: Ask, money: MoneySetting) -> str:
    """Say what an ask could still tell; nothing if it is clear as it stands."""
    hint = hint_for(ask, money)
    if hint is None:
        return ""
    if hint.wants_money:
        return gettext(
            "Hier gaat het niet om geld. Schrijf waar u het voor nodig heeft: spullen, "
            "een plek, mensen of uitleg over fondsen. Dan vinden wij eerder iemand."
        )
    missing = listed([str(PART_TEXTS[part]) for part in hint.missing])
    return gettext(
        "Schrijf er nog bij: %(missing)s. Dan vinden wij eerder wie past.",
        missing=missing,
    )
