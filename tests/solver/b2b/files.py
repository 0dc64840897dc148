"""Instances as .dzn text, made here; the published ones are other people's."""

from solver.b2b import B2BInstance, PartOfDay, RequestedMeeting

EVERYTHING = """\
% an event with every feature, and a comment
nBusiness = 4;
nMeetings = 4;
nTables = 2;
nTotalSlots = 5;
nMorningSlots = 3;

requested = [|1, 2,1,\x20
|1, 3,2,\x20
|4, 2,3,\x20
|3, 4,3,\x20
|];

meetingsxBusiness = [{1,2,3},
{1,2,4},
{1,3,5},
{1,4,5}];
nMeetingsBusiness = [2,2,2,2];

forbidden = [{0},
{0,2},
{},
{0,5}];

fixed = [0,5,0,0];

precedences = [{},
{0},
{0,1},
{1,3}];
"""


def text_without(name: str) -> str:
    """Leave an assignment out of the instance with every feature."""
    head, _, rest = EVERYTHING.partition(f"{name} = ")
    return head + rest.partition(";")[2]


def text_with(old: str, new: str) -> str:
    """Change the instance with every feature in one place."""
    assert EVERYTHING.count(old) == 1
    return EVERYTHING.replace(old, new)


def instance_of(
    *meetings: tuple[int, int] | RequestedMeeting,
    participants: int = 4,
    tables: int = 2,
    slots: int = 4,
    morning: int = 2,
    forbidden: dict[int, set[int]] | None = None,
) -> B2BInstance:
    """Make an instance of pairs of participants, or of meetings in full."""
    closed = forbidden or {}
    return B2BInstance(
        name="market",
        participants=participants,
        tables=tables,
        slots=slots,
        morning=morning,
        meetings=tuple(
            each if isinstance(each, RequestedMeeting) else ask(*each)
            for each in meetings
        ),
        forbidden=tuple(
            frozenset(closed.get(who, set())) for who in range(participants)
        ),
    )


def ask(
    a: int,
    b: int,
    part: PartOfDay = PartOfDay.ANY,
    fixed: int | None = None,
    after: tuple[int, ...] = (),
) -> RequestedMeeting:
    """Make a meeting."""
    return RequestedMeeting(a=a, b=b, part=part, fixed=fixed, after=after)
