"""The layers stay layers: the import contracts of pyproject.toml hold."""

from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]


def test_import_contracts_hold(monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(
        config_filename=str(ROOT / "pyproject.toml"), cache_dir=str(tmp_path)
    )

    assert status == EXIT_STATUS_SUCCESS
