"""The application on a port, its mail server, and other people's readers."""

import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from waitress.server import create_server

from tests.clocks import FixedClock
from tests.conformance.correspondence import Correspondence, an_event
from tests.conformance.reading import Reader, readers_folder, readers_in
from tests.web.conftest import dispose, settings_for
from tests.web.mail.smtp_server import Inbox, smtp_server
from web import create_app
from web.mail.smtp import SmtpTransport
from web.persistence.schema import upgrade_schema

MakeCorrespondence = Callable[[], Correspondence]


@pytest.fixture(scope="session")
def make_correspondence(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MakeCorrespondence]:
    """Serve Trefpunt with waitress, and let it mail to a real SMTP server."""
    inbox, clock, numbers = Inbox(), FixedClock(), count(1)
    with smtp_server(inbox) as server:
        settings = settings_for(tmp_path_factory.mktemp("conformance"))
        app = create_app(settings, clock=clock, transport=SmtpTransport(server))
        upgrade_schema(app)
        served = create_server(app, host="127.0.0.1", port=0, threads=2)
        thread = threading.Thread(target=served.run, daemon=True)
        thread.start()

        def make() -> Correspondence:
            slug = f"beurs-{next(numbers)}"
            an_event(app, slug)
            return Correspondence(
                app=app,
                clock=clock,
                received=inbox.received,
                slug=slug,
                port=served.effective_port,
            )

        yield make
        served.close()
        thread.join(timeout=5)
        dispose(app)


@pytest.fixture(scope="session")
def readers() -> dict[str, Reader]:
    """Other people's readers, by name; skips where they are not installed."""
    return readers_in(readers_folder())
