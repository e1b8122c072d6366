"""Citations (dẫn văn bản) and legal-basis lines (căn cứ)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from .dates import blank_long_date, blank_short_date, long_date, short_date
from .ruleset import RuleSet
from .spelling import bare_item, fold, nfc, uncapitalised

_NUMBER_WORD = re.compile(r"^số\s*:?\s*", re.IGNORECASE)


def citation(
    type_name: str,
    number: str | None,
    day: date | None,
    body: str | None,
    title: str | None,
    rules: RuleSet,
    *,
    open_year: int | None = None,
) -> str:
    """A document as it is cited the first time (dẫn đầy đủ).

    ``Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị về …``. ``number``
    may begin with ``Số``; ``title`` may begin with ``về`` or another of the rule
    set's lead words. ``None`` or empty leaves a part out, e.g. a law has only its
    name; ``open_year`` leaves room for a day of that year instead. Rule: HD05
    II.I.6.1.3.
    """
    words = rules.phrases
    text = nfc(type_name.strip())
    if number and number.startswith(rules.number.blank):
        # The room for a number replaces the space before it, as under the letterhead.
        text += words["citation_number"].replace(" {so}", "{so}").format(so=number)
    elif number and number.strip():
        text += words["citation_number"].format(so=_NUMBER_WORD.sub("", nfc(number).strip()))
    if day is not None:
        text += words["citation_day"].format(ngay=short_date(day), ngay_dai=long_date(day))
    elif open_year is not None:
        text += words["citation_day"].format(
            ngay=blank_short_date(open_year), ngay_dai=blank_long_date(open_year)
        )
    if body and body.strip():
        text += words["citation_body"].format(co_quan=nfc(body.strip()))
    if title and title.strip():
        title = nfc(title.strip()).rstrip(" .;,")
        about = words["citation_about"]
        leads = (about, *rules.legal_basis.title_leads)
        led = any(fold(title).startswith(f"{fold(lead)} ") for lead in leads)
        text += " " + (uncapitalised(title) if led else f"{about} {title}")
    return text


def bare_basis(text: str, rules: RuleSet) -> str:
    """The legal basis as running text names it: ``Căn cứ Điều lệ Đảng`` gives ``Điều lệ Đảng``."""
    text = bare_item(text)
    word = rules.phrase("basis_word")
    opened = fold(text).startswith(f"{fold(word)} ")
    return " ".join(text.split()[len(word.split()) :]) if opened else text


def legal_basis_lines(items: Sequence[str], rules: RuleSet) -> list[str]:
    """The legal-basis lines (căn cứ), one string a line, punctuated as the rule set says.

    Items may begin with their own word (``Căn cứ``, ``Xét``, ``Theo`` …), else
    ``Căn cứ`` is put in front; a typed bullet or end mark is replaced; empty
    items are left out. Rule: HD05 II.I.6.2.3 (``- `` … ``;`` last ``.``); HD36
    1.6.2 (last ``,``).
    """
    words = rules.phrases
    texts: list[str] = []
    for item in items:
        text = nfc(" ".join(item.split())).lstrip("-–—+• ").rstrip(" .;,")
        if not text:
            continue
        opened = any(
            fold(text).startswith(f"{fold(word)} ") for word in rules.legal_basis.opening_words
        )
        if not opened:
            text = f"{words['basis_word']} {text}"
        texts.append(text[:1].upper() + text[1:])
    ends = [words["basis_end"]] * (len(texts) - 1) + [words["basis_last_end"]]
    return [words["basis_prefix"] + text + end for text, end in zip(texts, ends, strict=False)]
