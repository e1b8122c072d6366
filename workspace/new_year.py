"""The workspace of the next year (nơi làm việc năm sau), and a workbook brought up to date.

The next year may begin in the same folder, whose old workbook is then kept
among the backups, or in a new one. There masters, rules and the register come
along: numbers run on through the term, so only one of the two folders may go
on giving them, and that is the new one.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..batch.guard import only_run
from ..data.identity import make_identity, read_identity, write_identity
from ..data.models import SHEETS, Dataset
from ..data.ward import Ward
from ..data.workbook.edit import places_in, put_in_place, replace_workbook
from ..data.workbook.new_year import CarriedOver, Decisions, about_to_go, carry_over
from ..data.workbook.read import read_workbook
from ..data.workbook.upgrade import Added, upgrade
from ..errors import GiaytoError
from ..files.held import refuse_held
from ..files.sheet_edit import EditableWorkbook
from ..files.small import read_small
from ..files.whole import make_folder, write_bytes
from ..generators.graded import GRADED, Graded
from ..i18n import tr
from ..register import REGISTER_FILE, Query, find_register, register_address
from ..templates.origin import KEPT
from ..templates.store import LARGEST_MASTER, own_files
from .identity import lies_in
from .masters.listing import outdated_masters
from .outputs import new_workspace
from .places import BACKUPS, OWN_RULES, Places


@dataclass(frozen=True, slots=True)
class NewYear:
    """What beginning a year came to (kết quả sang năm mới).

    ``kept`` is the old workbook, where it lies now. ``masters`` came along from
    another folder, ``numbers`` says whether the register did.
    """

    carried: CarriedOver
    kept: Path
    masters: int
    numbers: bool


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What bringing a workbook up to date came to (kết quả nâng cấp).

    ``kept`` is the workbook as it was, ``None`` when nothing had to be added. ``masters`` are
    the office's own whose built-in one has changed since they were copied.
    """

    added: Added
    kept: Path | None
    masters: list[Path]


def preview(previous: Places) -> tuple[Dataset, list[tuple[str, int]]]:
    """The old year's data, and what the next year begins without: (sheet, rows)."""
    previous.need_workbook()
    dataset = read_workbook(previous.workbook).dataset
    return dataset, about_to_go(dataset)


def begin_year(previous: Places, target: Places) -> NewYear:
    """Begin the next year in ``target``, which may be the same folder.

    Raises :class:`WorkspaceMissing`, :class:`WorkspaceExists`,
    :class:`WorkbookUnreadable` and :class:`CannotWrite`.
    """
    previous.need_workbook()
    here = target.folder.resolve() == previous.folder.resolve()
    if not here:
        new_workspace(target.folder, tr("Chọn một thư mục chưa có cho năm mới."))
    refuse_held(previous.workbook)
    make_folder(target.folder)
    with only_run(target.lock):
        book, carried = carry_over(previous.workbook, _decisions(previous))
        if here:
            kept = _replace(previous, book, f"du-lieu-{carried.year - 1}.xlsx")
            return NewYear(carried, kept, 0, numbers=False)
        masters = _take_masters(previous, target)
        numbers = _take_numbers(previous, target)
        # Last: a folder with a workbook but without the numbers would begin them anew.
        put_in_place(target.workbook, book.to_bytes(), read=None)
    return NewYear(carried, previous.workbook, masters, numbers)


def bring_up_to_date(places: Places) -> Upgraded:
    """Add to a workbook of an older giayto the sheets, columns and items it lacks.

    It is copied first, unless nothing is lacking. Raises as `begin_year`.
    """
    places.need_workbook()
    refuse_held(places.workbook)
    masters = outdated_masters(places)
    with only_run(places.lock):
        book = EditableWorkbook(places.workbook)
        read = read_workbook(places.workbook)
        added = upgrade(book, places_in(read.dataset, read.sheets))
        if not added:
            return Upgraded(added, None, masters)
        kept = _replace(places, book, f"du-lieu-truoc-nang-cap-{dt.date.today():%Y%m%d}.xlsx")
    return Upgraded(added, kept, masters)


def _decisions(previous: Places) -> Decisions:
    """The decisions on the year's grades as the register has them; none where it cannot be read."""
    dataset = read_workbook(previous.workbook).dataset
    issuer = Ward(dataset).issuer
    if issuer is None or not dataset.year_results:
        return {}
    record, identity = f"{issuer.code}-{dataset.settings.year}", read_identity(previous.folder)
    sheets = {graded.paper: _sheet_of(graded) for graded in GRADED}
    with suppress(GiaytoError):
        register = find_register(register_address(previous.folder))
        own = identity.id if identity is not None else None
        entries = register.find(Query(own=own)) if register is not None else []
        return {
            sheets[entry.paper]: (entry.symbol, entry.document_date)
            for entry in entries
            if entry.paper in sheets and entry.record == record and not entry.cancelled
        }
    return {}


def _sheet_of(graded: Graded) -> str:
    return next(sheet.key for sheet in SHEETS if sheet.list == graded.kind)


def _replace(places: Places, book: EditableWorkbook, name: str) -> Path:
    """Put the edited workbook in its place; the old one goes among the backups."""
    return replace_workbook(places.workbook, book, places.folder / BACKUPS / name)


def _take_masters(previous: Places, target: Places) -> int:
    """Copy the office's own masters and rules; how many masters."""
    make_folder(target.own_masters)
    masters = own_files(previous.own_masters).values()
    originals = own_files(previous.own_masters / KEPT).values()
    for master in (*masters, *originals):
        place = target.own_masters / master.relative_to(previous.own_masters)
        write_bytes(place, read_small(master, LARGEST_MASTER))
    if previous.own_rules is not None:
        write_bytes(target.folder / OWN_RULES, previous.own_rules.read_bytes())
    return len(masters)


def _take_numbers(previous: Places, target: Places) -> bool:
    """Let the new folder go on with the numbers, and the old one give none any more."""
    identity = read_identity(previous.folder)
    if identity is None or not identity.bound:
        make_identity(target.folder)
        return False
    moved = identity.bind(identity.names, target.folder)
    register = find_register(register_address(previous.folder))
    if register is not None and lies_in(register, previous):
        register.backup(target.folder / REGISTER_FILE)
        write_identity(previous.folder, moved)
    write_identity(target.folder, moved)
    return True
