"""What surrounds the reviews of a ward of 2023 (giấy tờ quanh mùa kiểm điểm của một phường)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...models import (
    Attendance,
    Award,
    Delegate,
    GroupMember,
    Meeting,
    Member,
    Organisation,
    Remedy,
    Task,
)
from ...models.partial_date import PartialDate
from ...reference import choice, choices, table
from ..bank import Bank
from ..rows import Handles, filled, records
from .cells import Cell
from .people import Draw

STANDING = ("bi_thu", "thuong_truc", "chu_tich", "pho_chu_tich", "mat_tran")
"""The ward's standing committee, by the keys of ``who``."""
DECIDING = "HNDU"
"""The conference of the ward's committee that decides on the grades, by its code."""


def committee_meeting(row: Mapping[str, Any], words: Mapping[str, str], voters: int) -> Meeting:
    """A meeting of the ward's committee, with names and numbers put in; all vote for it."""
    texts = {k: v.strip().format(**words) if isinstance(v, str) else v for k, v in row.items()}
    meeting = Meeting(**{**texts, "unit": "DU", "date": PartialDate.of(row["date"])})
    return meeting.model_copy(update={"votes_for": voters} if meeting.vote_form else {})


def awarded(awards: Sequence[Award], cells: Sequence[Cell]) -> str:
    """How many cells and members are given a certificate, in words (01 chi bộ, 05 đảng viên)."""
    words, bodies = table("sample-2023-wards")["words"], {cell.body.code for cell in cells}
    subjects = {award.subject for award in awards}
    counts = {
        "award_cells": len(subjects & bodies),
        "award_members": len(subjects - bodies),
    }
    return ", ".join(words[key].format(so=f"{n:02d}") for key, n in counts.items() if n)


def launch_opinions(cells: Sequence[Cell], first: int) -> list[Attendance]:
    """A word of two secretaries at the launch."""
    words = table("sample-2023-wards")["words"]
    bank = Bank(table("sample-2023-texts")["common"], first)
    return [
        Attendance(
            meeting="HNTK",
            member=cell.members[0].code,
            name=cell.members[0].full_name,
            presence=choice("presence", "present"),
            topic=words["launch_topic"],
            opinion=bank.text("committee_opinions"),
        )
        for cell in cells[1:3]
    ]


def cell_tasks(cells: Sequence[Cell], first: int, draw: Draw) -> list[Task]:
    """Three tasks of every cell."""
    texts = table("sample-2023-texts")
    good, on_time = choices("rating")[1], choice("progress", "on_time")
    return [
        Task(
            subject=cell.body.code,
            name=cell.body.name,
            task=task,
            product=draw.filled(product),
            due=PartialDate(2023, 12, 31),
            progress=on_time,
            quality=good,
            done=100,
            evidence=evidence,
        )
        for cell in cells
        for task, product, evidence in texts[cell.told["texts"]]["tasks"]
    ]


def remedies(
    cells: Sequence[Cell],
    committee: Organisation,
    who: Mapping[str, str],
    first: int,
) -> list[Remedy]:
    """What each cell, and the ward, has to put right by the spring."""
    texts, own = table("sample-2023-texts"), table("sample-2023-wards")["review"]["TT01"]
    banks = {name: Bank(lists, first) for name, lists in texts.items()}
    due = PartialDate(table("sample-2023-wards")["settings"]["year"] + 1, 3, 31)
    rows = [(committee, own["shortcomings"], own["plan"], who["thuong_truc"])]
    for cell in cells:
        weak = banks[cell.told["texts"]].deal("weak")
        rows.append((cell.body, weak[0], weak[2], cell.body.secretary))
    return [
        Remedy(subject=body.code, defect=defect, measure=measure, responsible=responsible, due=due)
        for body, defect, measure, responsible in rows
    ]


def delegates(cells: Sequence[Cell], holders: Mapping[str, Member]) -> list[Delegate]:
    """Whom the launch and the committee's meeting call, and the office's clerk as a guest."""
    told = table("sample-2023-wards")
    standing = [
        (holders[key].full_name, told["who"][key], told["words"]["standing_committee"])
        for key in STANDING
    ]
    secretaries = [
        (cell.body.secretary, cell.members[0].party_post, cell.body.name)
        for cell in cells
        if cell.kind != "CQ"
    ]
    clerk = (holders["van_phong"].full_name, told["who"]["van_phong"], cells[0].body.name)
    called, guest = choice("delegate_role", "called"), choice("delegate_role", "guest")
    return [
        Delegate(meeting=meeting, name=name, post=post, unit=unit, role=role)
        for meeting, people in (
            ("HNTK", standing + secretaries),
            (DECIDING, standing + secretaries),
        )
        for role, rows in ((called, people), (guest, [clerk]))
        for name, post, unit in rows
    ]


def working_groups(
    who: Mapping[str, str], cells: Sequence[Cell], handles: Handles
) -> list[GroupMember]:
    """The working groups; the first of each has its cells, dealt out in turn."""
    told = table("sample-2023-wards")["group_members"]
    rows = records(GroupMember, filled(told, **who), handles)
    heads = [row for row in rows if row.role == choice("group_role", "head")]
    for number, head in enumerate(heads):
        head.units = "\n".join(c.body.name for c in cells[len(heads) - 1 - number :: len(heads)])
    return rows
