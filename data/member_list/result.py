"""What reading a list gives (kết quả đọc danh sách): people, cells, reports on rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...files.spreadsheet import Row
from ...findings import Finding
from ..cells.reading import as_text
from ..models import Member, Organisation
from .heading import ListHeading
from .members import Listed
from .rows import RowKind

_SHOWN = 160


@dataclass(frozen=True, slots=True)
class RowReport:
    """What was done with one row of the source (báo cáo từng dòng).

    ``row`` counts from 1; ``text`` is what stood there, ``code`` the code of
    the member in the workbook, "" for a row that is none, ``file`` the name of
    the list.
    """

    sheet: str
    row: int
    kind: RowKind
    what: str
    text: str = ""
    code: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """What was done with one column of the source (báo cáo từng cột).

    ``column`` are its letters, ``header`` its header, "" for none; ``filled``
    counts the cells with something in them below the header. ``left``: it has a
    header and text, none of it in a member's row, so that nothing was taken.
    """

    sheet: str
    column: str
    header: str
    what: str
    filled: int
    file: str = ""
    left: bool = False


@dataclass(slots=True)
class MemberList:
    """A member list, read (danh sách đã đọc).

    ``people`` carry the row of the source and, in ``cell``, the name of their
    cell; ``organisations`` are the cells and the committees between them and
    the ward in order of appearance, with names but no codes. ``heading`` is
    what the title block tells. ``from_workbook``: the list is the workbook of
    another workspace, whose codes mean nothing here.
    """

    people: list[Listed] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    report: list[RowReport] = field(default_factory=list)
    columns: list[ColumnReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heading: ListHeading = field(default_factory=ListHeading)
    file: str = ""
    from_workbook: bool = False

    @property
    def members(self) -> list[Member]:
        """The people as members."""
        return [listed.member for listed in self.people]


def row_text(row: Row) -> str:
    """A row in one line, for the report."""
    text = " | ".join(t for cell in row if (t := as_text(cell)))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
