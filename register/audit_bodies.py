"""Whose numbers they are, looked over (kiểm tra số của ai): what two bodies in one register left.

Before rows had identities, two wards that called their committee by one code
drew from one series and wrote over each other's rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..conventions.spelling import fold
from ..i18n import tr
from .audit_words import series_title
from .entries import Entry
from .findings import Finding, Level

_COMMITTEE = fold("đảng uỷ")
_SHOWN = 12


def whose_numbers(
    rows: Sequence[Entry], names: Mapping[int, Sequence[str]], files: Mapping[int, Sequence[str]]
) -> list[Finding]:
    """Rows that may be another body's, that were two bodies', or that nobody has claimed.

    ``names`` and ``files`` as `audit.audit` has them.
    """
    return [
        *_mixed_series(rows),
        *_written_over(rows, names),
        *_printed_in_turn(rows, {i: held for i, held in files.items() if i not in names}),
        *_unclaimed(rows),
        *_one_body_twice(rows),
    ]


def _mixed_series(rows: Sequence[Entry]) -> list[Finding]:
    """A series that no identity has claimed, with rows of several bodies."""
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for row in rows:
        if not row.body_id:
            groups[row.body_code, row.term, row.series].append(row)
    findings = []
    for members in groups.values():
        bodies = _names(members)
        if len(bodies) > 1:
            what = tr("Một dãy số có dòng của {n} cơ quan cùng mã {ma}: {ten}.").format(
                n=len(bodies), ma=members[0].body_code, ten="; ".join(bodies)
            )
            ids = tuple(row.id for row in members)
            where = series_title(members[0])
            findings.append(Finding(Level.ERROR, "mixed-bodies", where, what, _ask(), ids))
    return findings


def _written_over(rows: Sequence[Entry], names: Mapping[int, Sequence[str]]) -> list[Finding]:
    """Numbers that one body had and another wrote over, told together where the names agree.

    An error while nobody has said whose they are; afterwards a reminder that
    the other body's paper still bears the number.
    """
    groups: dict[tuple[tuple[str, ...], bool], list[Entry]] = defaultdict(list)
    for row in rows:
        if row.id in names and not row.cancelled:
            groups[tuple(dict.fromkeys(names[row.id])), bool(row.body_id)].append(row)
    findings = []
    for (bodies, claimed), members in groups.items():
        what = tr("Các số {so} lần lượt ghi tên: {ten}.").format(
            so=_symbols(members), ten=" → ".join(bodies)
        )
        fix = _ask()
        if claimed:
            fix = tr("Văn bản của cơ quan kia đã in số này thì cơ quan ấy cấp số mới.")
        level = Level.WARNING if claimed else Level.ERROR
        ids = tuple(row.id for row in members)
        findings.append(Finding(level, "written-over", series_title(members[0]), what, fix, ids))
    return findings


def workspace_part(file: str) -> str:
    """The workspace that a document's path lies in; "" where the path does not say."""
    head, output, _rest = file.replace("\\", "/").partition("/van-ban/")
    return head if output else ""


def _printed_in_turn(rows: Sequence[Entry], files: Mapping[int, Sequence[str]]) -> list[Finding]:
    """Numbers that two workspaces printed in turn: a folder that was moved does not come back."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for row in rows:
        held = [workspace_part(file) for file in files.get(row.id, ())]
        places = tuple(dict.fromkeys(held))
        if len(places) < len(held) and not row.cancelled:
            groups[places].append(row)
    return [
        Finding(
            Level.WARNING,
            "two-workspaces",
            series_title(members[0]),
            tr("Các số {so} lần lượt in ở nhiều thư mục làm việc: {noi}.").format(
                so=_symbols(members), noi="; ".join(places)
            ),
            tr("Xem có phải hai cơ quan in chung một số; nếu cùng cơ quan thì bỏ qua."),
            tuple(row.id for row in members),
        )
        for places, members in groups.items()
    ]


def _unclaimed(rows: Sequence[Entry]) -> list[Finding]:
    """Rows of no identity in a register where bodies have identities."""
    if not any(row.body_id for row in rows):
        return []
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for row in rows:
        if not row.body_id:
            groups[row.body_code, fold(row.body_name), row.term].append(row)
    return [
        Finding(
            Level.WARNING,
            "unclaimed",
            f"{members[0].body_name} · {members[0].term}",
            tr("{n} số (mã {ma}) chưa rõ của cơ quan nào: {so}.").format(
                n=len(members), ma=members[0].body_code, so=_symbols(members)
            ),
            _ask(),
            tuple(row.id for row in members),
        )
        for members in groups.values()
    ]


def _one_body_twice(rows: Sequence[Entry]) -> list[Finding]:
    """One committee under two identities: cells of one name are usual, committees are not."""
    groups: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for row in rows:
        if row.body_id and fold(row.body_name).startswith(_COMMITTEE):
            groups[row.body_code, fold(row.body_name)].setdefault(row.body_id, row)
    return [
        Finding(
            Level.WARNING,
            "two-identities",
            next(iter(found.values())).body_name,
            tr("Hai định danh cùng mã {ma}, cùng tên: {ds}.").format(
                ma=code, ds=", ".join(identity[:8] for identity in found)
            ),
            tr(
                "Nếu là một cơ quan: ở thư mục lập sau, huỷ các số cấp nhầm, rồi gõ "
                "giayto so co-quan --cung."
            ),
            tuple(row.id for row in found.values()),
        )
        for (code, _name), found in groups.items()
        if len(found) > 1
    ]


def _names(members: Sequence[Entry]) -> list[str]:
    found: dict[str, str] = {}
    for row in members:
        found.setdefault(fold(row.body_name), row.body_name)
    return list(found.values())


def _symbols(members: Sequence[Entry]) -> str:
    shown = ", ".join(row.symbol for row in members[:_SHOWN])
    more = len(members) - _SHOWN
    return shown + (tr("; và {so} nữa").format(so=more) if more > 0 else "")


def _ask() -> str:
    return tr(
        "So với văn bản giấy, rồi ở thư mục của cơ quan có số ấy gõ: giayto so co-quan --nhan SỐ."
    )
