"""Settings from the variables of the environment, checked, and back again."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote

from web.config.mail_servers import imap_url, read_imap, read_smtp, smtp_url
from web.config.settings import Settings
from web.config.variables import EXAMPLES, SettingsRefused, VariableReader, refusal

SECRET_BYTES: Final = 32
SHORTEST_SECRET: Final = 32
"""Characters; a shorter key can be guessed."""
HIGHEST_PORT: Final = 65535
MOST_PER_MINUTE: Final = 100_000
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
    return _settings(VariableReader(source))


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
        "TREFPUNT_MAIL_PER_MINUTE": str(settings.mail_per_minute),
        "TREFPUNT_MAIL_CONNECTIONS": str(settings.mail_connections),
        "TREFPUNT_MAIL_INTAKE_SECRET": settings.mail_intake_secret,
        "TREFPUNT_MAIL_AUTHORITY": settings.mail_authority,
        "TREFPUNT_IMAP_SECONDS": str(settings.imap_seconds),
        "TREFPUNT_JOB_LEASE_SECONDS": str(settings.job_lease_seconds),
        "TREFPUNT_SWEEP_SECONDS": str(settings.sweep_seconds),
        "TREFPUNT_PLAN_SECONDS": str(settings.plan_seconds),
        "TREFPUNT_PLAN_WORKERS": str(settings.plan_workers),
        "TREFPUNT_MEANINGS": "yes" if settings.reads_meanings else "no",
    }
    if settings.smtp is not None:
        variables["TREFPUNT_SMTP_URL"] = smtp_url(settings.smtp)
    if settings.imap is not None:
        variables["TREFPUNT_IMAP_URL"] = imap_url(settings.imap)
    inherited = {key: text for key, text in os.environ.items() if key not in EXAMPLES}
    return inherited | variables


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


def _settings(read: VariableReader) -> Settings:
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
        smtp=read_smtp(read),
        mail_from=_mail_from(read),
        mail_name=read.text("TREFPUNT_MAIL_NAME", "Trefpunt"),
        mail_per_minute=read.whole(
            "TREFPUNT_MAIL_PER_MINUTE", 0, least=0, most=MOST_PER_MINUTE
        ),
        mail_connections=read.whole("TREFPUNT_MAIL_CONNECTIONS", 3, least=1, most=50),
        mail_intake_secret=_intake_secret(read),
        mail_authority=read.text("TREFPUNT_MAIL_AUTHORITY", "").lower(),
        imap=read_imap(read),
        imap_seconds=read.number("TREFPUNT_IMAP_SECONDS", 30, least=1, most=3600),
        job_lease_seconds=read.number(
            "TREFPUNT_JOB_LEASE_SECONDS", 10, least=0.5, most=600
        ),
        sweep_seconds=read.number("TREFPUNT_SWEEP_SECONDS", 3, least=0.1, most=60),
        plan_seconds=read.number("TREFPUNT_PLAN_SECONDS", 30, least=1, most=3600),
        plan_workers=read.whole("TREFPUNT_PLAN_WORKERS", 2, least=1, most=256),
        reads_meanings=read.yes_or_no("TREFPUNT_MEANINGS", "yes"),
    )


def _data_dir(read: VariableReader) -> Path:
    variable = "TREFPUNT_DATA_DIR"
    path = Path(read.text(variable, "var")).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise refusal(variable, f"cannot make {path} ({fault.strerror})") from None
    if not os.access(path, os.W_OK):
        raise refusal(variable, f"cannot write in {path}")
    return path


def _database_url(read: VariableReader, data_dir: Path) -> str:
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


def _queue_url(read: VariableReader, data_dir: Path) -> str:
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


def _secret_key(read: VariableReader, data_dir: Path) -> str:
    variable = "TREFPUNT_SECRET_KEY"
    given = read.text(variable, "")
    if not given:
        return _kept_secret(data_dir / "secret")
    if len(given) < SHORTEST_SECRET:
        raise refusal(variable, f"needs at least {SHORTEST_SECRET} characters")
    return given


def _intake_secret(read: VariableReader) -> str:
    variable = "TREFPUNT_MAIL_INTAKE_SECRET"
    given = read.text(variable, "")
    if given and len(given) < SHORTEST_SECRET:
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


def _base_url(read: VariableReader) -> str:
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


def _mail_from(read: VariableReader) -> str:
    variable = "TREFPUNT_MAIL_FROM"
    address = read.text(variable, "trefpunt@localhost")
    local, at, domain = address.rpartition("@")
    if not (at and local and domain) or any(c.isspace() for c in address):
        raise refusal(variable, f"{address!r} is not an e-mail address")
    return address
