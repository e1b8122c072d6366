"""The compiled masters of one run (tủ mẫu), each compiled at its first use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from ..data.ward import Ward
from ..errors import GiaytoError
from ..generators.plan import DAY, Paper
from ..rendering import DEFAULT_LIMITS, CompiledTemplate
from ..rendering.apart import TemplateApart
from ..rendering.reading.spoken import Labels
from ..templates.store import OwnMasters, find_master

Template = CompiledTemplate | TemplateApart
"""A built-in master works here; a clerk's own, which may hang, in a process that can be killed."""
_LIMITS = DEFAULT_LIMITS


class Library:
    """Finds and compiles masters (tủ mẫu). A master that fails, fails once for all documents."""

    def __init__(
        self, ward: Ward, own: OwnMasters, labels: Mapping[str, Labels] | None = None
    ) -> None:
        self._spelling = cast(Literal["uỷ", "ủy"], ward.settings.spelling)
        self._own = own
        self._labels = labels or {}
        self._found: dict[tuple[str, str, str], Template | GiaytoError] = {}

    def get(self, paper: Paper, rules: str, master: str) -> Template:
        """The master of this name in this rule set. Raises the template errors."""
        name = paper.key, rules, master
        found = self._found.get(name)
        if found is None:
            try:
                file = find_master(master, rules, own=self._own, spelling=self._spelling)
                make = TemplateApart if file.own else CompiledTemplate.load
                found = make(
                    file.content,
                    name=file.path.name,
                    limits=_LIMITS,
                    # The built-in masters say every name by its key.
                    labels=self._labels.get(master, paper.labels) if file.own else {},
                    day=DAY,
                )
            except GiaytoError as error:
                found = error
            self._found[name] = found
        if isinstance(found, GiaytoError):
            raise found
        return found
