"""Number and symbol (số và ký hiệu) of documents, and reading them back."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import ConventionValue
from ..i18n import tr
from .ruleset import RuleSet
from .spelling import nfc


def type_symbol(type_key: str, rules: RuleSet) -> str:
    """The symbol of a document type (ký hiệu tên loại): ``quyet_dinh`` → ``QĐ``.

    Empty for kinds without one. Raises :class:`ConventionValue` for an unknown
    key. Rule: HD05 II.I.3.1.2.a.
    """
    symbol = rules.type_symbols.get(type_key)
    if symbol is None:
        close = difflib.get_close_matches(type_key, rules.type_symbols, n=1)
        raise ConventionValue(
            tr("Không có loại văn bản “{loai}” trong {bo}").format(
                loai=type_key, bo=rules.short_title
            ),
            fix=tr("Có phải “{ten}”?").format(ten=close[0])
            if close
            else tr("Dùng một trong: {ds}.").format(ds=", ".join(rules.type_symbols)),
        )
    return symbol


def body_symbol(body_key: str, rules: RuleSet) -> str:
    """The symbol of an issuing body (ký hiệu cơ quan): ``dang_uy`` → ``ĐU``.

    Raises :class:`ConventionValue` for an unknown key. Rule: HD05 II.I.3.1.2.b.
    """
    symbol = rules.body_symbols.get(body_key)
    if symbol is None:
        raise ConventionValue(
            tr("Không có ký hiệu cơ quan “{ten}” trong {bo}").format(
                ten=body_key, bo=rules.short_title
            ),
            fix=tr("Thêm ký hiệu vào mục [bodies] của tệp quy tắc riêng."),
        )
    return symbol


def joint_symbol(symbols: Sequence[str], rules: RuleSet) -> str:
    """The symbol of a joint document (liên cơ quan), lead body first: ``BTCTU-BNCTU``."""
    return rules.number.joint_separator.join(symbols)


def document_number(
    number: int | None, type_key: str, body_symbol: str | Sequence[str], rules: RuleSet
) -> str:
    """Number and symbol under the letterhead (số và ký hiệu): ``Số 15-QĐ/ĐU``.

    :func:`bare_number` behind its word. Rule: HD05 II.I.3.2.2: no colon.
    """
    # The room for a number replaces the space before it as well: seven places in all.
    space = " " if number is not None else ""
    return f"{rules.number.word}{space}{bare_number(number, type_key, body_symbol, rules)}"


def bare_number(
    number: int | None, type_key: str, body_symbol: str | Sequence[str], rules: RuleSet
) -> str:
    """Number and symbol without a word in front, as a citation takes it: ``05-QC/BTCTU-BNCTU``.

    ``None`` leaves room to write the number by hand, in non-breaking spaces.
    Several body symbols make a joint document's. Rule: HD05 II.I.3.2.2: below 10
    padded, hyphen, slash. Raises :class:`ConventionValue` for a number below 1,
    an unknown type, or an empty body symbol.
    """
    rule = rules.number
    if number is not None and number < 1:
        raise ConventionValue(
            tr("Số văn bản phải từ 1 trở lên, không thể là {so}").format(so=number),
            fix=tr("Sửa số, hoặc để trống để ghi tay."),
        )
    body = body_symbol if isinstance(body_symbol, str) else joint_symbol(body_symbol, rules)
    body = nfc(body.strip())
    if not body:
        raise ConventionValue(
            tr("Thiếu ký hiệu cơ quan ban hành"),
            fix=tr("Ghi ký hiệu cơ quan, ví dụ ĐU hoặc CB."),
        )
    symbol = type_symbol(type_key, rules)
    pattern = rule.pattern if symbol else rule.pattern_without_type
    if number is None:
        figure = rule.blank
    else:
        figure = f"{number:02d}" if number < rule.pad_below else str(number)
    return pattern.format(so=figure, loai=symbol, co_quan=body)


def series_key(type_key: str, rules: RuleSet, *, congress: bool = False) -> str:
    """The series a document takes its number from (dãy số), within one body and period.

    One series per type; types that share one (Quyết định and Quy định unless the
    office says otherwise) give the same key; a congress has one series for all
    types. Rule: HD05 II.I.3.1.1.
    """
    type_symbol(type_key, rules)
    if congress and rules.number.congress_single_series:
        return "*"
    for shared in rules.number.shared_series:
        if type_key in shared:
            return shared[0]
    return type_key


class ParsedNumber(NamedTuple):
    """A number and symbol taken apart (số và ký hiệu đã tách).

    ``number`` is ``None`` while it is left blank; ``bodies`` holds several
    symbols for a joint document; ``suffix`` is what follows a second slash, as
    in ``5053-CV/VPTW/nb``, else empty.
    """

    number: int | None
    type_symbol: str
    bodies: tuple[str, ...]
    suffix: str = ""


_PARTY = re.compile(
    r"^(?:Số\s*:?\s*)?(?P<number>\d+|[\s._…]*)\s*-\s*(?P<type>[^\W\d_]{2,5})\s*/\s*"
    r"(?P<bodies>[^\W_]+(?:-[^\W_]+)*)(?:/(?P<suffix>\w+))?$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:Số\s*:?\s*)?(?P<number>\d+|[\s._…]*)\s*/\s*(?:\d{4}\s*/\s*)?"
    r"(?P<type>[^\W\d_]{2,5})-(?P<bodies>[^\W_]+(?:-[^\W_]+)*)$",
    re.IGNORECASE,
)


def parse_number(text: str) -> ParsedNumber | None:
    """A printed number and symbol taken apart, or ``None`` when it is none.

    Reads Party numbers (``Số 15-QĐ/ĐU``, also without ``Số`` or with a colon)
    and state numbers (``15/QĐ-UBND``, ``30/2020/NĐ-CP``).
    """
    text = " ".join(nfc(text).split())
    match = _PARTY.match(text) or _STATE.match(text)
    if match is None:
        return None
    figure = match["number"].strip()
    return ParsedNumber(
        number=int(figure) if figure.isdecimal() else None,
        type_symbol=match["type"],
        bodies=tuple(match["bodies"].split("-")),
        suffix=match.groupdict().get("suffix") or "",
    )
