"""What the commands print with (in ra màn hình): tables, progress, errors, JSON."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..errors import GiaytoError
from ..finding_codes import QUIET
from ..i18n import later, tr

if TYPE_CHECKING:
    from ..workspace.causes import Cause

_WIDE = 140
"""A table's width where nobody's window bounds it."""
_NARROWEST = 20
# A command to be typed stays in one piece, so that it can be copied.
_COMMAND = re.compile(r"“giayto [^”]*”|(?<=: )giayto .*$", re.MULTILINE)
_KEPT = "\ue000"


def width_of(stream: TextIO) -> int | None:
    """The columns of the window that a stream is read in (bề rộng cửa sổ); ``None`` for a pipe."""
    return max(shutil.get_terminal_size().columns, _NARROWEST) if stream.isatty() else None


# What a terminal obeys rather than shows: control characters, and marks that turn the reading
# direction, by which a name can look like another.
_OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_BROKEN = re.compile(r"[\ud800-\udfff]")


def printable(text: object, *, one_line: bool = False) -> str:
    """Text that a terminal shows and never obeys (chữ in được): ``\\x1b[2J`` stands as written.

    File names and data come from anywhere. ``one_line`` shows line breaks, too.
    """
    shown = _BROKEN.sub("\ufffd", _OBEYED.sub(_as_code, str(text)))
    return re.sub(r"[\t\n]", _as_code, shown) if one_line else shown


def _as_code(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode()


def wrapped(text: str, width: int | None) -> str:
    """The text broken between words, never inside one (ngắt dòng); ``None`` leaves lines whole.

    What follows in a line is indented two places more than the line begins. A
    command to be typed is not broken at all.
    """
    if width is None:
        return text
    text = _COMMAND.sub(lambda command: command.group().replace(" ", _KEPT), text)
    lines = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        broken = textwrap.wrap(
            line,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += broken or [""]
    return "\n".join(lines).replace(_KEPT, " ")


def say(text: str = "", **style: Any) -> None:
    """Print lines for the user; ``style`` as click has it (``bold``, ``fg``)."""
    click.secho(wrapped(printable(text), width_of(sys.stdout)), **style)


def say_aside(text: str, **style: Any) -> None:
    """Print lines for the user that are no part of the result; to standard error."""
    click.secho(wrapped(printable(text), width_of(sys.stderr)), err=True, **style)


def agrees(question: str) -> bool:
    """Ask a question that is answered with yes or no; nobody there to answer means no."""
    say(f"{question} [c/K] ", nl=False)
    try:
        answer = input()
    except EOFError:
        say()
        return False
    return answer.strip().lower() in ("c", "có", "co", "y", "yes")


def say_json(data: object) -> None:
    """Print data for a machine."""
    said = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    click.echo(re.sub(f"{_OBEYED.pattern}|{_BROKEN.pattern}", _as_json_code, said))


def _as_json_code(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def say_error(error: GiaytoError) -> None:
    """Print an error: what, where, why, what to do; to standard error."""
    say_aside(f"{tr('Lỗi')} {error.code}: {printable(error.what, one_line=True)}", fg="red")
    if error.where:
        say_aside(f"  {tr('Ở đâu')}: {printable(error.where, one_line=True)}")
    if error.why:
        say_aside(f"  {tr('Vì sao')}: {error.why}")
    for line in error.details:
        say_aside(f"  - {line}")
    if error.fix:
        say_aside(f"  {tr('Cần làm')}: {error.fix}")


def say_table(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; columns that hold only numbers stand to the right.

    A line breaks between words alone; a window too narrow for the words side by
    side gets each row as lines. Everything is text as it stands: ``[/b]`` in an
    abstract is no markup.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # A pipe has no width; a wide one keeps lines whole for whoever reads them.
    room = width_of(sys.stdout) or _WIDE
    title, *headers = (printable(text, one_line=True) for text in (title, *headers))
    rows = [list(map(printable, row)) for row in rows]
    widths = _column_widths(headers, rows, room)
    if widths is None:
        _say_rows(title, headers, rows)
        return
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    for column, header in enumerate(headers):
        numeric = bool(rows) and all(r[column].replace(".", "").isdigit() for r in rows)
        justify: Any = "right" if numeric else "left"
        table.add_column(Text(header), justify=justify, overflow="fold", width=widths[column])
    for row in rows:
        table.add_row(*map(Text, row))
    seen = sys.stdout.isatty()
    console = Console(file=sys.stdout, highlight=False, width=room, no_color=None if seen else True)
    console.print(table)


def _column_widths(
    headers: Sequence[str], rows: Sequence[Sequence[str]], room: int
) -> list[int] | None:
    """A width for each column in which no word breaks; ``None`` when there is no room for that."""
    columns = [[str(header), *(row[i] for row in rows)] for i, header in enumerate(headers)]
    least = [max(len(w) for text in column for w in [*text.split(), ""]) for column in columns]
    widths = [max(map(len, column)) for column in columns]
    spare = room - 3 * len(headers) - 1
    if sum(least) > spare:
        return None
    while sum(widths) > spare:
        widest = max(
            (i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i]
        )
        widths[widest] -= 1
    return [max(width, 1) for width in widths]


def _say_rows(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    say(title, bold=True)
    for row in rows:
        say(f"- {row[0]}")
        for header, text in zip(headers[1:], row[1:], strict=True):
            if text:
                say(f"  {header}: {text}")


@contextmanager
def progress_bar(label: str, *, shown: bool = True) -> Iterator[Any]:
    """A progress callback ``(done, total)``: a bar with rate and time left, nothing in a pipe."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(TextColumn):
        """Documents a second (tốc độ)."""

        def render(self, task: Task) -> Text:
            return Text(tr("{so}/giây").format(so=round(task.speed)) if task.speed else "")

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TextColumn(tr("còn")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield step


_HEADS = later(
    {
        "error": "LỖI – phải sửa trước khi lập giấy tờ",
        "warning": "CẢNH BÁO – nên xem lại",
        "note": "GHI CHÚ",
    }
)
_SHOWN = {"error": 10, "warning": 5, "note": 3}
"""So many causes fill a page together; the rest is counted."""


def say_causes(causes: Sequence[Cause], *, detailed: bool) -> None:
    """Findings by severity (phát hiện), each cause once; ``detailed`` each cell.

    What the program is unsure of by itself is told in detail alone: it stands in every
    workbook and is nobody's slip.
    """
    if not detailed:
        causes = [cause for cause in causes if cause.code not in QUIET]
    for severity, head in _HEADS.items():
        chosen = [cause for cause in causes if cause.severity == severity]
        if not chosen:
            continue
        say()
        say(f"{tr(head)} ({len(chosen)})", bold=True)
        if detailed:
            for finding in (f for cause in chosen for f in cause.findings):
                say(finding.lines())
            continue
        for cause in chosen[: _SHOWN[severity]]:
            say(cause.lines())
        left = chosen[_SHOWN[severity] :]
        if left:
            kinds = ", ".join(dict.fromkeys(cause.code for cause in left))
            say(
                tr("… và {so} điều nữa ({ma}); thêm --chi-tiet để xem hết.").format(
                    so=len(left), ma=kinds
                )
            )
