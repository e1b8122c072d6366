"""What a keeper asks of a workspace's masters (hỏi về mẫu), with its own data where it has some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...conventions.ruleset import rules_for
from ...files.whole import write_bytes
from ...generators.record_columns import OwnColumns
from ...templates.help_page import help_document
from ...templates.store import OwnMasters
from ..loading import Loaded, load
from ..outputs import output_file
from ..own_papers import papers_of
from ..places import Places
from .field_book import write_field_book
from .fields import PaperFields, fields_of_paper
from .help import help_page
from .meant import masters_meant


def data_of(places: Places) -> Loaded | None:
    """The workbook's data, ``None`` where there is no workbook."""
    return load(places) if places.workbook.is_file() else None


def own_columns(loaded: Loaded | None) -> OwnColumns:
    """The clerk's own columns; none without a workbook."""
    return {} if loaded is None else loaded.dataset.source.own


def season_of(loaded: Loaded | None) -> tuple[str, int]:
    """The rule set and the year under review; without data, today's."""
    if loaded is not None:
        return loaded.rules_id, loaded.ward.settings.year
    today = dt.date.today()
    return rules_for(today).id, today.year


def fields_of(places: Places, papers: Iterable[str]) -> list[PaperFields]:
    """Every name that papers give to their templates (các trường của mẫu).

    ``papers`` as for `Workspace.make`, or names of templates. Examples are of the workbook's
    first record; without a workbook, of the sample ward. Raises :class:`UnknownPaper` and
    :class:`WorkbookUnreadable`.
    """
    loaded = data_of(places)
    rules_id, year = season_of(loaded)
    known = papers_of(OwnMasters.of(places.own_masters), own_columns(loaded))
    papers = list(papers)
    known.refuse_faulty(*papers)
    found = (one for typed in papers for one in masters_meant(typed, rules_id, year, known.all))
    meant = {one.masters: one for one in found}
    return [fields_of_paper(one, loaded, year, known.own) for one in meant.values()]


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
