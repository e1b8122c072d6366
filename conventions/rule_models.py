"""The shape of a rule set (bộ quy tắc thể thức): frozen models over one TOML file.

Lengths are millimetres (``_mm``), type sizes and spacings points (``_pt``).
``source`` is the point of the rule a value comes from; ``confidence`` says how
good the evidence is: ``primary`` (read in the rule itself), ``secondary``,
``measured`` (on the scan), ``derived``, ``practice``, ``carried`` (from the rule
before) or ``own`` (laid over by an office's own file).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..errors import ConventionValue
from ..i18n import tr
from .placeholders import OF_PHRASES, check_placeholders
from .spelling import nfc, set_tone_placement

Confidence = Literal["primary", "secondary", "measured", "derived", "practice", "carried", "own"]
Align = Literal["left", "center", "right", "justify"]
Mm = Annotated[float, Field(gt=0, lt=1000)]
Pt = Annotated[float, Field(gt=0, lt=200)]
SuperiorKind = Literal["none", "optional", "organisation", "committee", "congress", "agency"]


class RuleModel(BaseModel):
    """A part of a rule set: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(RuleModel):
    """A value that names the point of the rule it comes from (điểm quy định)."""

    source: str
    confidence: Confidence = "primary"


class PageRule(Sourced):
    """The page (trang giấy): size, margins of front and back, page number, font.

    ``small_*`` is the size that administrative papers may have instead.
    ``*_max_mm`` is the upper end where the rule gives a range, ``None`` where it
    gives one value. The back of a sheet mirrors left and right.
    """

    width_mm: Mm
    height_mm: Mm
    top_mm: Mm
    top_max_mm: Mm | None = None
    bottom_mm: Mm
    bottom_max_mm: Mm | None = None
    left_mm: Mm
    left_max_mm: Mm | None = None
    right_mm: Mm
    right_max_mm: Mm | None = None
    back_left_mm: Mm
    back_right_mm: Mm
    small_width_mm: Mm | None = None
    small_height_mm: Mm | None = None
    header_distance_mm: Mm
    page_number_from_top_mm: Mm
    page_number_on_first: bool
    font: str
    color: str

    @property
    def text_width_mm(self) -> float:
        """Width of the text area on the front of a sheet."""
        return self.width_mm - self.left_mm - self.right_mm


class TextStyle(Sourced):
    """How one component is set (kiểu chữ): ``size_pt`` .. ``size_max_pt``, marks, alignment.

    ``size_pt`` is what is produced; any size up to ``size_max_pt`` is right.
    """

    size_pt: Pt
    size_max_pt: Pt = 1.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    align: Align

    @model_validator(mode="before")
    @classmethod
    def _one_size(cls, raw: object) -> object:
        if isinstance(raw, dict) and "size_pt" in raw and "size_max_pt" not in raw:
            return {**raw, "size_max_pt": raw["size_pt"]}
        return raw

    @model_validator(mode="after")
    def _ordered(self) -> TextStyle:
        if self.size_max_pt < self.size_pt:
            why = tr("size_max_pt {lon} nhỏ hơn size_pt {nho}")
            raise ValueError(why.format(lon=self.size_max_pt, nho=self.size_pt))
        return self


class BodyRule(Sourced):
    """The body paragraph (đoạn nội dung).

    ``line_rule`` "exact": ``line_spacing_pt`` is the distance of lines.
    "multiple": 12 pt mean one line, as in Word's own files. A ``None`` limit
    means the rule sets none.
    """

    align: Align
    size_pt: Pt
    first_line_indent_mm: Mm
    first_line_indent_max_mm: Mm
    space_after_pt: Pt
    space_after_min_pt: Pt
    line_rule: Literal["exact", "multiple"]
    line_spacing_pt: Pt
    line_spacing_min_pt: Pt
    line_spacing_max_pt: Pt | None = None


class LetterheadRule(Sourced):
    """The two columns on top of page one (phần đầu văn bản): widths and centres.

    ``rule_length_mm`` is the line under the title (state papers: under the motto),
    ``issuing_rule_*`` the one under a state body as a share of its text. Centres
    are measured from the edge of the page. What nobody measured is ``None``.
    The columns are those of a master that does not fit its letterhead to the names;
    ``gap_mm`` is the least room between two that do, ``condensed_max_pt`` how far
    their characters may be set closer. ``bound_words`` are an office's own words
    that no line may break, besides those of ``bound_words.toml``.
    """

    left_column_mm: Mm
    right_column_mm: Mm
    gap_mm: Mm
    condensed_max_pt: Pt
    bound_words: tuple[str, ...] = ()
    rule_length_mm: Mm
    issuing_rule_min_share: float | None = None
    issuing_rule_max_share: float | None = None
    left_centre_mm: Mm | None = None
    right_centre_mm: Mm | None = None
    line_pitch_mm: Mm | None = None
    number_below_first_line_mm: Mm | None = None
    type_name_below_number_mm: Mm | None = None


class Phrase(Sourced):
    """A fixed wording (câu chữ cố định)."""

    text: str


class DocumentType(Sourced):
    """A kind of document (thể loại văn bản) and its symbol.

    ``addressed`` names the phrase of its addressee block, ``None`` for kinds
    without one; ``titled`` is false for the letter, whose abstract stands under
    the number.
    """

    name: str
    symbol: str
    addressed: Literal["dear", "submit"] | None = None
    titled: bool = True


class BodySymbol(Sourced):
    """The symbol of an issuing body (ký hiệu cơ quan)."""

    name: str
    symbol: str


class KindRule(Sourced):
    """How one kind of issuing body is written (cách ghi tên cơ quan ban hành).

    ``superior`` says what stands on the upper line; ``short_name`` that the
    body's own line does not repeat the committee's name.
    """

    name: str
    superior: SuperiorKind
    short_name: bool = False


class NumberRule(Sourced):
    """Number and symbol (số và ký hiệu): word in front, pattern, padding, series.

    ``period`` is what a series runs through; ``term_starts`` the day a term's
    series begins, ``None`` where series run by year. ``optional_types`` may go
    without a number.
    """

    word: str
    pattern: str
    pattern_without_type: str
    pad_below: int
    blank: str
    joint_separator: str
    period: Literal["term", "year"]
    shared_series: tuple[tuple[str, ...], ...] = ()
    congress_single_series: bool = False
    term_starts: Literal["closing_day", "day_after_closing"] | None = None
    optional_types: tuple[str, ...] = ()


class PlaceRule(Sourced):
    """Place and date (địa danh và ngày tháng)."""

    month_pad_below: int
    day_pad_below: int
    pattern: str
    add_type_for: tuple[Literal["person", "one_syllable", "province", "numbered", "event"], ...]
    provinces: str
    kinds: dict[str, str]
    abbreviations: dict[str, str] = Field(default_factory=dict)


class ShortNames(Sourced):
    """Endings that an agency's own line leaves out (phần không nhắc lại)."""

    tails: tuple[str, ...]


class SignatureRule(Sourced):
    """Positions in signature blocks (chức vụ trong phần ký).

    ``collective_positions`` may stand under "on behalf of"; ``organ_positions``
    overrules them for single organs; ``positions`` stand without the body's
    name; ``full_positions`` are whole titles although they hold one.
    ``blank_lines`` is the room for the signature.
    """

    collective_positions: tuple[str, ...]
    positions: tuple[str, ...]
    full_positions: tuple[str, ...]
    position_bold: bool
    blank_lines: Annotated[int, Field(ge=0, le=20)]
    column_centre_mm: Mm | None = None
    line_pitch_mm: Mm | None = None
    organ_positions: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class RecipientsRule(Sourced):
    """The list of recipients (nơi nhận): ``None`` where nobody measured."""

    word_indent_mm: Mm | None = None
    wrap_indent_mm: Mm | None = None


class MarkRule(Sourced):
    """Where marks stand (vị trí các chỉ dẫn); ``None`` where the rule sets no distance."""

    circulation_from_top_mm: Mm
    not_for_media_from_bottom_mm: Mm | None = None


class StampRule(Sourced):
    """The stamp (dấu): how much of the signature it covers, sheets under one seam stamp."""

    overlap: Annotated[float, Field(gt=0, lt=1)]
    seam_sheets: Annotated[int, Field(ge=1)]


class LegalBasisRule(Sourced):
    """Legal-basis lines (căn cứ): words that may open one, or a cited title, already."""

    opening_words: tuple[str, ...]
    title_leads: tuple[str, ...]


class AppendixRule(Sourced):
    """Appendix headings (phụ lục)."""

    numerals: Literal["arabic", "roman"]
    word_caps: bool
    title_caps: bool


class SpellingRule(Sourced):
    """Tone placement of generated text (cách đặt dấu): ``uỷ`` or ``ủy``."""

    tone_placement: Literal["uỷ", "ủy"]


class RuleSet(RuleModel):
    """A rule set (bộ quy tắc): every value of official writing for a span of dates.

    ``valid_until`` is the last day, ``None`` while the rule is in force.
    ``overlay`` names the office's own file laid over it, ``None`` without one.
    """

    id: str
    family: str
    title: str
    short_title: str
    valid_from: date
    valid_until: date | None = None
    overlay: str | None = None
    page: PageRule
    body: BodyRule
    letterhead: LetterheadRule
    styles: dict[str, TextStyle]
    phrase_table: dict[str, Phrase] = Field(alias="phrases")
    number: NumberRule
    types: dict[str, DocumentType]
    bodies: dict[str, BodySymbol]
    kinds: dict[str, KindRule]
    organisation_words: dict[str, str] = Field(default_factory=dict)
    short_names: ShortNames
    place: PlaceRule
    signature: SignatureRule
    recipients: RecipientsRule | None = None
    marks: MarkRule | None = None
    stamp: StampRule | None = None
    legal_basis: LegalBasisRule
    appendix: AppendixRule
    spelling: SpellingRule

    @cached_property
    def phrases(self) -> dict[str, str]:
        """Fixed wordings by key (câu chữ cố định)."""
        return {key: self.spelled(phrase.text) for key, phrase in self.phrase_table.items()}

    def spelled(self, text: str) -> str:
        """Generated text with the tone placement of this rule set; never a personal name."""
        return set_tone_placement(nfc(text), self.spelling.tone_placement)

    def phrase(self, key: str) -> str:
        """The wording of this key. Raises :class:`ConventionValue` where the rule set has none."""
        text = self.phrases.get(key)
        if text is None:
            raise ConventionValue(
                tr("{bo} không có câu chữ “{khoa}”").format(bo=self.short_title, khoa=key),
                fix=tr("Thêm vào mục [phrases] của tệp quy tắc riêng, hoặc dùng bộ quy tắc khác."),
            )
        return text

    @cached_property
    def type_symbols(self) -> dict[str, str]:
        """Symbols of document types by key, e.g. ``quyet_dinh`` → ``QĐ``."""
        return {key: kind.symbol for key, kind in self.types.items()}

    @cached_property
    def body_symbols(self) -> dict[str, str]:
        """Symbols of issuing bodies by key, e.g. ``chi_bo`` → ``CB``."""
        return {key: body.symbol for key, body in self.bodies.items()}

    @model_validator(mode="after")
    def _placeholders(self) -> RuleSet:
        for key, phrase in self.phrase_table.items():
            check_placeholders(f"phrases.{key}", phrase.text, OF_PHRASES.get(key, frozenset()))
        number = frozenset({"so", "loai", "co_quan"})
        if not self.number.pattern.startswith("{"):
            raise ValueError(
                "number.pattern: bắt đầu bằng {so} hoặc {loai}; chữ “Số” ghi ở number.word"
            )
        check_placeholders("number.pattern", self.number.pattern, number)
        check_placeholders("number.pattern_without_type", self.number.pattern_without_type, number)
        place = frozenset({"dia_danh", "ngay", "thang", "nam"})
        check_placeholders("place.pattern", self.place.pattern, place)
        return self

    def in_force(self, day: date) -> bool:
        """Whether the rule set governs a document of this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
