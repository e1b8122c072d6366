"""Which documents of a ward are wanted (chọn): those that units issue, and those about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..data.models import Organisation
from ..data.ward import Ward
from ..generators.plan import Job, Paper, Scope, Skipped
from .placing import unit_code


@dataclass(frozen=True, slots=True)
class Choice:
    """Of which units and records documents are wanted (phạm vi chọn).

    ``units`` empty means the whole ward, ``keys`` are the records' and ``None`` means all.
    What the ward's issuer makes about a unit is wanted with that unit.
    """

    units: tuple[Organisation, ...] = ()
    keys: frozenset[str] | None = None

    def takes(self, job: Job) -> bool:
        """Whether a document is wanted."""
        if self.keys is not None and job.key not in self.keys:
            return False
        codes = {unit_code(unit) for unit in self.units}
        return not codes or unit_code(job.unit) in codes or not codes.isdisjoint(job.about)

    def whole(self, unit: Organisation) -> bool:
        """Whether all that a unit issues is wanted."""
        return self.keys is None and Scope(self.units).wants(unit)

    def reaches(self, paper: Paper, ward: Ward) -> bool:
        """Whether the ward's issuer makes some of a paper, though it is not itself chosen."""
        issuer = ward.issuer
        return paper.to_units and issuer is not None and not Scope(self.units).wants(issuer)

    def scope(self, paper: Paper, ward: Ward) -> Scope:
        """The units among whose documents of a paper the wanted ones are."""
        issuer = ward.issuer
        if issuer is None or not self.reaches(paper, ward):
            return Scope(self.units)
        return Scope((*self.units, issuer))

    def jobs(self, paper: Paper, ward: Ward) -> list[Job]:
        """The wanted documents of a paper."""
        return [job for job in paper.plan(ward, self.scope(paper, ward)).jobs if self.takes(job)]

    def left_out(self, paper: Paper, ward: Ward, skipped: Sequence[Skipped]) -> list[Skipped]:
        """Of those whom a plan left out, whoever belongs to what is wanted."""
        if not self.reaches(paper, ward):
            return [*skipped]
        names = {unit.name for unit in self.units}
        return [each for each in skipped if each.unit in names]
