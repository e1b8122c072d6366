"""The columns of the register in Excel (các cột của sổ): a data file, and what stands in a cell."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ...conventions.spelling import fold
from ...errors import RegisterError
from ...files.faults import os_reason, toml_reason
from ...files.small import read_small
from ...i18n import tr
from ..entries import Entry
from ..printed import type_and_abstract, type_name
from ..series import CONGRESS

BUILT_IN = Path(__file__).resolve().parent / "columns.toml"

OWN_FILE = Path("mau") / "cot-so-van-ban.toml"
"""A workspace's own columns, which take the place of the built-in ones."""

STRUCK = frozenset({"symbol", "type_and_abstract", "abstract"})
"""The columns struck through in a cancelled row; the rest stays easy to read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column (cột): what it holds, its heading, width, and headings it is known by.

    ``width_mm`` is 0 for a column that is only read, never printed. One that is
    ``only_if_needed`` is printed when it tells rows apart: the issuing body in
    a listing of several bodies, the day of sending where something was sent.
    The columns of the register in Word stand in its master.
    """

    field: str
    label: str
    width_mm: float
    align: Literal["left", "center"]
    headers: tuple[str, ...]
    only_if_needed: bool = False

    @property
    def printed(self) -> bool:
        """Whether the column stands in the exported register."""
        return self.width_mm > 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The title of the register and its columns, in order."""

    title: str
    columns: tuple[Column, ...]

    def printed_for(self, rows: Sequence[Entry]) -> tuple[Column, ...]:
        """The columns of an exported register with these rows."""
        return tuple(
            column
            for column in self.columns
            if column.printed and (not column.only_if_needed or needed(rows, column.field))
        )


class _WrongColumn(ValueError):
    """A column that cannot be, told in the language in use."""


def load_layout(path: Path | None = None) -> Layout:
    """Read the columns from a file; ``None`` takes the built-in ones.

    Raises `RegisterError` naming the file and what is wrong in it.
    """
    source = path or BUILT_IN
    try:
        raw = tomllib.loads(read_small(source).decode("utf-8-sig"))
        columns = [_column(item, printed=True) for item in raw["column"]]
        columns += [_column(item, printed=False) for item in raw.get("only_read", ())]
        layout = Layout(str(raw["title"]), tuple(columns))
    except OSError as error:
        raise _wrong(source, os_reason(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(source, toml_reason(error)) from error
    except KeyError as error:
        raise _wrong(source, tr("thiếu mục {muc}").format(muc=error)) from error
    except _WrongColumn as error:
        raise _wrong(source, str(error)) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _wrong(
            source, tr("có mục không đúng kiểu: số ghi trần, chữ đặt trong nháy")
        ) from error
    if not any(column.printed for column in layout.columns):
        raise _wrong(source, tr("không có cột nào"))
    return layout


def workspace_layout(workspace: Path) -> Layout:
    """The workspace's own columns if it has a file of them, else the built-in ones."""
    own = workspace / OWN_FILE
    return load_layout(own if own.exists() else None)


def cell(entry: Entry, field: str) -> str:
    """What a column shows of a row, as text."""
    return _CELLS[field](entry)


def needed(rows: Sequence[Entry], field: str) -> bool:
    """Whether a column that is printed only if needed tells something about these rows.

    The issuing body does when there are several, any other when a row has it.
    """
    if field == "body":
        return len({(e.body_id, e.body_code, fold(e.body_name)) for e in rows}) > 1
    return any(cell(entry, field) for entry in rows)


def heading(entry: Entry) -> str:
    """What stands over a group of rows: the document types of their series."""
    if entry.series == CONGRESS:
        return "Văn bản của đại hội"
    return type_name(entry.type_key)


def grouped(rows: Iterable[Entry], *, by_date: bool) -> list[tuple[str, list[Entry]]]:
    """The rows under their headings.

    By type and number as a register is kept, each body and term apart; or all
    in one list by date (undated rows last) under an empty heading.
    """
    if by_date:
        listed = sorted(rows, key=lambda e: (e.document_date is None, e.document_date, e.id))
        return [("", listed)] if listed else []
    rows = list(rows)
    single_body = len({(e.body_id, e.body_code, e.term) for e in rows}) == 1
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in sorted(rows, key=lambda e: (e.body_id, e.body_code, e.term, e.series, e.number)):
        series = entry.body_id, entry.body_code, entry.term, entry.series
        groups.setdefault(series, []).append(entry)
    titled = []
    for members in groups.values():
        names = list(dict.fromkeys(heading(e) for e in members))
        title = ", ".join(names)
        if not single_body:
            title = f"{members[0].body_name}, {members[0].term}: {title}"
        titled.append((title, members))
    return titled


def _note(entry: Entry) -> str:
    parts = [entry.note] if entry.note else []
    if entry.cancelled:
        parts.insert(0, f"{CANCELLED_WORD}: {entry.cancel_reason}")
    return "; ".join(parts)


CANCELLED_WORD = "Huỷ"
"""The word that marks a cancelled row; read back by a takeover."""

_CELLS: dict[str, Callable[[Entry], str]] = {
    "number": lambda e: str(e.number),
    "symbol": lambda e: e.symbol,
    "date": lambda e: f"{e.document_date:%d/%m/%Y}" if e.document_date else "",
    "type_name": lambda e: type_name(e.type_key),
    "abstract": lambda e: e.abstract,
    "type_and_abstract": lambda e: type_and_abstract(e.type_key, e.abstract),
    "recipients": lambda e: e.recipients,
    "signer": lambda e: e.signer,
    "keeper": lambda e: e.keeper,
    "copies": lambda e: "" if e.copies is None else str(e.copies),
    "note": _note,
    "state": lambda e: CANCELLED_WORD if e.cancelled else "",
    "sent": lambda e: f"{e.sent_on:%d/%m/%Y}" if e.sent_on else "",
    "body": lambda e: e.body_name,
    "term": lambda e: e.term,
}


def _column(item: dict[str, Any], *, printed: bool) -> Column:
    field = str(item["field"])
    if field not in _CELLS:
        raise _WrongColumn(tr("không có field {ten}").format(ten=field))
    align = item.get("align", "left")
    if align not in ("left", "center"):
        raise _WrongColumn(tr("align phải là left hoặc center, không phải {ten}").format(ten=align))
    width = float(item["width_mm"]) if printed else 0.0
    if printed and width <= 0:
        raise _WrongColumn(tr("width_mm của cột {ten} phải lớn hơn 0").format(ten=field))
    label = str(item["label"]) if printed else ""
    headers = tuple(str(h) for h in item.get("headers", ()))
    return Column(field, label, width, align, headers, bool(item.get("only_if_needed", False)))


def _wrong(source: Path, why: str) -> RegisterError:
    return RegisterError(
        tr("Tệp khai báo cột của sổ văn bản viết sai."),
        where=str(source),
        why=why,
        fix=tr("Sửa theo mẫu có sẵn, hoặc xoá tệp để dùng các cột mặc định."),
    )
