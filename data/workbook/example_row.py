"""The example row of a sheet (dòng ví dụ): how it is written, and how it is known again.

Its first cell begins with ``(ví dụ)``. A row so marked is never data.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.spelling import fold
from ..cells.reading import as_text
from ..models.fields import FieldSpec

EXAMPLE_MARK = "(ví dụ)"


def example_values(specs: Sequence[FieldSpec]) -> list[str]:
    """The cells of an example row, the first one marked."""
    values = [
        spec.example or (spec.choices[0] if spec.required and spec.choices else "")
        for spec in specs
    ]
    first = values[0] or specs[0].label
    return [f"{EXAMPLE_MARK} {first}", *values[1:]]


def is_example(first_cell: object) -> bool:
    """Whether a row's first filled cell marks it as the example."""
    return isinstance(first_cell, str) and fold(first_cell).startswith(EXAMPLE_MARK)


def differs_from_example(values: dict[str, object], specs: Sequence[FieldSpec]) -> bool:
    """Whether somebody typed data of their own into the example row.

    ``values`` are raw cells by attribute.
    """
    shown = dict(zip((s.attribute for s in specs), example_values(specs), strict=True))
    return any(
        fold(as_text(raw)) not in ("", fold(shown.get(attribute, "")))
        for attribute, raw in values.items()
        if attribute != specs[0].attribute
    )
