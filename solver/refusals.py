"""Unusable input: where it is and what to do, for a person to read in one line."""


class FormatError(ValueError):
    """Something in format 1 cannot be used.

    Attributes:
        source: The file, or what else the input came from.
        place: Where in it, such as ``pairs[17].a``; empty for the whole.
        advice: What is wrong there and what to do about it.
    """

    def __init__(self, *, source: str = "", place: str = "", advice: str) -> None:
        """Keep the three parts and join the known ones with colons."""
        super().__init__(": ".join(part for part in (source, place, advice) if part))
        self.source = source
        self.place = place
        self.advice = advice


class ProblemRefused(FormatError):
    """A problem that cannot be planned as it stands."""


class PlanRefused(FormatError):
    """A plan that cannot be read."""


class EngineError(RuntimeError):
    """The engine made a plan that breaks a rule; it is shown to nobody."""


class OutOfTimeError(RuntimeError):
    """No plan that holds what must be held was found in time, nor excluded."""
