"""The masters that papers are made with (danh mục mẫu), those of own papers among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...conventions.ruleset import RuleSet, rules_for
from ...generators.keys import season_day
from ...generators.papers import PAPERS
from ...generators.plan import Paper
from ...i18n import later
from ...register.export.word import MASTER as REGISTER
from ...templates.seasons import ALL_DAYS, Season
from ..own_papers import Papers

_REGISTER_LABEL = later("Sổ đăng ký văn bản đi")
BUILT_IN = Papers()
"""No papers of the office's own."""


@dataclass(frozen=True, slots=True)
class Known:
    """A master and what it is for (mẫu của giấy tờ nào).

    ``paper`` is ``None`` for the register, which is no paper of the workbook; ``label`` what a
    person calls the paper, ``about`` for whom a form is, "" for the one master of a paper.
    ``own``: it is a paper of the office's own. ``by_year``: it goes by the year under review;
    ``season`` are the days of those years.
    """

    master: str
    paper: Paper | None
    label: str
    about: str = ""
    own: bool = False
    by_year: bool = False
    season: Season = ALL_DAYS

    @property
    def key(self) -> str:
        """The paper's key, that of the register's master its own."""
        return self.master if self.paper is None else self.paper.key

    @property
    def short(self) -> str:
        """What people call a form of a paper with several: ``02c``; "" for other masters."""
        return self.master.removeprefix(f"{self.key}-") if self.about else ""

    def moment(self, day: dt.date) -> dt.date:
        """The day that chooses the master of a paper of this day, as `Job.day` does.

        Of a form of other years the nearest day that is one of them.
        """
        moment = season_day(day.year) if self.by_year else day
        return min(max(moment, self.season.since or moment), self.season.until or moment)

    def rules(self, day: dt.date) -> RuleSet:
        """The rule set of its papers of this day. Raises :class:`NoRuleSet`."""
        return rules_for(self.moment(day))

    def is_used(self, day: dt.date) -> bool:
        """Whether papers of this day are made with it."""
        return not self.by_year or self.season.holds(season_day(day.year))

    def season_on(self, day: dt.date) -> Season:
        """The days for which what it says holds, this day among them: rule set and form."""
        rules = self.rules(day)
        return self.season.within(Season(rules.valid_from, rules.valid_until))


def known_masters(papers: Papers = BUILT_IN) -> list[Known]:
    """All masters, paper by paper, the forms in use before those of earlier years."""
    found: list[Known] = []
    for paper in PAPERS:
        found += _forms(paper) or [_only(paper, paper.key)]
    found.append(Known(REGISTER, None, _REGISTER_LABEL))
    return found + [_only(p, papers.files[p.key].stem.lower(), own=True) for p in papers.own]


def _only(paper: Paper, master: str, *, own: bool = False) -> Known:
    return Known(master, paper, paper.label, own=own)


def _forms(paper: Paper) -> list[Known]:
    return [
        Known(
            form.master,
            paper,
            paper.label,
            form.about,
            by_year=True,
            season=Season(
                dt.date(form.since, 1, 1) if form.since else None,
                dt.date(form.until, 12, 31) if form.until else None,
            ),
        )
        for form in paper.forms
    ]
