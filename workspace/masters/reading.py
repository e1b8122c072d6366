"""What a keeper asks of a workspace's masters (hỏi về mẫu), with its own data where it has some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...files.whole import write_bytes
from ...generators.column_names import OwnColumns
from ...templates.help_page import help_document
from ...templates.store import OwnMasters
from ..loading import Loaded, load
from ..outputs import output_file
from ..own_papers import papers_of
from ..places import Places
from .field_book import write_field_book
from .fields import PaperFields, fields_of_paper
from .help import help_page
from .meant import by_paper, masters_meant


def data_of(places: Places) -> Loaded | None:
    """The workbook's data, ``None`` where there is no workbook."""
    return load(places) if places.workbook.is_file() else None


def season_of(loaded: Loaded | None) -> dt.date:
    """The day that chooses the forms: the last of the year under review, or of this year."""
    year = loaded.ward.settings.year if loaded is not None else dt.date.today().year
    return dt.date(year, 12, 31)


def own_columns(loaded: Loaded | None) -> OwnColumns:
    """The clerk's own columns; none without a workbook."""
    return {} if loaded is None else loaded.dataset.source.own


def fields_of(places: Places, papers: Iterable[str]) -> list[PaperFields]:
    """Every name that papers give to their templates (các trường của mẫu).

    ``papers`` as for `Workspace.make`, or names of templates. Examples are of the workbook's
    first record; without a workbook, of the sample ward. Raises :class:`UnknownPaper` and
    :class:`WorkbookUnreadable`.
    """
    loaded = data_of(places)
    day = season_of(loaded)
    there = papers_of(OwnMasters.of(places.own_masters), own_columns(loaded))
    found = (one for typed in papers for one in by_paper(masters_meant(typed, day, there)))
    meant = {tuple(each.master for each in one): one for one in found}
    return [fields_of_paper(one, loaded, day.year, there.own) for one in meant.values()]


def write_fields(
    places: Places, papers: Sequence[PaperFields], out: str | Path, *, overwrite: bool = False
) -> Path:
    """Write what `fields_of` found as a workbook, or as a Word file, by the name's ending.

    Raises :class:`UsageError`, :class:`WorkspaceExists` and :class:`CannotWrite`.
    """
    target = output_file(out, ".xlsx", ".docx", folder=places.folder, overwrite=overwrite)
    if target.suffix.lower() == ".xlsx":
        write_field_book(papers, target)
    else:
        write_bytes(target, help_document([help_page(paper, "") for paper in papers]))
    return target
