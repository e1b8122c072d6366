"""Batches for tests: wards of any size, and folders compared as a clerk would."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from giayto.batch.manifest import Entry, latest
from giayto.batch.run import Assignment, Delivery, Report
from giayto.batch.run import run as carry_out
from giayto.data.models import Organisation
from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS, find_papers
from giayto.generators.plan import Context, Job, Plan, Scope
from giayto.templates.store import OwnMasters
from tests.wards import member, small_dataset, small_ward

__all__ = ["Entry", "small_ward"]


def run(
    what: Assignment, out: Path | str, *, own_masters: Path | None = None, **how: Any
) -> Report:
    """Carry out an assignment into a folder."""
    if own_masters is not None:
        what = dataclasses.replace(what, own_masters=OwnMasters.of(own_masters))
    return carry_out(what, Delivery(out, **how))


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


def reviews(ward: Ward, *units: str) -> Assignment:
    """The self-review forms of a ward, or of some of its units."""
    chosen = tuple(unit for code in units if (unit := ward.organisation(code)) is not None)
    return Assignment(ward, find_papers(["kiem-diem"]), chosen)


def everything(ward: Ward) -> Assignment:
    """All papers of a ward."""
    return Assignment(ward, PAPERS)


def documents(folder: Path) -> dict[str, str]:
    """Every Word file below a folder: relative path → SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.docx"))
    }


def read_manifest(path: Path) -> list[Entry]:
    """All that is on file in a manifest, unit by unit."""
    units: dict[tuple[int, str], list[bytes]] = {}
    for line in path.read_bytes().splitlines(keepends=True):
        with suppress(ValueError, KeyError, TypeError):
            told = json.loads(line)
            units.setdefault((told["year"], told["unit"]), []).append(line)
    return [entry for lines in units.values() for entry in latest(b"".join(lines)).values()]


def on_file(folder: Path) -> dict[str, Entry]:
    """The manifest of an output folder, by path."""
    return {entry.path: entry for entry in read_manifest(folder / "nhat-ky.jsonl")}


def jobs(ward: Ward) -> list[Job]:
    """The self-review jobs of a ward."""
    (paper,) = find_papers(["kiem-diem"])
    return paper.plan(ward, Scope()).jobs


def job(ward: Ward, context: Context | None = None, **changes: object) -> Job:
    """A real self-review job, with some of its facts, or its whole context, changed."""
    first = jobs(ward)[0]
    if context is not None:
        changes["build"] = lambda _: context
    return dataclasses.replace(first, **changes)  # type: ignore[arg-type]


def plan_of(ward: Ward, *given: Job) -> Assignment:
    """These jobs, as self-reviews of the first of their units."""
    return planned_by(ward, lambda w, scope: Plan([j for j in given if scope.wants(j.unit)]))


def planned_by(ward: Ward, plan: Callable[[Ward, Scope], Plan]) -> Assignment:
    """Self-reviews planned in another way."""
    (paper,) = find_papers(["kiem-diem"])
    return Assignment(ward, [dataclasses.replace(paper, plan=plan)])
