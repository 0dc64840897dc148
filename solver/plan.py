"""What is planned: the meetings held, how good they are, and how that is known."""

from dataclasses import dataclass
from enum import StrEnum

from solver.certificate import Certificate


class Status(StrEnum):
    """How far a plan is proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


class UnmetReason(StrEnum):
    """Why a pair is not held: the first of these that applies."""

    NO_COMMON_SLOT = "no_common_slot"
    NO_INTERPRETER = "no_interpreter"
    NO_TABLE = "no_table"
    PARTY_FULL = "party_full"
    PERSON_BUSY = "person_busy"
    DISPLACED = "displaced"


class BoundSource(StrEnum):
    """How a bound is known: by prices that anybody can check, or by a search."""

    CERTIFICATE = "certificate"
    SEARCH = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPair:
    """A pair that meets: when, where, who, and who interprets."""

    pair: str
    slot: int
    table: str
    person_a: str
    person_b: str
    interpreter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalResult:
    """The value reached for one goal and the bound proven for it.

    Both are tuples because the guarantee has two levels; other goals have one.
    ``gap`` is the relative distance where the goal is maximised, else None.
    """

    value: tuple[int, ...]
    bound: tuple[int, ...]
    gap: float | None = None
    bound_by: BoundSource | None = None
    """For the value: whether the plan's certificate proves the bound."""
    target: float | None = None
    """For the floor: the satisfaction every party is to reach, in millionths."""

    @property
    def is_proven(self) -> bool:
        """Whether nothing better can exist."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetPair:
    """A pair that is not held, why not, and what would make it possible."""

    pair: str
    reason: UnmetReason
    would_help: tuple[str, ...] = ()
    """Ids of what stands in the way (people, parties or slots), where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPair:
    """A pair held before and after a change, in another slot, place or company."""

    before: HeldPair
    after: HeldPair


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiff:
    """What distinguishes a plan from the one it replaces on the day."""

    added: tuple[HeldPair, ...] = ()
    removed: tuple[HeldPair, ...] = ()
    moved: tuple[MovedPair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What the plan cost to find, stored with it so that it can be repeated."""

    seconds: float
    moves: int
    seed: int
    workers: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An answer to a `Problem`; it is shown to nobody before `verify` agrees."""

    problem: str
    status: Status
    meetings: tuple[HeldPair, ...]
    goals: tuple[tuple[str, GoalResult], ...] = ()
    unmet: tuple[UnmetPair, ...] = ()
    conflict: tuple[str, ...] = ()
    """For an infeasible problem: rules, named by id, that cannot hold together."""
    repair: tuple[str, ...] = ()
    """For an infeasible problem: the smallest set of rules to give up."""
    certificate: Certificate | None = None
    """What proves the bound on the value, or one that is weaker."""
    diff: PlanDiff | None = None
    """For a plan made again on the day: what has changed."""
    effort: Effort
