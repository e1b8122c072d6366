"""The level that the rules allow (mức theo quy định), and why; people decide, this proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...conventions.words import decimal_vi
from ...i18n import tr
from ..ward import Ward
from . import scores, words
from .conditions import Checked, Facts, facts_of
from .rules import Level, Rules, rules_of
from .scores import Scores
from .subjects import Graded, role


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the rules allow a subject (mức theo quy định).

    ``level`` is the grade, ``None`` where the data, or the rule, do not decide.
    ``ceiling`` is the highest grade that what is known does not exclude; ``None``
    where every one is excluded or nothing is known. ``reason`` is one Vietnamese sentence
    with the point of the rule. ``conditions`` are those looked at, ``cases`` the
    cases of the lowest level that apply; ``lacks`` names what must still be
    written down. ``plain``: the score's own level, every condition met.
    """

    level: str | None
    ceiling: str | None
    reason: str
    scores: Scores
    conditions: tuple[Checked, ...] = ()
    cases: tuple[Checked, ...] = ()
    lacks: tuple[str, ...] = ()
    plain: bool = False


def allowed(ward: Ward, subject: Graded) -> Allowed:
    """The level that the rules of the year allow a member, organisation, collective or leader."""
    rules, points = rules_of(ward), scores.of(ward, subject)
    if rules is None:
        why = tr("Chương trình không có quy định xếp loại của năm {nam}.")
        return Allowed(None, None, why.format(nam=ward.settings.year), points)
    facts = facts_of(ward, rules, subject)
    return _Verdict(rules, facts, points, role(ward, subject)).given()


class _Verdict:
    def __init__(self, rules: Rules, facts: Facts, points: Scores, as_whom: str) -> None:
        self._rules = rules
        self._facts = facts
        self._points = points
        self._total = points.total if rules.general_most is not None else None
        self._conditions = facts.look(rules.conditions, as_whom)
        cases = facts.look(rules.failing, as_whom)
        self._cases = [checked for checked in cases if checked.state == "met"]

    def given(self) -> Allowed:
        lowest = self._rules.lowest
        nothing = self._facts.review is None and self._facts.tasks.total is None
        if nothing and not self._points.source and not self._excluded:
            lacks = tr("dòng ở trang Kiểm điểm")
            why = tr("Chưa đủ số liệu: thiếu {ds}.").format(ds=lacks)
            return self._allowed(None, None, why, (lacks,))
        if not self._points.within(self._rules):
            why = tr("Điểm ngoài khung {chung} và {nhiem_vu} điểm nên không xét được.")
            frame = {"chung": self._rules.general_most, "nhiem_vu": self._rules.task_most}
            return self._allowed(None, None, why.format(**frame))
        if self._band is lowest:
            why = tr("{diem} điểm, dưới {nguong} điểm ({nguon}).").format(
                diem=self._score, nguong=self._rules.levels[-2].least, nguon=lowest.source
            )
            return self._allowed(lowest.grade, lowest.grade, why)
        if self._cases:
            return self._by_case()
        return self._by_conditions()

    @property
    def _excluded(self) -> bool:
        return any(checked.state == "failed" for checked in self._conditions)

    @property
    def _score(self) -> str:
        return decimal_vi(self._total) if self._total is not None else ""

    @property
    def _band(self) -> Level:
        """The level of the total score; the highest while there is none."""
        if self._total is None:
            return self._rules.top
        return next(
            level
            for level in self._rules.levels
            if level.least is None or self._total >= level.least
        )

    def _by_case(self) -> Allowed:
        told = words.cases(self._cases, self._facts)
        review = self._facts.review
        excuse = review.failing_excused.strip() if review else ""
        if excuse:
            why = tr(
                "Có trường hợp {ds} nhưng có lý do xem xét ({ly_do}): cấp có thẩm quyền quyết."
            )
            why = why.format(ds=told, ly_do=" ".join(excuse.split()))
            return self._allowed(None, None, why)
        lowest = self._rules.lowest.grade
        return self._allowed(lowest, lowest, tr("Có trường hợp {ds}.").format(ds=told))

    def _by_conditions(self) -> Allowed:
        """Go down from the level of the score while a condition is not met."""
        band = level = self._band
        against = ""
        while failed := self._of(level, "failed"):
            against = words.failed(failed, self._facts)
            if not level.otherwise:
                return self._no_level(band, level, against)
            level = self._rules.level(level.otherwise)
        unknown = self._of(level, "unknown")
        lacks = words.lacking(unknown, self._facts)
        if self._rules.general_most is None:
            why = tr("{vi_sao}Chương trình chưa có đủ điều kiện từng mức của {nguon}.").format(
                vi_sao=self._not_met(against), nguon=self._rules.document
            )
            return self._allowed(None, level.grade, why, lacks)
        if self._total is None:
            lacks.insert(0, tr("điểm"))
        if lacks:
            why = tr("{vi_sao}Chưa đủ số liệu: thiếu {ds}.").format(
                vi_sao=self._not_met(against), ds=", ".join(lacks)
            )
            return self._allowed(None, level.grade, why, lacks)
        if against:
            why = tr("{diem} điểm nhưng {ds}.").format(diem=self._score, ds=against)
            return self._allowed(level.grade, level.grade, why)
        why = tr("{diem} điểm, đủ điều kiện ({nguon}).").format(
            diem=self._score, nguon=level.source
        )
        return replace(self._allowed(level.grade, level.grade, why), plain=True)

    def _no_level(self, band: Level, level: Level, against: str) -> Allowed:
        """No level is named by the rule: what remains possible, and that people decide."""
        below = self._rules.levels[self._rules.levels.index(level) + 1 : -1]
        ceiling = next((lower.grade for lower in below if not self._of(lower, "failed")), None)
        start = (
            tr("{diem} điểm thuộc mức “{muc}”").format(diem=self._score, muc=band.grade)
            if self._total is not None
            else tr("Chưa có điểm")
        )
        why = tr("{dau} nhưng {ds}; quy định không nêu mức nào, cấp có thẩm quyền xem xét.")
        return self._allowed(None, ceiling, why.format(dau=start, ds=against))

    def _not_met(self, against: str) -> str:
        """The conditions not met as a beginning of a sentence; "" for none."""
        return tr("Không đủ điều kiện mức cao hơn: {ds}. ").format(ds=against) if against else ""

    def _of(self, level: Level, state: str) -> list[Checked]:
        return [c for c in self._conditions if c.test.level == level.key and c.state == state]

    def _allowed(
        self, level: str | None, ceiling: str | None, reason: str, lacks: Sequence[str] = ()
    ) -> Allowed:
        return Allowed(
            level,
            ceiling,
            reason,
            self._points,
            tuple(self._conditions),
            tuple(self._cases),
            tuple(lacks),
        )
