"""The whole job: two spreadsheets in, a folder with a programme out."""

from dataclasses import dataclass
from pathlib import Path

from matcher.event import Rules
from matcher.planning import Cancelled, Limits, Report, plan_event
from web.ports import Clock
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.folder import check_folder
from web.services.plan_files.reading import PlanInput, read_input
from web.services.plan_files.writing import write_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What to plan, by which rules, and where the files go."""

    organisations: Path
    slots: Path
    folder: Path
    event_name: str
    organiser_address: str
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How long to search, and who follows or stops it."""

    limits: Limits
    report: Report | None = None
    cancelled: Cancelled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDone:
    """A plan that stands in its folder."""

    contents: PlanContents
    files: int


def open_request(request: PlanRequest) -> PlanInput:
    """Read the files and see whether the folder can be written: before any waiting.

    Raises:
        InputRefused: a file cannot be used at all.
        FolderRefused: the folder cannot be written.
        ForeignFiles: other things stand in the folder.
    """
    check_folder(request.folder)
    return read_input(
        request.organisations,
        request.slots,
        event_name=request.event_name,
        rules=request.rules,
    )


def run_request(
    request: PlanRequest, given: PlanInput, search: Search, *, clock: Clock
) -> PlanDone:
    """Plan what was read and write every file.

    Raises:
        EventNotPlannable: there is nothing to plan.
        NoPlan: the rules cannot all hold.
        PlanRejected: the verifier found a fault, so nothing is written.
        FolderRefused: the folder cannot be written any more.
        ForeignFiles: something else was put into the folder meanwhile.
    """
    planned = plan_event(
        given.event,
        given.participants,
        limits=search.limits,
        report=search.report,
        cancelled=search.cancelled,
    )
    contents = PlanContents(
        event=given.event,
        participants=given.participants,
        planned=planned,
        problems=given.problems,
        made_at=clock.now(),
        organiser_address=request.organiser_address,
    )
    return PlanDone(contents=contents, files=write_plan(contents, request.folder))
