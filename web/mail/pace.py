"""How fast mail goes out, for all senders of an installation together.

Kept in the database, so that it holds over processes and machines. A turn is taken in
the transaction that claims a message.
"""

from datetime import datetime, timedelta

from web import current
from web.persistence.database import db
from web.persistence.queries import messages
from web.persistence.rows import MailPaceRow

_MINUTE = timedelta(minutes=1)
_AHEAD = timedelta(seconds=10)
"""So much of the pace may be used at once after a pause: a worker looks only now and
then, and would otherwise lose the turns between two looks."""


def take_turn(now: datetime) -> bool:
    """Take the turn to send one message, if there is one now.

    In no minute more turns are given than the settings allow (a leaky bucket: each
    turn moves a mark on, and the mark may be only so far ahead of the clock).
    """
    settings = current.settings()
    if messages.count_under_way(now) >= settings.mail_connections:
        return False
    if not settings.mail_per_minute or settings.smtp is None:
        return True
    step = (_MINUTE + _AHEAD) / settings.mail_per_minute
    row = _pace(f"{settings.smtp.host}:{settings.smtp.port}", now)
    if row.mark - now > max(_AHEAD, step) - step:
        return False
    row.mark = max(row.mark, now) + step
    return True


def _pace(server: str, now: datetime) -> MailPaceRow:
    row = messages.find_pace(server)
    if row is None:
        row = MailPaceRow(server=server, mark=now)
        db.session.add(row)
    return row
