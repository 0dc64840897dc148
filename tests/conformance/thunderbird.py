"""Thunderbird without a screen: shown mails, pressed as a person presses."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conformance.marionette import Marionette

_SCRIPTS = Path(__file__).parent / "thunderbird_scripts"
_PREFERENCES = {
    "app.donation.eoy.version.viewed": 999,
    "calendar.timezone.local": "Europe/Amsterdam",
    "calendar.timezone.useSystemTimezone": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What Thunderbird says of a mail with a calendar in it."""

    label: str
    buttons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One entry in its calendar."""

    uid: str
    title: str
    start: int
    """Seconds since 1970."""
    answer: str
    """PARTSTAT of the one who reads."""


class Thunderbird:
    """One running Thunderbird with one account and an empty calendar."""

    def __init__(self, marionette: Marionette, folder: Path) -> None:
        """Note how to speak to it."""
        self._marionette = marionette
        self._folder = folder

    def set_up(self, address: str, smtp_port: int) -> None:
        """Give it an account that sends to a mail server on this machine."""
        self._run("account", address, smtp_port)

    def show(self, message: bytes) -> Shown:
        """Put a mail in a folder and open it."""
        path = self._folder / "message.eml"
        path.write_bytes(message)
        found = self._run("show", str(path))
        return Shown(label=found["label"], buttons=tuple(found["buttons"]))

    def press(self, button: str) -> str:
        """Press a button above the mail that is open; give what is said then."""
        return str(self._run("press", button))

    def entries(self) -> list[CalendarEntry]:
        """Give what stands in its own calendar."""
        return [CalendarEntry(**entry) for entry in self._run("entries")]

    def subscribe(self, url: str) -> list[CalendarEntry]:
        """Subscribe to a feed, or read it again; give what stands in it."""
        return [CalendarEntry(**entry) for entry in self._run("subscribe", url)]

    def _run(self, script: str, *arguments: object):
        text = (_SCRIPTS / f"{script}.js").read_text("utf-8")
        return self._marionette.run(text, *arguments)


@contextmanager
def thunderbird(folder: Path) -> Iterator[Thunderbird]:
    """Run Thunderbird on a fresh profile; skips where there is none."""
    program = shutil.which(os.environ.get("TREFPUNT_TEST_THUNDERBIRD", "thunderbird"))
    if program is None:
        pytest.skip("Thunderbird: set TREFPUNT_TEST_THUNDERBIRD to its path")
    port = _free_port()
    _write_preferences(folder, {**_PREFERENCES, "marionette.port": port})
    flags = ("--headless", "--no-remote", "--marionette")
    process = subprocess.Popen(
        [program, *flags, "--remote-allow-system-access", "--profile", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with Marionette(port, within=60) as marionette:
            yield Thunderbird(marionette, folder)
    finally:
        process.kill()
        process.wait(timeout=20)


def _write_preferences(folder: Path, preferences: dict[str, object]) -> None:
    def written(value: object) -> str:
        return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'

    lines = (
        f'user_pref("{name}", {written(value)});\n'
        for name, value in preferences.items()
    )
    (folder / "user.js").write_text("".join(lines), "utf-8")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
