"""How papers stand to the register (đối chiếu giấy tờ với sổ văn bản): what the checks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import DataRejected, GiaytoError
from ..findings import Finding, found
from ..generators.plan import Job, Paper
from ..i18n import tr
from ..register import Body
from .booking import typed_clashes
from .changed import Changed, changed_of, in_register, printed_number
from .library import Library, with_own_master
from .manifest import numbered_on_file
from .numbers import given_entries, renamed_codes
from .placing import unit_code

if TYPE_CHECKING:
    from ..register.book import Register


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbered papers that differ from the register, numbers that clash, codes that changed."""

    changed: list[Changed]
    clashes: list[tuple[Job, GiaytoError]]
    recoded: list[tuple[Organisation, DataRejected]]
    ward: Ward

    def findings(self, *, reworded: bool = True) -> list[Finding]:
        """What a check says of them, at their places; of the clashes alone unless ``reworded``."""
        findings = [
            found(
                "KT-421",
                *told.place,
                read=told.symbol,
                why=tr("{ten}: khác sổ văn bản: {khac}.").format(ten=told.title, khac=told.told()),
                fix=told.remedy,
            )
            for told in (self.changed if reworded else ())
        ]
        for unit, rejected in self.recoded:
            place, fix = self.ward.place_of(unit, "code"), rejected.fix or ""
            findings.append(found("KT-423", *place, read=unit.code, why=_why(rejected), fix=fix))
        for job, error in self.clashes:
            assert job.number is not None
            read, fix = job.number.typed, error.fix or ""
            findings.append(found("KT-422", *job.number.place, read=read, why=_why(error), fix=fix))
        return findings


def standing_of(
    register: Register,
    papers: Sequence[Paper],
    jobs: Sequence[Job],
    library: Library,
    ward: Ward,
    body: Body,
    manifest: Path,
) -> Standing:
    """How the numbered papers of a body stand to the register; ``library`` has their masters.

    A paper that ``manifest`` has on file with other words counts as changed.
    """
    given = given_entries(register, ward, body)
    rows = in_register(given)
    on_file = numbered_on_file(manifest)
    changed = []
    by_key = {paper.key: paper for paper in papers}
    # A run tells of those with a fault.
    jobs = [with_own_master(job, library.own) for job in jobs if job.fault is None]
    for job in jobs:
        row = rows.get(job.name)
        if row is None:
            continue
        entry = on_file.get((ward.settings.year, unit_code(job.unit), *job.name))
        reworded = (
            entry is not None
            and entry.number == printed_number(job, row.number, ward)  # another is no other wording
            and not library.same(by_key[job.paper], job, job.content(row.number), entry)
        )
        told = changed_of(job, row, ward, reworded=reworded)
        if told is not None:
            changed.append(told)
    clashes = typed_clashes(register, jobs, ward, body)
    clashing = [(job, clashes[job.name]) for job in jobs if job.name in clashes]
    return Standing(changed, clashing, renamed_codes(given.values(), ward), ward)


def not_compared(workbook: str, error: GiaytoError) -> Finding:
    """The finding where papers and register could not be held against each other."""
    return found(
        "SO-301",
        where=workbook,
        why=tr("Chưa so được giấy tờ với sổ văn bản: {vi_sao}").format(vi_sao=error.what),
        fix=tr("Sửa sổ dữ liệu theo giayto kiem-tra rồi chạy lại."),
    )


def _why(error: GiaytoError) -> str:
    return " ".join(part for part in (error.what, error.why) if part)
