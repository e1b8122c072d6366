"""Plain values (giá trị thuần): what may be printed, and why the rest may not.

Texts, numbers, dates and times are plain. A list, a group of fields or a method
that somebody forgot to call is not: Python would print its own notation, which
no paper wants and which can show the insides of the program.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Real
from typing import Any

from ...errors import TemplateError
from ...i18n import tr
from ..inserts import Insert
from .passages import Passage, is_rich

_SCALARS = (str, int, float, Decimal, Real, datetime.date, datetime.time, datetime.timedelta)
_SHOWN = 6
QUICK = frozenset({str, int, float, bool, type(None)})
"""The types of nearly every value; they hold no other values."""


def is_scalar(value: Any) -> bool:
    """Whether the value is one text, number, date or time."""
    return isinstance(value, _SCALARS)


def is_unknown(value: Any) -> bool:
    """Whether the value stands for a name that is not in the data."""
    from jinja2.runtime import Undefined  # late: importing this package stays light

    return isinstance(value, Undefined)


def check_text(value: Any, name: str = "…") -> None:
    """Refuses to make text of anything but a scalar.

    ``name`` is the field as written in the template. An unknown name passes; it
    raises by itself when its text is asked for. Raises :class:`TemplateError`.
    """
    if isinstance(value, Passage):
        if not value.is_text:
            raise _formed(name)
    elif not (is_scalar(value) or is_unknown(value)):
        raise (
            _formed(name)
            if isinstance(value, Insert) or is_rich(value)
            else not_printable(value, name)
        )


def check_joinable(value: Any, name: str = "…") -> None:
    """The same for ``~`` and ``join``, which set formatted values side by side."""
    if not (isinstance(value, (Passage, Insert)) or is_rich(value)):
        check_text(value, name)


def _formed(name: str) -> TemplateError:
    return TemplateError(
        tr("Giá trị có định dạng, ảnh hay liên kết chỉ in được nguyên vẹn: «{truong}».").format(
            truong=name
        ),
        fix=tr(
            "In thẳng giá trị đó, hoặc nối bằng ~ và join; bộ lọc chữ, %, format chỉ dùng cho"
            " chữ thường."
        ),
    )


def _inside(group: Mapping[Any, Any], name: str) -> str:
    """What to do about a group of fields: the fields that it has, as they are typed."""
    fields = [f"{{{{ {name}.{key} }}}}" for key, value in group.items() if is_scalar(value)]
    if not fields:
        return tr("Viết thêm dấu chấm và tên trường bên trong, ví dụ {{ dang_vien.ho_ten }}.")
    shown = ", ".join(fields[:_SHOWN]) + ", …" * (len(fields) > _SHOWN)
    return tr("Viết thêm dấu chấm và tên trường bên trong: {ds}.").format(ds=shown)


def not_printable(value: Any, name: str) -> TemplateError:
    """The error for a value that has no place on paper, by what it is."""
    if value is None:
        # Told apart by its type in the message: a missing value, not a wrong template.
        raise TypeError("NoneType has no text")
    if callable(value):
        owner, _, called = name.rpartition(".")
        fix = (
            tr("Muốn gọi thì thêm dấu (); nếu đó là tên trường thì viết {{{{ {cach} }}}}.").format(
                cach=f"{owner}['{called}']"
            )
            if owner
            else tr("Thêm dấu () để gọi, hoặc sửa tên trường.")
        )
        return TemplateError(
            tr("«{truong}» là một lệnh của mẫu, không phải giá trị, nên không in được.").format(
                truong=name
            ),
            fix=fix,
        )
    if isinstance(value, Mapping):
        return TemplateError(
            tr("«{truong}» là một nhóm trường, không in thẳng ra được.").format(truong=name),
            fix=_inside(value, name),
        )
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return TemplateError(
            tr("«{truong}» là một danh sách, không in thẳng ra được.").format(truong=name),
            fix=tr("Dùng vòng lặp {% for %}, hoặc nối lại: {{ danh_sach|join(', ') }}."),
        )
    return TemplateError(
        tr("Giá trị của «{truong}» thuộc kiểu {kieu}, không in được.").format(
            truong=name, kieu=type(value).__name__
        ),
        fix=tr("Dùng Image, Link hoặc SubDocument của giayto.rendering thay cho kiểu đó."),
    )
