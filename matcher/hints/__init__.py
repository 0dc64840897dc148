"""What an ask could still say, so that somebody can be found for it.

A hint never stops anybody. It names which of what, for whom, how many and when is
missing; the words that tell each stand in ``parts.csv``, a row for each language.
"""

from matcher.hints.asks import AskHint, AskPart, hint_for

__all__ = ["AskHint", "AskPart", "hint_for"]
