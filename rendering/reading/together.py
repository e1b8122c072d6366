"""Several faults as one error (nhiều lỗi, một lần báo): a keeper mends all in one go."""

from __future__ import annotations

from ...errors import TemplateSyntax
from ...i18n import tr

_TOLD = 12
"""Further faults that one error tells."""


def together(faults: list[TemplateSyntax]) -> TemplateSyntax:
    """The first error with the others in its further lines."""
    first, *others = faults
    first.details += tuple(
        " ".join(said for said in _sentences(fault) if said) for fault in others[:_TOLD]
    )
    if len(others) > _TOLD:
        first.details += (tr("… và {so} lỗi khác").format(so=len(others) - _TOLD),)
    return first


def _sentences(fault: TemplateSyntax) -> tuple[str | None, ...]:
    return (f"{fault.where}:", fault.what, fault.why, *fault.details, fault.fix)
