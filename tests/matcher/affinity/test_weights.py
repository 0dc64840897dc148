from dataclasses import fields
from pathlib import Path

import pytest

from matcher.affinity import DEFAULT_WEIGHTS, Weights

DOCS = Path(__file__).parents[3] / "docs" / "matching.md"


@pytest.mark.parametrize("name", [field.name for field in fields(Weights)])
def test_docs_state_every_weight_with_its_default(name) -> None:
    row = f"| `{name}` | {getattr(DEFAULT_WEIGHTS, name):.2f} |"

    assert row in DOCS.read_text(encoding="utf-8")
