"""The papers of a workspace (giấy tờ của nơi làm việc): the built-in ones, and the clerk's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import GiaytoError, PaperDeclaration
from ..files.outputs import same_file
from ..generators.column_names import OwnColumns
from ..generators.declared.declaration import paper_key
from ..generators.declared.planning import declared_paper
from ..generators.declared.spoken import understand
from ..generators.papers import PAPERS, find_papers
from ..generators.plan import OWN_FAMILY, Paper
from ..i18n import tr
from ..templates.store import OwnMasters
from .own_slips import certain, means_paper, refuse_slips


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that can be made here (danh mục giấy tờ ở đây).

    ``own`` are the clerk's own, ``files`` their masters, by paper key. ``faults`` are those
    of files that say they are a paper in words that are not understood, by file. ``unsure``
    are the papers of those as far as that is certain: their tags are checked by them, and
    nothing is made.
    """

    own: tuple[Paper, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    faults: Mapping[Path, GiaytoError] = field(default_factory=dict)
    unsure: tuple[Paper, ...] = ()

    @property
    def all(self) -> tuple[Paper, ...]:
        """The built-in papers, then the clerk's own."""
        return (*PAPERS, *self.own)

    def find(self, names: Sequence[str]) -> list[Paper]:
        """The papers meant by names typed by a person; none means all.

        Raises the fault of a file that is meant, else :class:`UnknownPaper`.
        """
        self.refuse_faulty(*names)
        return find_papers(names, self.all)

    def refuse_faulty(self, *names: str) -> None:
        """Raise the fault of a file that one of the names means."""
        wanted = {paper_key(name.removesuffix(".docx")) for name in names} - _taken_keys()
        for path, fault in self.faults.items():
            if paper_key(path.stem) in wanted or (OWN_FAMILY in wanted and not self.own):
                raise fault

    def left_out(self, names: Sequence[str]) -> list[GiaytoError]:
        """The faults of the files that are papers not made, where all are wished for."""
        all_own = not names or any(paper_key(name) == OWN_FAMILY for name in names)
        return list(self.faults.values()) if all_own else []

    def fault_of(self, path: Path) -> GiaytoError | None:
        """What is wrong with what a file says of itself; ``None`` for nothing, or another file."""
        return next((f for own, f in self.faults.items() if same_file(own, path)), None)


def papers_of(masters: OwnMasters, columns: OwnColumns | None) -> Papers:
    """The papers of a workspace: every own master that says what it is for is one.

    ``columns`` are the own columns of its workbook, ``None`` where that is not read.
    """
    own: list[Paper] = []
    unsure: list[Paper] = []
    faults: dict[Path, GiaytoError] = {}
    files: dict[str, list[Path]] = defaultdict(list)
    named = {n: said for n, said in masters.said.items() if _is_paper(masters, n)}
    for name in named:
        files[paper_key(masters.paths[name].stem)].append(masters.paths[name])
    for name, said in named.items():
        path = masters.paths[name]
        try:
            refuse_slips(said)
            declared = understand(said, path.stem, columns)
            others = [file.name for file in files[declared.key] if file != path]
            if declared.key in _taken_keys() or others:
                raise _taken(declared.label, others)
            own.append(declared_paper(declared))
        except PaperDeclaration as fault:
            fault.where = path.name
            faults[path] = fault
            if (sure := certain(said)) and paper_key(path.stem) not in _taken_keys():
                unsure.append(declared_paper(understand(sure, path.stem, columns)))
    by_key = {paper.key: files[paper.key][0] for paper in own}
    return Papers(tuple(own), by_key, faults, tuple(unsure))


def papers_for(
    path: Path, masters: OwnMasters, papers: Papers, columns: OwnColumns | None
) -> Papers:
    """The papers by which a file is read, wherever it lies.

    Those of the workspace, which are given with its masters, or, of a file elsewhere that
    says it is a paper, that one alone.
    """
    if any(same_file(path, each) for each in masters.paths.values()):
        return papers
    there = papers_of(OwnMasters.of_files({path.stem.lower(): path}), columns)
    return there if there.own or there.faults else papers


def _taken_keys() -> set[str]:
    """What the built-in papers and their families are called."""
    return {paper.key for paper in PAPERS} | {paper.family for paper in PAPERS}


def _is_paper(masters: OwnMasters, name: str) -> bool:
    said = masters.said[name]
    if said.get("per") or means_paper(said):
        return True
    return masters.is_paper(name) and not _is_built_in(name)


def _is_built_in(master: str) -> bool:
    return any(master.startswith(paper.key) for paper in PAPERS)


def _taken(label: str, others: Sequence[str]) -> PaperDeclaration:
    what = tr("Đã có một loại giấy tờ khác tên “{ten}”.")
    if others:
        what = tr("Đã có một loại giấy tờ khác tên “{ten}”, ở tệp {tep}.")
    return PaperDeclaration(
        what.format(ten=label, tep=", ".join(others)), fix=tr("Đặt cho tệp một tên khác.")
    )
