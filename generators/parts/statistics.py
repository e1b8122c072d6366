"""The results in figures (số liệu kết quả): shared by report, notice, statistic and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...conventions.dates import long_date
from ...conventions.spelling import uncapitalised
from ...conventions.words import number_vi, padded_count, percent_vi
from ...data import results
from ...data.attendance import review_roll
from ...data.grading.grades import KINDS, given
from ...data.models import Organisation
from ...data.reference import choice, paper_words
from ...data.results import State, Tally
from ...data.ward import Ward, once_a_ward
from ..commendations.candidates import Candidate, candidates, own_part
from ..declared.subjects import Subject
from ..grades import LEVEL_KEYS
from ..minutes.shared import some
from ..office import Office
from ..plan import Context
from ..record_columns import numbered
from ..values import BLANK
from ..voting import ballots_cast
from .recognition import bodies, called, leaders

_NAMED_AT_MOST = 12
_REASONS_AT_MOST = 3


def statistics(office: Office, subject: Subject) -> Context:
    """The table of the four subjects, that of the units, and the figures that sentences say."""
    ward, body = office.ward, subject.unit
    grades = given(ward, body)
    kinds = KINDS if not ward.kind(body)["cell"] else ("members",)
    order = sorted(kinds, key=_ORDER.index)
    rows = [
        {
            "doi_tuong": choice("graded_subject", kind),
            **figures(office, told),
            "cau": {
                **_in_words(told),
                "bao_cao": some(results.from_reports(ward, kind, body).total),
            },
        }
        for kind in order
        for told in (results.tally(ward, kind, body),)
    ]
    units = results.by_unit(ward, body)
    listed = [
        {"ten": office.spell(_name(office, unit)), **figures(office, told)} for unit, told in units
    ]
    if len(listed) > 1:
        whole = figures(office, sum((told for _, told in units), Tally()))
        listed.append({"ten": paper_words("sum", "all"), **whole, "ly_do": "", "cong": "x"})
    return {
        "so_lieu": _numbered(rows),
        "so_lieu_don_vi": _numbered(listed),
        "ty_le_tren_tot": _on_good_alone(ward),
        "la_chi_bo": office.is_cell,
        "don_vi": {
            "ten": office.name,
            "chu_the": office.author,
            "tu_xep_loai": grades.self_grade,
            "de_nghi": grades.proposed,
        },
        "cap_tren_xep_loai": _graded_above(office, body),
        "thuc_hien": office.bases.cited("bien-ban"),
        **_members(office, body),
        **_reviews(office, body),
    }


def _name(office: Office, unit: Organisation | str) -> str:
    return office.spell(unit if isinstance(unit, str) else office.organisation(unit))


_ORDER = ("organisations", "collectives", "leaders", "members")
"""In which reports tell them: bodies before people."""


def _numbered(rows: list[Context]) -> list[Context]:
    """A number for each line but that of the sum, which is marked ``cong``."""
    return [{"cong": "", **row, "tt": "" if "cong" in row else row["tt"]} for row in numbered(rows)]


def figures(office: Office, told: Tally) -> Context:
    """One line of a table of results: counts, shares of those graded in percent.

    All are "" where nobody is known: a table is filled in by hand there.
    """
    known = told.total > 0
    counts = _counts(told)
    reasons = [
        uncapitalised(office.typed(reason))
        + (f" ({padded_count(many)})" if many != told.pending else "")
        for reason, many in told.reasons.items()
    ]
    top, good = told.levels[:2]
    base = good if _on_good_alone(office.ward) else top + good
    return {
        **{key: number_vi(number) if known else "" for key, number in counts.items()},
        **{
            f"ty_le_{key}": percent_vi(number, told.graded)
            for key, number in zip(LEVEL_KEYS, told.levels, strict=True)
        },
        "ly_do": "; ".join(reasons) if len(reasons) <= _REASONS_AT_MOST else "",
        "xs_tot": percent_vi(top, base),
    }


def _counts(told: Tally) -> dict[str, int]:
    return {
        "tong": told.total,
        "mien": told.exempt,
        "chua": told.pending,
        "da": told.graded,
        **dict(zip(LEVEL_KEYS, told.levels, strict=True)),
    }


def _in_words(told: Tally) -> Context:
    """The counts as sentences say them, "" for none (số trong câu)."""
    return {key: some(n) for key, n in {**_counts(told), "tieu_bieu": told.exemplary}.items()}


def _on_good_alone(ward: Ward) -> bool:
    """Whether the share of the best is taken of the next level alone, by the settings."""
    return ward.settings.cap_base == choice("cap_base", "good")


def _members(office: Office, body: Organisation) -> Context:
    """The figures on members for sentences, "" for none; who is exempt by reason, who waits."""
    ward = office.ward
    told, people = results.tally(ward, "members", body), results.states(ward, body)
    others = results.from_reports(ward, "members", body)
    unreviewed = [state for state in people if not state.exempt and not state.reviewed]
    waiting = [
        state
        for state in people
        if not state.exempt and not results.counted(ward, body, state.grades)
    ]
    due = told.total - told.exempt
    left = len(unreviewed) + others.pending
    grounds = [state.ground for state in people if state.exempt]
    return {
        "so": {
            "tong": padded_count(told.total),
            "mien": some(told.exempt),
            "phai": padded_count(due),
            "da_kiem_diem": padded_count(due - left),
            "chua_kiem_diem": some(left),
            "da": padded_count(told.graded),
            "chua": some(told.pending),
        },
        "mien": []
        if others.exempt
        else [
            {"ly_do": paper_words("exempt", ground), "so": padded_count(grounds.count(ground))}
            for ground in dict.fromkeys(grounds)
        ],
        "chua_kiem_diem": [] if others.pending else _named(office, unreviewed),
        "chua_xep_loai": [] if others.pending else _named(office, waiting),
    }


def _named(office: Office, those: list[State]) -> list[Context]:
    """These people with the reasons; none where they are too many for a sentence."""
    if len(those) > _NAMED_AT_MOST:
        return []
    return [
        {
            "ho_ten": office.ward.called(state.member),
            "chi_bo": office.cell_name(state.cell),
            "ly_do": uncapitalised(office.typed(state.reason)),
        }
        for state in those
    ]


def _reviews(office: Office, body: Organisation) -> Context:
    """The conferences: the cell's own, or how many cells have held theirs; the collectives."""
    ward = office.ward
    due, done = results.reviewing(ward, body)
    cells = results.cells_below(ward, body)
    days = sorted(day for cell in cells if (day := ward.conference_day(cell)) is not None)
    return {
        "hoi_nghi": _conference(office, body),
        "cac_hoi_nghi": {
            "tong": some(len(cells)),
            "da_hop": padded_count(len(days)),
            "tu": long_date(days[0]) if days else "",
            "den": long_date(days[-1]) if len(set(days)) > 1 else "",
        },
        "tap_the_kiem_diem": {
            "tong": padded_count(due),
            "da": padded_count(done),
            "chua": some(due - done),
        },
        "khen_thuong": _awards(ward, body),
    }


def _conference(office: Office, body: Organisation) -> Context:
    """The conference of a cell, every field "" while it has no day (hội nghị kiểm điểm)."""
    roll = review_roll(office.ward, body)
    if roll is None:
        words = dict.fromkeys(("ngay", "dia_diem", "trieu_tap", "co_mat"), "")
        return {**words, "dai_bieu": [], "bo_phieu": False}
    return {
        "ngay": long_date(roll.day),
        "dia_diem": office.typed(roll.meeting.place) or BLANK,
        "trieu_tap": padded_count(len(roll.summoned)),
        "co_mat": padded_count(len(roll.present)),
        "dai_bieu": office.told(roll.meeting.guests),
        "bo_phieu": ballots_cast(roll.meeting),
    }


def _awards(ward: Ward, body: Organisation) -> Context:
    """The commendations that the body gives, and those that it proposes, by form (khen thưởng)."""
    decided: dict[str, list[Candidate]] = {}
    proposed: dict[str, list[Candidate]] = {}
    for one in _on_their_way(ward).get(id(body), ()):
        where = decided if one.decider is body else proposed
        where.setdefault(one.form, []).append(one)
    return {"tang": _by_form(decided), "de_nghi": _by_form(proposed)}


def _by_form(found: Mapping[str, Sequence[Candidate]]) -> list[Context]:
    return [
        {
            "hinh_thuc": form,
            "tap_the": some(len(own_part(those, members=False))),
            "ca_nhan": some(len(own_part(those, members=True))),
        }
        for form, those in found.items()
    ]


@once_a_ward
def _on_their_way(ward: Ward) -> dict[int, list[Candidate]]:
    """The commendations that each body proposes or decides, by its identity."""
    found: dict[int, list[Candidate]] = {}
    for candidate in candidates(ward):
        for body in candidate.voters:
            found.setdefault(id(body), []).append(candidate)
    return found


def _graded_above(office: Office, body: Organisation) -> list[Context]:
    """The issuing committee, its own collective and head, whom a level above grades; the level."""
    ward = office.ward
    if office.is_cell or body is not ward.issuer:
        return []
    return [
        {"ten": called(office, one), "muc": given(ward, one).proposed_or_own}
        for one in (*bodies(ward, body), *leaders(ward, body))
    ]
