"""What a participant needs of the place and of the time, by what it told.

Asked when an event is planned, and again when one meeting is put elsewhere.
"""

import re

from matcher.participants import Participant
from matcher.words import fold

STEP_FREE = "step_free"
QUIET = "quiet"
"""The features of tables, as organisers give them."""
PAUSE = "pauze"
"""The accessibility code of who needs a break after every meeting."""

_NEEDED = {"rolstoel": STEP_FREE, "prikkelarm": QUIET, "stilteruimte": QUIET}
"""The feature that an accessibility code asks for."""
_QUIET_WISH = re.compile(
    r"\b(?:aparte (?:kamer|ruimte|plek)|rustig(?:e plek)? praten|rustige plek"
    r"|niet in een (?:open|drukke) (?:zaal|ruimte)|private room|quiet (?:place|room))\b"
)


def needed_features(participant: Participant) -> frozenset[str]:
    """Give what a participant needs of a table."""
    found = {_NEEDED[code] for code in participant.accessibility if code in _NEEDED}
    if _QUIET_WISH.search(fold(participant.wishes)):
        found.add(QUIET)
    return frozenset(found)


def needs_rest(participant: Participant) -> bool:
    """Tell whether its people need a break after every meeting."""
    return PAUSE in participant.accessibility
