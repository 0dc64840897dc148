"""Why a good meeting is missing, and what would make it possible."""

from collections.abc import Iterable, Mapping

from web.wording.dates import listed
from web.wording.quoting import one_line
from web.wording.translation import LazyText, lazy_gettext

_REASONS: Mapping[str, LazyText] = {
    "no_common_slot": lazy_gettext("Er is geen tijd waarop beide kunnen."),
    "no_interpreter": lazy_gettext("Er is geen tolk op een tijd waarop beide kunnen."),
    "no_table": lazy_gettext("Er is geen tafel vrij die past bij dit gesprek."),
    "party_full": lazy_gettext("Een van beide heeft al genoeg gesprekken."),
    "person_busy": lazy_gettext(
        "Op elke tijd die kan, zit iemand van hen al in een ander gesprek."
    ),
    "displaced": lazy_gettext("Andere gesprekken pasten beter bij de tijden."),
    "condition_unmet": lazy_gettext(
        "Een van beide komt alleen als een ander er ook is."
    ),
}
"""By the values of `matcher.planning.UnmetMeeting.reason`."""

_NOBODY_KNOWN: Mapping[str, LazyText] = {
    "no_common_slot": lazy_gettext(
        "Vraag de organisatie met beroepskrachten of zij op een andere tijd kan, "
        "of laat beide na de beurs afspreken."
    ),
    "no_interpreter": lazy_gettext("Vraag een tolk voor een tijd waarop beide kunnen."),
    "no_table": lazy_gettext("Zet een tafel erbij."),
    "party_full": lazy_gettext("Verhoog het grootste aantal gesprekken."),
    "person_busy": lazy_gettext(
        "Laat een tweede persoon meekomen, of kies een tijd erbij."
    ),
    "displaced": lazy_gettext("Plan langer, of zet dit gesprek zelf op het bord."),
    "condition_unmet": lazy_gettext(
        "Vraag of zij op hetzelfde dagdeel kunnen komen, of spreek af om bij hen "
        "langs te gaan."
    ),
}

_KNOWN: Mapping[str, LazyText] = {
    "no_common_slot": lazy_gettext(
        "Vraag %(first)s eerst of het op een andere tijd kan: %(rest)s."
    ),
    "no_interpreter": lazy_gettext("Vraag een tolk voor: %(what)s."),
    "no_table": lazy_gettext("Zet een tafel erbij op: %(what)s."),
    "party_full": lazy_gettext("Geef meer gesprekken aan: %(what)s."),
    "person_busy": lazy_gettext("Laat een tweede persoon meekomen met: %(what)s."),
    "displaced": lazy_gettext("Haal een ander gesprek weg van: %(what)s."),
    "condition_unmet": lazy_gettext(
        "Vraag %(what)s om op hetzelfde dagdeel te komen, of spreek af om bij hen "
        "langs te gaan."
    ),
}


def unmet_reason(reason: str) -> str:
    """Say why a meeting could not be planned; the value of the solver's reason."""
    return str(_REASONS[reason])


def unmet_help(reason: str, stands_in_the_way: Iterable[str] = ()) -> str:
    """Say what would make it possible, naming what stands in the way if known.

    Args:
        reason: the reason of the missing meeting.
        stands_in_the_way: what people call those whose ids
            `matcher.planning.UnmetMeeting.would_help` lists, in that order: without
            a common time, first whom to ask and then the times of the other.
    """
    what = [one_line(name) for name in stands_in_the_way]
    first, rest = what[:1], what[1:]
    if not first or (reason == "no_common_slot" and not rest):
        return str(_NOBODY_KNOWN[reason])
    return str(_KNOWN[reason]) % {
        "what": listed(what),
        "first": first[0],
        "rest": listed(rest),
    }


_ALONE: Mapping[str, LazyText] = {
    "no_time": lazy_gettext(
        "Er staat geen tijd waarop deze deelnemer kan. Vraag naar een tijd."
    ),
    "nobody_fits": lazy_gettext(
        "Er is nog niemand die past. Vraag wat deze deelnemer zoekt en kan bieden."
    ),
    "no_common_time": lazy_gettext(
        "Wie past, kan op andere tijden. Vraag eerst hen of zij ook op een andere "
        "tijd kunnen."
    ),
    "needs_other": lazy_gettext(
        "Deze deelnemer komt alleen als een ander er ook is. Vraag of zij samen kunnen "
        "komen, of spreek af om bij hen langs te gaan."
    ),
    "no_room": lazy_gettext(
        "Er was een tijd, maar geen tafel of plek meer. Zet een tafel of tijd erbij."
    ),
}


def alone_reason(why: str) -> str:
    """Say why a participant has no meeting at all, and what to do."""
    return str(_ALONE[why])
