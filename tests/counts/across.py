"""Papers beside each other: what cells propose, what the committee decides, who stands in lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from giayto.data.models import Member
from tests.counts.documents import LEVELS, Document, ReviewMinutes, bare, tables
from tests.counts.ledger import Ledger
from tests.counts.rows import Attended, Rows

Minutes = Mapping[str, tuple[ReviewMinutes, Attended, Document]]
"""Cell code → what its minutes say, who attended by the rows, the minutes."""
Kinds = Counter[tuple[str, str]]
_NOT_IN_LIST = "none"
"""The birth of a person in a list without such a column; four characters, as a year has."""
_NAMESAKE = re.compile(r" \(sinh năm (\d{4})\)$")
"""What stands behind a name that two of the list bear."""
_PROPOSES = "1. Chi bộ đề nghị xếp loại chi bộ: "


def award_flow(ledger: Ledger, rows: Rows, proposed: Mapping[str, Kinds], awarded: Kinds) -> None:
    """What comes to the committee is what it awards and what it passes on."""
    come: Kinds = Counter()
    for body in rows.data.organisations:
        if rows.above(body) is rows.issuer:
            come += proposed.get(body.code, Counter())
    passed_on = proposed.get(rows.issuer.code, Counter())
    # What the law table gives no amount for is in no decision; the summary of the run says so.
    unpaid = Counter(g.kind for g in rows.awards() if g.decider is rows.issuer and g.amount is None)
    for form, noun in sorted({*come, *awarded, *passed_on}):
        kind = form, noun
        ledger.same(
            rows.issuer.code, f"{form}, {noun}: trình lên và quyết định, trình tiếp",
            come[kind], awarded[kind] + passed_on[kind] + unpaid[kind],
        )  # fmt: skip


def proposed_bodies(
    ledger: Ledger, listed: Sequence[Mapping[str, str]], minutes: Minutes, rows: Rows
) -> None:
    """The levels that cells ask for themselves, in their minutes and in the decision's list."""
    by_name = {bare(row["Tên tổ chức đảng"]): row for row in listed}
    asked: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for _, _, document in minutes.values():
        if (name := bare(document.unit.name)) in by_name:
            (said,) = [line for line in document.lines if line.startswith(_PROPOSES)]
            asked[said.removeprefix(_PROPOSES).rstrip(".\t ")] += 1
            own[by_name[name]["Đề nghị xếp loại"]] += 1
    for level in LEVELS if minutes else ():
        ledger.same(rows.issuer.code, f"chi bộ đề nghị {level}", asked[level], own[level])


def graded_as_proposed(
    ledger: Ledger, listed: Sequence[Mapping[str, str]], minutes: Minutes, rows: Rows
) -> None:
    """The decision's levels in each cell: those of its minutes, and what the committee changed."""
    for code, (said, again, document) in minutes.items():
        cell = bare(document.unit.name)
        told = {group.label: group.said for group in said.levels}
        decided = Counter(row["Mức xếp loại"] for row in listed if bare(row["Chi bộ"]) == cell)
        reviewed = {id(m) for m in again.reviewed}
        late = Counter(_grade(rows, m) for m in again.due if id(m) not in reviewed)
        for level in LEVELS:
            changed = sum(_grade(rows, m) == level for m in again.reviewed)
            changed -= sum(_asked(rows, m) == level for m in again.reviewed)
            ledger.same(
                f"{code} và quyết định", level, decided[level],
                told.get(level, 0) + changed + late[level],
            )  # fmt: skip
        late.pop("", None)
        ledger.same(code, "xếp loại mà chưa kiểm điểm", late.total(), 0, "KT-437")


def _grade(rows: Rows, member: Member) -> str:
    review = rows.review_of(member)
    return review.grade if review else ""


def _asked(rows: Rows, member: Member) -> str:
    review = rows.review_of(member)
    return review.proposed_grade if review else ""


def cell_lists(ledger: Ledger, rows: Rows, documents: Sequence[Document], minutes: Minutes) -> None:
    """Each person of a list is a member of the cell beside the name; each cell has its forms."""
    known = {
        (m.full_name, born, bare(cell.name))
        for cell in rows.cells
        for m in rows.members_of(cell)
        for born in (str(m.birth.year) if m.birth else "", _NOT_IN_LIST)
    }
    for document in documents:
        for row in (
            r for t in tables(document.lines) for r in t if "Họ và tên" in r and "Chi bộ" in r
        ):
            born = row.get("Năm sinh", row.get("Ngày sinh", _NOT_IN_LIST))[-4:]
            name = row["Họ và tên"]
            if told := _NAMESAKE.search(name):
                name, born = name[: told.start()], told[1]
            found = (name, born, bare(row["Chi bộ"])) in known
            ledger.same(document.key, f"{row['Họ và tên']} thuộc chi bộ", found, True)
    forms = Counter(d.unit.code for d in documents if d.paper == "kiem-diem")
    for code, (said, again, _) in minutes.items():
        waiting = len(said.unreviewed.names) if said.unreviewed else 0
        ledger.same(code, "bản kiểm điểm", forms[code], len(said.persons) + waiting)
        ledger.same(code, "bản kiểm điểm theo dữ liệu", forms[code], len(again.due))
