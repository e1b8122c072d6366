"""A plan that is made while it is carried out (kế hoạch theo từng đơn vị).

A whole ward's contexts need not stand in memory: each unit is planned when its
turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..data.models import Organisation
from ..data.ward import Ward
from ..generators.papers import Paper
from ..generators.plan import Job, Plan, Scope, Skipped


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What one unit gets (kế hoạch của một đơn vị).

    ``papers`` are the papers planned completely: a document on file of these
    that is not in ``jobs`` has lost its record.
    """

    unit: Organisation
    jobs: Sequence[Job]
    skipped: Sequence[Skipped] = ()
    papers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanStream:
    """The papers of a ward, planned unit by unit (lập kế hoạch dần)."""

    ward: Ward
    papers: Sequence[Paper]
    scope: Scope

    @property
    def units(self) -> list[Organisation]:
        """The wanted units, in sheet order."""
        return [o for o in self.ward.data.organisations if self.scope.wants(o)]

    @property
    def whole(self) -> bool:
        """Whether the whole ward is wanted: units on file that are not here have vanished."""
        return not self.scope.units

    def __iter__(self) -> Iterator[UnitPlan]:
        keys = frozenset(paper.key for paper in self.papers)
        told: set[Skipped] = set()
        for unit in self.units:
            plan = Plan()
            for paper in self.papers:
                plan.extend(paper.plan(self.ward, replace(self.scope, units=(unit,))))
            # Some planners name what belongs to nobody whoever is asked for: once is enough.
            fresh = [s for s in dict.fromkeys(plan.skipped) if s not in told]
            told.update(fresh)
            yield UnitPlan(unit, plan.jobs, fresh, keys)


def unit_plans(plan: Plan) -> list[UnitPlan]:
    """A finished plan, unit by unit in order of first mention."""
    groups: dict[int, tuple[Organisation, list[Job]]] = {}
    for job in plan.jobs:
        groups.setdefault(id(job.unit), (job.unit, []))[1].append(job)
    return [UnitPlan(unit, jobs) for unit, jobs in groups.values()]
