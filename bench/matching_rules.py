"""Write the tables of weights and sliders into docs/matching.md.

Run it with ``python -m bench.matching_rules`` after a change of `matcher.weights` or
`matcher.emphasis`.
"""

from collections.abc import Iterator
from pathlib import Path

from matcher.emphasis import MOVES
from matcher.weights import WEIGHTS

DOCUMENT = Path(__file__).parents[1] / "docs" / "matching.md"
START = "<!-- made by python -m bench.matching_rules -->"
END = "<!-- end of what is made -->"


def tables() -> str:
    """Give the tables as they stand in the document."""
    return "\n".join((START, "", *_weights(), "", *_sliders(), "", END))


def brought_up_to_date(text: str) -> str:
    """Give the document with the tables of now."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return before + tables() + after


def _weights() -> Iterator[str]:
    yield "| weight | default | from | to | what it is |"
    yield "| --- | --- | --- | --- | --- |"
    for each in WEIGHTS.values():
        bounds = f"{each.least:.2f} | {each.most:.2f}"
        yield f"| `{each.name}` | {each.default:.2f} | {bounds} | {each.says} |"


def _sliders() -> Iterator[str]:
    yield "| slider | weight | at -2 | in the middle | at 2 |"
    yield "| --- | --- | --- | --- | --- |"
    for what, moves in MOVES.items():
        for move in moves:
            middle = WEIGHTS[move.weight].default
            steps = f"{move.lowest:.2f} | {middle:.2f} | {move.highest:.2f}"
            yield f"| `{what}` | `{move.weight}` | {steps} |"


if __name__ == "__main__":
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(brought_up_to_date(text), encoding="utf-8")
