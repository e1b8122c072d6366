"""An old register beside the one in use (so sổ cũ với sổ): what is left to enter, what is odd."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from string import ascii_uppercase
from typing import TYPE_CHECKING

from ...conventions.spelling import fold
from ...findings import Finding, found
from ...i18n import tr
from ..audit.checks import longest_rising
from ..audit.words import entering_in, missing_list, series_name
from ..entries import Entry, IssueRequest, Query, Taken
from ..printed import Place, bare_abstract, place_of
from ..series import clean, overlaps, term_years
from .drafts import OldRegister, Spot

if TYPE_CHECKING:
    from ..book import Register

_Known = dict[Place, dict[int, Entry]]

_ONCE = frozenset({"SO-409", "SO-425", "SO-429", "SO-430", "SO-436", "SO-437", "SO-443", "SO-445"})
"""What is told of a row when it is entered; of one that stands there it is told no more."""


def compare(
    register: Register | None, old: OldRegister, *, identified: bool = False
) -> OldRegister:
    """What is left to enter: rows the register has already are noted or refused.

    Gaps, and dates against the order of numbers, are told over both.
    ``register`` ``None`` is none yet. ``identified`` says that the body has an
    identity, or gets one with its first number: a row of no identity is then
    its own only under its name.
    """
    result = OldRegister(old.sheet, left_out=old.left_out)
    known: dict[tuple[str, str], _Known] = {}
    for spot, taken in old.rows:
        place = place_of(taken.request)
        body_term = (place.body_code, place.term)
        if body_term not in known:
            known[body_term] = _present(register, place, taken.request, identified)
        present = known[body_term].get(place, {}).get(taken.number)
        if present is None:
            result.rows.append((spot, taken))
        else:
            result.findings.append(_beside(present, taken, spot))
    left = {spot for spot, _taken in result.rows}
    same = {(f.sheet, f.cell) for f in result.findings if f.code == "SO-401"}
    settled = {s for s, _ in old.rows if s not in left and (s.sheet, str(s.line)) in same}
    settled |= {spot for spot, kept_in in old.inserted if kept_in in settled}
    told = [f for f in old.findings if not (f.code in _ONCE and _spot(f) in settled)]
    result.findings[:0] = told
    everything: _Known = {}
    for by_place in known.values():
        everything |= by_place
    result.findings += _gaps(result, everything) + _out_of_order(result)
    result.findings += _lost_ends(result, everything)
    return result


def _spot(finding: Finding) -> Spot:
    return Spot(finding.sheet, int(finding.cell.lstrip(ascii_uppercase) or 0))


def _present(
    register: Register | None, place: Place, request: IssueRequest, identified: bool
) -> _Known:
    if register is None:
        return {}
    rows = register.find(Query(body_code=place.body_code, term=place.term))
    return _by_place((row for row in rows if _may_be_own(row, request, identified)), place.body_id)


def _beside(present: Entry, taken: Taken, spot: Spot) -> Finding:
    """A number the register has: the same paper, the same with differences, or another."""
    request, ids = taken.request, (present.id,)
    abstract = bare_abstract(request.abstract, request.type_key)
    sheet, line = spot.sheet, str(spot.line)
    if present.symbol != taken.symbol or fold(present.abstract) != fold(abstract):
        why = tr("{so} trong sổ là văn bản khác: {trich_yeu}").format(
            so=present.symbol, trich_yeu=present.abstract or "…"
        )
        fix = tr("So lại số trên văn bản giấy; số đã cấp không ghi đè được.")
        return found("SO-402", sheet, line, why=why, fix=fix, entry_ids=ids)
    differing = _differing(present, taken)
    if differing:
        why = tr("{so} đã có trong sổ, giữ như trong sổ; sổ cũ ghi khác: {khac}.").format(
            so=present.symbol, khac="; ".join(differing)
        )
        fix = tr("Sổ cũ đúng thì sửa bằng giayto so sua, huỷ bằng giayto so huy.")
        return found("SO-441", sheet, line, why=why, fix=fix, entry_ids=ids)
    why = tr("{so} đã có trong sổ, bỏ qua.").format(so=present.symbol)
    return found("SO-401", sheet, line, why=why, entry_ids=ids)


def _differing(present: Entry, taken: Taken) -> list[str]:
    """What the old register says otherwise of a number that is entered already."""
    request = taken.request
    told = []
    if request.document_date and present.document_date != request.document_date:
        told.append(tr("ngày {ngay:%d/%m/%Y}").format(ngay=request.document_date))
    if taken.cancelled_reason and not present.cancelled:
        told.append(tr("đã huỷ: {vi_sao}").format(vi_sao=taken.cancelled_reason))
    if present.cancelled and not taken.cancelled_reason:
        told.append(tr("còn hiệu lực"))
    for name, label in (
        ("signer", tr("người ký")),
        ("recipients", tr("nơi nhận")),
        ("keeper", tr("nơi giữ bản lưu")),
        ("note", tr("ghi chú")),
    ):
        said = clean(getattr(request, name))
        if said and fold(said) not in fold(getattr(present, name)):
            told.append(f"{label} “{said}”")
    if request.copies is not None and request.copies != present.copies:
        told.append(tr("số bản {n}").format(n=request.copies))
    return told


def _may_be_own(row: Entry, request: IssueRequest, identified: bool) -> bool:
    """Whether a row under a body's code is this body's, see `compare`."""
    same_name = fold(row.body_name) == fold(clean(request.body_name))
    if row.body_id:
        return row.body_id == request.body_id or (not identified and same_name)
    return not identified or same_name


def _by_place(rows: Iterable[Entry], body_id: str) -> _Known:
    """The rows by place and number, unclaimed ones among the body's own."""
    known: _Known = {}
    for entry in rows:
        place = Place(entry.body_code, entry.term, entry.series, body_id)
        known.setdefault(place, {})[entry.number] = entry
    return known


def _gaps(old: OldRegister, present: _Known) -> list[Finding]:
    """Numbers between those of the old register that neither it nor the register has."""
    new: dict[Place, dict[int, Spot]] = defaultdict(dict)
    for spot, taken in old.rows:
        new[place_of(taken.request)][taken.number] = spot
    findings = []
    for place, numbers in new.items():
        used = set(numbers) | {number for _s, left, number in old.left_out if left == place}
        for other in (*new, *present):
            same_body = (other.body_code, other.term) == (place.body_code, place.term)
            if same_body and overlaps(other.series, place.series):
                used |= set(new.get(other, ())) | set(present.get(other, ()))
        missing = missing_list(used, min(numbers), max(numbers))
        if missing:
            why = tr("{day}, nhiệm kỳ {nhiem_ky}: sổ cũ thiếu số {so}.").format(
                day=series_name(place.series), nhiem_ky=place.term, so=missing
            )
            fix = tr("Văn bản có thật thì ghi sau: {lenh}; số bỏ thì thêm --huy LÝ-DO.").format(
                lenh=entering_in(place.series, "N")
            )
            sheet = numbers[max(numbers)].sheet
            findings.append(found("SO-432", sheet, "", "", why, fix))
    return findings


def _out_of_order(old: OldRegister) -> list[Finding]:
    """Rows whose date does not fit the numbers around them, one wrong date being one finding."""
    groups: dict[Place, list[tuple[int, Spot, Taken]]] = defaultdict(list)
    for spot, taken in old.rows:
        day, years = taken.request.document_date, term_years(taken.request.term)
        if not day or taken.cancelled_reason:
            continue
        if years is None or years[0] <= day.year <= years[1]:  # others are told as such
            groups[place_of(taken.request)].append((taken.number, spot, taken))
    findings = []
    for members in groups.values():
        members.sort(key=lambda member: member[0])
        days = [taken.request.document_date for _n, _s, taken in members]
        right = longest_rising([day for day in days if day is not None])
        for index, (_number, spot, taken) in enumerate(members):
            if index not in right:
                why = tr("{so} ghi ngày {ngay:%d/%m/%Y}, không theo thứ tự số.").format(
                    so=taken.symbol, ngay=taken.request.document_date
                )
                fix = tr("So lại ngày trên văn bản.")
                findings.append(found("SO-433", spot.sheet, str(spot.line), "", why, fix))
    return findings


def _lost_ends(old: OldRegister, present: _Known) -> list[Finding]:
    """Rows with an error that have the highest number: left out, it would be given again."""
    highest: dict[Place, int] = defaultdict(int)
    for place, rows in present.items():
        highest[place] = max(rows)
    for _spot, taken in old.rows:
        place = place_of(taken.request)
        highest[place] = max(highest[place], taken.number)
    findings = []
    for spot, place, number in old.left_out:
        if number > highest[place]:
            why = tr(
                "Dòng không nhập mang số {so} ({day}), lớn hơn số cuối sẽ nhập ({cuoi})."
            ).format(so=f"{number:02d}", day=series_name(place.series), cuoi=highest[place])
            fix = tr("Sửa dòng ấy rồi nhập lại; nếu bỏ, gõ ngay {lenh} để không cấp trùng.").format(
                lenh=entering_in(place.series, number)
            )
            findings.append(found("SO-426", spot.sheet, str(spot.line), "", why, fix))
    return findings
