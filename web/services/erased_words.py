"""The words of somebody who was erased, taken out of texts that quote them."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from web.persistence.rows import MessageRow
from web.wording.quoting import one_line, shortened

ERASED: Final = "(…)"
"""What stands in the place of the words, in every language."""
SHORTEST: Final = 3
"""Characters: shorter words stand in too many texts by accident."""


class ErasedWords:
    """Finds words in any text as our sentences quote them: cut, joined, escaped."""

    def __init__(self, words: Iterable[str]) -> None:
        """Prepare to look for these words, the longest first."""
        forms = {form for word in words for form in _forms(word)}
        kept = sorted((form for form in forms if len(form) >= SHORTEST), key=_place)
        alternatives = "|".join(map(re.escape, kept))
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if kept else None
        )

    def taken_out_of(self, text: str) -> str:
        """Give a text without the words."""
        if self._pattern is None:
            return text
        return self._pattern.sub(ERASED, text)

    def clean(self, message: MessageRow) -> None:
        """Take the words out of a message."""
        message.subject = self.taken_out_of(message.subject)
        message.body = self.taken_out_of(message.body)
        message.html = self.taken_out_of(message.html)


def _forms(word: str) -> Iterator[str]:
    for form in (word, one_line(word), shortened(word).rstrip("…")):
        yield form
        yield html.escape(form)


def _place(form: str) -> tuple[int, str]:
    return -len(form), form
