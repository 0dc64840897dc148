"""What one participant may be told about the other.

Whom somebody wishes to meet, and for whom a group is there when that is nobody's
business, stay with the organiser unless the participant agreed (`Consent`). What
people typed about offers and asks is shown to those they meet, but never a
telephone number, an address of mail or, for who keeps its address secret, a street.
"""

import re

from matcher.participants import Consent, Participant
from matcher.words import fold

MASK = "…"
"""What stands in the place of what may not be told."""

SENSITIVE_CODES = frozenset(
    {"geloof", "mentaal", "gelijkheid"}
    | {"statushouders", "asielzoekers", "ongedocumenteerd", "oekraine"}
    | {"lhbtqia", "patienten", "beperking", "doof", "blind", "slachtoffers"}
    | {"ex-gedetineerden", "dakloos", "laag-inkomen", "laaggeletterd"}
)
"""Themes and target groups that speak of faith, origin, health, love, crime or want:
the special categories of the GDPR (articles 9 and 10) and what shames people."""

_MAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:wa\.me|t\.me|chat\.whatsapp\.com|signal\.me|fb\.me"
    r"|(?:m\.)?(?:facebook|instagram|tiktok)\.com)/\S+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z0-9_.]{3,}")
_NOT_A_NUMBER = (
    r"(?!\d{1,2}[.:]\d{2}(?![.\d]))(?!\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d))"
)
"""A time such as 09.00, or a date, that a telephone number could begin like."""
_NUMBER = re.compile(
    rf"(?<![\w€]){_NOT_A_NUMBER}(?:\+\d|\(?0\d|6)(?:[\s().\-/]{{0,3}}\d){{8,13}}(?!\w)"
)
"""A telephone number as it is dialled (ITU-T E.164), with what people write inside."""
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")
_STREET = re.compile(
    r"\b[^\W\d_][\w'.-]*(?:straat|laan|weg|plein|kade|gracht|singel|dijk|hof|steeg|pad"
    r"|park|dreef|markt|street|road|avenue)\s+\d+\s?[a-zA-Z]?\b",
    re.IGNORECASE,
)
_SECRET_ADDRESS = re.compile(
    r"\b(?:geheim\w* (?:adres|plek|locatie)|(?:adres|plek|locatie) (?:is|blijft|zijn)"
    r" (?:geheim|niet openbaar|niet bekend)|(?:adres|plek|locatie) niet (?:openbaar"
    r"|delen|doorgeven)|secret (?:address|place|location)|address (?:is|stays) (?:secret"
    r"|private))\b"
)


def may_know_wish(wisher: Participant, *, is_mutual: bool) -> bool:
    """Tell whether the one who is wished for may be told so.

    Args:
        wisher: Who wishes.
        is_mutual: Whether the other wishes to meet them too.
    """
    return is_mutual or Consent.WISHES in wisher.consents


def may_know_code(owner: Participant, code: str) -> bool:
    """Tell whether another participant may be told that a code is the owner's."""
    return code not in SENSITIVE_CODES or Consent.TARGET_GROUPS in owner.consents


def keeps_address_secret(participant: Participant) -> bool:
    """Tell whether a participant says that nobody may know where it is."""
    told = (participant.area, participant.description, participant.wishes)
    return _SECRET_ADDRESS.search(fold("\n".join(told))) is not None


def shown_text(text: str, owner: Participant) -> str:
    """Give what a participant typed as another may read it.

    Contact details go at all times, streets and postcodes where the address is
    secret; the rest stays as it was written.
    """
    shown = mask_contacts(text)
    if keeps_address_secret(owner):
        shown = _STREET.sub(MASK, _POSTCODE.sub(MASK, shown))
    return shown


def mask_contacts(text: str) -> str:
    """Take telephone numbers, addresses of mail and links out of a text."""
    for pattern in (_MAIL, _LINK, _HANDLE, _NUMBER):
        text = pattern.sub(MASK, text)
    return text
