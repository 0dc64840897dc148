"""The command names what there is, and writes the document only when all is run."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import __main__ as command


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def measure(subject: str, arguments: Sequence[str]) -> str:
        return f"## {subject} {len(arguments)}\n"

    monkeypatch.setattr(command, "_measure", measure)
    monkeypatch.setattr(command, "DOCUMENT", tmp_path / "benchmarks.md")
    return tmp_path / "benchmarks.md"


@pytest.mark.parametrize("arguments", [["nonsense"], ["storage", "x"]])
def test_unknown_subject_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == 2
    assert arguments[-1] in capsys.readouterr().out


def test_one_subject_is_only_printed(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["figures", "folder"]) == 0

    assert "## figures 1" in capsys.readouterr().out
    assert not document.exists()


@pytest.mark.usefixtures("capsys")
def test_all_subjects_make_the_document(document: Path) -> None:
    assert command.main([]) == 0

    written = document.read_text("utf-8")
    places = [written.index(f"## {subject}") for subject in command.SUBJECTS]
    assert places == sorted(places)
