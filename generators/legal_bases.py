"""The legal bases of a body's papers (căn cứ), in force on the day, cited as the rule has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conventions.legal_basis import bare_basis, citation, legal_basis_lines
from ..conventions.spelling import fold
from ..data.law import in_force
from ..data.models import LegalBasis
from ..data.models.commendation import lent, serves
from ..data.reference import choice, paper_words
from .plan import Context

if TYPE_CHECKING:
    from .office import Office


class LegalBases:
    """The rows of the sheet ``Căn cứ`` for the papers of one office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        # Papers for each of many share those of their group.
        self._known: dict[object, list[str]] = {}

    def part(
        self,
        group: str,
        vote: str = "",
        *,
        of_cells: bool = True,
        itself: LegalBasis | None = None,
    ) -> Context:
        """The part ``can_cu``: the bases of a paper group in force on the day.

        ``vote`` is a basis of this paper alone, before what others proposed; without
        ``of_cells`` the cells proposed nothing. ``itself`` is the paper's own row among
        them, which it leaves out.
        """
        office, known = self._office, self._known
        if (key := (group, vote, of_cells, id(itself))) not in known:
            items = [
                self._text(basis, lent=not of_cells or lent(basis.papers, group))
                for basis in office.ward.data.legal_bases
                if serves(basis.papers, group) and in_force(basis, office.known_day)
                if basis is not itself
            ]
            considers = fold(paper_words("basis", "considers"))
            first = next((n for n, i in enumerate(items) if fold(i).startswith(considers)), None)
            items.insert(len(items) if first is None else first, vote)
            known[key] = legal_basis_lines([office.spell(i) for i in items if i], office.rules)
        return {"can_cu": known[key]}

    def cited(self, group: str) -> list[str]:
        """The documents of a paper group in force on the day, in full, for running text.

        Rule: Hướng dẫn 05-HD/VPTW, điểm 6.1.3: a document is cited in full the first time.
        """
        office, named = self._office, choice("paper_group", group)
        texts = [
            bare_basis(basis.wording, office.rules) if basis.wording else self._citation(basis)
            for basis in office.ward.data.legal_bases
            if basis.papers == named and in_force(basis, office.known_day)
        ]
        return [office.spell(text) for text in texts if text]

    def _text(self, basis: LegalBasis, *, lent: bool) -> str:
        office = self._office
        if basis.wording:
            # A cell that decides for itself has no cells below it to propose anything, nor do
            # cells propose on those whom a decision of another kind is about.
            of_cells = (office.is_cell or lent) and fold("của các chi bộ") in fold(basis.wording)
            return "" if of_cells else office.filled(basis.wording)
        return self._citation(basis)

    def _citation(self, basis: LegalBasis) -> str:
        if not (basis.kind or basis.number):
            return ""
        day = basis.date.full() if basis.date else None
        told = (basis.number or None, day, basis.body or None, basis.title or None)
        return citation(basis.kind, *told, self._office.rules)
