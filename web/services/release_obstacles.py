"""What stands in the way of telling a version of the programme to people."""

from matcher.release_checks import Obstacle, find_obstacles
from web.persistence import loading
from web.persistence.queries.decisions import list_decisions
from web.services.release_news import Material, read_material


def list_obstacles(event_id: int, version: int) -> tuple[Obstacle, ...]:
    """List what stands in the way of telling a version to people.

    Raises:
        NotFound: There is no such version.
    """
    return obstacles_of(read_material(event_id, version))


def obstacles_of(material: Material) -> tuple[Obstacle, ...]:
    """List what stands in the way of the release that this was read for."""
    slots = loading.slot_codes(material.event)
    present = [
        loading.participant_value(row, slots)
        for row in material.participants.values()
        if row.state == "registered"
    ]
    return find_obstacles(
        loading.event_value(material.event),
        loading.with_decisions(present, list_decisions(material.event.id)),
        loading.programme_value(material.programme),
    )
