"""A lost register is no new one (mất sổ văn bản): what tells that numbers were given here before.

A new register begins at number 01. Where anything says that there was one
already, it begins only after somebody has said so: ``so co-quan --so-moi``.
"""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...batch.manifest import NAME, latest
from ...data.identity import read_identity, write_identity
from ...errors import DataRejected, GiaytoError, RegisterLost, UsageError, WorkbookUnreadable
from ...files.small import need_plain, read_small
from ...files.unpacked import read_part
from ...files.whole import discard, write_bytes
from ...i18n import tr
from ...register import (
    ADDRESS_VARIABLE,
    REGISTER_FILE,
    Query,
    find_register,
    open_register,
    register_address,
)
from ...register.store.address import register_file, shown
from ..loading import read_ward
from ..places import BACKUPS, Places, here

if TYPE_CHECKING:
    from ...register.book import Register

_MAGIC = b"SQLite format 3\x00"
_NAMED = 8
_PAPERS_READ = 200
_LARGEST_PART = 20_000_000
_TAG = re.compile(r"<[^>]+>")
_PRINTED = re.compile(r"Số:?\s*((\d{1,5})-[A-ZĐ]{1,6}/[A-ZĐ]{1,12})")
_FIGURES = re.compile(r"\d+")
_OWN = "."
"""How the register in the folder itself is remembered: the folder may move."""


def register_for_numbers(places: Places, code: str = "", *, kind: str = "") -> Register:
    """The register to give numbers in, made if this is surely the first number here.

    ``code`` is the body's, as far as known. ``kind`` is the document type that gets the
    next number, "" where numbers that papers bear already are entered first. Raises
    `RegisterLost`.
    """
    address = register_address(places.folder)
    register = find_register(address)
    if register is not None and register.find(Query(limit=1)):
        before = _remembered(places)
        moved = before not in ("", _called(register, places))
        strange = moved and code and not register.find(Query(body_code=code, limit=1))
        if strange and not _may_begin(places).exists():
            raise _lost(places, shown(address), [_given_in(before)])
        return register
    refuse_lost(places, kind=kind)
    return register or open_register(address)


def refuse_lost(places: Places, *, kind: str = "") -> None:
    """Raise `RegisterLost` when the register in use is empty or missing and an older one was not.

    ``kind`` as in `register_for_numbers`.
    """
    if _may_begin(places).exists():
        return
    address = register_address(places.folder)
    found = list(_traces(places, register_file(address), kind=kind))
    if found:
        raise _lost(places, shown(address), found)


def remember(places: Places, register: Register) -> None:
    """Note, without a password, in which register this folder's numbers stand."""
    called = _called(register, places)
    if _remembered(places) != called:
        write_bytes(_memory(places), called.encode("utf-8"))
    discard(str(_may_begin(places)))


def begin_anew(places: Places) -> None:
    """Let a new register begin, for the one that held this folder's numbers is lost for good.

    Raises `UsageError` where nothing was lost.
    """
    identity = read_identity(places.folder)
    register = find_register(register_address(places.folder))
    own = Query(body_id=identity.id if identity is not None else None, limit=1)
    if register is not None and register.find(own):
        raise UsageError(
            tr("Sổ văn bản vẫn còn số của cơ quan này, không phải bắt đầu sổ mới."),
            where=register.name,
        )
    numbered = identity is not None and identity.numbered
    found = _traces(places, register_file(register_address(places.folder)), kind="")
    if not numbered and next(found, None) is None:
        raise UsageError(tr("Thư mục này chưa cấp số nào: cứ cấp số bình thường."))
    write_bytes(_may_begin(places), b"")
    if identity is not None and numbered:
        write_identity(places.folder, replace(identity, numbered=False))


def _lost(places: Places, looked_at: str, found: list[str]) -> RegisterLost:
    more = len(found) - _NAMED
    return RegisterLost(
        tr("Không thấy sổ văn bản đã cấp số cho nơi làm việc này."),
        where=looked_at,
        why=tr("Nơi làm việc đã có số văn bản, mà sổ ở đây không có số nào của nó."),
        details=found[:_NAMED] + ([tr("… và {n} dấu vết nữa").format(n=more)] if more > 0 else []),
        fix=way_out(places),
    )


def way_out(places: Places) -> str:
    """What to do about a lost register."""
    return tr(
        "Xem lại biến môi trường {bien} và chỗ của tệp sổ; mất tệp thì lấy lại bằng “giayto so "
        "khoi-phuc”. Sổ cũ mất hẳn thì gõ “{lenh} --so-moi” để bắt đầu sổ mới, số từ 01."
    ).format(bien=ADDRESS_VARIABLE, lenh=here("giayto so co-quan", places.folder))


def _traces(places: Places, register: Path | None, *, kind: str) -> Iterator[str]:
    """What in and around a workspace tells of numbers that were given, each in a line."""
    with suppress(DataRejected):  # whoever gives numbers is told of a damaged file
        identity = read_identity(places.folder)
        if identity is not None and identity.numbered and not identity.cell:
            yield tr("tệp dinh-danh.json ghi: đã cấp số")
    before = _remembered(places)
    if before:
        yield _given_in(before)
    folders = [places.folder, places.folder / BACKUPS]
    if register is not None and register.parent.resolve() != places.folder.resolve():
        # In a shared folder only the register's own older files tell anything.
        yield from _registers(register.parent.glob(f"{register.name}.*"), register)
    for folder in folders:
        with suppress(OSError):
            files = sorted(path for path in folder.iterdir() if path.is_file())
            yield from _registers(files, register)
    typed = _typed(places)
    same = sorted(number for of, number in typed if of == kind)
    if same:
        yield tr(
            "số gõ sẵn trong sổ dữ liệu cho loại này: {so}; “giayto tao --cap-so” ghi vào sổ"
        ).format(so=", ".join(map(str, same[:_NAMED])))
    numbers = {number for _of, number in typed}
    printed = [symbol for symbol in _printed(places) if _number(symbol) not in numbers]
    if printed:
        yield tr("văn bản đã lập mang số: {so}").format(so=", ".join(printed[:_NAMED]))


def _registers(files: Iterable[Path], register: Path | None) -> Iterator[str]:
    for path in files:
        if register is not None and path.absolute() == register.absolute():
            continue
        if _holds_register(path):
            yield tr("tệp sổ văn bản: {tep}").format(tep=path)


def _holds_register(path: Path) -> bool:
    """Whether a file is a register with numbers, or a backup of a workspace with one."""
    with suppress(OSError, sqlite3.Error, zipfile.BadZipFile, UnicodeDecodeError):
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                return REGISTER_FILE in archive.namelist()
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return False
        from ...register.store.engine import file_uri

        with closing(sqlite3.connect(f"{file_uri(path)}?mode=ro&immutable=1", uri=True)) as raw:
            return raw.execute("SELECT 1 FROM register_entries LIMIT 1").fetchone() is not None
    return False


def _printed(places: Places) -> list[str]:
    """The numbers on papers that were made: by the manifest, else by the papers themselves."""
    manifest = places.output / NAME
    with suppress(OSError):
        need_plain(manifest)
        made = latest(manifest.read_bytes()).values()
        return sorted({entry.number for entry in made if entry.number and entry.path})
    papers = sorted(places.output.rglob("*.docx"), key=_age)[:_PAPERS_READ]
    return sorted({symbol for paper in papers for symbol in _symbols_in(paper)})


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _symbols_in(paper: Path) -> list[str]:
    with suppress(WorkbookUnreadable):
        text = read_part(paper, "word/document.xml", _LARGEST_PART).decode("utf-8", "replace")
        return [found[1] for found in _PRINTED.finditer(_TAG.sub("", text))]
    return []


def _typed(places: Places) -> set[tuple[str, int]]:
    """The numbers that stand in the workbook already, with their document types."""
    from ...generators.papers import plan_papers
    from ...generators.plan import Scope
    from ...templates.store import OwnMasters
    from ..own_papers import papers_of

    if not places.workbook.is_file():
        return set()
    try:
        ward = read_ward(places)
        papers = papers_of(OwnMasters.of(places.own_masters), ward.data.source.own).all
        jobs = plan_papers(ward, [p for p in papers if p.numbered], Scope()).jobs
    except GiaytoError:
        return set()  # whoever reads the workbook next tells what is wrong with it
    facts = (job.number for job in jobs)
    return {(f.type_key, f.typed) for f in facts if f is not None and f.typed is not None}


def _number(symbol: str) -> int:
    found = _FIGURES.search(symbol)
    return int(found[0]) if found is not None else 0


def _given_in(register: str) -> str:
    place = tr("tệp sổ của chính thư mục này") if register == _OWN else register
    return tr("lần trước cấp số ở: {noi}").format(noi=place)


def _called(register: Register, places: Places) -> str:
    from ..identity import lies_in

    return _OWN if lies_in(register, places) else register.name


def _memory(places: Places) -> Path:
    return places.folder / ".so-van-ban.o-dau"


def _may_begin(places: Places) -> Path:
    return places.folder / ".so-van-ban.so-moi"


def _remembered(places: Places) -> str:
    try:
        return read_small(_memory(places)).decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""
