"""The identity of a workspace (định danh của nơi làm việc): whose numbers it gives, in a file.

``dinh-danh.json`` stands beside the workbook, so that nothing ever rewrites
the clerk's own file for it. It is made with the workspace, or at the first
number of an older one, and takes up the body's names when the first number is
given. From then on the names in the workbook, and the place of the folder, are
compared with it: a copied folder must not give numbers in another's name.
"""

from __future__ import annotations

import json
import os
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path, PureWindowsPath
from typing import Any

from ..conventions.spelling import fold
from ..errors import DataRejected, WorkspaceExists
from ..files.faults import os_reason
from ..files.small import read_small
from ..files.whole import make_folder, write_bytes, writing
from ..i18n import tr
from .ward import Ward

IDENTITY_FILE = "dinh-danh.json"
"""Name of the identity's file in a workspace."""

_ABOUT = (
    "Tệp của chương trình giayto: số văn bản đã cấp thuộc về định danh này. Đừng sửa, đừng xoá. "
    "Xem bằng lệnh: giayto so co-quan"
)
_CELL = "chi-bo"


@dataclass(frozen=True, slots=True)
class Names:
    """What a body goes by (tên của cơ quan): code, name, and the organisation above it."""

    code: str = ""
    name: str = ""
    superior: str = ""

    @classmethod
    def of(cls, ward: Ward) -> Names:
        """The names of the ward's issuing committee, as the workbook has them."""
        issuer, settings = ward.issuer, ward.settings
        if issuer is None:
            return cls(settings.issuer, "", settings.superior)
        return cls(issuer.code or issuer.name, issuer.name, settings.superior)

    @property
    def given(self) -> bool:
        """Whether a body is named at all."""
        return bool(self.code or self.name)

    @property
    def line(self) -> str:
        """The names in one line, to be shown."""
        return " · ".join(p for p in (self.code, self.name, self.superior) if p) or "…"

    def same(self, other: Names) -> bool:
        """Whether both name one body; spelling, and a superior not written yet, do not matter."""
        if fold(self.code) != fold(other.code) or fold(self.name) != fold(other.name):
            return False
        above = {fold(self.superior), fold(other.superior)} - {""}
        return len(above) < 2


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a workspace is (định danh): ``id`` is 32 hexadecimal digits, given once for good.

    ``names`` are empty until the first number is given. ``folder`` is where
    the workspace then stood. ``cell`` marks a cell's workspace, which numbers
    under its ward's identity and is meant to travel. ``numbered`` is true once
    a register holds numbers of it: a register without any is then not its own.
    """

    id: str
    names: Names
    folder: str
    cell: bool = False
    numbered: bool = False

    @classmethod
    def new(cls, folder: Path) -> Identity:
        """An identity that nobody has had, for a workspace that has given no number."""
        return cls(uuid.uuid4().hex, Names(), _place(folder))

    @property
    def bound(self) -> bool:
        """Whether it has given a number, and so stands for certain names."""
        return self.names.given

    def bind(self, names: Names, folder: Path) -> Identity:
        """The same identity under these names in this place."""
        return replace(self, names=names, folder=_place(folder))


class Standing(Enum):
    """How a workspace stands to its identity (tình trạng), see `standing`."""

    NEW = auto()
    """No identity, or one that never gave a number and came from elsewhere."""
    UNUSED = auto()
    """An identity made here that has given no number yet."""
    SAME = auto()
    """All as recorded."""
    MOVED = auto()
    """The folder was moved: same names, and nothing stands in the old place."""
    COPY = auto()
    """A copy: same names, and the original stands in its place."""
    RENAMED = auto()
    """Other names, in the same place or with no original in sight."""
    OTHER = auto()
    """Other names in a copied folder: another body."""


def standing(identity: Identity | None, names: Names, folder: Path) -> Standing:
    """What the names in the workbook and the place of the folder say about the identity."""
    if identity is None:
        return Standing.NEW
    here = os.path.normcase(identity.folder) == os.path.normcase(_place(folder))
    if not identity.bound:
        return Standing.UNUSED if here or identity.cell else Standing.NEW
    same = identity.names.same(names)
    if here or identity.cell:
        return Standing.SAME if same else Standing.RENAMED
    original = _stands_there(identity, folder)
    if same:
        return Standing.COPY if original else Standing.MOVED
    return Standing.OTHER if original else Standing.RENAMED


def read_identity(folder: Path) -> Identity | None:
    """The identity of a workspace; ``None`` while it has none.

    Raises ``DataRejected`` when the file is damaged: a new identity in its
    place would begin again at number 01.
    """
    path = folder / IDENTITY_FILE
    try:
        raw = json.loads(read_small(path).decode("utf-8-sig"))
        names = Names(*(_text(raw[key]) for key in ("ma_co_quan", "ten_co_quan", "cap_tren")))
        identity = Identity(_text(raw["dinh_danh"]), names, _text(raw["thu_muc"]))
        if len(identity.id) != 32 or not identity.id.isalnum():
            raise ValueError(identity.id)
        return replace(
            identity, cell=raw.get("vai") == _CELL, numbered=raw.get("da_cap_so") is True
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        why = os_reason(error)
    except (ValueError, KeyError, TypeError, RecursionError):
        why = tr("Nội dung không còn đúng như chương trình đã ghi.")
    raise DataRejected(
        tr("Không đọc được tệp định danh {ten}.").format(ten=IDENTITY_FILE),
        where=str(path),
        why=why,
        fix=tr(
            "Lấy lại tệp từ bản sao lưu. Không còn bản nào thì xoá tệp hỏng; lần cấp số tới "
            "chương trình tìm trong sổ và hỏi."
        ),
    )


def make_identity(folder: Path) -> Identity:
    """Give a workspace its identity; the one it has if somebody else was quicker.

    The folder is made if needed. Raises ``CannotWrite``.
    """
    path = folder / IDENTITY_FILE
    text = _written(Identity.new(folder))
    make_folder(folder)
    with suppress(WorkspaceExists), writing(path, replace=False) as stream:
        stream.write(text.encode("utf-8"))
    found = read_identity(folder)
    assert found is not None  # it was published a moment ago
    return found


def renew_identity(folder: Path) -> Identity:
    """A new identity in the place of the one a workspace has, if any.

    One that has given numbers is kept beside under a name of its own: whoever
    answered wrongly gives it its name back. Raises ``CannotWrite``.
    """
    old = read_identity(folder)
    if old is None:
        return make_identity(folder)
    if old.bound:
        text = _written(old)
        write_bytes(folder / set_aside(old), text.encode("utf-8"))
    fresh = Identity.new(folder)
    write_identity(folder, fresh)
    return fresh


def set_aside(identity: Identity) -> str:
    """The name under which a replaced identity is kept."""
    return f"dinh-danh-{identity.id[:8]}.json"


def write_identity(folder: Path, identity: Identity) -> None:
    """Write a workspace's identity over the one it has. Raises ``CannotWrite``."""
    text = _written(identity)
    write_bytes(folder / IDENTITY_FILE, text.encode("utf-8"))


def carry_identity(ward: Path, names: Names, cell: Path) -> Identity:
    """Let a cell's workspace number under its ward's identity (mang định danh của đảng bộ).

    ``ward`` and ``cell`` are the two folders, ``names`` those in the ward's
    workbook, which its identity stands for from now on: a cell may give the
    first number. The cell's folder may be moved, mailed and copied; only the
    names in its workbook are compared. Gives the cell's identity. Raises
    ``DataRejected`` when it is not clear that the ward's folder is this ward's.
    """
    identity = read_identity(ward)
    found = standing(identity, names, ward)
    if found in (Standing.COPY, Standing.RENAMED, Standing.OTHER):
        raise DataRejected(
            tr("Chưa rõ thư mục này là của cơ quan nào nên chi bộ chưa mang định danh được."),
            where=str(ward),
            fix=tr("Gõ “giayto so co-quan” ở thư mục này để xem và trả lời."),
        )
    if identity is None or found is Standing.NEW:
        identity = Identity.new(ward)
    if found is not Standing.SAME:
        identity = identity.bind(names, ward)
        write_identity(ward, identity)
    carried = replace(identity.bind(names, cell), cell=True, numbered=False)
    write_identity(cell, carried)
    return carried


def _written(identity: Identity) -> str:
    told: dict[str, Any] = {
        "ghi_chu": _ABOUT,
        "dinh_danh": identity.id,
        "ma_co_quan": identity.names.code,
        "ten_co_quan": identity.names.name,
        "cap_tren": identity.names.superior,
        "thu_muc": identity.folder,
    }
    if identity.cell:
        told["vai"] = _CELL
    if identity.numbered:
        told["da_cap_so"] = True
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _place(folder: Path) -> str:
    return str(folder.resolve())


def _stands_there(identity: Identity, folder: Path) -> bool:
    """Whether the workspace that the identity was made for still stands in its place.

    A received file must not send this computer to a server of its choosing, so
    a network place is looked at only from the same share.
    """
    place = PureWindowsPath(identity.folder)
    if place.drive.startswith("\\\\") and place.drive != PureWindowsPath(_place(folder)).drive:
        return False
    try:
        found = read_identity(Path(identity.folder))
    except DataRejected:
        return True
    return found is not None and found.id == identity.id
