"""A ward of 7,000 members with rows on every sheet, and every paper of its season.

    python -m bench.whole_ward [--copies 11] [--people 4] [--processes 2]

The sample ward's cells are copied under new codes, ``--copies`` times, each with ``--people``
times its members; the rows of the committee stand once. Printed: how many documents of each
paper, the seconds of a first and of an unchanged run beside python-calamine's reading of the
workbook, and the most memory that this process and its helpers took.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import python_calamine

from bench import samples
from giayto.data.models import SHEETS, Dataset, Member, Organisation, Settings
from giayto.data.models.fields import Record
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.data.workbook.write import create_workbook
from giayto.workspace import Workspace

_CODES = ("code", "subject", "member", "cell", "unit", "meeting", "person")
"""Columns that call a cell, a member or a meeting by its code."""
_OFFICES = ("secretary", "deputies", "chair", "presenter", "tellers")
"""Columns that name people, whom the copies do not have."""


_ONCE = ("tap_the", "can_bo", "xep_loai_lai")
"""Sheets whose rows are the ward's, also where they name a cell or a member."""


def whole_ward(copies: int, people: int) -> Dataset:
    """The sample ward, its cells copied so often, with so many times their members."""
    sample = sample_dataset()
    cells = {cell.code: cell.code for cell in Ward(sample).cells}
    cells |= {member.code: member.cell for member in sample.members}
    cells |= {meeting.code: meeting.unit for meeting in sample.meetings if meeting.unit in cells}
    data = Dataset(settings=sample.settings)
    for sheet in (each for each in SHEETS if each.model is not Settings):
        rows: list[Record] = getattr(data, sheet.list)
        of_cells: dict[str, list[Record]] = defaultdict(list)
        for row in getattr(sample, sheet.list):
            called = (str(getattr(row, name, "")) for name in _CODES)
            cell = next((cells[code] for code in called if code in cells), "")
            if not cell or sheet.key in _ONCE:
                rows.append(_twin(row, cells, 0, 0))
            else:
                of_cells[cell].append(row)
        for copy in range(copies):
            for group in of_cells.values():
                rows += _copied(group, cells, copy, people)
    return data


def _copied(
    rows: Sequence[Record], cells: dict[str, str], copy: int, people: int
) -> Iterator[Record]:
    """A cell's rows once more, those about its members so often."""
    for row in rows:
        about = str(getattr(row, "subject", "") or getattr(row, "code", ""))
        for twin in range(people if about.startswith("DV") else 1):
            yield _twin(row, cells, copy, twin)


def _twin(row: Record, cells: dict[str, str], copy: int, twin: int) -> Record:
    changes: dict[str, Any] = {}
    for name in _CODES:
        code = str(getattr(row, name, ""))
        if code in cells:
            changes[name] = f"{code}-{copy}" + (f"-{twin}" if code.startswith("DV") else "")
    if isinstance(row, Member):
        number = int(row.code[2:])
        changes["card"] = f"{copy:02d}{twin:02d}{number:08d}"
        if copy or twin:
            changes["full_name"] = samples.name(number * 97 + copy * 13 + twin)
        if twin:
            changes |= {"party_post": "", "state_post": ""}
    elif isinstance(row, Organisation) and copy:
        changes["name"] = f"{row.name} khu {copy + 1}"
    if copy or twin:
        changes |= {name: "" for name in _OFFICES if getattr(row, name, "")}
    return row.model_copy(update=changes)


def main() -> None:
    """Make every paper of the ward, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copies", type=int, default=11)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="giayto-bench-") as name:
        folder = Path(name)
        data = whole_ward(given.copies, given.people)
        create_workbook(folder / "du-lieu.xlsx", data)
        print(f"{len(data.members):,} members, {len(data.organisations):,} organisations")
        began = time.perf_counter()
        book = python_calamine.load_workbook(folder / "du-lieu.xlsx")
        rows = sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
        read = time.perf_counter() - began
        print(f"read       {read:7.2f} s  {rows:,} rows")
        for run in ("first", "unchanged"):
            began = time.perf_counter()
            made = Workspace.open(folder).make(processes=given.processes)
            seconds = time.perf_counter() - began
            report = made.report
            ratio = seconds / read
            print(f"{run:9}  {seconds:7.2f} s  {report.done:,} documents = {ratio:.1f} x reading")
            for fault in report.failed[:5]:
                print(f"  failed: {fault.title}: {fault.error}")
            if run == "first":
                for paper in made.papers:
                    print(f"  {report.fresh[paper.key]:>6,}  {paper.label}")
        most = max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"memory: {most / 1024:.0f} MB in the largest process")


if __name__ == "__main__":
    main()
