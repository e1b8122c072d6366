"""The compiled masters of one run (tủ mẫu), each compiled at its first use."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from ..data.ward import Ward
from ..errors import GiaytoError
from ..generators.values import member_labels
from ..rendering import CompiledTemplate
from ..templates.store import find_master


class Library:
    """Finds and compiles masters (tủ mẫu). A master that fails, fails once for all documents."""

    def __init__(self, ward: Ward, own_masters: Path | None) -> None:
        self._spelling = cast(Literal["uỷ", "ủy"], ward.settings.spelling)
        self._own = own_masters
        self._found: dict[tuple[str, str], CompiledTemplate | GiaytoError] = {}

    def get(self, rules: str, master: str) -> CompiledTemplate:
        """The master of this name in this rule set. Raises the template errors."""
        found = self._found.get((rules, master))
        if found is None:
            try:
                file = find_master(master, rules, own_folder=self._own, spelling=self._spelling)
                found = CompiledTemplate.load(file.content, labels=member_labels())
            except GiaytoError as error:
                found = error
            self._found[rules, master] = found
        if isinstance(found, GiaytoError):
            raise found
        return found
