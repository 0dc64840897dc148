"""The largest number of meetings that a participant asks for itself."""

import re

from matcher.words import fold

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "een one",
            "twee two",
            "drie three",
            "vier four",
            "vijf five",
            "zes six",
            "zeven seven",
            "acht eight",
        ),
        start=1,
    )
    for word in words.split()
}
_MAXIMUM = re.compile(
    r"\b(?:max(?:imaal|imum|imum of|\.)?|hooguit|hoogstens|niet meer dan|at most"
    r"|no more than)\s+(?P<number>\d{1,2}|[a-z]+)\s+"
    r"(?:gesprek(?:ken|jes?)?|afspra(?:ak|ken)|conversations?|meetings?|talks?)\b"
)


def personal_maximum(wishes: str) -> int | None:
    """Read ``Maximaal drie gesprekken``; None where no maximum is asked.

    A maximum of zero says nothing that can be planned and is ignored.
    """
    for match in _MAXIMUM.finditer(fold(wishes)):
        text = match["number"]
        number = int(text) if text.isdecimal() else _NUMBERS.get(text, 0)
        if number:
            return number
    return None
