"""What happened at the events that the same organisers held before."""

from matcher.earlier import EarlierEvent
from web.persistence import loading
from web.persistence.queries import earlier


def read_earlier(event_id: int) -> tuple[EarlierEvent, ...]:
    """Read the earlier events of an event's organisers, the oldest first.

    Only meetings that people were told count: those of the newest released version.
    """
    start = earlier.find_start(event_id)
    if start is None:
        return ()
    ends = dict(earlier.list_ends_before(event_id, start))
    released = earlier.list_released(list(ends))
    people = earlier.list_people(list(released))
    return tuple(
        EarlierEvent(
            participants=tuple(
                loading.known_participant(row)
                for row in people
                if row.event_id == found
            ),
            meetings=tuple(map(loading.meeting_value, released[found].meetings)),
            days_ago=(start - ended).days,
        )
        for found, ended in ends.items()
        if found in released
    )
