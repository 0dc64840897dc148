"""The board of a day, and the programme of one participant."""

from flask import request

from web.organiser.access import Page, render, this_event
from web.services import board, programmes, roster
from web.wording.translation import gettext as _


def show_board() -> Page:
    """An organiser sees the tables and times of a day."""
    event = this_event()
    found = board.read_board(
        event,
        day=request.args.get("dag", ""),
        version=request.args.get("versie", type=int),
        chosen=request.args.get("gesprek", ""),
    )
    if found is None:
        return render("board_empty.html", tab="board")
    return render("board.html", tab="board", board=found, features=table_features())


def show_person(code: str) -> Page:
    """An organiser sees the meetings of one participant, and why each."""
    event = this_event()
    return render(
        "person.html",
        tab="board",
        participant=roster.get_participant(event.id, code),
        programme=programmes.read_person(
            event, code, version=request.args.get("versie", type=int)
        ),
        features=table_features(),
    )


def table_features() -> dict[str, str]:
    """Name what a table can offer, as short as a board needs."""
    return {"step_free": _("rolstoel"), "quiet": _("rustig")}
