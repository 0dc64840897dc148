"""What the planner does and how good a plan is, in words."""

from collections.abc import Mapping

from matcher.refusals import Unplannable
from web.wording.numbers import percentage, whole
from web.wording.translation import LazyText, gettext, lazy_gettext, ngettext

_GOALS: Mapping[str, LazyText] = {
    "guarantee": lazy_gettext("Iedereen het beloofde aantal gesprekken"),
    "floor": lazy_gettext("Niemand veel slechter af dan anderen"),
    "value": lazy_gettext("Gesprekken die goed passen"),
    "if_needed": lazy_gettext(
        "Weinig gesprekken op tijden die alleen “als het moet” kunnen"
    ),
    "waiting_slots": lazy_gettext("Weinig wachten tussen gesprekken"),
    "waiting_periods": lazy_gettext("Gesprekken achter elkaar"),
    "table_changes": lazy_gettext("Weinig wisselen van tafel"),
}
"""By the names of the goals in the solver's file format."""

_STAGES: Mapping[str, LazyText] = {
    "reading": lazy_gettext("Lezen"),
    "rehearsing": lazy_gettext("Vooraf proberen"),
    "start": lazy_gettext("Eerste plan maken"),
    "assigning": lazy_gettext("Tafels en mensen kiezen"),
    "verifying": lazy_gettext("Alles nakijken"),
}

_UNPLANNABLE: Mapping[Unplannable, LazyText] = {
    Unplannable.NO_SLOTS: lazy_gettext(
        "Er zijn geen tijden. Voeg een dag met tijden toe en plan dan opnieuw."
    ),
    Unplannable.NO_TABLES: lazy_gettext(
        "Er zijn geen tafels. Vul in hoeveel tafels er staan en plan dan opnieuw."
    ),
    Unplannable.NOBODY: lazy_gettext(
        "Er zijn geen deelnemers. Voeg deelnemers toe en plan dan opnieuw."
    ),
    Unplannable.NOBODY_CAN_MEET: lazy_gettext(
        "Er zijn geen twee deelnemers die iets voor elkaar hebben en tegelijk kunnen. "
        "Vraag deelnemers om meer tijden, of om meer te vertellen."
    ),
}


def goal_name(goal: str) -> str:
    """Name what the planner tries to reach."""
    return str(_GOALS[goal])


def stage_name(stage: str) -> str:
    """Name what the planner is busy with: a stage of its own or one of the goals."""
    named = _STAGES.get(stage) or _GOALS.get(stage)
    return str(named) if named else stage


def unplannable(reason: Unplannable) -> str:
    """Say why nothing can be planned, and what to do."""
    return str(_UNPLANNABLE[reason])


def goal_sentence(
    value: tuple[int, ...], bound: tuple[int, ...], gap: float | None
) -> str:
    """Say what was reached for one goal and how far from the proven limit it is."""
    if value == bound:
        return gettext(
            "%(value)s; beter kan niet, dat is bewezen.", value=_numbers(value)
        )
    if gap is None:
        return gettext(
            "%(value)s; beter dan %(bound)s kan niet.",
            value=_numbers(value),
            bound=_numbers(bound),
        )
    return gettext(
        "%(value)s; meer dan %(bound)s kan niet. Het verschil is %(gap)s.",
        value=_numbers(value),
        bound=_numbers(bound),
        gap=percentage(gap),
    )


def meetings_counted(number: int) -> str:
    """Count meetings: "1 gesprek", "257 gesprekken"."""
    return ngettext("%(num)d gesprek", "%(num)d gesprekken", number)


def participants_counted(number: int) -> str:
    """Count participants: "1 deelnemer", "120 deelnemers"."""
    return ngettext("%(num)d deelnemer", "%(num)d deelnemers", number)


def _numbers(numbers: tuple[int, ...]) -> str:
    """Write what was reached; the guarantee alone has two numbers."""
    if len(numbers) == 1:
        return whole(numbers[0])
    alone, short = numbers
    return gettext(
        "%(alone)s zonder gesprek, %(short)s te weinig",
        alone=whole(alone),
        short=whole(short),
    )
