"""Whose numbers they are, looked over (kiểm tra số của ai): what two bodies in one register left.

Before rows had identities, two wards that called their committee by one code
drew from one series and wrote over each other's rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ...conventions.spelling import fold
from ...findings import Finding, found
from ...i18n import tr
from ..entries import Entry
from .words import series_title

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
            why = tr("Một dãy số có dòng của {n} cơ quan cùng mã {ma}: {ten}.").format(
                n=len(bodies), ma=members[0].body_code, ten="; ".join(bodies)
            )
            findings.append(_about(members, "SO-201", why, _ask()))
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
        why = tr("Các số {so} lần lượt ghi tên: {ten}.").format(
            so=_symbols(members), ten=" → ".join(bodies)
        )
        fix = _ask()
        if claimed:
            fix = tr("Văn bản của cơ quan kia đã in số này thì cơ quan ấy cấp số mới.")
        findings.append(_about(members, "SO-203" if claimed else "SO-202", why, fix))
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
        _about(
            members,
            "SO-204",
            tr("Các số {so} lần lượt in ở nhiều thư mục làm việc: {noi}.").format(
                so=_symbols(members), noi="; ".join(places)
            ),
            tr("Xem có phải hai cơ quan in chung một số; nếu cùng cơ quan thì bỏ qua."),
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
        found(
            "SO-205",
            where=f"{members[0].body_name} · {members[0].term}",
            why=tr("{n} số (mã {ma}) chưa rõ của cơ quan nào: {so}.").format(
                n=len(members), ma=members[0].body_code, so=_symbols(members)
            ),
            fix=_ask(),
            entry_ids=(row.id for row in members),
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
        found(
            "SO-206",
            where=next(iter(rows_by_id.values())).body_name,
            why=tr("Hai định danh cùng mã {ma}, cùng tên: {ds}.").format(
                ma=code, ds=", ".join(identity[:8] for identity in rows_by_id)
            ),
            fix=tr(
                "Nếu là một cơ quan: ở thư mục lập sau, huỷ các số cấp nhầm, rồi gõ "
                "giayto so co-quan --cung."
            ),
            entry_ids=(row.id for row in rows_by_id.values()),
        )
        for (code, _name), rows_by_id in groups.items()
        if len(rows_by_id) > 1
    ]


def _about(members: Sequence[Entry], code: str, why: str, fix: str) -> Finding:
    """A finding about rows of one series."""
    where = series_title(members[0])
    return found(code, why=why, fix=fix, where=where, entry_ids=(row.id for row in members))


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
