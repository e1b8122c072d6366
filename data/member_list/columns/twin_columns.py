"""Two columns for one field (hai cột một nghĩa): of ``Số CMND`` and ``Số CCCD`` one is read."""

from __future__ import annotations

from typing import Any

from ....findings import Finding, found, rows_in_short
from ....i18n import tr
from ...cells.normalise import read_value
from ...models import Member
from ...models.fields import FieldSpec, fields_of
from ..tables import ListPart

_SPECS = {spec.attribute: spec for spec in fields_of(Member)}
# Names are put together from their columns; notes are no single fact; each post stands by itself.
_LEFT = frozenset(["full_name", "given_name", "note", "party_post", "state_post", "union_post"])


def settle_twins(part: ListPart, findings: list[Finding]) -> None:
    """Let the column that fits a field better have its role; say so, and which one is kept aside.

    For numbers the one with more of today's length fits better, else the one
    with more that can be read; of equals the first.
    """
    sheet, columns = part.sheet, part.columns
    columns.twins = {
        i: r
        for i, r in columns.twins.items()
        if r in _SPECS and r not in _LEFT and i in columns.own
    }
    for twin, role in list(columns.twins.items()):
        main, spec = columns.column(role), _SPECS[role]
        if main is None or main >= columns.width:
            continue
        values = {i: _values(part, i, spec) for i in (main, twin)}
        if not values[twin]:
            continue
        read, kept = main, twin
        if _fit(values[twin], spec) > _fit(values[main], spec):
            read, kept = twin, main
            del columns.roles[main], columns.own[twin], columns.twins[twin]
            columns.roles[twin], columns.twins[main] = role, role
            columns.keep(main, columns.headers[main])
        both = sorted(values[main].keys() & values[twin].keys())
        differing = [n for n in both if _contradict(values[main][n], values[twin][n], spec)]
        why = tr(
            "Hai cột cùng là “{ten}”: đọc cột {a} “{tieu_de_a}”; cột {b} “{tieu_de_b}” giữ riêng ở "
            "“{rieng}”."
        ).format(
            ten=spec.label,
            a=columns.letter(read),
            b=columns.letter(kept),
            tieu_de_a=columns.headers[read],
            tieu_de_b=columns.headers[kept],
            rieng=columns.own[kept],
        )
        if differing:
            why += " " + tr("Hai cột ghi khác nhau ở {n} dòng ({dong}).").format(
                n=len(differing), dong=rows_in_short(differing)
            )
        fix = tr("Nếu cột kia mới đúng thì đổi tiêu đề cột này rồi nhập lại.")
        cell = f"{columns.letter(kept)}{columns.first + 1}"
        findings.append(found("KT-845", sheet.name, cell, columns.headers[kept], why, fix))


def _values(part: ListPart, column: int, spec: FieldSpec) -> dict[int, Any]:
    """What can be read in a column, by row of the sheet."""
    read = {}
    for n, row in enumerate(part.below, start=part.columns.last + 2):
        raw = row[column] if column < len(row) else ""
        if raw != "" and (value := read_value(spec, raw).value) is not None:
            read[n] = value
    return read


def _fit(values: dict[int, Any], spec: FieldSpec) -> tuple[int, int]:
    today = spec.digits[-1:]
    return sum(len(v) in today for v in values.values()) if today else 0, len(values)


def _contradict(a: Any, b: Any, spec: FieldSpec) -> bool:
    """Whether two values cannot both be right; an old number and a new one can."""
    return bool(a != b and not (spec.digits and len(a) != len(b)))
