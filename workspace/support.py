"""What whoever helps must know (gói hỗ trợ): the program, the machine, the shape of the data.

No personal data: of the workbook only which sheets and columns there are, how
many rows, and which findings; of papers and register only how many. A clerk
can read the file before sending it.
"""

from __future__ import annotations

import datetime as dt
import locale
import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .. import __version__
from ..data.models import SHEETS, Settings
from ..data.models.fields import fields_of
from ..data.workbook.read import records_of
from ..errors import GiaytoError
from ..files.whole import write_bytes
from ..findings import Finding
from ..i18n import tr
from ..register import find_register, register_address
from ..register.store.address import register_file
from ..rendering.pdf.office import find_libreoffice
from ..templates.store import built_in_names
from .loading import load
from .outputs import output_file
from .places import Places
from .results import Checked

_LIBRARIES = (
    *("click", "babel", "jinja2", "docxtpl", "python-docx", "lxml", "openpyxl"),
    *("python-calamine", "pydantic", "SQLAlchemy", "filelock", "isal"),
)
_RULES = ("party-2026", "party-2018")
_TOLD_KINDS = ("int", "mark")
"""Settings of these kinds, and those with choices, are told with their values."""


def write_support_file(
    places: Places, checked: Checked | None, target: str | Path | None = None
) -> Path:
    """Write the file for whoever helps; its path.

    ``checked`` is the last check, ``None`` when there could be none: the file
    then says why. ``target`` ``None`` puts it into the
    workspace's folder. Raises :class:`WorkspaceMissing` when there is no such
    folder, :class:`WorkspaceExists` and :class:`CannotWrite`.
    """
    if not places.folder.is_dir():
        places.need_workbook()
    name = f"ho-tro-{dt.datetime.now():%Y%m%d-%H%M%S}.txt"
    path = output_file(target or places.folder / name, ".txt", folder=places.folder)
    write_bytes(path, "\n".join(_lines(places, checked)).encode() + b"\n")
    return path


def _lines(places: Places, checked: Checked | None) -> Iterator[str]:
    yield tr("Gói hỗ trợ của giayto. Không có họ tên, ngày sinh, số thẻ hay nội dung giấy tờ nào.")
    yield tr("Đọc lại trước khi gửi; dòng nào không muốn gửi thì xoá.")
    for heading, rows in (
        (tr("CHƯƠNG TRÌNH VÀ MÁY"), _program()),
        (tr("NƠI LÀM VIỆC"), _workspace(places)),
        (tr("SỔ DỮ LIỆU"), _workbook(places, checked)),
        (tr("PHÁT HIỆN (mã, trang, số lượng)"), _found(checked.findings if checked else ())),
        (tr("GIẤY TỜ ĐÃ LẬP"), _papers(places)),
        (tr("SỔ VĂN BẢN"), _register(places)),
    ):
        yield ""
        yield heading
        try:
            yield from (f"  {row}" for row in rows)
        except GiaytoError as error:
            yield f"  {error.code}"


def _program() -> Iterator[str]:
    yield f"giayto {__version__}"
    yield f"Python {platform.python_version()} ({platform.architecture()[0]})"
    yield f"{platform.system()} {platform.release()} ({platform.machine()})"
    yield f"{locale.getpreferredencoding(False)}"
    for library in _LIBRARIES:
        try:
            yield f"{library} {version(library)}"
        except PackageNotFoundError:
            yield f"{library} –"
    yield f"LibreOffice: {'x' if find_libreoffice() else '–'}"


def _workspace(places: Places) -> Iterator[str]:
    for file in (places.workbook, places.folder / "dinh-danh.json", places.own_rules):
        if file is not None and file.is_file():
            yield f"{file.name}: {file.stat().st_size} byte"
    if places.own_masters.is_dir():
        known = {name for rules in _RULES for name in built_in_names(rules)}
        own = [p for p in places.own_masters.iterdir() if p.is_file()]
        named = sorted(p.name for p in own if p.stem in known)
        yield f"mau: {', '.join(named) or '–'}; {len(own) - len(named)} ?"


def _workbook(places: Places, checked: Checked | None) -> Iterator[str]:
    data = (load(places) if checked is None else checked.loaded).dataset
    for sheet in SHEETS:
        columns = data.source.columns.get(sheet.key, {})
        if sheet.model is Settings:
            yield f"{sheet.name}: {', '.join(_settings(data.settings))}"
            continue
        missing = [s.label for s in fields_of(sheet.model) if s.attribute not in columns]
        rows = len(records_of(data, sheet))
        lacks = f"; {tr('thiếu cột')}: {', '.join(missing)}" if missing else ""
        yield f"{sheet.name}: {rows} {tr('dòng')}{lacks}"


def _settings(settings: Settings) -> Iterator[str]:
    """The items filled in; their values only where they name nobody and no place."""
    for spec in fields_of(Settings):
        value = getattr(settings, spec.attribute)
        if value in (None, ""):
            continue
        told = spec.choices or spec.kind in _TOLD_KINDS
        yield f"{spec.label} = {value}" if told else spec.label


def _found(findings: Iterable[Finding]) -> Iterator[str]:
    sheets = {sheet.name for sheet in SHEETS}
    counts = Counter((f.code, f.sheet if f.sheet in sheets else "") for f in findings)
    for (code, sheet), number in sorted(counts.items()):
        yield f"{code}  {sheet or '–'}  {number}"


def _papers(places: Places) -> Iterator[str]:
    from ..batch.manifest import NAME, latest

    path = places.output / NAME
    counts: Counter[tuple[int, str]] = Counter()
    last = ""
    for entry in latest(path.read_bytes() if path.is_file() else b"").values():
        counts[entry.year, entry.paper] += 1
        last = max(last, entry.time)
    for (year, paper), number in sorted(counts.items()):
        yield f"{year}  {paper}: {number}"
    if last:
        yield f"{tr('Lần lập gần nhất')}: {last}"


def _register(places: Places) -> Iterator[str]:
    address = register_address(places.folder)
    register = find_register(address)
    yield tr("tệp") if register_file(address) is not None else tr("máy chủ")
    if register is None:
        yield "–"
        return
    counts = Counter((position.term, position.series) for position in register.positions())
    for (term, series), bodies in sorted(counts.items()):
        yield f"{term}  {series}: {bodies}"
