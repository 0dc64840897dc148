"""What an organiser says aloud at each page, when somebody registers by phone."""

from web.wording.translation import LazyText, lazy_gettext

SAY_ALOUD: dict[str, LazyText] = {
    "show_about": lazy_gettext(
        "Ik stel u een paar vragen. Het duurt ongeveer tien minuten. U mag altijd "
        "zeggen: dat sla ik over."
    ),
    "show_offers": lazy_gettext(
        "Wat kan uw groep goed? Wat heeft u dat een ander kan gebruiken?"
    ),
    "show_asks": lazy_gettext("Wat zoekt u? Hulp, een ruimte, kennis of mensen?"),
    "show_times": lazy_gettext(
        "Ik noem een paar dagen. Zegt u steeds: ja, als het moet, of nee."
    ),
    "show_people": lazy_gettext(
        "Wie komt er? Ik herhaal de naam en het nummer, letter voor letter."
    ),
    "show_needs": lazy_gettext(
        "Heeft u iets nodig om mee te doen? U hoeft niet te zeggen waarom."
    ),
    "show_check": lazy_gettext("Ik lees alles terug. Zegt u het als iets niet klopt."),
    "show_thanks": lazy_gettext(
        "Het is klaar. U krijgt een link. Daarmee kunt u alles zien en veranderen."
    ),
    "show_meetings": lazy_gettext(
        "Ik noem uw gesprekken: de dag, de tijd, de tafel en met wie."
    ),
}
"""By the name of the page."""
