"""The law tables (bảng quy định): dated amounts, award rules, citations and recipients.

The values stand in ``reference/*.toml`` with their sources; this module gives
them types and picks the one in force on a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..conventions.spelling import fold
from ..errors import ConventionValue, NoRuleSet
from ..i18n import tr
from .models import LegalBasis, Recipient
from .models.partial_date import PartialDate
from .reference import table


@dataclass(frozen=True, slots=True)
class SalaryStep:
    """One value of the base salary (mức lương cơ sở): đồng a month from ``valid_from`` on.

    ``confidence`` is ``A`` (read in full), ``B`` (reliable report) or ``C``
    (weak: the clerk should confirm it).
    """

    valid_from: dt.date
    amount: int
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class AwardRule:
    """What a periodic commendation takes and brings (quy định khen thưởng định kỳ).

    ``multiple`` is the reward in base salaries; ``criterion`` the standard as
    papers word it, with ``{nam}`` for the year under review. Rule: Hướng dẫn
    06-HD/TW, mục 19; Hướng dẫn 56-HD/VPTW.
    ``confidence`` as in :class:`SalaryStep`.
    """

    multiple: Decimal
    criterion: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A body's right to decide on a commendation (thẩm quyền khen thưởng), with its source.

    Rule: Quy định 294-QĐ/TW, điểm 28.2; Hướng dẫn 06-HD/TW, mục 19.
    ``confidence`` as in :class:`SalaryStep`.
    """

    source: str
    confidence: str


def base_salary_on(day: dt.date) -> SalaryStep:
    """The base salary in force on a day (mức lương cơ sở).

    Raises ``NoRuleSet`` for a day before the table begins.
    """
    steps = [SalaryStep(**step) for step in table("base-salary")["step"]]
    in_force = [step for step in steps if step.valid_from <= day]
    if not in_force:
        raise NoRuleSet(
            tr("Không có mức lương cơ sở cho ngày {ngay}.").format(ngay=PartialDate.of(day)),
            why=tr("Bảng của chương trình bắt đầu từ ngày {ngay}.").format(
                ngay=PartialDate.of(steps[0].valid_from)
            ),
            fix=tr("Ghi “Mức lương cơ sở” ở trang Thiết lập."),
        )
    return max(in_force, key=lambda step: step.valid_from)


def award_rule(object_kind: str, form: str, period: str, day: dt.date | None = None) -> AwardRule:
    """The rule for one kind of commendation (quy định cho một hình thức khen thưởng).

    ``object_kind`` is ``member``, ``cell`` or ``grassroots_organisation``;
    ``form`` and ``period`` are words of the sheet ``Khen thưởng``. ``day`` is
    the date of the decision; ``None`` means the rules in force now, the newest.

    Raises ``ConventionValue`` when no such commendation exists, ``NoRuleSet``
    when it does but not on that day.
    """
    rows = [
        row
        for row in table("commendation")["rule"]
        if (row["object"], row["form"], row["period"]) == (object_kind, form, period)
    ]
    if not rows:
        raise ConventionValue(
            tr("Không có hình thức “{hinh_thuc}” cho thành tích “{thanh_tich}” này.").format(
                hinh_thuc=form, thanh_tich=period
            ),
            why=tr("Bảng quy định khen thưởng không có dòng nào cho đối tượng này."),
            fix=tr("Chọn lại cột Hình thức và Thành tích ở trang Khen thưởng."),
        )
    in_force = rows if day is None else [row for row in rows if _covers(row, day)]
    if not in_force:
        raise NoRuleSet(
            tr("Không có quy định khen thưởng cho ngày {ngay}.").format(
                ngay=PartialDate.of(day or dt.date.min)
            ),
            fix=tr("Ghi “Cấp quyết định” và “Tiền thưởng” ở trang Khen thưởng."),
        )
    row = max(in_force, key=lambda candidate: candidate["valid_from"])
    return AwardRule(
        multiple=Decimal(row["multiple"]),
        criterion=row["criterion"],
        source=row["source"],
        confidence=row["confidence"],
    )


def award_authority(
    body: str, object_kind: str, form: str, period: str, day: dt.date
) -> Authority | None:
    """The right of a kind of body to decide on a commendation itself (thẩm quyền quyết định).

    ``body`` is a key of ``organisation-kinds.toml``, such as ``commune``; the
    rest as for :func:`award_rule`. ``None``: it can only propose.
    """
    asked = (body, object_kind, form, period)
    for row in table("commendation")["authority"]:
        if (row["body"], row["object"], row["form"], row["period"]) == asked and _covers(row, day):
            return Authority(row["source"], row["confidence"])
    return None


def superior_gives(body: str, form: str, day: dt.date) -> bool:
    """Whether the level directly above this kind of body may give this form (cấp trên trực tiếp).

    What it may not give, it passes on to the level that may. A form the table
    does not speak of counts as given: it was asked for in so many words.
    """
    rows = _above(body, day)
    return not rows or any(form in row["forms"] for row in rows)


def superior_source(body: str, day: dt.date) -> str:
    """Where the rule on what the level above may give stands (nguồn), "" for none."""
    return "; ".join(row["source"] for row in _above(body, day))


def _above(body: str, day: dt.date) -> list[dict[str, Any]]:
    rows = table("commendation")["above"]
    return [row for row in rows if row["body"] == body and _covers(row, day)]


def default_legal_bases() -> list[LegalBasis]:
    """The legal bases a new workbook begins with (căn cứ ghi sẵn), in citing order.

    One row for each paper group that cites a document. The rows of past
    periods are there too, closed by ``valid_until``, so that a paper of 2023
    cites what was in force in 2023.
    """
    return [
        LegalBasis(
            papers=papers,
            kind=row.get("kind", ""),
            number=row.get("number", ""),
            date=_partial(row.get("date")),
            body=row.get("body", ""),
            title=row.get("title", ""),
            wording=row.get("wording", ""),
            valid_from=_partial(row.get("valid_from")),
            valid_until=_partial(row.get("valid_until")),
        )
        for row, papers in _per_group(table("legal-bases")["basis"])
    ]


def default_recipients() -> list[Recipient]:
    """The recipients a new workbook begins with (nơi nhận ghi sẵn)."""
    return [
        Recipient(papers=papers, text=row["text"], archive=row.get("archive", False))
        for row, papers in _per_group(table("recipients")["recipient"])
    ]


def known_documents(number: str) -> list[dict[str, Any]]:
    """What the table says of the documents with this number and symbol (văn bản đã biết).

    A number comes again in another term, so there may be several.
    """
    bases = table("legal-bases")
    rows: list[dict[str, Any]] = bases["basis"] + bases["document"]
    return [row for row in rows if fold(row.get("number", "")) == fold(number)]


def in_force(basis: LegalBasis, day: dt.date) -> bool:
    """Whether a legal basis may be cited on this day (còn hiệu lực)."""
    starts = basis.valid_from or basis.date
    if starts is not None and starts.earliest() > day:
        return False
    return basis.valid_until is None or basis.valid_until.latest() >= day


def in_force_on(row: dict[str, Any], day: dt.date) -> bool:
    """Whether a row of the table may be cited on a day (còn hiệu lực)."""
    return _covers({"valid_from": dt.date.min, **row}, day)


def _per_group(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    # A cell of the sheet holds one choice, so a document cited by three groups is three rows.
    for row in rows:
        for papers in row["papers"]:
            yield row, papers


def _covers(row: dict[str, Any], day: dt.date) -> bool:
    starts: dt.date = row["valid_from"]
    ends: dt.date = row.get("valid_until", dt.date.max)
    return starts <= day <= ends


def _partial(day: dt.date | None) -> PartialDate | None:
    return None if day is None else PartialDate.of(day)
