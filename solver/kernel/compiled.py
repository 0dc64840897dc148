"""How the kernel is compiled: options, bit operations and random numbers.

Everything is a function of flat arrays of signed whole numbers; `index` turns a
number that is never negative into one that the compiler knows is not, which saves
a test at every access.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import njit, types
from numba.core.options import DefaultOptions
from numba.extending import intrinsic

_OPTIONS: dict[str, Any] = {
    "boundscheck": False,
    "nogil": True,
    "error_model": "numpy",
}
if hasattr(DefaultOptions, "_nrt"):
    # Nothing in the kernel allocates, so its arrays need no reference counts, which
    # cost half of the time. A private option: without it the same, but slower.
    _OPTIONS["_nrt"] = False

inlined = njit(forceinline=True, **_OPTIONS)
"""Compile a function into those that call it."""

compiled = njit(cache=True, **_OPTIONS)
"""Compile a function that is called from Python, and keep it on disk."""

index = np.uint64
"""Mark a number as one that is never negative."""

Words = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]
Random = npt.NDArray[np.uint64]

WORD = 63
"""Slots in one word of a set of slots; the sign bit is not used."""

_SHIFT_A, _SHIFT_B, _SHIFT_C = index(12), index(25), index(27)
_HALF, _FRACTION = index(32), index(11)
_MULTIPLIER = index(2685821657736338717)
_UNIT = 1.0 / 9007199254740992.0


def _bit_count(name: str) -> Any:
    """Return LLVM's function of that name on 64 bits."""

    @intrinsic
    def count(_context: Any, _bits: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            if name == "ctpop":
                return builder.ctpop(args[0])
            return getattr(builder, name)(args[0], ir.Constant(ir.IntType(1), 1))

        return types.int64(types.int64), generate

    return count


lowest = _bit_count("cttz")
"""The place of the lowest bit that is set; the number is not zero."""
popcount = _bit_count("ctpop")
"""How many bits are set."""


@inlined
def draw(random: Random) -> Any:
    """Return 64 random bits: xorshift64* (Vigna, ACM TOMS 42(4), 2016)."""
    x = random[0]
    x ^= x >> _SHIFT_A
    x ^= x << _SHIFT_B
    x ^= x >> _SHIFT_C
    random[0] = x
    return x * _MULTIPLIER


@inlined
def below(random: Random, limit: int) -> int:
    """Return a random whole number from 0 to one less than the limit."""
    return np.int64(((draw(random) >> _HALF) * index(limit)) >> _HALF)


@inlined
def chance(random: Random) -> float:
    """Return a random number from 0 up to 1."""
    return np.int64(draw(random) >> _FRACTION) * _UNIT


@inlined
def bit_from(bits: int, start: int) -> int:
    """Return the place of a set bit at or cyclically after a start; not zero."""
    rest = bits >> start
    if rest != 0:
        return start + lowest(rest)
    return lowest(bits)
