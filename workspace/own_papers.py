"""The papers of a workspace (giấy tờ của nơi làm việc): the built-in ones, and the clerk's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import GiaytoError, PaperDeclaration
from ..generators.own_declaration import understand
from ..generators.own_paper import own_paper
from ..generators.papers import PAPERS
from ..generators.plan import Paper
from ..i18n import tr
from ..templates.store import OwnMasters


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that can be made here (danh mục giấy tờ ở đây).

    ``own`` are the clerk's own, ``files`` their masters, by paper key. ``faults`` are those
    of files that say they are a paper in words that are not understood, by file.
    """

    own: tuple[Paper, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    faults: Mapping[Path, GiaytoError] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Paper, ...]:
        """The built-in papers, then the clerk's own."""
        return (*PAPERS, *self.own)


def papers_of(masters: OwnMasters) -> Papers:
    """The papers of a workspace: every own master that says what it is for is one."""
    own: dict[str, Paper] = {}
    files: dict[str, Path] = {}
    faults: dict[Path, GiaytoError] = {}
    taken = {paper.key for paper in PAPERS} | {paper.family for paper in PAPERS}
    for name, said in masters.said.items():
        path = masters.paths[name]
        if not masters.is_paper(name) or (not said.get("per") and _is_built_in(name)):
            continue
        try:
            declared = understand(said, path.stem)
            if declared.key in taken or declared.key in own:
                raise _taken(declared.label, path.name, files.get(declared.key))
            own[declared.key] = own_paper(declared)
            files[declared.key] = path
        except PaperDeclaration as fault:
            faults[path] = fault
    return Papers(tuple(own.values()), files, faults)


def _is_built_in(master: str) -> bool:
    return any(master.startswith(paper.key) for paper in PAPERS)


def _taken(label: str, file: str, other: Path | None) -> PaperDeclaration:
    what = tr("Đã có một loại giấy tờ khác tên “{ten}”.")
    if other is not None:
        what = tr("Đã có một loại giấy tờ khác tên “{ten}”, ở tệp {tep}.")
    return PaperDeclaration(
        what.format(ten=label, tep=other and other.name),
        where=file,
        fix=tr("Đặt cho tệp một tên khác."),
    )
