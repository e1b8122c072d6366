"""The office of one issuing body (văn phòng của nơi ban hành): letterhead, number, signature.

Turns an organisation, the settings and the rule set into the parts of a
context that the blocks of every template read: ``dau``, ``ky``, ``can_cu``,
``noi_nhan``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

from ..conventions.dates import blank_date_line, date_line, place_name, short_date
from ..conventions.fitting import balanced_lines
from ..conventions.legal_basis import citation, legal_basis_lines
from ..conventions.letterhead import BodyKind, letterhead, organisation_name
from ..conventions.numbering import document_number
from ..conventions.recipients import (
    archive_line,
    bare_recipient,
    recipient_lines,
    refers_back,
)
from ..conventions.ruleset import RuleSet, rules_for
from ..conventions.signature import signature_collective
from ..conventions.spelling import set_tone_placement, upper
from ..data.models import LegalBasis, Organisation, Recipient
from ..data.ward import Ward
from .issuing import issuing_symbol
from .plan import Context, RegisterFacts

ALL_PAPERS = "Tất cả"
_PLACE_KINDS = {"Phường": "phuong", "Xã": "xa", "Đặc khu": "dac_khu"}


@dataclass(frozen=True)
class Office:
    """One issuing body on one day (nơi ban hành, ngày ban hành).

    ``day`` ``None`` leaves day and month to be written by hand; the rule set
    is then that of the last day of the year under review.
    """

    ward: Ward
    unit: Organisation
    day: dt.date | None

    @cached_property
    def rules(self) -> RuleSet:
        """The rule set that the paper's date chooses."""
        day = self.day or dt.date(self.ward.settings.year, 12, 31)
        return rules_for(day, overlay=self.ward.overlay)

    @cached_property
    def kind(self) -> dict[str, object]:
        """What the organisation's kind means for its papers."""
        return self.ward.kind(self.unit)

    @property
    def is_cell(self) -> bool:
        """Whether the body is a party cell (chi bộ)."""
        return bool(self.kind["cell"])

    def spell(self, text: str) -> str:
        """Generated text in the tone placement of the settings; never for a person's name."""
        style = cast(Literal["uỷ", "ủy"], self.ward.settings.spelling)
        return set_tone_placement(text, style)

    @cached_property
    def symbol(self) -> str:
        """The body's symbol in document numbers: ``ĐU``, ``CB``."""
        return issuing_symbol(self.ward, self.unit, self.rules)

    @cached_property
    def name(self) -> str:
        """The body's full name, as running text says it."""
        return self.spell(self.unit.name)

    @cached_property
    def superior_name(self) -> str:
        """The party organisation above, for the first line of the letterhead (đảng bộ cấp trên)."""
        if self.unit is self.ward.issuer:
            return self.ward.settings.superior
        parent = self.ward.parent(self.unit)
        if parent is None:
            return ""
        return parent.party_body or organisation_name(parent.name, self.rules)

    @cached_property
    def place(self) -> str:
        """The place in front of the date, with its unit type where the rule asks for it."""
        settings = self.ward.settings
        name = self.unit.place or settings.place
        if not name:
            return ""
        return place_name(name, _PLACE_KINDS.get(settings.place_kind, "phuong"), self.rules)

    def head(self, type_key: str | None, number: int | None = None) -> Context:
        """The letterhead part ``dau``; ``type_key`` ``None`` for forms without a number."""
        block = letterhead(
            BodyKind(str(self.kind["body_kind"])),
            self.name,
            self.spell(self.superior_name) or None,
            rules=self.rules,
            max_width_mm=self.rules.letterhead.left_column_mm - 1,
        )
        if self.day is None:
            date = blank_date_line(self.place, self.ward.settings.year)
        else:
            date = date_line(self.place, self.day, self.rules)
        return {
            "dau": {
                "cap_tren": list(block.superior),
                "co_quan": list(block.issuing),
                "so_ky_hieu": ""
                if type_key is None
                else document_number(number, type_key, self.symbol, self.rules),
                "dia_danh_ngay": date,
                "ten_don_vi": self.name,
            },
            "nam": str(self.ward.settings.year),
        }

    @cached_property
    def undated_head(self) -> Context:
        """The letterhead of forms that members sign on a day of their own, without number.

        Made once for a body: thousands of its members share it.
        """
        return Office(self.ward, self.unit, None).head(None)

    @cached_property
    def signer(self) -> str:
        """Who signs the papers of this body: the settings' signer, else the secretary."""
        own = "" if self.is_cell else self.ward.settings.signer
        return own or self.ward.secretary_of(self.unit)

    def signature(self) -> Context:
        """The signature part ``ky`` of a paper of this body (quyền hạn, chức vụ, họ tên)."""
        settings = self.ward.settings
        if self.is_cell:
            organ, position = "CHI BỘ", "BÍ THƯ"
        else:
            standing = settings.decision_authority == "Ban Thường vụ"
            organ = "BAN THƯỜNG VỤ" if standing else str(self.kind["authority"])
            position = upper(settings.signer_position)
        return {"ky": self.collective(organ, position, self.signer)}

    def collective(self, organ: str, position: str, name: str) -> dict[str, str]:
        """A signature on behalf of a collective organ: ``T/M CHI BỘ`` / ``BÍ THƯ`` / name."""
        block = signature_collective(self.spell(organ), position, name, self.rules)
        return {"quyen_han": block.authority, "chuc_vu": block.position, "ho_ten": block.name}

    def frame(self, type_key: str, number: int | None, group: str) -> Context:
        """All that a numbered paper of a group has around its text: head, bases, end."""
        return {
            **self.head(type_key, number),
            **self.legal_bases(group),
            **self.recipients(group),
            **self.signature(),
        }

    def register_facts(
        self, type_key: str, abstract: str, group: str, named: Sequence[str]
    ) -> RegisterFacts:
        """What the register notes of a paper of this body and of a paper group.

        ``named`` are those whom "Như trên" or "Như Điều 2" among the recipients
        means: the addressee of a proposal, those who carry a decision out.
        """
        return RegisterFacts(
            type_key,
            self.symbol,
            abstract,
            self.signer,
            self.day,
            self._named_receivers(group, named),
            place=self._date_place(),
        )

    def _named_receivers(self, group: str, named: Sequence[str]) -> tuple[str, ...]:
        """The recipients by name, each once, the archive line last."""
        names: list[str] = []
        for item in self.receivers(group):
            back = named and refers_back(item, self.rules)
            names += named if back else [bare_recipient(item)]
        kept = archive_line(self.archive(group), self.rules)
        return tuple(dict.fromkeys([*names, kept] if kept else names))

    def _date_place(self) -> tuple[str, str]:
        """Sheet and cell of the day of the committee's papers."""
        if self.unit is not self.ward.issuer:
            return ("", "")
        return self.ward.place_of(self.ward.settings, "date")

    @property
    def decider(self) -> str:
        """Who decides, as running text says it: ``Ban Thường vụ Đảng uỷ phường …``."""
        return self.spell(f"{self.ward.settings.decision_authority} {self.unit.name}")

    def decider_upper(self) -> str:
        """Who decides, for the line before "QUYẾT ĐỊNH" (``BAN THƯỜNG VỤ ĐẢNG UỶ``)."""
        return self.spell(
            upper(f"{self.ward.settings.decision_authority} {self.kind['authority']}")
        )

    def legal_bases(self, group: str) -> Context:
        """The part ``can_cu``: the bases of a paper group in force on the day."""
        day = self.day or dt.date(self.ward.settings.year, 12, 31)
        items = [
            self._basis_text(basis)
            for basis in self.ward.data.legal_bases
            if basis.papers in (ALL_PAPERS, group) and in_force(basis, day)
        ]
        return {"can_cu": legal_basis_lines([self.spell(i) for i in items if i], self.rules)}

    def named_bases(self, group: str) -> list[str]:
        """The documents of a paper group in force on the day, by type and number alone."""
        day = self.day or dt.date(self.ward.settings.year, 12, 31)
        names = [
            citation(basis.kind, basis.number, None, None, None, self.rules)
            if basis.kind or basis.number
            else basis.wording.removeprefix(f"{self.rules.phrases['basis_word']} ")
            for basis in self.ward.data.legal_bases
            if basis.papers == group and in_force(basis, day)
        ]
        return [self.spell(name) for name in names if name]

    def _basis_text(self, basis: LegalBasis) -> str:
        if basis.wording:
            return basis.wording
        if not (basis.kind or basis.number):
            return ""
        day = basis.date.full() if basis.date else None
        return citation(
            basis.kind,
            basis.number or None,
            day,
            basis.body or None,
            basis.title or None,
            self.rules,
        )

    def recipients(self, group: str) -> Context:
        """The part ``noi_nhan``: recipients of a paper group, the archive line last."""
        return {"noi_nhan": recipient_lines(self.receivers(group), self.archive(group), self.rules)}

    def receivers(self, group: str) -> list[str]:
        """Who receives the papers of a group, as the sheet names them (nơi nhận)."""
        return [self.spell(r.text) for r in self._recipient_rows(group) if not r.archive]

    def archive(self, group: str) -> str:
        """Where the copy on file stays (nơi lưu).

        A cell's is its own, whatever the sheet says for the committee.
        """
        written = [r.text for r in self._recipient_rows(group) if r.archive]
        own = str(self.kind["archive"])
        line = own if self.is_cell or not written else written[-1]
        return self.spell(line.removeprefix("Lưu "))

    def _recipient_rows(self, group: str) -> list[Recipient]:
        rows = self.ward.data.recipients
        return [r for r in rows if r.papers in (ALL_PAPERS, group) and r.text]

    def reference(self, number: int | None, type_key: str, type_name: str) -> list[str]:
        """The lines under an attached list: ``(Kèm theo Quyết định số …, ngày … của …)``."""
        shown = document_number(number, type_key, self.symbol, self.rules)
        shown = shown[:1].lower() + shown[1:]
        gap = "\u00a0" * 5
        day = short_date(self.day) if self.day else f"{gap}/{gap}/{self.ward.settings.year}"
        text = f"(Kèm theo {type_name} {shown}, ngày {day} của {self.decider})"
        style = self.rules.styles["appendix_reference"]
        width = self.rules.page.text_width_mm - 10
        return balanced_lines(text, width, style.size_pt, style.bold, style.italic)


def in_force(basis: LegalBasis, day: dt.date) -> bool:
    """Whether a legal basis may be cited on this day (còn hiệu lực)."""
    starts = basis.valid_from or basis.date
    if starts is not None and starts.earliest() > day:
        return False
    return basis.valid_until is None or basis.valid_until.latest() >= day


def issue_day(ward: Ward) -> dt.date | None:
    """The day of the committee's papers, ``None`` when it is to be written by hand."""
    chosen: Any = ward.settings.date
    return chosen.full() if chosen is not None else None
