"""Which event a command is about."""

import click

from web.persistence.rows import EventRow
from web.services import events


def get_event(slug: str) -> EventRow:
    """Give the event of a name in addresses, or say how to find the names."""
    found = events.find_by_slug(slug)
    if found is None:
        raise click.UsageError(f"there is no event {slug}; see: trefpunt event list")
    return found
