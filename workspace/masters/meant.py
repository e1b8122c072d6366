"""Which masters a person means (mẫu nào): a paper, a family, or one master by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...data.sample.ward import sample_dataset
from ...data.ward import Ward
from ...generators.papers import PAPERS, find_papers
from ...generators.plan import Paper, Scope
from ...register.export_word import MASTER as REGISTER
from ...templates.store import built_in_names
from .known import full_name


@dataclass(frozen=True, slots=True)
class Meant:
    """A paper with its masters of one year (giấy tờ và các mẫu của nó).

    ``paper`` is ``None`` for the register, which is no paper of the workbook.
    """

    paper: Paper | None
    label: str
    masters: tuple[str, ...]


_REGISTER_LABEL = "Sổ đăng ký văn bản đi"


def masters_meant(
    typed: str, rules_id: str, year: int, papers: Sequence[Paper] = PAPERS
) -> list[Meant]:
    """What was meant, as typed for ``tao``, or the name of one master: ``KIEM-DIEM-02C``, ``02c``.

    ``year`` chooses the forms of its season, ``papers`` are those there are. Raises
    :class:`UnknownPaper`.
    """
    name = typed.strip().lower().removesuffix(".docx")
    name = full_name(name) or name
    if name in built_in_names(rules_id):
        paper = paper_of(name)
        label = _REGISTER_LABEL if paper is None else paper.label
        return [Meant(paper, label, (name,))]
    meant = find_papers([typed], papers)
    sample = sample_ward(year)
    return [Meant(paper, paper.label, _masters(paper, sample)) for paper in meant]


def paper_of(master: str) -> Paper | None:
    """The paper that a master is of; ``None`` for the register, which is no paper."""
    if master == REGISTER:
        return None
    return next((paper for paper in PAPERS if master.startswith(paper.key)), None)


def sample_ward(year: int) -> Ward:
    """The invented ward (phường mẫu), in this year under review."""
    data = sample_dataset()
    settings = data.settings.model_copy(update={"year": year})
    return Ward(data.model_copy(update={"settings": settings}))


def _masters(paper: Paper, sample: Ward) -> tuple[str, ...]:
    jobs = paper.plan(sample, Scope(whatever=True)).jobs
    return tuple(sorted({job.master for job in jobs if job.master})) or (paper.key,)
