"""What moves keep to themselves."""

from solver.kernel import moves
from solver.kernel.ledger import CHECKED, CHECKS, UNIT_ROW
from tests.solver.builders import event
from tests.solver.kernel.counted import bench_of
from tests.solver.kernel.uncompiled import uncompiled


def test_every_check_has_a_mark_of_its_own_also_where_marks_begin_again() -> None:
    bench = bench_of(event())
    assert bench is not None
    ledger = bench.ledger
    marks = ledger.unit.reshape(-1, UNIT_ROW)[:, CHECKED]
    ledger.counter[CHECKS] = 2**31 - 3
    seen = []

    with uncompiled():
        for _ in range(3):
            check = moves.new_check(ledger)

            seen.append(int(check))
            assert check not in marks.tolist()
            marks[:] = check

    assert seen == [2**31 - 2, 1, 2]
