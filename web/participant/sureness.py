"""Whether this browser showed in the last ten minutes that it may decide for them."""

from datetime import datetime

from flask import session

from web import current
from web.services.confirmations import CODE_LASTS

_KEY = "sure"


def remember() -> None:
    """Note in the browser's session that a code was typed for this participant."""
    until = current.clock().now() + CODE_LASTS
    session[_KEY] = [current.participant().id, until.isoformat()]


def is_sure() -> bool:
    """Tell whether a code was typed for this participant not long ago."""
    kept = session.get(_KEY)
    if not isinstance(kept, list) or kept[:1] != [current.participant().id]:
        return False
    return current.clock().now() < datetime.fromisoformat(str(kept[1]))


def forget() -> None:
    """Be sure no longer: what the code was for is done."""
    session.pop(_KEY, None)
