"""The masters that papers are made with (danh mục mẫu), and which of them a person means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ...conventions.ruleset import RuleSet, rules_for
from ...conventions.spelling import fold_plain
from ...errors import UnknownPaper
from ...generators import self_review
from ...generators.papers import FAMILIES, PAPERS, find_papers
from ...i18n import later, tr
from ...register.export_word import MASTER as REGISTER
from ...suggestions import did_you_mean
from ...templates.seasons import ALL_DAYS, Season
from ...templates.store import master_of

_REGISTER_LABEL = later("Sổ đăng ký văn bản đi")


@dataclass(frozen=True, slots=True)
class Known:
    """A master and what it is for (mẫu của giấy tờ nào).

    ``paper`` is the paper's key, that of the register's master its own; ``label`` what a
    person calls the paper, ``about`` for whom a form is, "" for the one master of a paper.
    ``by_year``: it goes by the year under review; ``season`` are the days of those years.
    """

    master: str
    paper: str
    label: str
    about: str = ""
    by_year: bool = False
    season: Season = ALL_DAYS

    def moment(self, day: dt.date) -> dt.date:
        """The day that chooses the master of a paper of this day, as `Job.day` does.

        Of a form of other years the nearest day that is one of them.
        """
        moment = self_review.season_day(day.year) if self.by_year else day
        return min(max(moment, self.season.since or moment), self.season.until or moment)

    def rules(self, day: dt.date) -> RuleSet:
        """The rule set of its papers of this day. Raises :class:`NoRuleSet`."""
        return rules_for(self.moment(day))

    def is_used(self, day: dt.date) -> bool:
        """Whether papers of this day are made with it."""
        return not self.by_year or self.season.holds(self_review.season_day(day.year))

    def season_on(self, day: dt.date) -> Season:
        """The days for which what it says holds, this day among them: rule set and form."""
        rules = self.rules(day)
        return self.season.within(Season(rules.valid_from, rules.valid_until))


def known_masters() -> list[Known]:
    """All masters, paper by paper, the forms in use before those of earlier years."""
    found: list[Known] = []
    for paper in PAPERS:
        if paper.key == self_review.PAPER:
            found += _forms(paper.label)
        else:
            found.append(Known(paper.key, paper.key, paper.label))
    return [*found, Known(REGISTER, REGISTER, _REGISTER_LABEL)]


def _forms(label: str) -> list[Known]:
    return [
        Known(
            master,
            self_review.PAPER,
            label,
            "; ".join(categories),
            by_year=True,
            season=Season(dt.date(since, 1, 1), dt.date(until, 12, 31) if until else None),
        )
        for master, categories, since, until in self_review.form_masters()
    ]


def masters_meant(typed: str, day: dt.date) -> list[Known]:
    """The masters meant by a paper, a family, a master's name or a file's, as a person types it.

    Of a paper those in use on ``day``; one that is named itself whatever the day.
    Raises :class:`UnknownPaper` with the nearest name.
    """
    known = known_masters()
    wanted = fold_plain(typed).removesuffix(".docx").strip()
    handle = master_of(wanted).replace("_", "-").replace(" ", "-")
    named = [each for each in known if handle in (each.master, _short(each))]
    named += [each for each in known if each.master == REGISTER and wanted in _REGISTER_NAMES]
    if named:
        return named
    try:
        papers = [paper.key for paper in find_papers([handle])]
    except UnknownPaper as error:
        names = [*(p.key for p in PAPERS), *FAMILIES, *(each.master for each in known)]
        raise UnknownPaper(
            tr("Không có loại giấy tờ hay mẫu “{ten}”.").format(ten=typed),
            fix=did_you_mean(typed, names) or tr("Xem các mẫu: giayto mau danh-sach"),
            details=error.details,
        ) from error
    found = [each for each in known if each.paper in papers and each.is_used(day)]
    if not found:
        raise UnknownPaper(
            tr("Chưa có mẫu “{ten}” cho ngày {ngay}.").format(ten=typed, ngay=f"{day:%d/%m/%Y}"),
            fix=tr("Xem mẫu nào dùng cho năm nào: giayto mau danh-sach"),
        )
    return found


def full_name(short: str) -> str | None:
    """The master that people call by a part of its name: ``02c``; ``None`` for other words."""
    return next((known.master for known in known_masters() if _short(known) == short), None)


_REGISTER_NAMES = (fold_plain(_REGISTER_LABEL), "so van ban di", "so")


def _short(known: Known) -> str:
    """What people call a form of a paper with several: ``02c``."""
    return known.master.removeprefix(f"{known.paper}-") if known.about else ""
