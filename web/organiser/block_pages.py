"""Adding, changing and removing a block, and reading blocks from a sheet."""

from typing import assert_never

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.organiser.forms.setup import BlockForm, note_doubt
from web.organiser.setup import conflict_page, saved
from web.services import blocks, imports
from web.services.blocks import (
    BlockOutcome,
    IsReleased,
    LosesAnswers,
    LostAnswers,
    RunsInto,
)
from web.services.imports import BlocksImported, UnusableFile
from web.services.outcomes import Overtaken, Saved, mark_of
from web.services.timetable import ClockDoubt
from web.wording import gettext as _
from web.wording import ngettext
from web.wording.form_errors import list_errors
from web.wording.problems import file_problem, problem_line


def new_block() -> Page:
    """An organiser begins another block."""
    return _block_page(BlockForm(), code=None)


def add_block() -> Page:
    """An organiser adds a block."""
    return _save(code=None)


def edit_block(code: str) -> Page:
    """An organiser sees a block to change it."""
    form = BlockForm()
    _show_block(form, code)
    return _block_page(form, code=code)


def save_block(code: str) -> Page:
    """An organiser changes a block."""
    return _save(code=code)


def remove_block(code: str) -> Page:
    """An organiser takes a block away."""
    event = this_event()
    outcome = blocks.remove_block(
        event.id,
        code,
        seen=request.form.get("seen", ""),
        by=this_organiser(),
        lost=LostAnswers(request.form.get("lost", LostAnswers.ASK)),
    )
    form = BlockForm()
    if not isinstance(outcome, Saved):
        _show_block(form, code)
    action = url_for("organiser.remove_block", slug=event.slug, code=code)
    return _answer(outcome, form, code=code, action=action)


def import_blocks() -> Page:
    """An organiser gives the event the blocks of a sheet."""
    event = this_event()
    upload = request.files.get("bestand")
    data = upload.read() if upload else b""
    outcome = imports.import_blocks(
        event.id,
        data=data,
        filename=(upload.filename if upload else "") or "",
        by=this_organiser(),
    )
    if isinstance(outcome, BlocksImported) and not outcome.problems:
        flash(_imported(outcome))
        return redirect(url_for("organiser.show_setup", slug=event.slug), 303)
    status = 200 if isinstance(outcome, BlocksImported) else 422
    found = outcome.problems if isinstance(outcome, BlocksImported) else ()
    page = render(
        "blocks_imported.html",
        tab="setup",
        sentence=_imported(outcome),
        problems=tuple(problem_line(problem) for problem in found),
    )
    return page, status


def _imported(
    outcome: BlocksImported | UnusableFile | LosesAnswers | IsReleased,
) -> str:
    """Say what came of reading a sheet of rounds."""
    match outcome:
        case BlocksImported():
            return _(
                "Er staan nu %(blocks)d dagdelen met samen %(slots)d tijden.",
                blocks=outcome.blocks,
                slots=outcome.slots,
            )
        case UnusableFile():
            return file_problem(outcome.why)
        case LosesAnswers():
            return ngettext(
                "Er is niets veranderd. Met dit bestand verdwijnen tijden waarop "
                "%(num)d deelnemer kan. Haal die tijden eerst zelf weg.",
                "Er is niets veranderd. Met dit bestand verdwijnen tijden waarop "
                "%(num)d deelnemers kunnen. Haal die tijden eerst zelf weg.",
                outcome.participants,
            )
        case IsReleased():
            return _held(outcome)
        case _:
            assert_never(outcome)


def _save(*, code: str | None) -> Page:
    """Check what was typed, save it, and say how it went."""
    event = this_event()
    form = BlockForm(request.form)
    is_fixed = code is not None and _is_irregular(code)
    if is_fixed:
        form.drop_timing()
    if not form.validate():
        return _block_page(form, code=code), 422
    outcome = blocks.save_block(
        event.id,
        code,
        form.value(),
        seen=request.form.get("seen", ""),
        by=this_organiser(),
        lost=LostAnswers(request.form.get("lost", LostAnswers.ASK)),
    )
    return _answer(outcome, form, code=code, action=request.path)


def _answer(
    outcome: BlockOutcome, form: BlockForm, *, code: str | None, action: str
) -> Page:
    """Turn what happened into a page."""
    if isinstance(outcome, Saved):
        return saved()
    if isinstance(outcome, Overtaken):
        now = BlockForm()
        plan = _show_block(now, code or "")
        return conflict_page(form, now, action=action, seen=mark_of(plan))
    if isinstance(outcome, LosesAnswers):
        seen = request.form.get("seen", "")
        context = {"outcome": outcome, "form": form, "seen": seen, "action": action}
        return render("lose_answers.html", tab="setup", **context), 409
    if isinstance(outcome, ClockDoubt):
        note_doubt(form, outcome)
    elif isinstance(outcome, RunsInto):
        form.start.errors = [_clash(outcome.block)]
    else:
        form.tables.errors = [_held(outcome)]
    return _block_page(form, code=code), 422


def _clash(code: str) -> str:
    """Say which block is held in the same hours."""
    other = blocks.get_block(this_event(), code)
    return _(
        "Dan is %(name)s ook bezig. Niemand kan op twee plekken zijn. "
        "Kies een andere tijd.",
        name=other.name,
    )


def _held(outcome: IsReleased) -> str:
    """Say what a released programme uses."""
    if outcome.slots:
        return ngettext(
            "Op %(num)d tijd die zo verdwijnt, zijn al gesprekken vrijgegeven.",
            "Op %(num)d tijden die zo verdwijnen, zijn al gesprekken vrijgegeven.",
            len(outcome.slots),
        )
    return ngettext(
        "Aan %(num)d tafel die zo verdwijnt, zijn al gesprekken vrijgegeven.",
        "Aan %(num)d tafels die zo verdwijnen, zijn al gesprekken vrijgegeven.",
        len(outcome.tables),
    )


def _is_irregular(code: str) -> bool:
    """Tell whether the rounds of a block cannot be laid out by a rule."""
    return blocks.timing_of(blocks.get_block(this_event(), code)) is None


def _show_block(form: BlockForm, code: str) -> blocks.BlockPlan:
    """Fill a form with a block as it is."""
    plan = blocks.plan_of(blocks.get_block(this_event(), code))
    form.fill(plan)
    if plan.timing is None:
        form.drop_timing()
    return plan


def _block_page(form: BlockForm, *, code: str | None) -> str:
    """Show the form of a block."""
    event = this_event()
    block = None if code is None else blocks.get_block(event, code)
    return render(
        "block.html",
        tab="setup",
        form=form,
        block=block,
        spans=() if block is None else blocks.local_spans(block),
        seen=request.form.get("seen")
        or ("" if block is None else mark_of(blocks.plan_of(block))),
        errors=list_errors(form),
    )
