"""Who takes part: the overview, the list, and each participant's page."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, flash, redirect, request, url_for

from matcher.participants import Side
from web.organiser.access import Page, render, this_event, this_organiser
from web.persistence.rows import EventRow, ParticipantRow
from web.services import (
    confirmations,
    erasure,
    exports,
    look_alikes,
    presence,
    retention,
    roster,
)
from web.services.roster import RosterFilter, Standing
from web.wording import gettext as _
from web.wording import ngettext

_FIRST_GROUPS = 8
"""Target groups shown before somebody asks for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTime:
    """A time at which a participant can come."""

    start: datetime
    end: datetime
    is_if_needed: bool


def list_participants() -> Page:
    """An organiser sees who is there, who is missing and what to do."""
    event = this_event()
    rows = roster.list_rows(event.id)
    found = presence.survey(event, rows)
    wanted = _read_filter()
    shows_all = request.args.get("doelgroepen") == "alle"
    return render(
        "participants.html",
        tab="participants",
        presence=found,
        names={row.code: row.name for row in rows},
        groups=found.target_groups
        if shows_all
        else found.target_groups[:_FIRST_GROUPS],
        shows_all=shows_all or len(found.target_groups) <= _FIRST_GROUPS,
        lines=roster.list_lines(rows, wanted),
        wanted=wanted,
        retention=retention.retention_of(event),
    )


def show_participant(code: str) -> Page:
    """An organiser sees what a participant told, and their link."""
    event = this_event()
    row = roster.get_participant(event.id, code)
    return render(
        "participant.html",
        tab="participants",
        participant=row,
        link=roster.find_link(row),
        times=_times(event, row),
        is_informal=roster.side_of(row) is Side.INFORMAL,
        merged=look_alikes.list_merged_into(event.id, code),
    )


def renew_links(code: str) -> Page:
    """An organiser lets a link stop working and makes a new one."""
    roster.renew_links(this_event().id, code, by=this_organiser())
    flash(_("De oude link werkt niet meer. Hieronder staat de nieuwe."))
    return _back(code)


def withdraw_participant(code: str) -> Page:
    """An organiser takes a participant out of what is planned next."""
    roster.withdraw(this_event().id, code, by=this_organiser())
    flash(_("Afgemeld. Wie afgemeld is, komt niet in een nieuw programma."))
    return _back(code)


def restore_participant(code: str) -> Page:
    """An organiser lets a participant take part again."""
    roster.restore(this_event().id, code, by=this_organiser())
    flash(_("Deze deelnemer doet weer mee."))
    return _back(code)


def tell_code(code: str) -> Page:
    """An organiser gets a code to tell to a participant they know."""
    told = confirmations.tell_code(this_event().id, code, by=this_organiser())
    flash(
        _(
            "Code voor deze deelnemer: %(code)s. Vertel hem alleen als je zeker weet "
            "wie je spreekt. Hij werkt 10 minuten.",
            code=told,
        )
    )
    return _back(code)


def show_erasing(code: str) -> Page:
    """An organiser reads what erasing a participant does, before it is done."""
    event = this_event()
    return render(
        "erase.html",
        tab="participants",
        participant=roster.get_participant(event.id, code),
        ahead=erasure.look_ahead(event.id, code),
    )


def erase_participant(code: str) -> Page:
    """An organiser erases a participant, who asked for it."""
    event = this_event()
    done = erasure.erase_participant(event.id, code, by=this_organiser())
    flash(
        ngettext(
            "Gewist. %(num)d persoon krijgt bericht dat een gesprek vervalt.",
            "Gewist. %(num)d personen krijgen bericht dat een gesprek vervalt.",
            done.told,
        )
    )
    return redirect(url_for("organiser.list_participants", slug=event.slug), 303)


def export_participants() -> Page:
    """An organiser takes the participants away as a spreadsheet."""
    event = this_event()
    response = Response(exports.export_participants(event.id), mimetype="text/csv")
    name = f"deelnemers-{event.slug}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _back(code: str) -> Page:
    """Go back to the page of a participant."""
    slug = this_event().slug
    return redirect(url_for("organiser.show_participant", slug=slug, code=code), 303)


def _read_filter() -> RosterFilter:
    """Read which participants are wanted; what is unknown asks for all."""
    side, standing = request.args.get("kant", ""), request.args.get("stand", "")
    return RosterFilter(
        text=request.args.get("zoek", "").strip(),
        side=Side(side) if side in set(Side) else None,
        standing=Standing(standing) if standing in set(Standing) else Standing.ALL,
    )


def _times(event: EventRow, row: ParticipantRow) -> tuple[GivenTime, ...]:
    """List the times a participant can come, in order."""
    zone = ZoneInfo(event.timezone)
    answers = {given.slot_id: given.answer for given in row.availability}
    slots = (slot for block in event.blocks for slot in block.slots)
    return tuple(
        GivenTime(
            start=slot.starts_at.astimezone(zone),
            end=slot.ends_at.astimezone(zone),
            is_if_needed=answers[slot.id] == "if_needed",
        )
        for slot in sorted(slots, key=lambda slot: slot.starts_at)
        if slot.id in answers
    )
