"""Everything that differs between one installation and another."""

from dataclasses import dataclass
from pathlib import Path

from web.config.mail_servers import ImapServer, SmtpServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between one installation and another."""

    data_dir: Path
    """Where the files live that must survive: database, queue and secret."""
    database_url: str
    """``sqlite:////path`` or ``postgresql+psycopg://...``, as SQLAlchemy reads it."""
    queue_url: str
    """Where the bell hangs: ``sqlite:////path``, ``redis://`` or ``postgresql://``."""
    secret_key: str
    base_url: str = "http://127.0.0.1:8000"
    """The address people use, without a slash at the end."""
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_proxies: int = 0
    """How many reverse proxies stand before us and set ``X-Forwarded-...``."""
    smtp: SmtpServer | None = None
    """None where mail is not configured: messages wait in the outbox."""
    mail_from: str = "trefpunt@localhost"
    mail_name: str = "Trefpunt"
    mail_per_minute: int = 0
    """The most messages a minute, over all senders; 0 for as many as are taken."""
    mail_connections: int = 3
    """The most messages under way at once, over all senders."""
    imap: ImapServer | None = None
    """The mailbox that answers are read from; None where there is none."""
    imap_seconds: float = 30.0
    """How often it is looked at."""
    mail_intake_secret: str = ""
    """What a mail server says that brings us mail over HTTP; empty for not at all."""
    mail_authority: str = ""
    """The server whose word on who sent a mail is believed (RFC 8601); or empty."""
    job_lease_seconds: float = 10.0
    """After this long without a sign of life a job is given to another worker."""
    sweep_seconds: float = 3.0
    """How often a worker looks for work when nobody rings."""
    plan_seconds: float = 30.0
    """How long planning may search when the organiser does not say otherwise."""
    plan_workers: int = 2
    """Threads of the search."""
    reads_meanings: bool = True
    """Whether the extra that reads the meaning of texts is used where it is there."""

    @property
    def is_https(self) -> bool:
        """Whether people reach us over TLS."""
        return self.base_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of our own."""
        return self.database_url.startswith("sqlite")

    @property
    def database_path(self) -> Path | None:
        """The file of the database; None for a database server."""
        if not self.is_sqlite:
            return None
        return Path(self.database_url.removeprefix("sqlite:///"))
