from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from matcher.balance import measure
from matcher.participants import ParticipantId
from matcher.planning import PlannedEvent, UnmetMeeting
from matcher.reasons import ReasonKind
from matcher.row_problems import ProblemCode, RowProblem
from solver.plan import Effort, GoalResult
from tests.builders import (
    a_block,
    a_delegate,
    a_meeting,
    a_participant,
    a_programme,
    a_reason,
    an_event,
    an_interpreter,
)
from web.cli.wording_app import make_wording_app
from web.services.plan_files.contents import PlanContents
from web.services.plan_files.reading import FileRow

HOSTILE_NAME = '=HYPERLINK("http://x") <script>alert(1)</script>'

PARTICIPANTS = (
    a_participant(
        "P1",
        name="Habesha Brug ሓበሻ",
        delegates=[
            a_delegate("P1.1", "Mehari", contact="+31 6 0000 0000"),
            a_delegate("P1.2", "Selam", role="vrouwengroep"),
        ],
    ),
    a_participant(
        "P2",
        name="Waterwonen",
        kind="housing",
        delegates=[a_delegate("P2.1", "Gert-Jan", contact="gertjan@example.org")],
    ),
    a_participant("P3", name=HOSTILE_NAME, delegates=[a_delegate("P3.1", "@Tini")]),
    a_participant("P4", name="Bibliotheek", kind="culture", slots="A3"),
)

MEETINGS = (
    a_meeting(
        "P3",
        "P2",
        slot="A2",
        table="A-2",
        value=300,
        reasons=[
            a_reason(
                ReasonKind.SHARED_THEME, giver=None, receiver=None, codes=("wonen",)
            )
        ],
    ),
    a_meeting(
        "P1",
        "P2",
        slot="A1",
        table="A-1",
        interpreter="T1",
        reasons=[
            a_reason(ask="Plek | hal"),
            a_reason(ReasonKind.NAMED, giver="P1", receiver="P2", weight=10),
        ],
    ),
)

UNMET = (
    UnmetMeeting(
        a=ParticipantId("P1"),
        b=ParticipantId("P4"),
        value=350,
        reason="no_common_slot",
        would_help=("P4", "A1", "A2", "unknown"),
        reasons=(a_reason(giver="P4", receiver="P1"),),
    ),
    UnmetMeeting(
        a=ParticipantId("P3"),
        b=ParticipantId("P4"),
        value=700,
        reason="person_busy",
        would_help=("P3.1", "P3"),
        reasons=(a_reason(giver="P4", receiver="P3"),),
    ),
    UnmetMeeting(
        a=ParticipantId("P1"),
        b=ParticipantId("P3"),
        value=10,
        reason="displaced",
        would_help=(),
        reasons=(a_reason(giver="P1", receiver="P3"),),
    ),
)

CONTENTS = PlanContents(
    event=an_event(
        blocks=[a_block(tables=2, slots=3)],
        interpreters=[an_interpreter()],
        name="Netwerkbeurs",
    ),
    participants=PARTICIPANTS,
    planned=PlannedEvent(
        programme=a_programme(*MEETINGS),
        status="feasible",
        goals=(
            ("guarantee", GoalResult(value=(1, 1), bound=(1, 1))),
            ("value", GoalResult(value=(980,), bound=(1000,), gap=0.02)),
        ),
        unmet=UNMET,
        effort=Effort(seconds=2.5, moves=7, seed=3, workers=1, version="0.1.0"),
        candidates=5,
        without_meeting=(ParticipantId("P4"),),
        balance=measure(PARTICIPANTS, MEETINGS),
        problem_json='{"format": 1}\n',
        plan_json='{"format": 1, "meetings": []}\n',
    ),
    problems=(
        FileRow(
            file="people.csv",
            problem=RowProblem(
                row=4, column="languages", code=ProblemCode.UNKNOWN_LANGUAGE, found="xq"
            ),
        ),
    ),
    made_at=datetime(2026, 10, 1, 12, 30, tzinfo=UTC),
    organiser_address="roos@example.org",
)


@pytest.fixture
def contents() -> Iterator[PlanContents]:
    """A small event that was planned, inside what its words need."""
    with make_wording_app().app_context():
        yield CONTENTS
