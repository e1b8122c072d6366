"""The rules of commendation (quy định khen thưởng): what is given for what, and who gives it.

The values stand in ``commendation.toml`` with their sources and dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...errors import ConventionValue, NoRuleSet
from ...i18n import tr
from ..law import in_force_on
from ..models.partial_date import PartialDate
from ..reference import table


@dataclass(frozen=True, slots=True)
class AwardRule:
    """What a periodic commendation takes and brings (quy định khen thưởng định kỳ).

    ``multiple`` is the reward in base salaries; ``criterion`` the standard as
    papers word it, with ``{nam}`` for the year under review. Rule: Hướng dẫn
    06-HD/TW, mục 19; Hướng dẫn 56-HD/VPTW.
    ``confidence`` as in :class:`giayto.data.grading.money.SalaryStep`.
    """

    multiple: Decimal
    criterion: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class AwardRight:
    """A body's right to decide on a commendation (thẩm quyền khen thưởng), with its source.

    Rule: Quy định 294-QĐ/TW, điểm 28.2; Hướng dẫn 06-HD/TW, mục 19.
    ``confidence`` as in :class:`giayto.data.grading.money.SalaryStep`.
    """

    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Basis:
    """The rule on the Party Statutes in force (văn bản thi hành Điều lệ), for commendations.

    ``note`` says what of its part on commendations could not be read, "" where
    it was read in full: then the values of the table are its own.
    """

    text: str
    note: str


def basis_on(day: dt.date) -> Basis | None:
    """What commendations of a day rest on (căn cứ); ``None`` for a day before the table begins."""
    for row in table("commendation", "grading")["basis"]:
        if in_force_on(row, day):
            return Basis(row["text"], row.get("note", ""))
    return None


def object_on(body: str, usual: str, day: dt.date) -> str:
    """What a kind of body counts as when it is commended on a day (đối tượng khen thưởng).

    ``body`` is a key of ``organisation-kinds.toml``, ``usual`` what that table says
    it is; for some years it was another.
    """
    rows = [row for row in table("commendation", "grading")["object"] if row["body"] == body]
    return next((str(row["object"]) for row in rows if in_force_on(row, day)), usual)


def first_form(object_kind: str, period: str, day: dt.date) -> str:
    """The form that the table names first for an achievement (hình thức đề nghị trước).

    "" where it knows none of that period on that day.
    """
    for row in table("commendation", "grading")["rule"]:
        if (row["object"], row["period"]) == (object_kind, period) and in_force_on(row, day):
            return str(row["form"])
    return ""


def award_rule(object_kind: str, form: str, period: str, day: dt.date | None = None) -> AwardRule:
    """The rule for one kind of commendation (quy định cho một hình thức khen thưởng).

    ``object_kind`` is whom it is for, as the table calls it: ``member``, ``cell`` …;
    ``form`` and ``period`` are words of the sheet ``Khen thưởng``. ``day`` is
    the date of the decision; ``None`` means the rules in force now, the newest.

    Raises ``ConventionValue`` when no such commendation exists, ``NoRuleSet``
    when it does but not on that day.
    """
    rows = [
        row
        for row in table("commendation", "grading")["rule"]
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
    in_force = rows if day is None else [row for row in rows if in_force_on(row, day)]
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


def award_right(
    body: str, object_kind: str, form: str, period: str, day: dt.date
) -> AwardRight | None:
    """The right of a kind of body to decide on a commendation itself (thẩm quyền quyết định).

    ``body`` is a key of ``organisation-kinds.toml``, such as ``commune``; the
    rest as for :func:`award_rule`. ``None``: it can only propose.
    """
    asked = (body, object_kind, form, period)
    for row in table("commendation", "grading")["authority"]:
        if (row["body"], row["object"], row["form"], row["period"]) == asked and in_force_on(
            row, day
        ):
            return AwardRight(row["source"], row["confidence"])
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
    rows = table("commendation", "grading")["above"]
    return [row for row in rows if row["body"] == body and in_force_on(row, day)]
