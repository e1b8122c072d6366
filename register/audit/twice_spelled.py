"""One body under several codes, looked over (kiểm tra mã cơ quan), and what to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from ...conventions.spelling import fold
from ...findings import Finding, found
from ...i18n import tr
from ..entries import Entry
from ..spellings import Called, body_key

_COMMITTEE = body_key("đảng uỷ")


def several_codes(rows: Iterable[Entry]) -> list[Finding]:
    """Bodies that stand in a register under several codes.

    Where they surely are one, the numbers go on after the highest of all of
    them by themselves; where only the name says so, a person is asked.
    """
    first: dict[tuple[str, str, str], Entry] = {}
    for row in rows:
        first.setdefault((row.body_id, row.body_code, fold(row.body_name)), row)
    findings = []
    told: set[tuple[str, frozenset[str]]] = set()
    groups: dict[str, list[Entry]] = defaultdict(list)
    for row in first.values():
        groups[row.body_id].append(row)
    for body_id, members in groups.items():
        for one, other in combinations(members, 2):
            codes = frozenset((one.body_code, other.body_code))
            if len(codes) < 2 or (body_id, codes) in told:
                continue
            if _called(one).same(_called(other)):
                findings.append(_one_body(one, other))
            elif _perhaps(one, other):
                findings.append(_perhaps_one(one, other))
            else:
                continue
            told.add((body_id, codes))
    return findings


def _called(row: Entry) -> Called:
    return Called(row.body_id, row.body_code, row.body_name)


def _perhaps(one: Entry, other: Entry) -> bool:
    """Cells of one name are usual in a shared register, committees are not."""
    name = body_key(one.body_name)
    return name.startswith(_COMMITTEE) and name == body_key(other.body_name)


def _one_body(one: Entry, other: Entry) -> Finding:
    why = tr("Một cơ quan ghi bằng hai mã: {mot}, {hai}.")
    fix = tr(
        "Số mới chạy chung một dãy, tiếp sau số lớn nhất của cả hai mã. Số đã trùng (SO-107) "
        "thì so với văn bản giấy và huỷ dòng cấp nhầm."
    )
    return _told("SO-450", one, other, why, fix)


def _perhaps_one(one: Entry, other: Entry) -> Finding:
    why = tr("Hai mã cùng một tên cơ quan: {mot}, {hai}.")
    fix = tr(
        "Nếu là một cơ quan: ở thư mục làm việc của cơ quan ấy gõ “giayto so co-quan --nhan "
        "tat-ca”, từ đó số chạy chung một dãy, tiếp sau số lớn nhất. Khác nhau thì bỏ qua."
    )
    return _told("SO-451", one, other, why, fix)


def _told(code: str, one: Entry, other: Entry, why: str, fix: str) -> Finding:
    why = why.format(mot=one.body_code, hai=other.body_code)
    ids = (one.id, other.id)
    return found(code, where=one.body_name, why=why, fix=fix, entry_ids=ids)
