"""Looking a register over (kiểm tra sổ): gaps, doubles, dates out of order against numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ...conventions.spelling import fold
from ...findings import Finding, found
from ...i18n import tr
from ..entries import Entry
from ..series import overlaps, term_years
from .bodies import whose_numbers
from .words import entering_in, missing_list, number_list, series_name, series_title

__all__ = ["audit", "number_list", "series_name", "series_title"]


def audit(
    rows: Iterable[Entry],
    *,
    today: date | None = None,
    names: Mapping[int, Sequence[str]] | None = None,
    files: Mapping[int, Sequence[str]] | None = None,
) -> list[Finding]:
    """All findings over the rows, by body, term and series.

    ``today`` is the day after which a date lies in the future; ``None`` takes
    the computer's. ``names`` and ``files`` are the body names and the files
    that a row has had one after the other, by row id; ``None`` says nothing of that.
    """
    rows = list(rows)
    groups: dict[tuple[str, str, str, str], list[Entry]] = defaultdict(list)
    beside: dict[tuple[str, str], list[tuple[str, str, list[Entry]]]] = defaultdict(list)
    for row in rows:
        group = groups[row.body_id, row.body_code, row.term, row.series]
        if not group:
            beside[row.body_code, row.term].append((row.body_id, row.series, group))
        group.append(row)
    findings: list[Finding] = []
    for (body_id, body, term, series), members in sorted(groups.items()):
        members.sort(key=lambda row: row.number)
        # A row that nobody has claimed may be the missing one of any body with its code.
        near = {
            row.number
            for other_id, other, others in beside[body, term]
            if other_id in ("", body_id) or not body_id
            if overlaps(other, series)
            for row in others
        }
        findings += _gaps(members, near)
        findings += _dates_out_of_order(members)
        findings += _odd_dates(members, today or date.today())
    findings += _same_symbol(rows) + _same_file(rows)
    return findings + whose_numbers(rows, names or {}, files or {})


def _gaps(members: Sequence[Entry], near: set[int]) -> list[Finding]:
    """Numbers that nobody has. Those before the first row may be in an older book.

    ``near`` holds the numbers of the series that this one goes on from.
    """
    numbers = {row.number for row in members}
    first, last = min(numbers), max(numbers)
    begins = min(numbers | near)
    earlier = missing_list(near, 1, min(begins - 1, last))
    gaps = missing_list(numbers | near, begins, last)
    findings = []
    if earlier:
        findings.append(
            found(
                "SO-101",
                where=series_title(members[0]),
                why=tr("Sổ bắt đầu từ số {dau}; các số {thieu} không có trong sổ.").format(
                    dau=f"{first:02d}", thieu=earlier
                ),
                fix=tr("Nếu muốn sổ đủ từ đầu nhiệm kỳ, nhập sổ cũ bằng: giayto so nhap."),
            )
        )
    if gaps:
        findings.append(
            found(
                "SO-102",
                where=series_title(members[0]),
                why=tr("Thiếu số {thieu}.").format(thieu=gaps),
                fix=tr(
                    "Số đã dùng trên giấy thì ghi vào sổ: {lenh}; số bỏ thì thêm --huy LÝ-DO để "
                    "ghi thành dòng huỷ."
                ).format(lenh=entering_in(members[0].series, "N")),
            )
        )
    return findings


def _dates_out_of_order(members: Sequence[Entry]) -> list[Finding]:
    """Rows whose date does not fit the numbers around them.

    The longest run of rows with rising dates is taken as right, so that one
    wrong date is one finding however far it lies off.
    """
    dated = [row for row in members if row.document_date and not row.cancelled]
    right = longest_rising([row.document_date for row in dated if row.document_date])
    findings = []
    for index, row in enumerate(dated):
        if index in right or row.document_date is None:
            continue
        before = max((i for i in right if i < index), default=None)
        after = min((i for i in right if i > index), default=None)
        around = [
            f"{dated[i].symbol} {tr('ngày')} {_day(dated[i].document_date)}"
            for i in (before, after)
            if i is not None
        ]
        findings.append(
            found(
                "SO-103",
                where=series_title(row),
                read=_day(row.document_date),
                why=tr("{so} ghi ngày {ngay}, không khớp thứ tự với {quanh}.").format(
                    so=row.symbol, ngay=_day(row.document_date), quanh=tr(" và ").join(around)
                ),
                fix=tr("So lại ngày trên văn bản."),
                entry_ids=(row.id,),
            )
        )
    return findings


def longest_rising(days: Sequence[date]) -> set[int]:
    """Indexes of one longest subsequence that never falls (patience sorting)."""
    tails: list[date] = []
    at: list[int] = []
    previous: list[int] = []
    for index, day in enumerate(days):
        place = bisect_right(tails, day)
        previous.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(day)
            at.append(index)
        else:
            tails[place] = day
            at[place] = index
    chosen: set[int] = set()
    index = at[-1] if at else -1
    while index >= 0:
        chosen.add(index)
        index = previous[index]
    return chosen


def _odd_dates(members: Sequence[Entry], today: date) -> list[Finding]:
    findings = []
    for row in members:
        if row.cancelled:
            continue
        day = row.document_date
        years = term_years(row.term)
        if day is None:
            why = tr("{so} chưa có ngày văn bản.").format(so=row.symbol)
            code = "SO-104"
        elif day > today:
            why = tr("{so} ghi ngày {ngay}, sau hôm nay.").format(so=row.symbol, ngay=_day(day))
            code = "SO-105"
        elif years and not years[0] <= day.year <= years[1]:
            why = tr("{so} ghi ngày {ngay}, ngoài nhiệm kỳ {nhiem_ky}.").format(
                so=row.symbol, ngay=_day(day), nhiem_ky=row.term
            )
            code = "SO-106"
        else:
            continue
        fix = tr("So lại ngày trên văn bản.")
        read = _day(day) if day else ""
        told = found(code, "", "", read, why, fix, where=series_title(row), entry_ids=(row.id,))
        findings.append(told)
    return findings


def _same_symbol(rows: Sequence[Entry]) -> list[Finding]:
    """One number and symbol on two papers of one body.

    The database forbids it within a series. It still happens when a body is
    entered under two codes, or when types with one symbol are numbered apart.
    """
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for row in rows:
        groups[row.body_id, fold(row.body_name), row.term, row.symbol].append(row)
    return [
        found(
            "SO-107",
            where=series_title(members[0]),
            read=members[0].symbol,
            why=tr("{so} có ở {n} dòng.").format(so=members[0].symbol, n=len(members)),
            fix=tr("Xem có phải một cơ quan ghi bằng hai mã; huỷ dòng cấp nhầm."),
            entry_ids=(row.id for row in members),
        )
        for members in groups.values()
        if len(members) > 1
    ]


def _same_file(rows: Sequence[Entry]) -> list[Finding]:
    """One and the same file under two numbers in force."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        if row.file_hash and not row.cancelled:
            groups[row.file_hash].append(row)
    return [
        found(
            "SO-108",
            where=members[0].file,
            why=tr("Cùng một tệp mang các số {so}.").format(
                so=", ".join(r.symbol for r in members)
            ),
            fix=tr("Giữ một số, huỷ các số còn lại."),
            entry_ids=(row.id for row in members),
        )
        for members in groups.values()
        if len(members) > 1
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"
