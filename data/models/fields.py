"""The field catalogue (danh mục trường): what one column of the workbook is.

A field is declared once, on a model, with :func:`field`. The workbook's
columns, the reader's header matching, the template variables, the field list
for staff and the documentation page all come from that declaration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, Field

Kind = Literal["text", "long", "name", "ident", "date", "time", "int", "decimal", "money", "mark"]
"""How a cell is read and shown.

``text`` one line; ``long`` several paragraphs; ``name`` a person's name, never
respelled; ``ident`` digits kept as text; ``date`` a :class:`PartialDate`;
``time`` hours and minutes; ``int``, ``decimal``, ``money`` (đồng) numbers;
``mark`` yes or no.
"""

_SPEC = "giayto"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One declared field (trường): everything that is said about a column.

    ``attribute`` is the Python name, ``label`` the Vietnamese header, ``key``
    the name in templates. ``choices`` is empty for free input. ``width`` is
    the column width in characters. ``default`` is what an empty cell means;
    ``None`` is "not known". ``digits`` are the lengths a number kept as text may
    have (a card number: 8 or 12); empty for identifiers that are not numbers.
    ``retired`` are choices that earlier workbooks hold: read, no longer offered.
    ``least`` and ``most`` bound a number; ``None`` sets no bound. ``shown`` is a
    column for people only, a name beside a code: what a formula puts there is
    never read. ``percent`` is a number in percent: ``120%`` is 120 there.
    """

    attribute: str
    label: str
    key: str
    kind: Kind
    required: bool
    synonyms: tuple[str, ...]
    choices: tuple[str, ...]
    help: str
    example: str
    width: int
    default: object
    digits: tuple[int, ...] = ()
    retired: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    shown: bool = False
    percent: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means this field: the label first, then the synonyms."""
        return (self.label, *self.synonyms)


def field(
    label: str,
    key: str,
    *,
    default: Any,
    kind: Kind = "text",
    required: bool = False,
    synonyms: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
    help: str = "",
    example: str = "",
    width: int = 16,
    digits: tuple[int, ...] = (),
    retired: tuple[str, ...] = (),
    least: int | None = None,
    most: int | None = None,
    shown: bool = False,
    percent: bool = False,
) -> Any:
    """A model attribute that is also a column (khai báo một trường)."""
    spec: Any = {
        "label": label,
        "key": key,
        "kind": kind,
        "required": required,
        "synonyms": synonyms,
        "choices": choices,
        "help": help,
        "example": example,
        "width": width,
        "digits": digits,
        "retired": retired,
        "least": least,
        "most": most,
        "shown": shown,
        "percent": percent,
    }
    return Field(default=default, json_schema_extra={_SPEC: spec})


class Record(BaseModel):
    """One row of a sheet (một dòng dữ liệu), normalised.

    ``row`` is the row number in the workbook, from 1; 0 when the record was
    made in memory. ``own`` are the values of the clerk's own columns by key, as
    the sheet shows them: every column of the sheet, "" for an empty cell.
    """

    model_config = {"extra": "forbid", "validate_assignment": False}

    row: int = 0
    own: dict[str, str] = {}


@cache  # asked for at every row
def fields_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The declared fields of a model, in order of declaration."""
    return tuple(_specs(model))


def _specs(model: type[BaseModel]) -> Iterator[FieldSpec]:
    for attribute, info in model.model_fields.items():
        extra = info.json_schema_extra
        if not isinstance(extra, dict) or _SPEC not in extra:
            continue
        spec: Any = extra[_SPEC]
        yield FieldSpec(attribute=attribute, default=info.get_default(), **spec)
