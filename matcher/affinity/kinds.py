"""Which kind of offer answers which kind of ask.

Somebody who asks for hands to keep the books is also helped by knowledge of
bookkeeping. Equal kinds fit wholly; ``kind_fits.csv`` lists the others that fit
in part; everything else fits a little, because people choose kinds loosely.
"""

import csv
from importlib import resources

OTHER_FIT = 0.25
"""What kinds that have nothing to do with each other still fit."""

_FITS = {
    (row["ask"], row["offer"]): float(row["fit"])
    for row in csv.DictReader(
        resources.files("matcher.affinity")
        .joinpath("kind_fits.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
}


def kind_fit(ask: str, offer: str) -> float:
    """Tell how well an offer of one kind answers an ask of another, from 0 to 1."""
    return 1.0 if ask == offer else _FITS.get((ask, offer), OTHER_FIT)
