"""What is taken over and what is worked out make the whole again."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.affinity.renewal import Origin, origin_of, renewed

NAMES = st.lists(st.integers(0, 12), unique=True).map(sorted)


@settings(deadline=None)
@given(
    rows=st.tuples(NAMES, NAMES),
    columns=st.tuples(NAMES, NAMES),
    touched=st.sets(st.integers(0, 12)),
)
@example(rows=([3, 6], [1, 3, 6]), columns=([3, 6], [1, 3, 6]), touched=set())
def test_any_change_of_rows_and_columns_gives_the_matrix_made_anew(
    rows, columns, touched
) -> None:
    def cells(down, across, *, is_old: bool = False):
        """Give cells that tell their names, and whether a touched one is old."""
        return np.array(
            [
                [
                    1 + 100 * a + b + 0.5 * (is_old and bool({a, b} & touched))
                    for b in across
                ]
                for a in down
            ],
            dtype=np.float32,
        ).reshape(len(down), len(across))

    def stood(was, now) -> Origin:
        found = origin_of(now, was)
        return found.touching(np.array([n in touched for n in now], dtype=np.bool_))

    (old_rows, new_rows), (old_columns, new_columns) = rows, columns

    found = renewed(
        cells(old_rows, old_columns, is_old=True),
        stood(old_rows, new_rows),
        stood(old_columns, new_columns),
        lambda some, others: cells(
            [new_rows[n] for n in some], [new_columns[n] for n in others]
        ),
    )

    assert np.array_equal(found, cells(new_rows, new_columns))
