"""Meetings that lapse because one of the two is not there any more."""

from web import current
from web.persistence.queries.participants import find_released_programme
from web.services.release_letters import by_person
from web.services.release_news import list_lapsed, list_seats, read_material
from web.services.releases import tell_person


def tell_of_lapses(event_id: int) -> int:
    """Tell whoever had a meeting with somebody who is gone, and count them.

    The ordinary way of a change: each calendar entry gets its CANCEL, with the next
    SEQUENCE, and each person a message by their own channel. Called inside the
    transaction that took somebody away; the released version stays as it was.
    """
    released = find_released_programme(event_id)
    if released is None:
        return 0
    material = read_material(event_id, released.version)
    people = by_person(list_lapsed(material), list_seats(material))
    for person in people:
        entries = "+".join(f"{n.state.uid}:{n.state.sequence}" for n in person.news)
        cause = f"lapse:{released.id}:{entries}"
        tell_person(person, material, current.clock().now(), cause=cause)
    return len(people)
