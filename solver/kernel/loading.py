"""Bring the kernel to a problem, if it is compiled and can take it."""

from typing import TYPE_CHECKING

from solver.facts import Facts
from solver.kernel import compilation
from solver.limits import Limits

if TYPE_CHECKING:
    from solver.kernel.engine import Kernel

_MOST_KERNELS = 2


def load_kernels(facts: Facts, limits: Limits) -> "list[Kernel]":
    """Return kernels with nothing held, one for each worker; none where that fails.

    Where nothing is compiled yet, that is begun in the background and the answer is
    none: nobody waits for a compiler. A run that counts its moves does wait, as it
    has to be the same everywhere.
    """
    if not compilation.is_compiled():
        begun = compilation.compile_in_background()
        if limits.moves is None:
            return []
        if begun is not None:
            begun.wait()
    compilation.use_folder()
    from solver.kernel.engine import Kernel  # noqa: PLC0415 -- start-up time
    from solver.kernel.layout import lay_out  # noqa: PLC0415 -- start-up time

    laid_out = lay_out(facts, seed=limits.seed)
    if laid_out is None:
        return []
    further = range(1, min(limits.workers, _MOST_KERNELS))
    twins = [laid_out.twin(limits.seed + number * 2**31) for number in further]
    return [Kernel(facts, each) for each in (laid_out, *twins)]
