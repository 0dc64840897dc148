"""Registrations and people that look alike: to see, to compare and to decide."""

from flask import flash, redirect, request, url_for

from web.organiser.access import Page, render, this_event, this_organiser
from web.services import duplicates, look_alikes
from web.services.duplicates import BothReleased
from web.services.look_alikes import About, Judgement
from web.wording import gettext as _
from web.wording.look_alikes import group_signs, person_sign


def show_duplicates() -> Page:
    """An organiser sees who looks alike, and what was decided before."""
    return render(
        "duplicates.html",
        tab="participants",
        questions=look_alikes.read_questions(this_event()),
        group_signs=group_signs,
        person_sign=person_sign,
        about=About,
        verdict=Judgement,
    )


def choose_duplicate() -> Page:
    """An organiser names two registrations to compare."""
    slug = this_event().slug
    code, other = request.args.get("een", ""), request.args.get("twee", "")
    if not code or not other or code == other:
        flash(_("Kies twee verschillende aanmeldingen."))
        return redirect(url_for("organiser.show_duplicates", slug=slug), 303)
    return redirect(
        url_for("organiser.show_duplicate", slug=slug, code=code, other=other), 303
    )


def show_duplicate(code: str, other: str) -> Page:
    """An organiser sees two registrations side by side, and what would become one."""
    return _pair_page(code, other)


def merge_duplicate(code: str, other: str) -> Page:
    """An organiser makes two registrations one."""
    event = this_event()
    outcome = duplicates.merge_groups(event.id, code, other, by=this_organiser())
    if isinstance(outcome, BothReleased):
        return _pair_page(code, other), 409
    flash(_("Samengevoegd. Alle antwoorden staan bij elkaar en beide links werken."))
    return redirect(
        url_for("organiser.show_participant", slug=event.slug, code=outcome.kept), 303
    )


def keep_duplicate_apart(code: str, other: str) -> Page:
    """An organiser says that two registrations are two groups."""
    duplicates.keep_apart(this_event().id, code, other, by=this_organiser())
    flash(_("Onthouden: dit zijn twee groepen. Trefpunt vraagt het niet meer."))
    return _back()


def decide_person() -> Page:
    """An organiser says whether two delegates are one person."""
    verdict = request.form.get("oordeel", "")
    if verdict not in set(Judgement):
        flash(_("Kies of het dezelfde persoon is."))
        return _back()
    duplicates.decide_person(
        this_event().id,
        request.form.get("een", ""),
        request.form.get("twee", ""),
        Judgement(verdict),
        by=this_organiser(),
    )
    flash(
        _(
            "Onthouden. Trefpunt vraagt het niet meer. Plan opnieuw als er al een programma is."
        )
    )
    return _back()


def ask_again() -> Page:
    """An organiser takes an answer back, so that the question returns."""
    about = request.form.get("over", "")
    if about in set(About):
        duplicates.ask_again(
            this_event().id,
            About(about),
            request.form.get("een", ""),
            request.form.get("twee", ""),
            by=this_organiser(),
        )
        flash(_("De vraag staat er weer."))
    return _back()


def _pair_page(code: str, other: str) -> str:
    return render(
        "duplicate.html",
        tab="participants",
        pair=look_alikes.read_pair(this_event(), code, other),
        group_signs=group_signs,
    )


def _back() -> Page:
    slug = this_event().slug
    return redirect(url_for("organiser.show_duplicates", slug=slug), 303)
