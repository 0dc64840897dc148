"""The variables of the environment: which there are, taken one by one, and refused."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, urlsplit


class SettingsRefused(Exception):
    """A setting cannot be used: its variable, what is wrong, and a good example."""

    def __init__(self, variable: str, fault: str, example: str) -> None:
        """Keep the parts; together they are one clear line."""
        super().__init__(f"{variable}: {fault}. Example: {variable}={example}")
        self.variable = variable
        self.fault = fault
        self.example = example


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
    "TREFPUNT_MAIL_PER_MINUTE": "30",
    "TREFPUNT_MAIL_CONNECTIONS": "3",
    "TREFPUNT_IMAP_URL": "imaps://user:password@mail.example.org/INBOX",
    "TREFPUNT_IMAP_SECONDS": "30",
    "TREFPUNT_MAIL_INTAKE_SECRET": "3b1f7c0e9d5a4862b1c4f0e2d3a69785",
    "TREFPUNT_MAIL_AUTHORITY": "mx.example.org",
    "TREFPUNT_JOB_LEASE_SECONDS": "10",
    "TREFPUNT_SWEEP_SECONDS": "3",
    "TREFPUNT_PLAN_SECONDS": "30",
    "TREFPUNT_PLAN_WORKERS": "2",
    "TREFPUNT_MEANINGS": "no",
}
"""Every variable that is read, with a value that is accepted."""


class VariableReader:
    """Takes variables from an environment and refuses what cannot be used."""

    def __init__(self, source: Mapping[str, str]) -> None:
        """Take from *source*."""
        self._source = source

    def text(self, variable: str, default: str) -> str:
        """Take a text, or the default where it is empty."""
        return self._source.get(variable, "").strip() or default

    def number(
        self, variable: str, default: float, *, least: float, most: float
    ) -> float:
        """Take a number within bounds."""
        text = self.text(variable, str(default))
        try:
            value = float(text)
        except ValueError:
            raise refusal(variable, f"{text!r} is not a number") from None
        if not least <= value <= most:
            raise refusal(variable, f"{text} must lie between {least:g} and {most:g}")
        return value

    def whole(self, variable: str, default: int, *, least: int, most: int) -> int:
        """Take a whole number within bounds."""
        value = self.number(variable, default, least=least, most=most)
        if value != int(value):
            raise refusal(variable, f"{value:g} is not a whole number")
        return int(value)

    def yes_or_no(self, variable: str, default: str) -> bool:
        """Take a yes or no."""
        text = self.text(variable, default).casefold()
        if text not in {"yes", "no"}:
            raise refusal(variable, f"{text!r} is neither yes nor no")
        return text == "yes"

    def url(self, variable: str, default: str, schemes: tuple[str, ...]) -> SplitResult:
        """Take an address that begins in one of some ways."""
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
