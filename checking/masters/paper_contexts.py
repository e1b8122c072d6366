"""What the papers made with a master really give it (ngữ cảnh thật của mẫu)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...data.models import SHEETS, Dataset
from ...data.models.source_map import OwnColumn
from ...data.sample.ward import sample_of_year
from ...data.ward import Ward
from ...data.workbook.read import records_of
from ...errors import GiaytoError, PaperDeclaration
from ...generators.declared.declaration import paper_key
from ...generators.labels import labels_for
from ...generators.papers import PAPERS
from ...generators.plan import Context, Job, Paper, Scope
from ...generators.self_review import with_form_years
from ...register.export.word import MASTER as REGISTER
from .field_names import names_in
from .sample_register import sample_register


class PaperContexts:
    """Contexts by master, planned at the first question and kept (ngữ cảnh theo mẫu).

    ``ward`` is the clerk's own; with ``sound`` false its data cannot be trusted, and only
    what columns it has is asked of it. ``year`` is the year under review, ``papers`` the
    clerk's own papers. The sample ward, complete in every column, stands in where the
    clerk's has no record for a master.
    """

    def __init__(
        self, ward: Ward | None, year: int, papers: Sequence[Paper] = (), *, sound: bool = True
    ) -> None:
        self._papers = (*PAPERS, *papers)
        self._own = ward.data.source.own if ward is not None else {}
        self._ward = ward if sound else None
        self._year = year
        self._first: dict[str, Context] = {}
        self._planned: dict[str, Iterator[Job]] = {}
        self._days: dict[str, set[tuple[str, dt.date | None]]] = defaultdict(set)
        self._misdeclared: dict[str, PaperDeclaration] = {}
        self._samples: dict[int, Ward] = {}
        self._sampled: dict[str, list[Context]] = {}
        self._labels: dict[str, dict[str, str | tuple[str, ...]]] = {}

    def of(self, master: str) -> list[Context]:
        """Contexts of this master: the ward's first, if it has one, then the sample ward's.

        The register's are those of a sample register. Empty for a master that
        no paper of any season is made with.
        """
        if master == REGISTER:
            return sample_register()
        own = self.of_ward(master)
        return [*([own] if own is not None else []), *self._of_sample(master)]

    def labels(self, master: str) -> dict[str, str | tuple[str, ...]]:
        """What a template may say for the names that its papers give (nhãn).

        By the sample ward's papers, which have every name, and the own columns of the
        clerk's workbook: so they do not change with the people in it.
        """
        papers = self._papers_of(master)
        if not papers:
            return {}
        if master not in self._labels:
            names = names_in(self._of_sample(master), mark="[]")
            self._labels[master] = labels_for(papers[0], names, self._own)
        return self._labels[master]

    def of_ward(self, master: str) -> Context | None:
        """The context of the ward's first document of this master; ``None`` without any."""
        for paper in self._papers_of(master):
            jobs = self._planned.setdefault(paper.key, self._jobs(paper))
            while master not in self._first and (job := next(jobs, None)) is not None:
                self._seen(job)
        return self._first.get(master)

    def days(self, master: str) -> set[tuple[str, dt.date | None]]:
        """Of the ward's own documents made with this master: rule set and day."""
        for paper in self._papers_of(master):
            for job in self._planned.setdefault(paper.key, self._jobs(paper)):
                self._seen(job)
        return self._days[master]

    def misdeclared(self, master: str) -> PaperDeclaration | None:
        """What is wrong with what an own paper says of itself, by the rules of its day."""
        self.days(master)
        papers = self._papers_of(master)
        return next((self._misdeclared[p.key] for p in papers if p.key in self._misdeclared), None)

    def _seen(self, job: Job) -> None:
        if job.fault is not None:  # of the data: said when the paper is made
            if isinstance(job.fault, PaperDeclaration):
                self._misdeclared[job.paper] = job.fault
            return
        self._days[job.master].add((job.rules, job.day))
        if job.master not in self._first:
            self._first[job.master] = job.context

    def _jobs(self, paper: Paper) -> Iterator[Job]:
        """The ward's documents of a paper, planned unit by unit as far as they are asked for."""
        ward = self._ward
        if ward is None:
            return
        for unit in ward.data.organisations:
            try:
                yield from paper.plan(ward, Scope(units=(unit,))).jobs
            except GiaytoError:
                continue  # said of the data, and when the paper is made

    def _of_sample(self, master: str) -> list[Context]:
        if master not in self._sampled:
            self._sampled[master] = self._plan_sample(master)
        return self._sampled[master]

    def _plan_sample(self, master: str) -> list[Context]:
        for year in with_form_years(self._year):
            found = [
                job.context
                for paper in self._papers_of(master)
                for job in paper.plan(self._sample(year), Scope(whatever=True)).jobs
                if job.master == master and job.fault is None
            ]
            if found:
                return found
        return []

    def _sample(self, year: int) -> Ward:
        if year not in self._samples:
            self._samples[year] = Ward(_with_own_columns(sample_of_year(year), self._own))
        return self._samples[year]

    def _papers_of(self, master: str) -> list[Paper]:
        """A master is named like its paper, with the form behind it where a paper has several."""
        key = paper_key(master)
        named = [paper for paper in self._papers if paper.key == key]
        return named or [paper for paper in self._papers if key.startswith(paper.key)]


def _with_own_columns(data: Dataset, own: Mapping[str, Sequence[OwnColumn]]) -> Dataset:
    """The sample data with the clerk's own columns, each cell saying its header."""
    for sheet in SHEETS:
        values = {column.key: column.label for column in own.get(sheet.key, ())}
        for record in records_of(data, sheet) if values else ():
            record.own = values
    source = data.source.model_copy(update={"own": dict(own)})
    return data.model_copy(update={"source": source})
