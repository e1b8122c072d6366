"""The example row of a sheet (dòng ví dụ): how it is written, and how it is known again.

Its first cell begins with ``(ví dụ)``. A row so marked is never data. The mark
goes with a deleted column or is typed over, so the invented person is known by
what else the row holds, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.spelling import fold
from ..cells.reading import as_text
from ..models.fields import FieldSpec

EXAMPLE_MARK = "(ví dụ)"

# What only the invented person has, by sheet; a real row may well share the rest.
_TELLING = {
    "dang_vien": ("full_name", "birth", "card", "joined", "official"),
    "to_chuc": ("secretary",),
}
# Nobody has this card number; of the others several must come together.
_SURE = "card"
_ALL_DATES = 3


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


class KnownExample:
    """The example row of one sheet, known by its content (dòng ví dụ, nhận theo nội dung).

    ``telling`` are the values, by attribute, without any of which a row is none.
    """

    def __init__(self, key: str, specs: Sequence[FieldSpec]) -> None:
        self._telling = _TELLING.get(key, ())
        self._first = specs[0].attribute
        values = {s.attribute: t for s, t in zip(specs, example_values(specs), strict=True)}
        self._shown = {attribute: fold(text) for attribute, text in values.items()}
        self.telling = {attribute: values[attribute] for attribute in self._telling}

    def left_in(self, values: dict[str, object]) -> tuple[list[str], bool]:
        """The attributes that still hold the example's values, and whether nothing else does.

        ``values`` are raw cells, by attribute, of a row without the mark. No
        attributes: it is a row like any other.
        """
        same = [a for a in self._telling if a in values and self._is(a, values[a])]
        filled = [a for a, raw in values.items() if a != self._first and as_text(raw)]
        left = [a for a in filled if self._is(a, values[a])]
        if not same or not self._is_sure(same, left):
            return [], False
        return left, len(left) == len(filled)

    def _is_sure(self, same: list[str], left: list[str]) -> bool:
        """Real people have joined on the 3rd of February, too: dates alone are not enough."""
        if _SURE in same or len(self._telling) == 1:
            return True
        if "full_name" in same:
            return len(same) > 1
        return len(same) == _ALL_DATES and len(left) > _ALL_DATES + 1

    def _is(self, attribute: str, raw: object) -> bool:
        example = self._shown[attribute]
        return bool(example) and fold(as_text(raw)) == example
