import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.services.plan_files.folder import (
    FolderRefused,
    ForeignFiles,
    check_folder,
    write_folder,
)

FILES = (("report.html", b"report"), ("feeds/W001.ics", b"feed"))


def contents(folder: Path) -> dict[str, bytes]:
    """Read everything in a folder, hidden files too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_gets_every_file_and_leaves_nothing_beside_it(tmp_path: Path):
    count = write_folder(tmp_path / "new" / "plan", FILES)

    assert count == 2
    assert contents(tmp_path) == {
        "new/plan/report.html": b"report",
        "new/plan/feeds/W001.ics": b"feed",
    }


def test_a_new_folder_can_be_read_like_any_other(tmp_path: Path):
    (tmp_path / "usual").mkdir()

    write_folder(tmp_path / "plan", FILES)

    modes = [(tmp_path / name).stat().st_mode for name in ("plan", "usual")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("stand_inside", [False, True])
def test_a_later_plan_takes_the_place_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stand_inside: bool
):
    folder = tmp_path / "plan"
    write_folder(folder, [("feeds/W999.ics", b"old"), ("unmet.csv", b"old")])
    if stand_inside:
        monkeypatch.chdir(folder)

    write_folder(Path() if stand_inside else folder, FILES)

    assert contents(tmp_path) == {
        "plan/report.html": b"report",
        "plan/feeds/W001.ics": b"feed",
    }


def test_two_files_of_one_name_are_both_kept(tmp_path: Path):
    write_folder(tmp_path / "plan", [("feeds/W-1.ics", b"a"), ("feeds/W-1.ics", b"b")])

    assert contents(tmp_path / "plan") == {
        "feeds/W-1.ics": b"a",
        "feeds/W-1-2.ics": b"b",
    }


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path):
    (tmp_path / "thesis.doc").write_bytes(b"precious")

    with pytest.raises(ForeignFiles) as refusal:
        write_folder(tmp_path, FILES)

    assert refusal.value.names == ("thesis.doc",)
    assert contents(tmp_path) == {"thesis.doc": b"precious"}


def test_a_failure_while_writing_keeps_the_earlier_plan(tmp_path: Path):
    folder = tmp_path / "plan"
    write_folder(folder, FILES)

    def fail() -> Iterator[tuple[str, bytes]]:
        yield "report.html", b"half"
        raise OSError(28, os.strerror(28))

    with pytest.raises(FolderRefused) as refusal:
        write_folder(folder, fail())

    assert refusal.value.why.errno == 28
    assert contents(tmp_path) == {
        "plan/report.html": b"report",
        "plan/feeds/W001.ics": b"feed",
    }


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "plan").write_bytes(b"file")

    with pytest.raises(FolderRefused):
        check_folder(tmp_path / "plan")


def test_checking_a_folder_changes_nothing(tmp_path: Path):
    check_folder(tmp_path / "plan")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_renamed_is_filled_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "plan"
    write_folder(folder, [("unmet.csv", b"old"), ("feeds/W9.ics", b"old")])
    rename = Path.rename

    def refuse_mounts(path: Path, target: Path) -> Path:
        if path == folder:
            raise OSError(16, os.strerror(16))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_mounts)

    write_folder(folder, FILES)

    assert contents(tmp_path) == {
        "plan/report.html": b"report",
        "plan/feeds/W001.ics": b"feed",
    }


def test_the_earlier_plan_returns_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "plan"
    write_folder(folder, [("unmet.csv", b"old")])
    rename = Path.rename

    def refuse_once(path: Path, target: Path) -> Path:
        if target == folder and not path.name.endswith("-earlier"):
            raise OSError(5, os.strerror(5))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_once)

    write_folder(folder, FILES)

    assert contents(tmp_path) == {
        "plan/report.html": b"report",
        "plan/feeds/W001.ics": b"feed",
    }


def test_without_room_beside_it_the_folder_itself_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "plan"
    folder.mkdir()
    refused: list[str] = []

    def refuse_parent(*, prefix: str, dir: Path) -> str:  # noqa: A002 -- as tempfile names it
        if dir == tmp_path:
            refused.append(prefix)
            raise PermissionError(13, os.strerror(13))
        stage = dir / f"{prefix}x"
        stage.mkdir()
        return str(stage)

    monkeypatch.setattr("tempfile.mkdtemp", refuse_parent)

    write_folder(folder, FILES)

    assert refused == [".trefpunt-plan-"]
    assert contents(tmp_path) == {
        "plan/report.html": b"report",
        "plan/feeds/W001.ics": b"feed",
    }
