"""The log: one line per event on standard error, without anything personal.

A line never holds a name, an address, a token or a path of a personal page;
handlers log endpoint names instead.
"""

import logging
import sys
from typing import Final

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
QUIET: Final = ("alembic", "huey", "waitress.queue")
"""Libraries of which only warnings are worth a line."""


def init_logs() -> None:
    """Log to standard error; calling it again changes nothing."""
    root = logging.getLogger()
    if any(handler.get_name() == __name__ for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name(__name__)
    handler.setFormatter(logging.Formatter(FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
