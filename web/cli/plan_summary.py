"""What `trefpunt plan` says at the end: the figures, and what needs a hand."""

from collections.abc import Iterator
from pathlib import Path

from matcher.participants import ParticipantId, Side
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.overview import PlanOverview, review
from web.services.plan_files.running import PlanDone
from web.wording import gettext, ngettext
from web.wording.dates import days_of_event, listed
from web.wording.numbers import decimal, duration, percentage, whole
from web.wording.planning import (
    goal_name,
    goal_sentence,
    meetings_counted,
    participants_counted,
)
from web.wording.problems import problem_line
from web.wording.quoting import one_line
from web.wording.unmet import alone_reason, unmet_reason

MOST_LISTED = 10
"""Longer lists are for the report."""


def summary_lines(done: PlanDone, folder: Path) -> Iterator[str]:
    """Say what was planned, how good it is, what is missing and where it stands."""
    contents = done.contents
    overview = review(contents)
    days = days_of_event(slot.start for slot in contents.event.slots)
    yield f"{one_line(contents.event.name)}, {days}"
    yield ""
    yield from _figures(contents, overview)
    yield ""
    yield from _goals(contents)
    yield from _alone(overview)
    yield from _unmet(contents, overview)
    yield from _problems(contents)
    yield ""
    yield ngettext(
        "%(num)d bestand staat in %(folder)s. Begin bij %(report)s.",
        "%(num)d bestanden staan in %(folder)s. Begin bij %(report)s.",
        done.files,
        folder=str(folder),
        report=str(folder / "report.html"),
    )


def _figures(contents: PlanContents, overview: PlanOverview) -> Iterator[str]:
    yield gettext(
        "%(participants)s, %(meetings)s uit %(candidates)s mogelijke, in %(time)s.",
        participants=participants_counted(overview.participants),
        meetings=meetings_counted(overview.meetings),
        candidates=whole(contents.planned.candidates),
        time=duration(contents.planned.effort.seconds),
    )
    yield gettext(
        "%(with)d van de %(all)d deelnemers hebben een gesprek.",
        **{"with": overview.with_meeting, "all": overview.participants},
    )
    for side in overview.sides:
        yield gettext(
            "%(side)s: %(average)s gesprekken per deelnemer (%(number)d deelnemers).",
            side=_side_name(side.side),
            average=decimal(side.average, 2),
            number=side.participants,
        )
    if overview.difference is not None:
        yield gettext(
            "Verschil tussen beide: %(difference)s.",
            difference=percentage(overview.difference),
        )


def _side_name(side: Side) -> str:
    return gettext("Groepen") if side is Side.INFORMAL else gettext("Organisaties")


def _goals(contents: PlanContents) -> Iterator[str]:
    yield gettext("Hoe goed is het?")
    for name, result in contents.planned.goals:
        sentence = goal_sentence(result.value, result.bound, result.gap)
        yield f"  {goal_name(name)}: {sentence}"


def _alone(overview: PlanOverview) -> Iterator[str]:
    if not overview.alone:
        return
    yield ""
    yield gettext("Zonder gesprek (%(number)d):", number=len(overview.alone))
    for alone in overview.alone[:MOST_LISTED]:
        name = one_line(alone.participant.name)
        yield f"  {alone.participant.id} {name}: {alone_reason(alone.why.value)}"
    yield from _rest(len(overview.alone))


def _unmet(contents: PlanContents, overview: PlanOverview) -> Iterator[str]:
    if not overview.good_unmet:
        return
    yield ""
    yield gettext(
        "Goede gesprekken die missen (%(number)d):", number=len(overview.good_unmet)
    )
    for missing in overview.good_unmet[:MOST_LISTED]:
        names = listed([_name(contents, missing.a), _name(contents, missing.b)])
        yield f"  {names}: {unmet_reason(missing.reason)}"
    yield from _rest(len(overview.good_unmet))


def _problems(contents: PlanContents) -> Iterator[str]:
    if not contents.problems:
        return
    yield ""
    yield gettext("Let op in de bestanden (%(number)d):", number=len(contents.problems))
    for row in contents.problems[:MOST_LISTED]:
        yield f"  {row.file}: {problem_line(row.problem)}"
    yield from _rest(len(contents.problems))


def _rest(number: int) -> Iterator[str]:
    if number > MOST_LISTED:
        yield gettext(
            "  En nog %(number)d; ze staan in het verslag.", number=number - MOST_LISTED
        )


def _name(contents: PlanContents, participant: ParticipantId) -> str:
    return one_line(contents.index.names[participant])
