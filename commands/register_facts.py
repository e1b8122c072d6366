"""What the register's commands find out before they call it: body, type, date, files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..conventions.ruleset import rules_for
from ..conventions.spelling import file_slug, fold, fold_plain
from ..errors import CannotWrite
from ..files.faults import os_reason
from ..generators.issuing import IssuingBody, issuing_body
from ..i18n import tr
from ..register import Entry, Query, State, find_register, open_register, register_address
from ..register.series import normalise_term, term_years
from ..workspace import BACKUPS, WORKBOOK, Workspace
from .identity import ward_of
from .word_files import SENT_MARK

if TYPE_CHECKING:
    from ..conventions.ruleset import RuleSet
    from ..register.book import Register

_LONGEST_TERM = 6
"""Years between the ends of a term; longer ones are slips of the keyboard."""


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """The issuing body (cơ quan ban hành) a command is about."""

    code: str
    name: str
    symbol: str
    congress_symbol: str
    term: str


def open_here(folder: str, *, create: bool) -> Register:
    """The register of a workspace, or the shared one the environment names."""
    return open_register(register_address(Path(folder)), create=create)


def open_if_there(folder: str) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` only while there is none."""
    return find_register(register_address(Path(folder)))


def rules_here(folder: str, day: date) -> RuleSet:
    """The rules of writing of a day, with the workspace's own laid over them."""
    return rules_for(day, overlay=Workspace(Path(folder)).own_rules)


def body_facts(
    folder: str,
    code: str | None,
    name: str | None,
    symbol: str | None,
    term: str | None,
    day: date,
) -> BodyFacts:
    """Fill up what was not typed: from the workbook, else from the register's last row.

    Neither is looked into when everything was typed.
    Refuses with the missing option's name, and when the term found does not
    cover the day: a new term must be named once.
    """
    symbols = rules_here(folder, day).body_symbols
    asked_term, found = term, None
    if not (code and name and symbol and term):
        found = _from_workbook(folder, code, day) or _from_register(folder, code)
    if found is not None:
        # A code found is spelled as it is kept, however it was typed.
        code = found.code
        name, symbol, term = name or found.name, symbol or found.symbol, term or found.term
    name = name or code
    for option, value in (("--co-quan", code), ("--ky-hieu", symbol), ("--nhiem-ky", term)):
        if not value:
            raise click.UsageError(
                tr("Chưa rõ cơ quan nào ban hành: thêm {tuy_chon}.").format(tuy_chon=option)
            )
    assert code and name and symbol and term
    years = term_years(normalise_term(term))
    if years is None or not 0 < years[1] - years[0] <= _LONGEST_TERM:
        raise click.UsageError(
            tr("Không hiểu nhiệm kỳ “{nhiem_ky}”; ghi như 2025-2030.").format(nhiem_ky=term)
        )
    if asked_term is not None:
        refuse_other_term(day, term)
    elif not years[0] <= day.year <= years[1]:
        raise click.UsageError(
            tr("Ngày {ngay:%d/%m/%Y} ngoài nhiệm kỳ {nhiem_ky}: thêm --nhiem-ky.").format(
                ngay=day, nhiem_ky=term
            )
        )
    return BodyFacts(code, name, symbol, symbols["dai_hoi"], term)


def refuse_other_term(day: date, term: str) -> None:
    """Refuse a day that does not lie in the term."""
    years = term_years(normalise_term(term))
    if years is not None and not years[0] <= day.year <= years[1]:
        raise click.UsageError(
            tr("Ngày {ngay:%d/%m/%Y} không thuộc nhiệm kỳ {nhiem_ky}: xem lại --ngay.").format(
                ngay=day, nhiem_ky=term
            )
        )


@contextmanager
def set_aside(files: Iterable[str], symbol: str) -> Iterator[dict[str, Path]]:
    """Give the files of a sent paper names of their own; back again when the block fails.

    Where each is then; files that are gone are left out. Raises `CannotWrite`.
    """
    moved: dict[str, Path] = {}
    try:
        for file in files:
            if Path(file).is_file():
                moved[file] = _renamed(Path(file), symbol)
        yield moved
    except BaseException:
        for file, target in moved.items():
            target.rename(file)
        raise


def _renamed(path: Path, symbol: str) -> Path:
    stem = f"{path.stem}{SENT_MARK}{file_slug(symbol.replace('/', '-'))}"
    target, number = path.with_name(f"{stem}{path.suffix}"), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{stem}-{number}{path.suffix}")
    try:
        return path.rename(target)
    except OSError as error:
        raise CannotWrite(
            tr("Không đổi được tên tệp."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Đóng tệp nếu đang mở trong Word rồi chạy lại."),
        ) from error


def _from_workbook(folder: str, code: str | None, day: date) -> IssuingBody | None:
    workspace = Workspace(Path(folder))
    if not workspace.workbook.is_file():
        return None
    ward = ward_of(workspace)
    unit = ward.organisation(code) if code else ward.issuer
    return None if unit is None else issuing_body(ward, unit, rules_here(folder, day))


def _from_register(folder: str, code: str | None) -> IssuingBody | None:
    """The last row of the body; without a code only when the register has one body."""
    register = open_if_there(folder)
    if register is None:
        return None
    bodies = {
        (position.body_id, position.body_code)
        for position in register.positions()
        if code is None or fold(code) == fold(position.body_code)
    }
    if len(bodies) != 1:
        return None
    ((body_id, found),) = bodies
    rows = register.find(Query(body_id=body_id, body_code=found, newest_first=True, limit=50))
    rows = [row for row in rows if not row.congress]
    if not rows:
        return None
    last = next((row for row in rows if row.state is State.ISSUED), rows[0])
    # One row with another symbol, taken over from an old register, is no new habit.
    symbol = Counter(row.body_symbol for row in rows).most_common(1)[0][0]
    return IssuingBody(last.body_code, last.body_name, symbol, last.term)


def types_of(typed: str, rules: RuleSet) -> list[str]:
    """The document types meant by a key, a name or a symbol, by the rules.

    ``"QĐ"`` means both Quyết định and Quy định. Refuses what means none.
    """
    types = rules.types.items()
    wanted, plain = fold(typed), fold_plain(typed)
    found = [key for key, kind in types if wanted in (key, fold(kind.name), fold(kind.symbol))]
    # Names may be typed without marks, symbols not: "QD" could be several.
    found = found or [key for key, kind in types if plain == fold_plain(kind.name)]
    if not found:
        names = ", ".join(kind.name for _key, kind in types)
        raise click.UsageError(
            tr("Không có loại văn bản “{loai}”. Các loại: {ten}.").format(loai=typed, ten=names)
        )
    return found


def read_day(typed: str | None) -> date | None:
    """A date typed as ``dd/mm/yyyy``; ``None`` when none was typed."""
    if not typed:
        return None
    for pattern in ("%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(typed.strip(), pattern).date()
        except ValueError:
            continue
    raise click.UsageError(
        tr("Không đọc được ngày “{ngay}”; ghi như 05/12/2026.").format(ngay=typed)
    )


def query_of(
    *,
    kind: str | None = None,
    since: str | None = None,
    until: str | None = None,
    **rest: Any,
) -> Query:
    """The query behind the filter options of a command."""
    return Query(
        type_keys=tuple(types_of(kind, rules_for(date.today()))) if kind else (),
        since=read_day(since),
        until=read_day(until),
        **rest,
    )


def file_hash(path: str | None) -> str:
    """SHA-256 of a file in hexadecimal; empty without a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else ""


def backup_name(folder: str) -> Path:
    """A new file name in the workspace's folder of backups."""
    return Path(folder) / BACKUPS / f"so-van-ban-{datetime.now():%Y%m%d-%H%M%S}.db"


def write_export(
    rows: Sequence[Entry],
    target: Path,
    folder: str,
    letterhead: Sequence[str],
    *,
    by_date: bool,
) -> None:
    """Write the register as Word or Excel, by the file's ending.

    Without letterhead lines the body's own name stands there, if there is one
    body.
    """
    from ..register.columns import workspace_layout

    kind = target.suffix.lower()
    layout = workspace_layout(Path(folder))
    bodies = list(dict.fromkeys(entry.body_name for entry in rows))
    terms = list(dict.fromkeys(entry.term for entry in rows))
    head = list(letterhead) or (_letterhead(folder, bodies[0]) if len(bodies) == 1 else [])
    subtitle = f"Nhiệm kỳ {terms[0]}" if len(terms) == 1 else ""
    if kind == ".xlsx":
        from ..register.export_excel import export_sheet

        export_sheet(rows, target, layout, letterhead=head, subtitle=subtitle, by_date=by_date)
    else:
        from ..register.export_word import export_table

        days = [entry.document_date for entry in rows if entry.document_date]
        rules = rules_here(folder, max(days, default=date.today()))
        export_table(
            rows, target, layout, rules, letterhead=head, subtitle=subtitle, by_date=by_date
        )


def _letterhead(folder: str, body_name: str) -> list[str]:
    """Superior and body as the workbook has them; the body alone without a workbook."""
    workspace = Workspace(Path(folder))
    if not (Path(folder) / WORKBOOK).is_file():
        return [body_name]
    ward = ward_of(workspace)
    unit = ward.organisation(body_name)
    if unit is None or unit is not ward.issuer or not ward.settings.superior:
        return [body_name]
    return [ward.settings.superior, body_name]
