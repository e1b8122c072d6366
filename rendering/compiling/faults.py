"""What goes wrong while a part is printed (lỗi khi in), as one of our errors with its paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError

from ...errors import GiaytoError, MissingValue, TemplateError, TemplateUnsafe, UnknownField
from ...i18n import tr
from ...suggestions import did_you_mean
from ..limits import Limits, exceeded
from ..printing.places import Site
from ..sandbox.environment import UnknownName
from .generator import FILENAME
from .jinja_words import runtime_words, takes_text_for_number


class Faults:
    """Explains the errors of one part; ``where`` turns a line of its source into a place."""

    def __init__(self, sites: Iterable[Site], limits: Limits, where: Callable[[int], str]) -> None:
        self._sites = tuple(sites)
        self._limits = limits
        self._where = where

    def explain(
        self, error: Exception, root: Callable[..., Any], values: Mapping[str, Any]
    ) -> NoReturn:
        """Raises whatever went wrong in the generated code ``root`` as one of our errors."""
        line = _line_of(error, root)
        where = self._where(line)
        if isinstance(error, GiaytoError):
            if error.where is None:
                error.where = where
            raise error
        if isinstance(error, UnknownName):
            self._unknown(error, line, values)
        if isinstance(error, SecurityError):
            raise TemplateUnsafe(
                tr("Mẫu đòi làm việc không được phép."),
                where=where,
                why=str(error),
                fix=tr("Chỉ dùng tên trường, bộ lọc, vòng lặp và điều kiện trong thẻ."),
            ) from error
        if isinstance(error, RecursionError):
            raise exceeded("nesting", self._limits.nesting, where=where) from error
        if isinstance(error, (MemoryError, OverflowError)):
            raise exceeded("value_chars", self._limits.value_chars, where=where) from error
        if isinstance(error, TypeError) and "NoneType" in str(error):
            raise MissingValue(
                tr("Biểu thức trong mẫu dùng một trường chưa có giá trị."),
                where=where,
                why=runtime_words(error),
                fix=tr("Điền giá trị đó, hoặc hỏi trước trong mẫu: {% if … %}."),
            ) from error
        why = runtime_words(error)
        fix = tr("Sửa biểu thức trong đoạn đó, hoặc kiểm tra kiểu của giá trị.")
        if takes_text_for_number(error):
            why = tr("giá trị là chữ, không phải số")
            fix = tr("Thêm |int sau tên trường để tính như số, ví dụ {{ nam|int + 1 }}.")
        raise TemplateError(
            tr("Không tính được biểu thức trong mẫu."), where=where, why=why, fix=fix
        ) from error

    def _unknown(self, error: UnknownName, line: int, values: Mapping[str, Any]) -> NoReturn:
        candidates = error.candidates
        if candidates is None:
            candidates = tuple(str(key) for key in values)
        fix = did_you_mean(error.name, candidates) or tr(
            "Sửa tên trường trong mẫu; các trường có: {ten}."
        ).format(ten=", ".join(sorted(candidates)[:30]) or "–")
        raise UnknownField(
            tr("Mẫu dùng trường «{truong}» không có trong dữ liệu.").format(
                truong=self._full_name(error.name, line)
            ),
            where=self._where(line),
            fix=fix,
        ) from error

    def _full_name(self, name: str, line: int) -> str:
        """The dotted name on that line which ends in ``name``, else ``name`` itself."""
        for site in self._sites:
            if site.line == line and site.name.endswith(f".{name}"):
                return site.name
        return name


def _line_of(error: BaseException, root: Callable[..., Any]) -> int:
    """The line of the source whose code raised the error."""
    written = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILENAME:
            written = trace.tb_lineno
        trace = trace.tb_next
    line = 0
    for pair in str(root.__dict__["debug_info"]).split("&"):
        source, _, python = pair.partition("=")
        if python and int(python) <= written:
            line = int(source)
    return line
