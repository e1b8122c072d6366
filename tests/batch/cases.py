"""Batches for tests: wards of any size, and folders compared as a clerk would."""

from __future__ import annotations

import hashlib
from pathlib import Path

from giayto.batch.manifest import Entry, read_manifest
from giayto.batch.run import PlanStream
from giayto.data.models import Organisation
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers
from giayto.generators.plan import Job, Plan, Scope
from tests.wards import member, small_dataset, small_ward

__all__ = ["Entry", "small_ward"]


def big_ward(members: int, *, cells: int = 1) -> Ward:
    """The small ward with ``members`` invented members more, spread over ``cells`` cells."""
    data = small_dataset()
    for number in range(2, cells + 1):
        data.organisations.append(
            Organisation(
                code=f"CB{number:02d}",
                name=f"Chi bộ Tổ dân phố {number}",
                kind="Chi bộ trực thuộc",
                parent="DU",
            )
        )
    for number in range(members):
        cell = f"CB{number % cells + 1:02d}"
        data.members.append(member(f"TV{number:05d}", f"Lò Văn Số {number}", cell))
    return Ward(data)


def reviews(ward: Ward, *units: str) -> PlanStream:
    """The self-review forms of a ward, or of some of its units."""
    chosen = tuple(unit for code in units if (unit := ward.organisation(code)) is not None)
    return PlanStream(ward, find_papers(["kiem-diem"]), Scope(chosen))


def everything(ward: Ward) -> PlanStream:
    """All papers of a ward."""
    return PlanStream(ward, find_papers([]), Scope())


def documents(folder: Path) -> dict[str, str]:
    """Every Word file below a folder: relative path → SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.docx"))
    }


def on_file(folder: Path) -> dict[str, Entry]:
    """The manifest of an output folder, by path."""
    return {entry.path: entry for entry in read_manifest(folder / "nhat-ky.jsonl")}


def job(ward: Ward, **changes: object) -> Job:
    """A real self-review job, with some of its facts changed."""
    import dataclasses

    (first, *_) = [j for unit in reviews(ward) for j in unit.jobs]
    return dataclasses.replace(first, **changes)  # type: ignore[arg-type]


def plan_of(*jobs: Job) -> Plan:
    """A ready plan."""
    return Plan(list(jobs))
