"""Why two registrations, or two people, look like one."""

from collections.abc import Iterable, Mapping

from matcher.duplicates import DuplicateSign
from matcher.people import PersonSign
from web.wording.translation import LazyText, lazy_gettext

_GROUP_SIGNS: Mapping[DuplicateSign, LazyText] = {
    DuplicateSign.NAME: lazy_gettext("De namen zijn bijna hetzelfde."),
    DuplicateSign.SIMILAR_NAME: lazy_gettext("De namen lijken op elkaar."),
    DuplicateSign.ABBREVIATION: lazy_gettext("De ene naam is een afkorting."),
    DuplicateSign.PERSON: lazy_gettext("Dezelfde persoon komt voor beide."),
    DuplicateSign.CONTACT: lazy_gettext("Het nummer of e-mailadres is hetzelfde."),
    DuplicateSign.DELEGATE_NAME: lazy_gettext("Er komt iemand met dezelfde voornaam."),
}
_PERSON_SIGNS: Mapping[PersonSign, LazyText] = {
    PersonSign.CONTACT_AND_NAME: lazy_gettext(
        "Naam en nummer of e-mailadres zijn hetzelfde. Trefpunt plant hen nu als "
        "één persoon: nooit twee gesprekken op dezelfde tijd."
    ),
    PersonSign.CONTACT: lazy_gettext(
        "Het nummer of e-mailadres is hetzelfde, de naam niet. Trefpunt plant hen nu "
        "als twee mensen."
    ),
    PersonSign.FULL_NAME: lazy_gettext(
        "Voornaam en achternaam zijn hetzelfde, het nummer of e-mailadres niet. "
        "Trefpunt plant hen nu als twee mensen."
    ),
}


def group_signs(signs: Iterable[DuplicateSign]) -> str:
    """Say why two registrations look like one group."""
    return " ".join(str(_GROUP_SIGNS[sign]) for sign in signs)


def person_sign(sign: PersonSign) -> str:
    """Say why two delegates may be one person, and how they are planned now."""
    return str(_PERSON_SIGNS[sign])
