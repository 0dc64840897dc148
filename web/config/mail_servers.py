"""Where mail goes out and where answers come in, each as one address in a setting."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, parse_qs, quote, unquote

from web.config.variables import VariableReader, refusal


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
class ImapServer:
    """The mailbox in which answers to our messages arrive."""

    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"
    security: MailSecurity = MailSecurity.TLS


SMTP_PORTS: Final[Mapping[MailSecurity, int]] = {
    MailSecurity.NONE: 25,
    MailSecurity.STARTTLS: 587,
    MailSecurity.TLS: 465,
}
IMAP_PORTS: Final[Mapping[MailSecurity, int]] = {
    MailSecurity.NONE: 143,
    MailSecurity.STARTTLS: 143,
    MailSecurity.TLS: 993,
}


def read_smtp(read: VariableReader) -> SmtpServer | None:
    """Read where mail goes out; None where nothing is set."""
    variable = "TREFPUNT_SMTP_URL"
    if not read.text(variable, ""):
        return None
    parts = read.url(variable, "", ("smtp", "smtps"))
    if not parts.hostname:
        raise refusal(variable, "names no host")
    security = _security(parts)
    return SmtpServer(
        host=parts.hostname,
        port=parts.port or SMTP_PORTS[security],
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        security=security,
    )


def smtp_url(smtp: SmtpServer) -> str:
    """Write where mail goes out as it is read."""
    who = _who(smtp.user, smtp.password) if smtp.user is not None else ""
    return _url("smtp", smtp.security, f"{who}{smtp.host}:{smtp.port}")


def read_imap(read: VariableReader) -> ImapServer | None:
    """Read where answers come in; None where nothing is set."""
    variable = "TREFPUNT_IMAP_URL"
    if not read.text(variable, ""):
        return None
    parts = read.url(variable, "", ("imap", "imaps"))
    if not (parts.hostname and parts.username and parts.password):
        raise refusal(variable, "names no host, or nobody to sign in as")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not (folder.isascii() and folder.isprintable()) or '"' in folder:
        raise refusal(variable, "the name of the folder must be plain letters")
    security = _security(parts)
    return ImapServer(
        host=parts.hostname,
        port=parts.port or IMAP_PORTS[security],
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=folder,
        security=security,
    )


def imap_url(imap: ImapServer) -> str:
    """Write where answers come in as it is read."""
    place = f"{imap.host}:{imap.port}/{quote(imap.folder)}"
    return _url("imap", imap.security, _who(imap.user, imap.password) + place)


def _security(parts: SplitResult) -> MailSecurity:
    if parts.scheme.endswith("s"):
        return MailSecurity.TLS
    starttls = parse_qs(parts.query).get("starttls", ["0"])[-1] not in {"0", "no"}
    return MailSecurity.STARTTLS if starttls else MailSecurity.NONE


def _who(user: str, password: str | None) -> str:
    return f"{quote(user, safe='')}:{quote(password or '', safe='')}@"


def _url(scheme: str, security: MailSecurity, place: str) -> str:
    secure = "s" if security is MailSecurity.TLS else ""
    query = "?starttls=1" if security is MailSecurity.STARTTLS else ""
    return f"{scheme}{secure}://{place}{query}"
