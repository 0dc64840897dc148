from dataclasses import replace

from matcher.participants import ParticipantId, Side
from matcher.wishes import UnmetCondition
from tests.builders import a_participant, a_programme
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.overview import Alone, review


def test_review_counts_meetings_per_side(contents: PlanContents):
    overview = review(contents)

    informal, other = overview.sides
    assert (informal.side, informal.meetings, informal.average) == (
        Side.INFORMAL,
        (0, 2),
        1.0,
    )
    assert (other.side, other.meetings, other.average) == (Side.OTHER, (1, 0, 1), 1.0)
    assert (overview.participants, overview.with_meeting) == (4, 3)
    assert (overview.meetings, overview.gap, overview.difference) == (2, 0.02, 0.0)


def test_review_sorts_missing_meetings_the_best_first(contents: PlanContents):
    overview = review(contents)

    assert [unmet.value for unmet in overview.good_unmet] == [700, 350, 10]


def test_review_tells_why_somebody_is_alone(contents: PlanContents):
    (alone,) = review(contents).alone

    assert alone.participant.id == "P4"
    assert alone.why is Alone.NO_ROOM
    assert alone.fitting == (ParticipantId("P3"), ParticipantId("P1"))


def test_somebody_can_be_alone_for_other_reasons(contents: PlanContents):
    common = contents.planned.unmet[0]
    lonely = replace(
        contents,
        participants=(
            *contents.participants,
            a_participant("P5", slots=""),
            a_participant("P6"),
            a_participant("P7"),
            a_participant("P8"),
        ),
        planned=replace(
            contents.planned,
            conditions=(
                UnmetCondition(by=ParticipantId("P8"), needs=ParticipantId("P5")),
            ),
            unmet=(*contents.planned.unmet, replace(common, a=ParticipantId("P7"))),
        ),
    )

    reasons = {alone.participant.id: alone.why for alone in review(lonely).alone}

    assert reasons == {
        "P4": Alone.NO_ROOM,
        "P5": Alone.NO_TIME,
        "P6": Alone.NOBODY_FITS,
        "P7": Alone.NO_COMMON_TIME,
        "P8": Alone.NEEDS_OTHER,
    }


def test_one_side_alone_has_nothing_to_compare(contents: PlanContents):
    one_sided = replace(
        contents,
        participants=(a_participant("P1"), a_participant("P2")),
        planned=replace(contents.planned, programme=a_programme(), goals=(), unmet=()),
    )

    overview = review(one_sided)

    assert (overview.difference, overview.gap, overview.good_unmet) == (None, None, ())
    assert overview.sides[1].average == 0.0
