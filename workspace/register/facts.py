"""What a number needs beside the paper (dữ kiện cấp số): issuing body, symbol, term, type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import date
from typing import TYPE_CHECKING

from ...conventions.ruleset import RuleSet, rules_for
from ...conventions.spelling import fold, fold_plain
from ...data.cells.dates import parse_date
from ...data.cells.reading import as_text
from ...errors import BodyUnclear, GiaytoError, UsageError
from ...generators.issuing import IssuingBody, issuing_body, issuing_symbol
from ...i18n import tr
from ...register import IssueRequest, Query, State
from ...register.printed import place_of
from ...register.refusals import far_off
from ...register.series import normalise_term, overlaps, term_years
from ...register.spellings import Called, body_key, meant
from ..loading import read_ward
from ..places import Places

if TYPE_CHECKING:
    from ...register.book import Register

_NAMED = 20
_LONGEST_TERM = 6
"""Years between the ends of a term; longer ones are slips of the keyboard."""


def body_facts(
    places: Places,
    find_register: Callable[[], Register | None],
    code: str | None,
    name: str | None,
    symbol: str | None,
    term: str | None,
    day: date,
    rules: RuleSet,
) -> IssuingBody:
    """The issuing body; what is ``None`` comes from the workbook, else the register's last row.

    ``code`` may also be the body's name or symbol. Raises :class:`UsageError`
    with the name of the missing option, and when the term found does not cover
    the day: a new term must be named once.
    """
    asked_term, found = term, None
    # As the workbook's cells are read: Ð of another code page must not get into a number.
    code, name, symbol = (given and as_text(given) for given in (code, name, symbol))
    whole = bool(code and name and symbol and term)
    if code:
        with suppress(GiaytoError) if whole else nullcontext():
            code = body_code_of(places, find_register(), code, name=name) or code
    if not whole:
        found = _from_workbook(places, code, rules) or _from_register(find_register(), code)
    if found is not None:
        # A code found is spelled as it is kept, however it was typed.
        code = found.code
        name, symbol, term = name or found.name, symbol or found.symbol, term or found.term
    name = name or code
    for option, value in (("--co-quan", code), ("--ky-hieu", symbol), ("--nhiem-ky", term)):
        if not value:
            raise UsageError(
                tr("Chưa rõ cơ quan nào ban hành: thêm {tuy_chon}.").format(tuy_chon=option),
                fix=tr(
                    "Lần đầu ghi đủ, ví dụ: --co-quan DU --ten-co-quan “Đảng uỷ phường Hoa Sen” "
                    "--ky-hieu ĐU --nhiem-ky 2025-2030; hoặc điền trang Thiết lập, Tổ chức đảng."
                ),
            )
    assert code and name and symbol and term
    years = term_years(normalise_term(term))
    if years is None or not 0 < years[1] - years[0] <= _LONGEST_TERM:
        raise UsageError(
            tr("Không hiểu nhiệm kỳ “{nhiem_ky}”; ghi như 2025-2030.").format(nhiem_ky=term)
        )
    if asked_term is not None:
        refuse_other_term(day, term)
    elif not years[0] <= day.year <= years[1]:
        raise UsageError(
            tr("Ngày {ngay:%d/%m/%Y} ngoài nhiệm kỳ {nhiem_ky}: thêm --nhiem-ky.").format(
                ngay=day, nhiem_ky=term
            )
        )
    return IssuingBody(code, name, symbol, term)


def body_code_of(
    places: Places, register: Register | None, typed: str, *, name: str | None = None
) -> str | None:
    """The code of the body that a code, name or symbol means; ``None`` when it means none.

    The workbook is asked first. ``name`` is the body's name if that was given as
    well: another name with another code is another body. Raises `BodyUnclear`
    when it may mean several.
    """
    found: list[Called] = []
    if places.workbook.is_file():
        ward = read_ward(places)
        unit = ward.organisation(typed)
        if unit is not None and _may_be(unit.code or unit.name, unit.name, typed, name):
            return unit.code or unit.name
        rules = rules_for(date.today(), overlay=places.own_rules)
        found = meant(
            typed,
            (
                Called("", u.code or u.name, u.name, issuing_symbol(ward, u, rules))
                for u in ward.data.organisations
            ),
        )
    if not found and register is not None:
        found = meant(typed, register.bodies())
    found = [body for body in found if _may_be(body.code, body.name, typed, name)]
    names = {body.code: body.name for body in found}
    if len({body_key(code) for code in names}) > 1:
        raise BodyUnclear(
            tr("“{chu}” có thể là nhiều cơ quan.").format(chu=typed),
            details=[f"{code} · {name}" for code, name in names.items()],
            fix=tr("Ghi đúng mã của một cơ quan."),
        )
    return found[0].code if found else None


def _may_be(code: str, name: str, typed: str, given: str | None) -> bool:
    return not given or body_key(given) == body_key(name) or body_key(typed) == body_key(code)


def known_code(places: Places, register: Register, typed: str) -> str:
    """The code of a body that must be known. Raises `UsageError` when it is not."""
    code = body_code_of(places, register, typed)
    if code is not None:
        return code
    known = sorted({f"{body.code} ({body.name})" for body in register.bodies()})
    raise UsageError(
        tr("Sổ không có cơ quan “{ten}”.").format(ten=typed),
        fix=tr("Các cơ quan trong sổ: {ds}.").format(ds=", ".join(known[:_NAMED]) or "–"),
    )


def refuse_other_term(day: date, term: str) -> None:
    """Raise :class:`UsageError` for a day that does not lie in the term."""
    years = term_years(normalise_term(term))
    if years is not None and not years[0] <= day.year <= years[1]:
        raise UsageError(
            tr("Ngày {ngay:%d/%m/%Y} không thuộc nhiệm kỳ {nhiem_ky}: xem lại --ngay.").format(
                ngay=day, nhiem_ky=term
            )
        )


def _from_workbook(places: Places, code: str | None, rules: RuleSet) -> IssuingBody | None:
    if not places.workbook.is_file():
        return None
    ward = read_ward(places)
    unit = ward.organisation(code) if code else ward.issuer
    return None if unit is None else issuing_body(ward, unit, rules)


def _from_register(register: Register | None, code: str | None) -> IssuingBody | None:
    """The last row of the body; without a code only when the register has one body."""
    if register is None:
        return None
    bodies = {
        (position.body_id, body_key(position.body_code)): position.body_code
        for position in register.positions()
        if code is None or body_key(code) == body_key(position.body_code)
    }
    if len(bodies) != 1:
        return None
    (((body_id, _key), found),) = bodies.items()
    rows = register.find(Query(body_id=body_id, body_code=found, newest_first=True, limit=50))
    rows = [row for row in rows if not row.congress]
    if not rows:
        return None
    last = next((row for row in rows if row.state is State.ISSUED), rows[0])
    # One row with another symbol, taken over from an old register, is no new habit.
    symbol = Counter(row.body_symbol for row in rows).most_common(1)[0][0]
    return IssuingBody(last.body_code, last.body_name, symbol, last.term)


def refuse_far(
    register: Register, request: IssueRequest, number: int, *, allowed: bool = False
) -> None:
    """Raise `NumberTaken` for a number far behind the last of its series, unless it is allowed."""
    place = place_of(request)
    last = max(
        (
            position.last_number
            for position in register.positions()
            if body_key(position.body_code) == body_key(place.body_code)
            and position.term == place.term
            and overlaps(position.series, place.series)
        ),
        default=0,
    )
    if not allowed and (far := far_off(request, number, last)) is not None:
        raise far


def types_of(typed: str, rules: RuleSet) -> list[str]:
    """The document types meant by a key, a name or a symbol, by the rules.

    ``"QĐ"`` means both Quyết định and Quy định. Raises :class:`UsageError` for what means none.
    """
    types = rules.types.items()
    wanted, plain = fold(typed), fold_plain(typed)
    found = [key for key, kind in types if wanted in (key, fold(kind.name), fold(kind.symbol))]
    # Names may be typed without marks, symbols not: "QD" could be several.
    found = found or [key for key, kind in types if plain == fold_plain(kind.name)]
    if not found:
        names = ", ".join(kind.name for _key, kind in types)
        raise UsageError(
            tr("Không có loại văn bản “{loai}”. Các loại: {ten}.").format(loai=typed, ten=names)
        )
    return found


def typed_day(typed: str) -> date | None:
    """A whole date in any way a cell of a list may have it; ``None`` for what is none."""
    read = parse_date(typed)
    return None if read.value is None or read.problem else read.value.full()
