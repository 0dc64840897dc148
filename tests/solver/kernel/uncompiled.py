"""The kernel as plain Python: the same functions, run as they are written.

What is compiled can be compared with it, and its coverage can be measured.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from numba.core.dispatcher import Dispatcher

import solver.kernel

_BITS = 64


def _lowest(bits: int) -> int:
    number = int(bits) % 2**_BITS
    return (number & -number).bit_length() - 1


def _popcount(bits: int) -> int:
    return (int(bits) % 2**_BITS).bit_count()


@contextmanager
def uncompiled() -> Iterator[None]:
    """Run every function of the kernel uncompiled."""
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for found in pkgutil.iter_modules(solver.kernel.__path__, "solver.kernel."):
            module = importlib.import_module(found.name)
            for name, value in list(vars(module).items()):
                if isinstance(value, Dispatcher):
                    patch.setattr(module, name, value.py_func)
                elif name in {"lowest", "popcount"}:
                    patch.setattr(module, name, {"l": _lowest, "p": _popcount}[name[0]])
        yield
