"""Placing the numbers of an old register (xếp số): each once, inserted ones with their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ...conventions.ruleset import available_rules, load_rules
from ...conventions.spelling import fold
from ...errors import ConventionError
from ...findings import found
from ...i18n import tr
from ..audit.words import entering
from ..entries import IssueRequest, Taken
from ..printed import Place, place_of, type_name, without_word
from ..series import WIDEST_GAP, normalise_term, term_years
from .drafts import Draft, LeftOut, OldBody, OldRegister, Spot
from .owner import rules_of


class Placer:
    """Turns drafts into numbers to be entered; says which cannot be (người xếp số)."""

    def __init__(self, body: OldBody, result: OldRegister) -> None:
        self._body = body
        self._result = result
        self._at: dict[tuple[Place, int], int] = {}
        self._drafts: list[Draft] = []

    def place(self, drafts: Sequence[Draft], left_out: Sequence[LeftOut]) -> None:
        """Fill the result's rows; inserted numbers come last, for they need the one they follow."""
        for draft in sorted(drafts, key=lambda d: bool(d.mark)):
            self._place(draft)
        self._far_off()
        for left in left_out:
            request = self._request_of(left)
            for number in left.numbers:
                self._result.left_out.append((left.spot, place_of(request), number))
        order = {id(draft): rank for rank, draft in enumerate(drafts)}
        rows = sorted(
            zip(self._drafts, self._result.rows, strict=True), key=lambda pair: order[id(pair[0])]
        )
        self._result.rows = [row for _draft, row in rows]

    def _place(self, draft: Draft) -> None:
        request = self._request(draft)
        symbol = self.symbol_of(draft, self._body)
        try:
            place = place_of(request)
        except ConventionError:
            why = tr("Thể thức không có loại “{ten}”.").format(ten=type_name(draft.type_key))
            fix = tr("Thêm cột Tên loại, ghi loại gần nhất rồi nhập lại.")
            self._say(draft, "SO-407", why, fix)
            return
        known = self._at.get((place, draft.number))
        if known is None:
            self._outside(draft, symbol)
            self._at[place, draft.number] = len(self._drafts)
            self._drafts.append(draft)
            if draft.mark:
                self._inserted(draft, symbol, symbol)
            taken = Taken(request, draft.number, symbol, draft.reason)
            self._result.rows.append((draft.spot, taken))
        elif draft.mark:
            self._add_inserted(known, draft, symbol)
        else:
            self._twice(known, draft, request, symbol)

    def _twice(self, known: int, draft: Draft, request: IssueRequest, symbol: str) -> None:
        spot, first = self._result.rows[known]
        where = place_words(spot, draft.spot)
        same = (
            first.symbol == symbol
            and fold(first.request.abstract) == fold(request.abstract)
            and first.request.document_date == request.document_date
            and bool(first.cancelled_reason) == bool(draft.reason)
        )
        if same:
            why = tr("{so} lặp lại {dong}, bỏ qua.").format(so=symbol, dong=where)
            self._say(draft, "SO-439", why)
            return
        why = tr("{so} trùng số với {dong}.").format(so=symbol, dong=where)
        fix = tr("So lại số trên hai văn bản giấy.")
        self._say(draft, "SO-408", why, fix)

    def _add_inserted(self, known: int, draft: Draft, symbol: str) -> None:
        """``01a`` has no place of its own: what it says is kept with 01."""
        spot, first = self._result.rows[known]
        parts = [
            f"{draft.day:%d/%m/%Y}" if draft.day else "",
            draft.text["abstract"],
            *(draft.text[name] for name in ("signer", "recipients", "keeper")),
            draft.note,
            tr("đã huỷ: {vi_sao}").format(vi_sao=draft.reason) if draft.reason else "",
        ]
        self._result.inserted.append((draft.spot, spot))
        said = tr("số chèn {so}: {noi_dung}").format(
            so=symbol, noi_dung=", ".join(part for part in parts if part)
        )
        if said in first.request.note:
            return
        note = "; ".join(part for part in (first.request.note, said) if part)
        taken = replace(first, request=replace(first.request, note=note))
        self._result.rows[known] = (spot, taken)
        self._inserted(draft, symbol, str(first.symbol))

    def _inserted(self, draft: Draft, symbol: str, kept_in: str) -> None:
        if symbol == kept_in:
            why = tr("{so} là số chèn mà sổ cũ không có số {goc}: nhập vào chỗ của số ấy.").format(
                so=symbol, goc=f"{draft.number:02d}"
            )
        else:
            why = tr("{so} là số chèn, không có chỗ riêng: ghi vào Ghi chú của {goc}.").format(
                so=symbol, goc=kept_in
            )
        fix = tr("Số tiếp theo không đổi; tìm lại bằng giayto so xem {so}.").format(so=symbol)
        self._say(draft, "SO-425", why, fix)

    def _outside(self, draft: Draft, symbol: str) -> None:
        years = term_years(draft.term)
        if draft.day and years and not years[0] <= draft.day.year <= years[1]:
            why = tr("{so} ghi ngày {ngay:%d/%m/%Y}, ngoài nhiệm kỳ {nhiem_ky}.").format(
                so=symbol, ngay=draft.day, nhiem_ky=draft.term
            )
            self._say(draft, "SO-410", why)

    def _far_off(self) -> None:
        """A few numbers far behind all others of their series are years or slips: asked about."""
        by_place: dict[Place, list[int]] = defaultdict(list)
        for place, number in self._at:
            by_place[place].append(number)
        gone: set[int] = set()
        for place, numbers in by_place.items():
            numbers.sort()
            for index in range(1, len(numbers)):
                before, behind = numbers[index - 1], numbers[index:]
                if behind[0] - before > WIDEST_GAP and len(behind) <= max(2, index // 4):
                    gone |= {self._at[place, number] for number in behind}
                    break
            gone |= {at for n in numbers[:1] if self._is_year(at := self._at[place, n], numbers)}
        for index in sorted(gone):
            draft, (_spot, taken) = self._drafts[index], self._result.rows[index]
            why = tr("{so} cách quá xa các số khác của dãy, có thể là năm hoặc gõ nhầm.").format(
                so=taken.symbol
            )
            asked = taken.request
            fix = tr(
                "Sửa số rồi nhập lại; đúng số ấy thì gõ {lenh} --cach-xa để ghi vào sổ."
            ).format(lenh=entering(taken.number, [asked.type_key], congress=asked.congress))
            self._say(draft, "SO-424", why, fix)
        self._drafts = [d for i, d in enumerate(self._drafts) if i not in gone]
        self._result.rows = [r for i, r in enumerate(self._result.rows) if i not in gone]

    def _is_year(self, index: int, numbers: Sequence[int]) -> bool:
        """Whether the only number of a series is the year that its paper is of."""
        draft = self._drafts[index]
        return len(numbers) == 1 and draft.day is not None and draft.number == draft.day.year

    def _request(self, draft: Draft) -> IssueRequest:
        return IssueRequest(
            body_code=self._body.code,
            body_name=self._body.name,
            body_symbol=draft.body_symbol,
            type_key=draft.type_key,
            term=draft.term,
            document_date=draft.day,
            abstract=draft.text["abstract"],
            recipients=draft.text["recipients"],
            signer=draft.text["signer"],
            keeper=draft.text["keeper"],
            copies=draft.copies,
            note=draft.note,
            congress=draft.congress,
            rules=rules_of(self._body, draft.day),
            body_id=self._body.id,
        )

    def _request_of(self, left: LeftOut) -> IssueRequest:
        return IssueRequest(
            body_code=self._body.code,
            body_name=self._body.name,
            body_symbol=self._body.symbol,
            type_key=left.type_key,
            term=left.term or normalise_term(self._body.term),
            document_date=left.day,
            rules=rules_of(self._body, left.day),
            body_id=self._body.id,
        )

    def _say(self, draft: Draft, code: str, why: str, fix: str = "") -> None:
        spot = draft.spot
        self._result.findings.append(found(code, spot.sheet, draft.cell, draft.typed, why, fix))

    @staticmethod
    def as_typed(draft: Draft) -> str:
        """The number as the cell has it, but for its spaces and the word before it."""
        return without_word(draft.typed).replace(" ", "")

    @staticmethod
    def symbol_of(draft: Draft, body: OldBody) -> str:
        """The number and symbol as they are kept: as printed then, its signs mended."""
        rules = rules_of(body, draft.day).number
        figure = f"{draft.number:02d}" if draft.number < rules.pad_below else str(draft.number)
        # A state body writes 15/QĐ-UBND, whatever rules the day has.
        pattern = rules.pattern if draft.sign else rules.pattern_without_type
        if "order" in draft.changed and draft.body_symbol in _state_bodies() and draft.sign:
            pattern = "{so}/{loai}-{co_quan}"
        whole = pattern.format(so=figure + draft.mark, loai=draft.sign, co_quan=draft.body_symbol)
        return f"{whole}/{draft.suffix}" if draft.suffix else whole


def _state_bodies() -> frozenset[str]:
    known = (load_rules(rule_id) for rule_id in available_rules())
    return frozenset(
        symbol
        for rules in known
        if rules.family == "state"
        for symbol in rules.body_symbols.values()
    )


def place_words(spot: Spot, seen_from: Spot) -> str:
    """A row as a clerk says it, with its sheet when that is another."""
    if spot.sheet == seen_from.sheet:
        return tr("dòng {dong}").format(dong=spot.line)
    return tr("trang {trang}, dòng {dong}").format(trang=spot.sheet, dong=spot.line)
