"""Settings: read once, checked at start, refused with an example that works."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from web.config import (
    EXAMPLES,
    ImapServer,
    MailSecurity,
    Settings,
    SettingsRefused,
    SmtpServer,
    from_environment,
    to_environment,
)

ROOS = {"host": "mail", "user": "roos", "password": "p@ss"}


def read(folder: Path, **variables: str) -> Settings:
    return from_environment({"TREFPUNT_DATA_DIR": str(folder), **variables})


def test_nothing_needs_to_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = from_environment({})

    var = tmp_path / "var"
    assert settings == Settings(
        data_dir=var,
        database_url=f"sqlite:///{var}/trefpunt.sqlite",
        queue_url=f"sqlite:///{var}/queue.sqlite",
        secret_key=(var / "secret").read_text(),
    )
    assert settings.database_path == var / "trefpunt.sqlite"
    assert not settings.is_https


def test_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:p@db/name",
        "postgres://u:p@db/name",
        "postgresql+psycopg://u:p@db/name",
    ],
)
def test_postgresql_is_reached_by_psycopg(tmp_path: Path, url: str) -> None:
    own = read(tmp_path, TREFPUNT_DATABASE_URL=url)
    usual = read(tmp_path, DATABASE_URL=url)

    assert own.database_url == usual.database_url == "postgresql+psycopg://u:p@db/name"
    assert own.database_path is None


def test_own_variable_comes_before_the_usual_one(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        TREFPUNT_DATABASE_URL="sqlite:////srv/own.sqlite",
        DATABASE_URL="sqlite:////srv/usual.sqlite",
    )

    assert settings.database_path == Path("/srv/own.sqlite")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail", SmtpServer(host="mail", port=25)),
        (
            "smtp://roos:p%40ss@mail:2525?starttls=1",
            SmtpServer(
                host="mail",
                port=2525,
                user="roos",
                password="p@ss",  # noqa: S106 -- an example
                security=MailSecurity.STARTTLS,
            ),
        ),
        (
            "smtp://mail?starttls=1",
            SmtpServer(host="mail", port=587, security=MailSecurity.STARTTLS),
        ),
        ("smtps://mail", SmtpServer(host="mail", port=465, security=MailSecurity.TLS)),
    ],
)
def test_mail_server_is_read_from_its_address(
    tmp_path: Path, url: str, server: SmtpServer
) -> None:
    assert read(tmp_path, TREFPUNT_SMTP_URL=url).smtp == server


@pytest.mark.parametrize(
    ("url", "mailbox"),
    [
        (
            "imaps://roos:p%40ss@mail",
            ImapServer(port=993, security=MailSecurity.TLS, **ROOS),
        ),
        (
            "imap://roos:p%40ss@mail:1143/Antwoorden?starttls=1",
            ImapServer(
                port=1143,
                folder="Antwoorden",
                security=MailSecurity.STARTTLS,
                **ROOS,
            ),
        ),
        (
            "imap://roos:p%40ss@mail",
            ImapServer(port=143, security=MailSecurity.NONE, **ROOS),
        ),
    ],
)
def test_mailbox_is_read_from_its_address(
    tmp_path: Path, url: str, mailbox: ImapServer
) -> None:
    settings = read(tmp_path, TREFPUNT_IMAP_URL=url)

    assert settings.imap == mailbox
    assert from_environment(to_environment(settings)) == settings


@pytest.mark.parametrize(
    ("variable", "value", "fault"),
    [
        ("TREFPUNT_IMAP_URL", "imaps://mail", "names no host, or nobody to sign in"),
        ("TREFPUNT_IMAP_URL", "imaps://u:p@mail/a%22b", "must be plain letters"),
        ("TREFPUNT_MAIL_INTAKE_SECRET", "short", "needs at least 32 characters"),
        ("TREFPUNT_PORT", "http", "'http' is not a number"),
        ("TREFPUNT_PORT", "80.5", "80.5 is not a whole number"),
        ("TREFPUNT_PORT", "70000", "70000 must lie between 1 and 65535"),
        ("TREFPUNT_SECRET_KEY", "short", "needs at least 32 characters"),
        ("TREFPUNT_DATABASE_URL", "mysql://x/y", "the address must begin with one of"),
        ("DATABASE_URL", "mysql://x/y", "the address must begin with one of"),
        ("TREFPUNT_DATABASE_URL", "sqlite://", "sqlite needs the path of a file"),
        ("TREFPUNT_DATABASE_URL", "sqlite:///:memory:", "sqlite needs the path"),
        ("TREFPUNT_QUEUE_URL", "amqp://x", "the address must begin with one of"),
        ("TREFPUNT_BASE_URL", "example.org", "the address must begin with one of"),
        ("TREFPUNT_BASE_URL", "https://x/path", "needs a host and nothing after it"),
        ("TREFPUNT_BASE_URL", "https://x:port", "not an address"),
        ("TREFPUNT_BASE_URL", "https://[::1]:8000", "needs a name or an IPv4 address"),
        ("TREFPUNT_SMTP_URL", "smtp://", "names no host"),
        ("TREFPUNT_SMTP_URL", "mail.example.org", "the address must begin with one of"),
        ("TREFPUNT_MAIL_FROM", "nobody", "'nobody' is not an e-mail address"),
        ("TREFPUNT_SWEEP_SECONDS", "0", "0 must lie between 0.1 and 60"),
        ("TREFPUNT_MEANINGS", "maybe", "'maybe' is neither yes nor no"),
        ("TREFPUNT_PROT", "8000", "there is no such setting; TREFPUNT_PORT exists"),
        ("TREFPUNT_X", "1", "there is no such setting"),
    ],
)
def test_impossible_setting_is_refused_with_an_example(
    tmp_path: Path, variable: str, value: str, fault: str
) -> None:
    with pytest.raises(SettingsRefused) as refused:
        read(tmp_path, **{variable: value})

    line = str(refused.value)
    assert refused.value.variable == variable
    assert fault in line
    assert f"Example: {variable}={refused.value.example}" in line


def test_every_example_is_accepted(tmp_path: Path) -> None:
    examples = dict(EXAMPLES) | {"TREFPUNT_DATA_DIR": str(tmp_path)}

    assert from_environment(examples).base_url == EXAMPLES["TREFPUNT_BASE_URL"]


def test_variables_of_the_test_suite_are_no_settings(tmp_path: Path) -> None:
    assert read(tmp_path, TREFPUNT_TEST_POSTGRES="postgresql://x/y") == read(tmp_path)


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsRefused, match="cannot make"):
        read(tmp_path / "file" / "below")


def test_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root writes everywhere, so the answer of the system is given here.
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(SettingsRefused, match="cannot write"):
        read(tmp_path)


def test_damaged_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")

    with pytest.raises(SettingsRefused, match="holds no usable key"):
        read(tmp_path)


def test_secret_of_a_start_that_was_first_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("a" * 64)
    # As if the other start wrote it between our look and our own writing.
    monkeypatch.setattr(Path, "exists", lambda _: False)

    assert read(tmp_path).secret_key == "a" * 64


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 -- a value to read
def test_address_of_every_interface_is_not_shown_to_people(
    tmp_path: Path, host: str
) -> None:
    settings = read(tmp_path, TREFPUNT_HOST=host, TREFPUNT_PORT="81")

    assert settings.base_url == "http://127.0.0.1:81"


@pytest.mark.parametrize(
    "smtp", [None, "smtps://u:p%2F@mail:465", "smtp://mail:587?starttls=1"]
)
def test_child_process_reads_the_same_settings(
    tmp_path: Path, smtp: str | None
) -> None:
    variables = {"TREFPUNT_SMTP_URL": smtp} if smtp else {}
    settings = read(tmp_path, TREFPUNT_PLAN_SECONDS="7.5", **variables)

    assert from_environment(to_environment(settings)) == settings


def test_documentation_lists_every_setting() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")

    listed = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))

    assert listed == set(EXAMPLES)
