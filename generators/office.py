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
from typing import Any, cast

from ..conventions.binding import unbroken_groups
from ..conventions.dates import blank_date_line, date_line, place_name
from ..conventions.fitting import balanced_lines, fitted_line, twentieths
from ..conventions.headings import appendix_reference, type_name
from ..conventions.letterhead import BodyKind, bare_cell_name, letterhead, organisation_name
from ..conventions.numbering import bare_number, document_number
from ..conventions.page_head import HeadFit
from ..conventions.phrases import printed_phrases
from ..conventions.ruleset import RuleSet, rules_for
from ..conventions.signature import SignatureBlock, signature_collective
from ..conventions.spelling import (
    TonePlacement,
    fold,
    set_committee_spelling,
    set_tone_placement,
    upper,
)
from ..data.models import Organisation
from ..data.placeholders import ISSUING_BODY, fill_placeholders, placeholder_values
from ..data.reference import choice, table
from ..data.signing import Signer, signer_of
from ..data.ward import Ward
from .issuing import issuing_symbol
from .legal_bases import LegalBases
from .own_fields import own_parts
from .plan import Context, RegisterFacts, paragraphs
from .receivers import Receivers

DECISION = "quyet_dinh"
"""The key of decisions among the rule set's document types."""


@dataclass(frozen=True)
class Office:
    """One issuing body on one day (nơi ban hành, ngày ban hành).

    ``day`` ``None`` leaves day and month to be written by hand; the rule set
    is then that of ``near``, a day about that time (``None``: the last day of the
    year under review).
    """

    ward: Ward
    unit: Organisation
    day: dt.date | None
    near: dt.date | None = None

    @cached_property
    def known_day(self) -> dt.date:
        """The day, or one about that time while it is not known."""
        return self.day or self.near or dt.date(self.ward.settings.year, 12, 31)

    @cached_property
    def rules(self) -> RuleSet:
        """The rule set that the paper's date chooses."""
        return rules_for(self.known_day, overlay=self.ward.overlay)

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
        return set_tone_placement(text, cast(TonePlacement, self.ward.settings.spelling))

    def typed(self, text: str) -> str:
        """A clerk's own words with "uỷ" as in the rest of the paper, names untouched."""
        return set_committee_spelling(text, cast(TonePlacement, self.ward.settings.spelling))

    def told(self, text: str) -> list[str]:
        """A clerk's own text in its paragraphs, in the spelling of the paper."""
        return paragraphs(self.typed(text))

    @cached_property
    def symbol(self) -> str:
        """The body's symbol in document numbers: ``ĐU``, ``CB``."""
        return issuing_symbol(self.ward, self.unit, self.rules)

    @cached_property
    def name(self) -> str:
        """The body's full name, as running text says it."""
        return self.spell(self.unit.name)

    @cached_property
    def bases(self) -> LegalBases:
        """The legal bases of its papers (căn cứ)."""
        return LegalBases(self)

    @cached_property
    def receivers(self) -> Receivers:
        """Who receives its papers, and where the copy on file stays (nơi nhận, lưu)."""
        return Receivers(self)

    def cell_name(self, cell: Organisation) -> str:
        """A cell's name where a heading says already that it is one: ``Tổ dân phố 1``."""
        return self.spell(bare_cell_name(cell.name, self.rules))

    def post_in(self, post: str, cell: Organisation | None) -> str:
        """A post and the cell it is held in: ``Bí thư Chi bộ Tổ dân phố 1`` (chức vụ, chi bộ).

        ``cell`` ``None`` where the cell is understood; the cell alone without a post.
        """
        if cell is None:
            return self.spell(post)
        word, name = self.rules.phrase("cell_word"), self.spell(cell.name)
        words = post.split()
        if fold(" ".join(words[-len(word.split()) :])) == fold(word):
            return f"{self.spell(' '.join(words[: -len(word.split())]))} {name}".strip()
        return ", ".join(part for part in (self.spell(post), name) if part)

    @cached_property
    def superior_name(self) -> str:
        """The party organisation above, for the first line of the letterhead (đảng bộ cấp trên)."""
        if self.unit is self.ward.issuer:
            return self.ward.settings.superior
        parent = self.ward.parent(self.unit)
        return self.organisation(parent) if parent is not None else ""

    def organisation(self, body: Organisation) -> str:
        """The party organisation that a committee leads (đảng bộ); a cell is one itself."""
        if self.ward.kind(body)["cell"]:
            return body.name
        return body.party_body or organisation_name(body.name, self.rules)

    @property
    def party_organisation(self) -> str:
        """The party organisation (đảng bộ) of the body: of a cell, the one that it is in."""
        if self.is_cell:
            return self.superior_name
        return self.organisation(self.unit)

    @cached_property
    def place(self) -> str:
        """The place in front of the date, with its unit type where the rule asks for it."""
        settings = self.ward.settings
        name = self.unit.place or settings.place
        if not name:
            return ""
        # A body of another level has its own kind of unit: a ward in a district's workbook.
        said = fold(self.unit.name)
        own = (k for k, word in self.rules.place.kinds.items() if fold(f"{word} {name}") in said)
        return place_name(name, next(own, settings.place_unit), self.rules)

    def head(
        self,
        type_key: str | None,
        number: int | None = None,
        *,
        speaker: tuple[str, str, str] | None = None,
        speaks_as: BodyKind = BodyKind.CELL,
    ) -> Context:
        """The letterhead part ``dau``; ``type_key`` ``None`` for forms without a number.

        ``speaker`` is who speaks where it is not the body itself: the party organisation
        above, the name, the place; ``speaks_as`` what kind of body that is.
        """
        above, name, place = speaker or (self.superior_name, self.name, self.place)
        if self.day is None:
            date = blank_date_line(place, self.known_day.year)
        else:
            date = date_line(place, self.day, self.rules)
        block = letterhead(
            speaks_as if speaker else BodyKind(str(self.kind["body_kind"])),
            name,
            self.spell(above) or None,
            rules=self.rules,
            place_date=date,
        )
        return {
            "dau": {
                "cap_tren": [self.spell(line) for line in block.superior],
                "co_quan": [self.spell(line) for line in block.issuing],
                "so_ky_hieu": ""
                if type_key is None
                else document_number(number, type_key, self.symbol, self.rules),
                "dia_danh": self.place,
                "dia_danh_ngay": block.place_date,
                "ten_don_vi": self.name,
                "khuon": self._measures(block.fit),
            },
            "the_thuc": self.phrases,
            "nam": str(self.ward.settings.year),
            **own_parts(self.ward, self.unit),
        }

    def _measures(self, fit: HeadFit) -> dict[str, Any]:
        """What fits the letterhead (số đo phần đầu), in twentieths of a point.

        ``cot`` are the columns, ``gach`` the indents of the line under the title, the
        rest what is added between the characters: less than nought, condensed.
        """
        left, right = twentieths(fit.left_mm), twentieths(fit.right_mm)
        whole = twentieths(self.rules.page.text_width_mm)
        return {
            "cot": [left, whole - left - right, right],
            "gach": max(0, (right - twentieths(self.rules.letterhead.rule_length_mm)) // 2),
            "cap_tren": -round(20 * fit.superior_pt),
            "co_quan": -round(20 * fit.issuing_pt),
            "dia_danh_ngay": -round(20 * fit.place_date_pt),
        }

    @cached_property
    def phrases(self) -> dict[str, str]:
        """The part ``the_thuc``: fixed wordings of the rule set (câu chữ của thể thức)."""
        return {key: self.spell(text) for key, text in printed_phrases(self.rules).items()}

    @cached_property
    def undated_head(self) -> Context:
        """The letterhead of forms that members sign on a day of their own, without number.

        Made once for a body: thousands of its members share it.
        """
        return Office(self.ward, self.unit, None).head(None)

    @cached_property
    def signing(self) -> Signer:
        """Who signs the papers of this body and as what (người ký, chức vụ người ký)."""
        return signer_of(self.ward, self.unit, self.known_day)

    @property
    def signer(self) -> str:
        """The name of who signs the papers of this body; "" where it is written by hand."""
        return self.signing.name

    @cached_property
    def by_standing(self) -> bool:
        """Whether the standing committee acts for this body (ban thường vụ).

        The settings say so of the issuing committee alone.
        """
        issues = self.unit is self.ward.issuer and not self.is_cell
        return issues and self.ward.settings.by_standing_committee

    def signature(self) -> Context:
        """The signature part ``ky`` of a paper of this body (quyền hạn, chức vụ, họ tên)."""
        organ = str(self.kind["authority"])
        if self.by_standing:
            organ = self.ward.settings.decision_authority
        block = self.collective(organ, self.signing.position, self.signing.name)
        return {"ky": {**block, "con_dau": "x" if self.unit.has_seal else ""}}

    @property
    def grading_organ(self) -> str:
        """Who grades the cell's members in the end (xếp loại): ``ĐẢNG UỶ``, a base cell itself.

        The committee above need not stand in the workbook of one cell.
        """
        parent = self.ward.parent(self.unit)
        if parent is not None:
            return str(self.ward.kind(parent)["authority"])
        if self.kind["recognises"]:
            return str(self.kind["authority"])
        return str(table("organisation-kinds")[choice("organisation_kind", "commune")]["authority"])

    def collective(self, organ: str, position: str, name: str) -> dict[str, Any]:
        """A signature on behalf of a collective organ: ``T/M CHI BỘ`` / ``BÍ THƯ`` / name."""
        return self.signed(signature_collective(self.spell(organ), position, name, self.rules))

    def signed(self, block: SignatureBlock) -> dict[str, Any]:
        """A signature as templates print it; ``co`` is added between the letters of the name.

        Each line is fitted to half of the text's width, the narrowest place of a signature.
        """
        width = self.rules.page.text_width_mm / 2 - 1
        words = self.rules.letterhead.bound_words
        styles, closest = self.rules.styles, self.rules.letterhead.condensed_max_pt
        authority, position = (
            fitted_line(unbroken_groups(text, words), width, styles[style])[0]
            for text, style in (
                (self.spell(block.authority), "authority"),
                (self.spell(block.position), "position"),
            )
        )
        name, condensed = fitted_line(
            tuple(block.name.split(" ")), width, styles["signer"], closest
        )
        return {
            "quyen_han": authority,
            "chuc_vu": position,
            "ho_ten": name,
            "co": -round(20 * condensed),
            "con_dau": "",
        }

    def frame(self, type_key: str, number: int | None, group: str, vote: str = "") -> Context:
        """All that a numbered paper of a group has around its text: head, bases, end."""
        return {
            **self.head(type_key, number),
            **self.type_name(type_key),
            **self.bases.part(group, vote),
            **self.receivers.part(group),
            **self.signature(),
        }

    def type_name(self, type_key: str) -> Context:
        """The part ``ten``: the type's name as the rule set has it (tên loại)."""
        return {"ten": {"loai": self.spell(type_name(type_key, self.rules))}}

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
            self.receivers.named(group, named),
            self.receivers.archive(group),
            place=self._date_place(),
        )

    def _date_place(self) -> tuple[str, str]:
        """Sheet and cell of the day of the committee's papers."""
        if self.unit is not self.ward.issuer:
            return ("", "")
        return self.ward.place_of(self.ward.settings, "date")

    @property
    def decider(self) -> str:
        """Who decides, as running text says it.

        ``Ban Thường vụ Đảng uỷ phường …``; of the whole committee ``Ban Chấp
        hành Đảng bộ phường …``; a cell and a committee below decide as such.
        """
        if self.unit is not self.ward.issuer or self.is_cell:
            return self.name
        whose = self.unit.name if self.by_standing else self.organisation(self.unit)
        return self.spell(f"{self.ward.settings.decision_authority} {whose}")

    @property
    def author(self) -> str:
        """Who speaks in a paper that is no decision: the organ that signs it (chủ thể)."""
        return self.decider if self.by_standing else self.name

    def balanced(
        self,
        text: str,
        style_key: str,
        *,
        landscape: bool = False,
        capitals: bool = False,
        width_mm: float | None = None,
    ) -> list[str]:
        """A centred text in lines of like length, a little narrower than the page's text.

        Words that belong together stay on one line. ``capitals`` prints the whole text
        in capital letters: those of the text tell first where it may break. ``width_mm``
        ``None`` is the page's, else that of a narrower place.
        """
        style, page = self.rules.styles[style_key], self.rules.page
        across = page.height_mm if landscape else page.width_mm
        width = across - page.left_mm - page.right_mm - 10
        groups = unbroken_groups(text, self.rules.letterhead.bound_words)
        if capitals:
            groups = tuple(upper(group) for group in groups)
        width = width_mm or width
        return list(balanced_lines(groups, width, style.size_pt, style.bold, style.italic))

    def attached(self, number: int | None, type_key: str, *, landscape: bool = False) -> Context:
        """The part ``phu_luc``: ``(Kèm theo Quyết định số …, ngày … của …)`` in lines."""
        text = appendix_reference(
            self.spell(self.rules.types[type_key].name),
            bare_number(number, type_key, self.symbol, self.rules),
            self.day,
            self.decider if type_key == DECISION else self.author,
            self.rules,
            open_year=self.ward.settings.year,
        )
        return {
            "phu_luc": {"kem_theo": self.balanced(text, "appendix_reference", landscape=landscape)}
        }

    def filled(self, text: str) -> str:
        """A typed text with ``{Năm kiểm điểm}`` and other items of the settings put in.

        "" when one of them is not known: half a sentence is no sentence.
        """
        values = placeholder_values(self.ward.settings) | {ISSUING_BODY: self.unit.name}
        return fill_placeholders(text, values)
