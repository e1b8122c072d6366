"""Type name and abstract (tên loại, trích yếu), structure levels, appendix lines."""

from __future__ import annotations

import re
from datetime import date

from .legal_basis import citation
from .numbering import type_symbol
from .ruleset import RuleSet
from .spelling import capitalised, fold, nfc, uncapitalised, upper
from .words import ordinal, point_letter, roman

_ABOUT_ABBREVIATED = re.compile(r"^v\s*/\s*v\s*:?\s*", re.IGNORECASE)


def type_name(type_key: str, rules: RuleSet) -> str:
    """The type name as printed (tên loại): ``NGHỊ QUYẾT``; empty for a letter.

    Raises :class:`ConventionValue` for an unknown type. Rule: HD05 II.I.5.1.1.
    """
    type_symbol(type_key, rules)
    kind = rules.types[type_key]
    return upper(rules.spelled(kind.name)) if kind.titled else ""


def author_line(author: str, rules: RuleSet) -> str:
    """The author under the type name (tác giả): ``CỦA BAN THƯỜNG VỤ THÀNH UỶ``.

    Tells papers of a standing committee from those of the committee, which share
    letterhead and symbol. Rule: HD05 II.I.5.1.1 example 3.
    """
    word = rules.phrase("author_word")
    text = " ".join(author.split())
    authored = text if fold(text).startswith(f"{fold(word)} ") else f"{word} {text}"
    return upper(rules.spelled(authored))


def abstract(text: str) -> str:
    """The abstract under a type name (trích yếu): small first letter, no end mark.

    Rule: HD05 II.I.5.2.
    """
    return uncapitalised(" ".join(text.split())).rstrip(" .;,")


def letter_abstract(text: str, rules: RuleSet) -> str:
    """The abstract of a letter (trích yếu công văn): begins with the rule set's lead word.

    ``V/v chuẩn bị hội nghị`` gives ``về việc chuẩn bị hội nghị`` for Party
    letters of 2026. Where the rule set has no lead word (2018), none is added.
    Rule: HD05 II.I.5.2.3.
    """
    text = nfc(" ".join(text.split())).rstrip(" .;,")
    word = rules.phrase("letter_abstract_word")
    bare = _ABOUT_ABBREVIATED.sub("", text)
    if not word:
        return capitalised(bare)
    if fold(bare).startswith("về việc "):
        bare = " ".join(bare.split()[2:])
    return f"{word} {uncapitalised(bare)}"


def part_heading(n: int, rules: RuleSet, *, in_words: bool = False) -> str:
    """The heading of a part (phần): ``Phần I``, or ``Phần thứ nhất`` in words."""
    return f"{rules.phrase('part')} {ordinal(n) if in_words else roman(n)}"


def chapter_heading(n: int, rules: RuleSet, *, in_words: bool = False) -> str:
    """The heading of a chapter (chương): ``Chương II``, or ``Chương thứ hai`` in words."""
    return f"{rules.phrase('chapter')} {ordinal(n) if in_words else roman(n)}"


def section_heading(n: int, rules: RuleSet) -> str:
    """The heading of a section (mục): ``Mục 1``."""
    return f"{rules.phrase('section')} {n}"


def article_heading(n: int, title: str, rules: RuleSet) -> str:
    """The heading of an article (điều): ``Điều 1. Phạm vi điều chỉnh``; ``title`` may be empty."""
    return f"{rules.phrase('article')} {n}. {nfc(title.strip())}".rstrip()


def clause_mark(n: int, rules: RuleSet) -> str:
    """The mark of a clause (khoản): ``1.``"""
    return f"{n}{rules.phrase('clause_end')}"


def point_mark(index: int, rules: RuleSet) -> str:
    """The mark of a point (điểm), from 1: ``a)`` … ``d)``, ``đ)``, ``e)``."""
    return f"{point_letter(index)}{rules.phrase('point_end')}"


def roman_heading(n: int, title: str, rules: RuleSet) -> str:
    """A main heading as the official texts number them: ``I- Các thành phần thể thức``."""
    return f"{roman(n)}{rules.phrase('heading_mark')} {nfc(title.strip())}"


def appendix_heading(number: int | None, rules: RuleSet) -> str:
    """The first line of an appendix (phụ lục): ``Phụ lục 1``; ``None`` when it is the only one.

    Rule: HD05 II.II.1 (Arabic numerals); NĐ30 (Roman).
    """
    word = rules.phrase("appendix_word")
    if rules.appendix.word_caps:
        word = upper(word)
    if number is None:
        return word
    return f"{word} {roman(number) if rules.appendix.numerals == 'roman' else number}"


def appendix_title(title: str, rules: RuleSet) -> str:
    """The title of an appendix (tên phụ lục), in capitals where the rule set has them so."""
    text = nfc(" ".join(title.split()))
    return upper(text) if rules.appendix.title_caps else text


def appendix_reference(
    type_name: str,
    number: str | None,
    day: date | None,
    body: str,
    rules: RuleSet,
    *,
    open_year: int | None = None,
) -> str:
    """The reference line of an appendix (dòng kèm theo).

    ``(Kèm theo Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương
    Đảng)``; ``open_year`` as for :func:`citation`. Rule: HD05 II.II.1.2.
    """
    document = citation(type_name, number, day, body, None, rules, open_year=open_year)
    return rules.phrase("appendix_reference").format(van_ban=document)


def theme_note(document: str, author: str, congress: str, rules: RuleSet) -> tuple[str, ...]:
    """The lines under a congress theme (chủ đề đại hội), in brackets and italic.

    ``(Báo cáo của Ban Chấp hành Trung ương Đảng khoá XIII`` / ``trình Đại hội
    đại biểu toàn quốc lần thứ XIV của Đảng)``. Rule: HD05 II.I.5.1.2.
    """
    text = rules.phrase("theme_note").format(loai=document, tac_gia=author, dai_hoi=congress)
    return tuple(text.split("\n"))
