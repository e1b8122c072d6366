"""Looking a register over (kiểm tra sổ): gaps, doubles, dates out of order against numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ..conventions.spelling import fold
from ..i18n import tr
from .entries import Entry
from .findings import Finding, Level
from .printed import type_name, type_names
from .series import CONGRESS, overlaps, term_years, types_in


def audit(rows: Iterable[Entry], *, today: date | None = None) -> list[Finding]:
    """All findings over the rows, by body, term and series.

    ``today`` is the day after which a date lies in the future; ``None`` takes
    the computer's.
    """
    rows = list(rows)
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for row in rows:
        groups[row.body_code, row.term, row.series].append(row)
    findings: list[Finding] = []
    for (body, term, series), members in sorted(groups.items()):
        members.sort(key=lambda row: row.number)
        near = {
            row.number
            for (other_body, other_term, other), others in groups.items()
            if (other_body, other_term) == (body, term) and overlaps(other, series)
            for row in others
        }
        findings += _gaps(members, near)
        findings += _dates_out_of_order(members)
        findings += _odd_dates(members, today or date.today())
    return findings + _same_symbol(rows) + _same_file(rows)


def series_name(series: str) -> str:
    """A series in a clerk's words: the document types in it."""
    if series == CONGRESS:
        return tr("mọi loại của đại hội")
    order = list(type_names())
    known = sorted(types_in(series), key=lambda k: order.index(k) if k in order else len(order))
    return ", ".join(type_name(key) for key in known)


def series_title(row: Entry) -> str:
    """The series of a row in a clerk's words: body, document types, term."""
    return f"{row.body_name} · {series_name(row.series)} · {row.term}"


def number_list(numbers: Sequence[int]) -> str:
    """Rising numbers in short: ``[3, 5, 6, 7]`` is ``"03, 05-07"``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a:02d}" if a == b else f"{a:02d}-{b:02d}" for a, b in runs)


def _gaps(members: Sequence[Entry], near: set[int]) -> list[Finding]:
    """Numbers that nobody has. Those before the first row may be in an older book.

    ``near`` holds the numbers of the series that this one goes on from.
    """
    numbers = {row.number for row in members}
    first, last = min(numbers), max(numbers)
    missing = sorted(set(range(1, last)) - numbers - near)
    earlier = [number for number in missing if number < min(numbers | near)]
    gaps = missing[len(earlier) :]
    findings = []
    if earlier:
        findings.append(
            Finding(
                Level.NOTE,
                "before-first",
                series_title(members[0]),
                tr("Sổ bắt đầu từ số {dau}; các số {thieu} không có trong sổ.").format(
                    dau=f"{first:02d}", thieu=number_list(earlier)
                ),
                tr("Nếu muốn sổ đủ từ đầu nhiệm kỳ, nhập sổ cũ bằng: giayto so nhap."),
            )
        )
    if gaps:
        findings.append(
            Finding(
                Level.ERROR,
                "gap",
                series_title(members[0]),
                tr("Thiếu số {thieu}.").format(thieu=number_list(gaps)),
                tr(
                    "Số đã dùng trên giấy thì ghi vào sổ (so cap --so N), số bỏ thì ghi thành "
                    "dòng huỷ (so cap --so N --huy LÝ-DO)."
                ),
            )
        )
    return findings


def _dates_out_of_order(members: Sequence[Entry]) -> list[Finding]:
    """Rows whose date does not fit the numbers around them.

    The longest run of rows with rising dates is taken as right, so that one
    wrong date is one finding however far it lies off.
    """
    dated = [row for row in members if row.document_date and not row.cancelled]
    right = _longest_rising([row.document_date for row in dated if row.document_date])
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
            Finding(
                Level.WARNING,
                "date-order",
                series_title(row),
                tr("{so} ghi ngày {ngay}, không khớp thứ tự với {quanh}.").format(
                    so=row.symbol, ngay=_day(row.document_date), quanh=tr(" và ").join(around)
                ),
                tr("So lại ngày trên văn bản."),
                (row.id,),
            )
        )
    return findings


def _longest_rising(days: Sequence[date]) -> set[int]:
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
            what = tr("{so} chưa có ngày văn bản.").format(so=row.symbol)
            kind = "no-date"
        elif day > today:
            what = tr("{so} ghi ngày {ngay}, sau hôm nay.").format(so=row.symbol, ngay=_day(day))
            kind = "future-date"
        elif years and not years[0] <= day.year <= years[1]:
            what = tr("{so} ghi ngày {ngay}, ngoài nhiệm kỳ {nhiem_ky}.").format(
                so=row.symbol, ngay=_day(day), nhiem_ky=row.term
            )
            kind = "outside-term"
        else:
            continue
        fix = tr("So lại ngày trên văn bản.")
        findings.append(Finding(Level.WARNING, kind, series_title(row), what, fix, (row.id,)))
    return findings


def _same_symbol(rows: Sequence[Entry]) -> list[Finding]:
    """One number and symbol on two papers of one body.

    The database forbids it within a series. It still happens when a body is
    entered under two codes, or when types with one symbol are numbered apart.
    """
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for row in rows:
        groups[fold(row.body_name), row.term, row.symbol].append(row)
    return [
        Finding(
            Level.ERROR,
            "double",
            series_title(members[0]),
            tr("{so} có ở {n} dòng.").format(so=members[0].symbol, n=len(members)),
            tr("Xem có phải một cơ quan ghi bằng hai mã; huỷ dòng cấp nhầm."),
            tuple(row.id for row in members),
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
        Finding(
            Level.WARNING,
            "same-file",
            members[0].file,
            tr("Cùng một tệp mang các số {so}.").format(so=", ".join(r.symbol for r in members)),
            tr("Giữ một số, huỷ các số còn lại."),
            tuple(row.id for row in members),
        )
        for members in groups.values()
        if len(members) > 1
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"
