"""`trefpunt serve`: the pages, with a worker beside them."""

import logging
import signal
import sys
from contextlib import nullcontext
from dataclasses import replace
from typing import Final, NoReturn

import click
from waitress import create_server

from web import create_app
from web.cli.plain_errors import PlainCommand, UnusableInput
from web.cli.supervisor import Supervised
from web.config import Settings, from_environment, to_environment
from web.extensions.flask_settings import LARGEST_REQUEST
from web.persistence.schema import upgrade_schema

log = logging.getLogger(__name__)

THREADS: Final = 8
WORKER: Final = (sys.executable, "-m", "web.cli", "worker")


@click.command(cls=PlainCommand, epilog="Example: trefpunt serve --port 8080")
@click.option("--host", help="Address to listen on; TREFPUNT_HOST otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="TREFPUNT_PORT otherwise.")
@click.option("--no-worker", is_flag=True, help="Run `trefpunt worker` yourself.")
def serve(*, host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the pages, and plan and send beside them.

    The database is brought up to date first. Ctrl+C or SIGTERM ends it: requests
    under way are answered, and a running search keeps its best so far.
    """
    serve_pages(_settings(host, port), with_worker=not no_worker)


def serve_pages(settings: Settings, *, with_worker: bool = True) -> None:
    """Serve until a signal ends it.

    Raises:
        UnusableInput: the address cannot be listened on.
    """
    app = create_app(settings)
    upgrade_schema(app)
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_REQUEST,
            clear_untrusted_proxy_headers=False,
        )
    except OSError as fault:
        raise UnusableInput(
            f"Cannot listen on {settings.host}:{settings.port} ({fault.strerror}). "
            "Choose another one, as in: trefpunt serve --port 8080"
        ) from None
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    worker = (
        Supervised(WORKER, to_environment(settings)) if with_worker else nullcontext()
    )
    with worker:
        click.echo(f"Trefpunt is at {settings.base_url} (Ctrl+C ends it)")
        # Returns after a SystemExit in it, with every request answered.
        server.run()
        server.close()


def _settings(host: str | None, port: int | None) -> Settings:
    """Read the settings; the options come before the environment."""
    settings = from_environment()
    if host is None and port is None:
        return settings
    usual = f"http://{settings.host}:{settings.port}"
    changed = replace(settings, host=host or settings.host, port=port or settings.port)
    if settings.base_url != usual:
        return changed
    return replace(changed, base_url=f"http://{changed.host}:{changed.port}")


def _end(number: int, frame: object) -> NoReturn:
    del frame
    log.info("ending on signal %d", number)
    raise SystemExit(0)
