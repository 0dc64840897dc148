"""Settings: one frozen object, read from the environment once and checked at start.

Every setting is a variable ``TREFPUNT_...``; ``docs/configuration.md`` lists them.
Nothing else in the product reads the environment.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit


class SettingsRefused(Exception):
    """A setting cannot be used: its variable, what is wrong, and a good example."""

    def __init__(self, variable: str, fault: str, example: str) -> None:
        """Keep the parts; together they are one clear line."""
        super().__init__(f"{variable}: {fault}. Example: {variable}={example}")
        self.variable = variable
        self.fault = fault
        self.example = example


class MailSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """The mail server that carries our messages."""

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    security: MailSecurity = MailSecurity.NONE


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


SECRET_BYTES: Final = 32
SHORTEST_SECRET: Final = 32
"""Characters; a shorter key can be guessed."""
HIGHEST_PORT: Final = 65535
EXAMPLES: Final[Mapping[str, str]] = {
    "TREFPUNT_DATA_DIR": "/var/lib/trefpunt",
    "TREFPUNT_DATABASE_URL": "postgresql://trefpunt:secret@db.example.org/trefpunt",
    "DATABASE_URL": "postgresql://trefpunt:secret@db.example.org/trefpunt",
    "TREFPUNT_QUEUE_URL": "redis://queue.example.org:6379/0",
    "TREFPUNT_SECRET_KEY": "8f1e6c0d7a5b4392b1c4f0e2d3a69785",
    "TREFPUNT_BASE_URL": "https://trefpunt.example.org",
    "TREFPUNT_HOST": "127.0.0.1",
    "TREFPUNT_PORT": "8000",
    "TREFPUNT_TRUSTED_PROXIES": "1",
    "TREFPUNT_SMTP_URL": "smtp://user:password@mail.example.org:587?starttls=1",
    "TREFPUNT_MAIL_FROM": "trefpunt@example.org",
    "TREFPUNT_MAIL_NAME": "Netwerkbeurs Waterlede",
    "TREFPUNT_JOB_LEASE_SECONDS": "10",
    "TREFPUNT_SWEEP_SECONDS": "3",
    "TREFPUNT_PLAN_SECONDS": "30",
    "TREFPUNT_PLAN_WORKERS": "2",
    "TREFPUNT_MEANINGS": "no",
}
"""Every variable that is read, with a value that is accepted."""

SMTP_PORTS: Final[Mapping[MailSecurity, int]] = {
    MailSecurity.NONE: 25,
    MailSecurity.STARTTLS: 587,
    MailSecurity.TLS: 465,
}
TEST_PREFIX: Final = "TREFPUNT_TEST_"
"""Variables of the test suite, which are no settings."""


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from *environ* (default: that of this process).

    Makes the data directory and, where no secret key is set, one in it.

    Raises:
        SettingsRefused: a variable has a value that cannot be used, or a name
            that starts with ``TREFPUNT_`` and is not a setting.
    """
    source = os.environ if environ is None else environ
    _refuse_unknown(source)
    return _settings(_Reader(source))


def to_environment(settings: Settings) -> dict[str, str]:
    """Write settings as variables, so that a child process reads the same."""
    variables = {
        "TREFPUNT_DATA_DIR": str(settings.data_dir),
        "TREFPUNT_DATABASE_URL": settings.database_url,
        "TREFPUNT_QUEUE_URL": settings.queue_url,
        "TREFPUNT_SECRET_KEY": settings.secret_key,
        "TREFPUNT_BASE_URL": settings.base_url,
        "TREFPUNT_HOST": settings.host,
        "TREFPUNT_PORT": str(settings.port),
        "TREFPUNT_TRUSTED_PROXIES": str(settings.trusted_proxies),
        "TREFPUNT_MAIL_FROM": settings.mail_from,
        "TREFPUNT_MAIL_NAME": settings.mail_name,
        "TREFPUNT_JOB_LEASE_SECONDS": str(settings.job_lease_seconds),
        "TREFPUNT_SWEEP_SECONDS": str(settings.sweep_seconds),
        "TREFPUNT_PLAN_SECONDS": str(settings.plan_seconds),
        "TREFPUNT_PLAN_WORKERS": str(settings.plan_workers),
        "TREFPUNT_MEANINGS": "yes" if settings.reads_meanings else "no",
    }
    if settings.smtp is not None:
        variables["TREFPUNT_SMTP_URL"] = _smtp_url(settings.smtp)
    inherited = {key: text for key, text in os.environ.items() if key not in EXAMPLES}
    return inherited | variables


class _Reader:
    """Takes variables from an environment and refuses what cannot be used."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self._source = source

    def text(self, variable: str, default: str) -> str:
        return self._source.get(variable, "").strip() or default

    def number(
        self, variable: str, default: float, *, least: float, most: float
    ) -> float:
        text = self.text(variable, str(default))
        try:
            value = float(text)
        except ValueError:
            raise refusal(variable, f"{text!r} is not a number") from None
        if not least <= value <= most:
            raise refusal(variable, f"{text} must lie between {least:g} and {most:g}")
        return value

    def whole(self, variable: str, default: int, *, least: int, most: int) -> int:
        value = self.number(variable, default, least=least, most=most)
        if value != int(value):
            raise refusal(variable, f"{value:g} is not a whole number")
        return int(value)

    def yes_or_no(self, variable: str, default: str) -> bool:
        text = self.text(variable, default).casefold()
        if text not in {"yes", "no"}:
            raise refusal(variable, f"{text!r} is neither yes nor no")
        return text == "yes"

    def url(self, variable: str, default: str, schemes: tuple[str, ...]) -> SplitResult:
        text = self.text(variable, default)
        try:
            parts = urlsplit(text)
            _ = parts.port
        except ValueError as fault:
            raise refusal(variable, f"not an address ({fault})") from None
        if parts.scheme not in schemes:
            known = ", ".join(f"{scheme}://" for scheme in schemes)
            raise refusal(variable, f"the address must begin with one of {known}")
        return parts


def refusal(variable: str, fault: str) -> SettingsRefused:
    """Refuse a variable, with its example."""
    return SettingsRefused(variable, fault, EXAMPLES[variable])


def _refuse_unknown(source: Mapping[str, str]) -> None:
    for variable in sorted(source):
        if not variable.startswith("TREFPUNT_") or variable in EXAMPLES:
            continue
        if variable.startswith(TEST_PREFIX):
            continue
        meant = get_close_matches(variable, EXAMPLES, n=1, cutoff=0.5)
        known = meant[0] if meant else "TREFPUNT_BASE_URL"
        raise SettingsRefused(
            variable, f"there is no such setting; {known} exists", EXAMPLES[known]
        )


def _settings(read: _Reader) -> Settings:
    data_dir = _data_dir(read)
    # First, because the default address is made of it.
    port = read.whole("TREFPUNT_PORT", 8000, least=1, most=HIGHEST_PORT)
    return Settings(
        data_dir=data_dir,
        database_url=_database_url(read, data_dir),
        queue_url=_queue_url(read, data_dir),
        secret_key=_secret_key(read, data_dir),
        base_url=_base_url(read),
        host=read.text("TREFPUNT_HOST", "127.0.0.1"),
        port=port,
        trusted_proxies=read.whole("TREFPUNT_TRUSTED_PROXIES", 0, least=0, most=10),
        smtp=_smtp(read),
        mail_from=_mail_from(read),
        mail_name=read.text("TREFPUNT_MAIL_NAME", "Trefpunt"),
        job_lease_seconds=read.number(
            "TREFPUNT_JOB_LEASE_SECONDS", 10, least=0.5, most=600
        ),
        sweep_seconds=read.number("TREFPUNT_SWEEP_SECONDS", 3, least=0.1, most=60),
        plan_seconds=read.number("TREFPUNT_PLAN_SECONDS", 30, least=1, most=3600),
        plan_workers=read.whole("TREFPUNT_PLAN_WORKERS", 2, least=1, most=256),
        reads_meanings=read.yes_or_no("TREFPUNT_MEANINGS", "yes"),
    )


def _data_dir(read: _Reader) -> Path:
    variable = "TREFPUNT_DATA_DIR"
    path = Path(read.text(variable, "var")).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise refusal(variable, f"cannot make {path} ({fault.strerror})") from None
    if not os.access(path, os.W_OK):
        raise refusal(variable, f"cannot write in {path}")
    return path


def _database_url(read: _Reader, data_dir: Path) -> str:
    default = f"sqlite:///{data_dir / 'trefpunt.sqlite'}"
    own = read.text("TREFPUNT_DATABASE_URL", "")
    variable = "TREFPUNT_DATABASE_URL" if own else "DATABASE_URL"
    parts = read.url(
        variable,
        default,
        ("sqlite", "postgresql", "postgres", "postgresql+psycopg"),
    )
    if parts.scheme == "sqlite":
        return f"sqlite:///{_file(variable, parts)}"
    return parts._replace(scheme="postgresql+psycopg").geturl()


def _queue_url(read: _Reader, data_dir: Path) -> str:
    variable = "TREFPUNT_QUEUE_URL"
    default = f"sqlite:///{data_dir / 'queue.sqlite'}"
    parts = read.url(
        variable, default, ("sqlite", "redis", "rediss", "postgresql", "postgres")
    )
    if parts.scheme == "sqlite":
        return f"sqlite:///{_file(variable, parts)}"
    return parts.geturl()


def _file(variable: str, parts: SplitResult) -> Path:
    """Read the path of ``sqlite:///relative`` or ``sqlite:////absolute``."""
    name = unquote(parts.path.removeprefix("/"))
    if parts.netloc or name in {"", ":memory:"}:
        raise refusal(
            variable, "sqlite needs the path of a file, as in sqlite:////srv/t.sqlite"
        )
    return Path(name).absolute()


def _secret_key(read: _Reader, data_dir: Path) -> str:
    variable = "TREFPUNT_SECRET_KEY"
    given = read.text(variable, "")
    if not given:
        return _kept_secret(data_dir / "secret")
    if len(given) < SHORTEST_SECRET:
        raise refusal(variable, f"needs at least {SHORTEST_SECRET} characters")
    return given


def _kept_secret(path: Path) -> str:
    """Read the secret of this installation, or make it on the first start."""
    if not path.exists():
        _make_secret(path)
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < SHORTEST_SECRET:
        raise refusal(
            "TREFPUNT_SECRET_KEY", f"{path} holds no usable key; put one there or here"
        )
    return secret


def _make_secret(path: Path) -> None:
    """Write a new secret that only its owner can read; the first to come wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(SECRET_BYTES), encoding="ascii")
    # A link appears whole or not at all, and fails where another start was first.
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


def _base_url(read: _Reader) -> str:
    variable = "TREFPUNT_BASE_URL"
    host = read.text("TREFPUNT_HOST", "127.0.0.1")
    port = read.text("TREFPUNT_PORT", "8000")
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 -- compared, not bound
    parts = read.url(variable, f"http://{shown}:{port}", ("http", "https"))
    if not parts.hostname or parts.query or parts.path.strip("/"):
        raise refusal(variable, "needs a host and nothing after it")
    if ":" in parts.hostname:
        raise refusal(variable, "needs a name or an IPv4 address")
    return f"{parts.scheme}://{parts.netloc}"


def _smtp(read: _Reader) -> SmtpServer | None:
    variable = "TREFPUNT_SMTP_URL"
    if not read.text(variable, ""):
        return None
    parts = read.url(variable, "", ("smtp", "smtps"))
    if not parts.hostname:
        raise refusal(variable, "names no host")
    starttls = parse_qs(parts.query).get("starttls", ["0"])[-1] not in {"0", "no"}
    security = MailSecurity.STARTTLS if starttls else MailSecurity.NONE
    if parts.scheme == "smtps":
        security = MailSecurity.TLS
    return SmtpServer(
        host=parts.hostname,
        port=parts.port or SMTP_PORTS[security],
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        security=security,
    )


def _smtp_url(smtp: SmtpServer) -> str:
    scheme = "smtps" if smtp.security is MailSecurity.TLS else "smtp"
    who = ""
    if smtp.user is not None:
        who = f"{quote(smtp.user, safe='')}:{quote(smtp.password or '', safe='')}@"
    query = "?starttls=1" if smtp.security is MailSecurity.STARTTLS else ""
    return f"{scheme}://{who}{smtp.host}:{smtp.port}{query}"


def _mail_from(read: _Reader) -> str:
    variable = "TREFPUNT_MAIL_FROM"
    address = read.text(variable, "trefpunt@localhost")
    local, at, domain = address.rpartition("@")
    if not (at and local and domain) or any(c.isspace() for c in address):
        raise refusal(variable, f"{address!r} is not an e-mail address")
    return address
