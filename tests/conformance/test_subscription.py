"""A subscriber of another maker follows a feed: vdirsyncer fetches, khal lists."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.conformance.correspondence import Correspondence
from tests.conformance.reading import our_reading, readers_folder

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair feed]
a = "theirs"
b = "own"
collections = null
conflict_resolution = "a wins"
[storage theirs]
type = "http"
url = "{url}"
[storage own]
type = "filesystem"
path = "{folder}/items"
fileext = ".ics"
"""
_KHAL = """
[calendars]
[[feed]]
path = {folder}/items
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
[sqlite]
path = {folder}/khal.db
"""


class Subscriber:
    """vdirsyncer and khal with files of their own."""

    def __init__(self, folder: Path, url: str) -> None:
        """Write what they need to know."""
        self._bin = readers_folder() / "venv" / "bin"
        self._folder = folder
        (folder / "items").mkdir()
        (folder / "vdirsyncer").write_text(_VDIRSYNCER.format(folder=folder, url=url))
        (folder / "khal").write_text(_KHAL.format(folder=folder))
        self._run("vdirsyncer", "-c", f"{folder}/vdirsyncer", "discover")

    def sync(self) -> dict[str, bytes]:
        """Fetch the feed; give the items by name."""
        self._run("vdirsyncer", "-c", f"{self._folder}/vdirsyncer", "sync")
        return {
            path.name: path.read_bytes() for path in (self._folder / "items").iterdir()
        }

    def listed(self) -> list[str]:
        """Give when each entry starts, as khal prints it."""
        printed = self._run(
            "khal",
            "-c",
            f"{self._folder}/khal",
            "list",
            "--notstarted",
            "--format={start-long-full} {status}",
            "--day-format=",
            "2026-10-01",
            "60d",
        )
        return [line.strip() for line in printed.splitlines() if line.strip()]

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            input="y\n",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def test_subscriber_has_every_meeting_and_the_second_time_nothing_changes(
    make_correspondence, tmp_path: Path
) -> None:
    letters: Correspondence = make_correspondence()
    letters.release([("W001", "W002"), ("W002", "W003")])
    subscriber = Subscriber(tmp_path, letters.feed_url())

    first, second = subscriber.sync(), subscriber.sync()

    assert len(first) == 2
    assert second == first
    meant = sorted(
        entry.start for entry in our_reading(letters.fetch_feed().content).entries
    )
    assert [_instant(line) for line in subscriber.listed()] == meant


def test_subscriber_sees_a_meeting_move_and_go(
    make_correspondence, tmp_path: Path
) -> None:
    letters: Correspondence = make_correspondence()
    letters.release([("W001", "W002")])
    subscriber = Subscriber(tmp_path, letters.feed_url())
    before = subscriber.sync()
    letters.clock.move(hours=1)
    letters.release([("W001", "W002")], later=True)
    moved = subscriber.sync()
    when = subscriber.listed()
    letters.clock.move(hours=1)
    letters.release([("W001", "W003")])

    cancelled = subscriber.sync()

    # vdirsyncer names an item of a feed after its content, so only their number counts.
    assert [len(before), len(moved)] == [1, 1]
    assert [_instant(line) for line in when] == [
        our_reading(letters.fetch_feed().content).entries[0].start
    ]
    assert [b"STATUS:CANCELLED" in item for item in cancelled.values()] == [True]


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_feed_that_did_not_change_is_not_sent_again(
    make_correspondence, header: str
) -> None:
    letters: Correspondence = make_correspondence()
    letters.release([("W001", "W002")])
    condition = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
    mark = letters.fetch_feed().headers[header]

    status = letters.fetch_feed(**{condition: mark}).status

    assert status == 304


def _instant(line: str) -> datetime:
    local = datetime.strptime(line[:16], "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)
    return local.astimezone(UTC)
