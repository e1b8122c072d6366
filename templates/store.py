"""Where masters are found (kho mẫu): a clerk's own file first, then the built-in one."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..conventions.ruleset import load_rules
from ..conventions.spelling import set_tone_placement
from ..errors import GiaytoError, TemplateError, TemplateUnreadable
from ..files.faults import os_reason
from ..files.small import read_small
from ..i18n import tr
from .own_master import made_ready, says_paper
from .properties import read_properties
from .read_words import kept_words
from .seasons import ALL_DAYS, Season, SeasonFault, season_of

LARGEST_MASTER = 64 << 20
"""More than the Word engine takes, which says so."""
MASTER_ENDINGS = (".docx", ".dotx")
"""Files of Word that may be masters: documents, and templates without macros."""
MASTERS_DIR = Path(__file__).resolve().parent
_STATIC_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_FOR_A_SEASON = re.compile(r"(.+?)\s*\([^()]*\)")
_BUILT_IN = "-co-san"
"""Behind the name of a built-in master that is in force although there is an own one."""
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})")


@dataclass(frozen=True, slots=True)
class MasterFile:
    """A master's bytes and where they come from; ``own`` when it is the clerk's file."""

    name: str
    path: Path
    content: bytes
    own: bool
    words: frozenset[str] | None = None
    """Every key by which a built-in one can reach a value of its data; ``None``: not known."""


@dataclass(frozen=True, slots=True)
class OwnMasters:
    """The clerk's own masters (mẫu riêng), read once: name → bytes, or why they cannot be read.

    Names are those of the files, which are made ready; ``said`` is what each says of itself,
    see `own_master`. ``seasons`` has the days that a file says it is for, of those that say
    any; ``standing`` the files of each master that has such a one, the one that counts
    first in front. ``folder`` is where they lie. Plain values, so that they reach processes
    and computers that do not see it.
    """

    files: Mapping[str, bytes | TemplateUnreadable] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seasons: Mapping[str, Season] = field(default_factory=dict)
    standing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    folder: Path | None = None

    @classmethod
    def of(cls, folder: Path | None) -> OwnMasters:
        """The masters in the folder ``mau``; ``None`` for none."""
        return cls.of_files(own_files(folder) if folder is not None else {}, folder)

    @classmethod
    def of_files(cls, paths: Mapping[str, Path], folder: Path | None = None) -> OwnMasters:
        """These files as masters by their names; ``folder`` where all of them lie, if in one."""
        files: dict[str, bytes | TemplateUnreadable] = {}
        said: dict[str, Mapping[str, str]] = {}
        seasons: dict[str, Season] = {}
        for name, path in paths.items():
            try:
                files[name] = content = read_small(path, LARGEST_MASTER)
            except OSError as error:
                files[name] = _unreadable(path, error)
                continue
            with suppress(TemplateError):  # compiling tells what is wrong with it
                ready = made_ready(content, path.name)
                said[name], files[name] = ready.said, ready.content
                season, faults = season_of(ready.properties)
                if faults or season != ALL_DAYS:
                    seasons[name] = season
        return cls(files, paths, said, seasons, _standing(files, seasons), folder)

    def in_force(self, master: str, day: dt.date | None) -> str:
        """The name by which `find_master` gives the master that is in force on a day.

        ``day`` ``None`` for a paper of no day, which the seasons do not concern.
        """
        if day is None or master not in self.standing:
            return master
        for name in self.standing[master]:
            if self.seasons.get(name, ALL_DAYS).holds(day):
                return name
        return f"{master}{_BUILT_IN}" if master in self.files else master

    def is_paper(self, name: str) -> bool:
        """Whether a file says that it is a paper of its own, or is a letter to merge."""
        return says_paper(self.said.get(name, {}))

    def stands_for(self, name: str) -> str:
        """The master that a file is taken for by its name.

        One with something in brackets behind it (``kiem-diem-02c (2025)``) is taken for
        one if it says for which days.
        """
        return master_of(name) if name in self.seasons else name


def _standing(names: Iterable[str], seasons: Mapping[str, Season]) -> dict[str, list[str]]:
    standing = {master_of(name): [name] for name in seasons}
    for master, found in standing.items():
        found[:] = [n for n in names if n == master or (n in seasons and master_of(n) == master)]
        found.sort(key=lambda name: name != master)  # of two with equal days
        found.sort(key=lambda name: seasons.get(name, ALL_DAYS).rank, reverse=True)
    return standing


NONE_OWN = OwnMasters()
"""Nothing but the built-in masters."""


def season_in(content: bytes, name: str) -> tuple[Season, list[SeasonFault]]:
    """The days that a master says it is for, and what is wrong there; ``name`` is its file's.

    A file that cannot be read says nothing: that is told when it is checked or compiled.
    """
    try:
        return season_of(read_properties(content, name))
    except GiaytoError:
        return ALL_DAYS, []


def master_of(name: str) -> str:
    """The master that a file's name means: ``kiem-diem-02c (2025)`` is a ``kiem-diem-02c``."""
    match = _FOR_A_SEASON.fullmatch(name)
    return match[1] if match else name


def own_files(folder: Path) -> dict[str, Path]:
    """The files of a clerk's folder that may be masters, by name: ``KIEM-DIEM-02C.DOCX`` as well.

    Of two that differ only in capitals the one in small letters counts, of a document
    and a template (``.dotx``) the document.
    """
    found: dict[str, Path] = {}
    files = sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []
    # Small letters sort last, so of two they come first here; ".dotx" sorts behind ".docx".
    for path in sorted(files, key=lambda path: path.suffix.lower()):
        if path.suffix.lower() in MASTER_ENDINGS and not path.name.startswith("~$"):
            found.setdefault(path.stem.lower(), path)
    return dict(sorted(found.items()))


def find_master(
    name: str,
    rules_id: str,
    *,
    own: OwnMasters = NONE_OWN,
    spelling: Literal["uỷ", "ủy"] = "uỷ",
) -> MasterFile:
    """The master ``name`` of a rule set: its own if the rule differs there, else its family's.

    One of the same name among ``own`` takes the built-in one's place; which of several is for
    `OwnMasters.in_force` to say. ``spelling`` is laid over the fixed words of built-in
    masters; a clerk's own words are never changed. Raises :class:`TemplateUnreadable` when
    there is no such master or it cannot be read.
    """
    content = None if name.endswith(_BUILT_IN) else own.files.get(name)
    if isinstance(content, TemplateUnreadable):
        raise content
    if content is not None:
        return MasterFile(name, own.paths[name], content, own=True)
    name = name.removesuffix(_BUILT_IN)
    path = _built_in(name, rules_id)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise TemplateUnreadable(
            tr("Không có mẫu “{ten}” cho bộ quy tắc {bo}.").format(ten=name, bo=rules_id),
            why=tr("Ngày của văn bản chọn bộ quy tắc {bo}.").format(bo=rules_id),
            fix=tr(
                "Xem lại Ngày ban hành ở trang Thiết lập, hoặc đặt tệp {tep} vào thư mục mau."
            ).format(tep=f"{name}.docx"),
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    words = kept_words(content)
    if spelling != "uỷ":
        content = _respelled(content, spelling)
    return MasterFile(name, path, content, own=False, words=words)


def _unreadable(path: Path, error: OSError) -> TemplateUnreadable:
    fix = tr("Nếu tệp đang mở trong Word thì đóng lại rồi chạy lại.")
    if path.is_dir():
        fix = tr("Đây là một thư mục: đổi tên nó, hoặc bỏ đuôi .docx.")
    return TemplateUnreadable(
        tr("Không đọc được mẫu “{ten}”.").format(ten=path.name),
        where=str(path),
        why=os_reason(error),
        fix=fix,
    )


def starter() -> bytes:
    """The Word file that a keeper's own paper starts from (khung bắt đầu)."""
    return (MASTERS_DIR / "starters" / "own-paper.docx").read_bytes()


def built_in_names(rules_id: str) -> list[str]:
    """The names of the built-in masters of a rule set, sorted."""
    return sorted({path.stem for folder in _folders(rules_id) for path in folder.glob("*.docx")})


def _built_in(name: str, rules_id: str) -> Path:
    own, common = (folder / f"{name}.docx" for folder in _folders(rules_id))
    return own if own.is_file() else common


def _folders(rules_id: str) -> tuple[Path, Path]:
    return MASTERS_DIR / rules_id, MASTERS_DIR / load_rules(rules_id).family


def _respelled(package: bytes, spelling: Literal["uỷ", "ủy"]) -> bytes:
    """The package with its fixed words in another tone placement; tags stay as they are."""

    def words(match: re.Match[str]) -> str:
        parts = _TAG.split(match[2])
        text = "".join(p if _TAG.fullmatch(p) else set_tone_placement(p, spelling) for p in parts)
        return f"{match[1]}{text}{match[3]}"

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "word/document.xml":
                data = _STATIC_TEXT.sub(words, data.decode("utf-8")).encode("utf-8")
            target.writestr(member, data)
    return out.getvalue()
