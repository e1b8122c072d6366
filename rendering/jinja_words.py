"""Jinja's complaints (lời báo của Jinja) in the words of the people who write templates."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..i18n import tr


def in_plain_words(message: str) -> str:
    """What a syntax error of Jinja means; an unknown message comes back unchanged."""
    for pattern, words in _MESSAGES:
        found = pattern.match(message)
        if found is not None:
            # "'endfor' or 'else'": Jinja's own word between the tags it would take.
            return words().format(*(g.replace(" or ", tr(" hoặc ")) for g in found.groups()))
    return message


def runtime_words(error: Exception) -> str:
    """Why an expression could not be computed, with Python's own words in brackets."""
    said = str(error) or type(error).__name__
    if isinstance(error, ZeroDivisionError):
        return tr("chia cho số không")
    if isinstance(error, (TypeError, AttributeError)):
        return tr("kiểu của giá trị không hợp với phép tính ({loi})").format(loi=said)
    if isinstance(error, ValueError):
        return tr("giá trị không đúng dạng ({loi})").format(loi=said)
    return said


# The texts are functions so that they are translated when shown, not when imported.
_MESSAGES: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (
        re.compile(r"expected token 'end of print statement', got '(.*)'"),
        lambda: tr("sau tên trường còn thừa «{0}»; tên trường không có dấu cách"),
    ),
    (
        re.compile(r"expected token 'end of statement block', got '(.*)'"),
        lambda: tr("lệnh còn thừa «{0}»"),
    ),
    (
        re.compile(r"Unexpected end of template.*tags: (.+?)\. The innermost", re.DOTALL),
        lambda: tr("thiếu thẻ đóng: {0}"),
    ),
    (
        re.compile(r"Encountered unknown tag '(\w+)'\. .*tags: (.+?)\. The innermost", re.DOTALL),
        lambda: tr("không có lệnh «{0}» ở đây; đang chờ: {1}"),
    ),
    (
        re.compile(r"(?:Encountered unknown tag|Unexpected tag name) '(\w+)'"),
        lambda: tr("không có lệnh «{0}» ở đây; có thể thiếu thẻ mở, hoặc thừa dấu cách sau {{%"),
    ),
    (re.compile(r"No filter named '(\w+)'"), lambda: tr("không có bộ lọc «{0}»")),
    (re.compile(r"No test named '(\w+)'"), lambda: tr("không có phép thử «{0}»")),
    (re.compile(r"unexpected char '(.*)' at"), lambda: tr("ký tự lạ trong thẻ: {0}")),
    (
        re.compile(r"Expected an expression, got '(?:end of .*)'"),
        lambda: tr("thẻ không có nội dung"),
    ),
    (re.compile(r"expected token '(.*)', got '(.*)'"), lambda: tr("cần «{0}» mà gặp «{1}»")),
    (re.compile(r"unexpected '(.*?)'"), lambda: tr("gặp «{0}» không đúng chỗ")),
)
