from dataclasses import replace

from matcher.group_offers import GroupOffer, Seeker
from matcher.participants import ParticipantId
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.offers_to_many import ReportSeeker, list_offers
from web.services.plan_files.report import report_page
from web.wording import in_language


def an_offer(text: str, *askers: str, seats: int, stated: bool = True) -> GroupOffer:
    return GroupOffer(
        giver=ParticipantId("P2"),
        kind="training",
        text=text,
        seats=seats,
        are_seats_stated=stated,
        askers=tuple(
            Seeker(participant=ParticipantId(code), ask=f"Vraag <{code}>", strength=80)
            for code in askers
        ),
    )


def with_offers(contents: PlanContents, *offers: GroupOffer) -> PlanContents:
    return replace(contents, planned=replace(contents.planned, group_offers=offers))


def test_askers_stand_up_to_the_seats_and_the_others_are_counted(
    contents: PlanContents,
) -> None:
    many = an_offer("Dementie", "P4", "P1", "P3", seats=2)
    few = an_offer("Lassen", "P1", seats=8)

    listed = list_offers(with_offers(contents, many, few))

    (offer,) = listed.asked
    assert offer.seekers == (
        ReportSeeker(name="Bibliotheek", ask="Vraag <P4>"),
        ReportSeeker(name="Habesha Brug ሓበሻ", ask="Vraag <P1>"),
    )
    assert (offer.giver, offer.waiting, listed.others) == ("Waterwonen", 1, 1)


def test_report_lists_what_several_ask_for(contents: PlanContents) -> None:
    many = an_offer("<b>Dementie</b>", "P4", "P1", "P3", seats=2, stated=False)
    few = an_offer("Lassen", "P1", seats=8)

    page = report_page(with_offers(contents, many, few))

    section = page.split('<h2 id="aanbod">')[1].split("</section>")[0]
    for text in (
        "&lt;b&gt;Dementie&lt;/b&gt;",
        "Van <bdi>Waterwonen</bdi>.",
        "(geschat)",
        "<bdi>Bibliotheek</bdi>: <bdi>Vraag &lt;P4&gt;</bdi>",
        "Nog 1 groep vraagt dit, maar dan zijn de plekken op.",
        "Er is nog 1 aanbod voor veel groepen waar nog weinig om gevraagd is.",
    ):
        assert text in section
    assert "Lassen" not in section
    assert '<a href="#aanbod">' in page


def test_report_says_that_nothing_is_asked_by_several(contents: PlanContents) -> None:
    few = an_offer("Lassen", "P1", seats=8)

    with in_language("en"):
        page = report_page(with_offers(contents, few, few))

    section = page.split('<h2 id="aanbod">')[1].split("</section>")[0]
    assert "No offer is asked for by several groups." in section
    assert "There are 2 more offers for many groups" in section
    assert "<table" not in section


def test_report_without_such_offers_has_no_such_section(contents: PlanContents) -> None:
    assert "aanbod" not in report_page(contents)
