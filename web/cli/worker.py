"""`trefpunt worker`: plan and send in the background."""

import signal

import click

from web.cli.installation import open_installation
from web.cli.plain_errors import PlainCommand
from web.jobs.worker import Worker


@click.command(cls=PlainCommand, epilog="Example: trefpunt worker")
def worker() -> None:
    """Plan and send until told to stop; `trefpunt serve` starts one by itself.

    Run more of them, on any machine that reaches the database, to do more at once.
    Ctrl+C or SIGTERM ends it: a running search keeps its best so far.
    """
    working = Worker(open_installation())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: working.stop())
    working.run()
