"""Who takes part: the overview, the list, and each participant's page."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for

from matcher.participants import Side
from web.organiser.access import Page, render, this_event, this_organiser
from web.persistence.rows import EventRow, ParticipantRow
from web.services import (
    arrangements,
    behalf,
    confirmations,
    consents,
    erasure,
    look_alikes,
    marketplace,
    presence,
    retention,
    roster,
)
from web.services.roster import RosterFilter, Standing
from web.wording import gettext as _
from web.wording import ngettext

_MOST_HOW = 200
"""Characters of how a yes or no was heard."""
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


def list_arrangements() -> Page:
    """An organiser sees what participants need, and what they asked to arrange."""
    found = arrangements.survey(roster.list_rows(this_event().id))
    return render("arrangements.html", tab="participants", found=found)


def show_participant(code: str) -> Page:
    """An organiser sees what a participant told, and their link."""
    return _participant_page(roster.get_participant(this_event().id, code))


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


def record_directory(code: str) -> Page:
    """An organiser writes down whether they want to be in the directory."""
    event = this_event()
    is_given = request.form.get("antwoord") == "ja"
    how = " ".join(request.form.get("hoe", "").split())[:_MOST_HOW]
    if is_given and not how:
        return _participant_page(roster.get_participant(event.id, code), lacks_how=True)
    consents.record_directory(
        event.id, code, is_given=is_given, how=how, by=this_organiser()
    )
    flash(
        _("Opgeschreven: zij staan in het overzicht.")
        if is_given
        else _("Opgeschreven: zij staan niet in het overzicht.")
    )
    return _back(code)


def _participant_page(row: ParticipantRow, *, lacks_how: bool = False) -> Page:
    """Show what a participant told; a yes without how it was heard is asked again."""
    event = this_event()
    page = render(
        "participant.html",
        tab="participants",
        participant=row,
        link=roster.find_link(row),
        consent=behalf.find_consent(row),
        times=_times(event, row),
        is_informal=roster.side_of(row) is Side.INFORMAL,
        merged=look_alikes.list_merged_into(event.id, row.code),
        directory_word=consents.find_directory_word(row),
        lacks_how=lacks_how,
        marks=marketplace.list_marks(event, row),
    )
    return (page, 422) if lacks_how else page


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
