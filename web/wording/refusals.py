"""What error pages say: what happened, and what the reader can do now."""

from collections.abc import Mapping
from dataclasses import dataclass

from web.wording.translation import LazyText
from web.wording.translation import lazy_gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalText:
    """The words of one error page."""

    title: LazyText
    advice: LazyText


REFUSAL_TEXTS: Mapping[str, RefusalText] = {
    "bad_request": RefusalText(
        title=_("Dit formulier konden wij niet lezen"),
        advice=_(
            "Ga terug naar de vorige pagina. Wat u invulde, staat er nog. "
            "Verstuur het opnieuw."
        ),
    ),
    "csrf": RefusalText(
        title=_("Wij konden niet controleren of dit formulier van u komt"),
        advice=_(
            "Ga terug naar de vorige pagina. Wat u invulde, staat er nog. "
            "Ververs die pagina niet, maar verstuur het formulier opnieuw. "
            "Sta cookies toe voor deze site als het weer misgaat."
        ),
    ),
    "conflict": RefusalText(
        title=_("Dit kan nu niet"),
        advice=_("Ga terug, ververs de pagina en kijk hoe het er nu voor staat."),
    ),
    "duplicate": RefusalText(
        title=_("Dit bestaat al"),
        advice=_("Ga terug en kies een andere naam of code."),
    ),
    "edited_elsewhere": RefusalText(
        title=_("Iemand anders heeft dit net veranderd"),
        advice=_(
            "Ga terug en open de pagina in een nieuw venster. Vergelijk wat er nu "
            "staat met wat u invulde, en sla het daarna opnieuw op."
        ),
    ),
    "forbidden": RefusalText(
        title=_("U mag deze pagina niet zien"),
        advice=_("Vraag de organisatie van het evenement om hulp."),
    ),
    "foreign_host": RefusalText(
        title=_("Dit adres hoort niet bij deze site"),
        advice=_("Gebruik het adres dat de organisatie u gaf."),
    ),
    "internal": RefusalText(
        title=_("Er ging iets mis bij ons"),
        advice=_(
            "Het ligt niet aan u. Ga terug en probeer het over een paar minuten "
            "opnieuw. Geef het nummer hieronder door als het weer misgaat."
        ),
    ),
    "job_running": RefusalText(
        title=_("Het plannen loopt al"),
        advice=_("Ga terug naar de pagina Plannen. Daar ziet u hoe ver het is."),
    ),
    "link_expired": RefusalText(
        title=_("Deze link werkt niet meer"),
        advice=_("Vraag een nieuwe link aan, of vraag de organisatie om hulp."),
    ),
    "mail": RefusalText(
        title=_("Wij konden de e-mail nu niet versturen"),
        advice=_("Het bericht is bewaard. Wij proberen het zelf opnieuw."),
    ),
    "not_found": RefusalText(
        title=_("Deze pagina is er niet"),
        advice=_(
            "Controleer het adres of de link. Hebt u de link gekregen? Kijk of u "
            "hem helemaal hebt overgenomen."
        ),
    ),
    "nothing_to_plan": RefusalText(
        title=_("Er is nog niets om te plannen"),
        advice=_(
            "Voor een programma zijn rondes, tafels en minstens twee aangemelde "
            "deelnemers nodig. Vul die eerst aan."
        ),
    ),
    "registration_closed": RefusalText(
        title=_("Aanmelden en veranderen kan nu niet"),
        advice=_("De aanmelding is gesloten. Bel of mail de organisatie."),
    ),
    "sign_in_needed": RefusalText(
        title=_("Log eerst in"),
        advice=_("Deze pagina is voor organisatoren. Vraag een inloglink aan."),
    ),
    "too_large": RefusalText(
        title=_("Dit bestand is te groot"),
        advice=_("Een bestand mag hoogstens 12 MB zijn. Ga terug en kies een kleiner."),
    ),
    "too_many_tries": RefusalText(
        title=_("Dit is te vaak geprobeerd"),
        advice=_("Wacht een paar minuten en probeer het dan opnieuw."),
    ),
    "unavailable": RefusalText(
        title=_("Trefpunt is even niet bereikbaar"),
        advice=_(
            "Wacht een minuut en verstuur de pagina opnieuw. Wat u invulde, staat "
            "er nog als u teruggaat."
        ),
    ),
    "wrong_method": RefusalText(
        title=_("Deze pagina kunt u niet rechtstreeks openen"),
        advice=_("Ga terug en gebruik de knop op de vorige pagina."),
    ),
}


def refusal_text(key: str) -> RefusalText:
    """Give the words of one kind of refusal."""
    return REFUSAL_TEXTS[key]
