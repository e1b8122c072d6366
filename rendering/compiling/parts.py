"""The parts of a template, compiled together (biên dịch các phần): faults of all in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...errors import GiaytoError, TemplateSyntax
from ..limits import Limits
from ..printing.printer import Missing
from ..reading.parts import PartSource
from ..reading.source import TemplateSource, read_only
from ..reading.spoken import Labels
from ..reading.together import together
from ..sandbox.environment import Sandbox
from .program import Program
from .torn_faults import TornBlock


def compile_parts(
    sandbox: Sandbox, taken: TemplateSource, missing: Missing
) -> list[tuple[PartSource, Program]]:
    """The programs of the parts with stories.

    Raises :class:`TemplateSyntax` with all that reading and compiling find wrong with tags,
    else the errors of templates: unsafe, limits.
    """
    made: list[tuple[PartSource, Program]] = []
    faults = list(taken.faults)
    for part in taken.parts:
        try:
            program = Program(sandbox, part.text, part.title, missing=missing, body=part.is_body)
        except GiaytoError as fault:
            if part.is_faulty:
                continue  # may be of what reading told already
            if not isinstance(fault, TemplateSyntax):
                raise
            faults.append(fault)
        else:
            faults += _tears(program, taken.faults)
            made.append((part, program))
    if faults:
        raise together(faults)
    return made


def find_faults(
    contents: Mapping[str, bytes],
    labels: Labels,
    limits: Limits,
    filters: Mapping[str, Callable[..., Any]],
    *,
    plain_blocks: bool = False,
) -> list[TemplateSyntax]:
    """What reading a checked template cannot do and what tears its structure, each by itself.

    ``filters`` are those that its tags may use. Other faults of compiling are left to it.
    Raises :class:`TemplateLimit` (too many tags).
    """
    faults, parts = read_only(contents, labels, limits, plain_blocks=plain_blocks)
    sandbox = Sandbox(limits, filters)
    torn: list[TemplateSyntax] = []
    for part in parts:
        try:
            program = Program(sandbox, part.text, part.title, missing="stop", body=part.is_body)
        except GiaytoError:
            continue
        torn += _tears(program, faults)
    return faults + torn


def _tears(program: Program, told: list[TemplateSyntax]) -> list[TornBlock]:
    """What tears a part but for what is told already: a tag that stays where it cannot stand."""
    of_part = [fault for fault in told if (fault.where or "").startswith(program.title)]
    return [
        tear
        for tear in program.torn
        if not any(
            _is_told(fault, place, tag)
            for fault in of_part
            for place, tag in zip((tear.where, tear.ends), tear.tags, strict=True)
        )
    ]


def _is_told(fault: TemplateSyntax, place: str | None, tag: str) -> bool:
    """Whether a fault is of a tag in a place; it quotes all that stands there beside it."""
    words = (place or "").partition("«")[2].rstrip("»")
    return fault.where == place or (tag in fault.what and words in (fault.where or ""))
