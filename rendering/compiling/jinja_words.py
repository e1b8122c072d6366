"""Jinja's complaints (lời báo của Jinja) in the words of the people who write templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jinja2 import TemplateRuntimeError

from ...files.faults import library_reason
from ...i18n import later, tr
from ..reading.tags import scan


def in_plain_words(message: str, typed: str = "") -> str:
    """What a syntax error of Jinja means; of an unknown one only that the tag is wrong.

    ``typed`` are the words of the paragraph: a command written with a capital
    letter, as Word corrects it, is the true cause of many complaints.
    """
    for wrong, right in _miswritten(typed):
        return tr("lệnh viết liền, bằng chữ thường: «{0}», không phải «{1}»").format(right, wrong)
    for pattern, words in _MESSAGES:
        found = pattern.match(message)
        if found is not None:
            return words().format(*(_own_words(group) for group in found.groups()))
    return tr("thẻ viết sai cách")


def _miswritten(typed: str) -> Iterator[tuple[str, str]]:
    """Commands as typed and as they should be: ``If``, ``End For``, ``else if``."""
    for tag in scan(typed):
        said = _STRING.sub("", tag.text)
        for found in _COMMAND.finditer(said if tag.kind == "%" else ""):
            right = _right(found.group())
            if right != found.group():
                yield found.group(), right


def rightly_written(tag: str) -> str:
    """A tag with its commands as they should be: ``{%P If x %}`` becomes ``{%p if x %}``."""
    if not tag.startswith("{%"):
        return tag
    cut = _STRING.split(tag)
    cut[::2] = [_COMMAND.sub(lambda found: _right(found.group()), piece) for piece in cut[::2]]
    return "".join(cut)


def _right(command: str) -> str:
    right = command.lower().replace(" ", "")
    return _MEANT.get(right, right)


def _own_words(said: str) -> str:
    """A tag, or Jinja's name for a piece of one (``end of print statement``)."""
    if said in _TOKENS:
        return tr(_TOKENS[said])
    # "'endfor' or 'else'": the tags that Jinja would take, as they are typed.
    return _TAG_NAME.sub(r"{% \1 %}", said).replace(" or ", tr(" hoặc "))


def runtime_words(error: Exception) -> str:
    """Why an expression could not be computed, with the kinds of the values where told."""
    if isinstance(error, ZeroDivisionError):
        return tr("chia cho số không")
    if isinstance(error, (TypeError, AttributeError)):
        kinds = [tr(_KINDS[kind]) for kind in _KIND.findall(str(error)) if kind in _KINDS]
        if kinds:
            why = tr("kiểu của giá trị không hợp với phép tính: {kieu}")
            return why.format(kieu=", ".join(kinds))
        return tr("kiểu của giá trị không hợp với phép tính")
    if isinstance(error, ValueError):
        return tr("giá trị không đúng dạng")
    if isinstance(error, NameError):  # Jinja writes what is no finite number by a name
        return tr("số quá lớn")
    if isinstance(error, TemplateRuntimeError):
        return in_plain_words(str(error))
    return library_reason(error)


def takes_text_for_number(error: Exception) -> bool:
    """Whether an expression counts with a text, or compares one with a number."""
    return isinstance(error, TypeError) and _TEXT_COUNTED.search(str(error)) is not None


# Python's words: `"can only concatenate str"`, `"'>' not supported between … 'str' and 'int'"`.
_TEXT_COUNTED = re.compile(
    r"(?:concatenate|(?:unsupported operand|not supported between|bad operand)\b.*?)\W*\bstr\b"
)
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")
_COMMAND = re.compile(
    r"(?<![\w.])(?:(?<=\{%)(?:p|tr|tc|r)(?=\s)|(?:end|else)\s+(?=if|for|set|macro|call|with)\w+"
    r"|cellbg|colspan|colwidths|indents|spacing|[vh]m(?=\s*[-+]?%\})"
    r"|(?:end)?(?:if|for|set|macro|call|with)|elif|else|els(?:e)?if|in|is|not|and|or|recursive)(?!\w)",
    re.IGNORECASE,
)
_MEANT = {"elseif": "elif", "elsif": "elif", "elsefor": "else"}
_TAG_NAME = re.compile(r"'(\w+)'")
# Python's names of what a context holds, as they stand quoted in its messages.
_KIND = re.compile(r"'(\w+)'")
_KINDS = later(
    {
        "str": "chữ",
        "Markup": "chữ",
        "int": "số",
        "float": "số",
        "bool": "đúng/sai",
        "list": "danh sách",
        "tuple": "danh sách",
        "dict": "nhóm trường",
        "NoneType": "trống",
    }
)
_TOKENS = later(
    {
        "end of print statement": "hết thẻ",
        "end of statement block": "hết thẻ",
        "begin of print statement": "đầu thẻ",
        "begin of statement block": "đầu thẻ",
        "end of template": "hết mẫu",
        "end of comment": "hết ghi chú",
        "template data / text": "chữ ngoài thẻ",
        "name": "tên",
        "integer": "số",
        "float": "số",
        "string": "chữ trong nháy",
    }
)


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
        re.compile(r"Unexpected end of template.*tags: .*?'(end\w+)'", re.DOTALL),
        lambda: tr("thiếu thẻ đóng: {{% {0} %}}"),
    ),
    (
        re.compile(r"Encountered unknown tag '(p|tr|tc|r)'"),
        lambda: tr(
            "không có lệnh «{0}» ở đây: {0} viết liền sau {{%, rồi đến lệnh, như {{%{0} if … %}}"
        ),
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
    (re.compile(r"expected name or number"), lambda: tr("sau dấu chấm thiếu tên")),
    (re.compile(r"tag name expected"), lambda: tr("thẻ không có nội dung")),
    (re.compile(r"can't assign to '(.*)'"), lambda: tr("không đặt giá trị cho «{0}» được")),
    (re.compile(r"block '(.*)' defined twice"), lambda: tr("có hai khối cùng tên «{0}»")),
)
