"""What the commands print with (in ra màn hình): tables, progress, errors, JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from ..errors import GiaytoError
from ..i18n import tr


def say(text: str = "") -> None:
    """Print a line for the user."""
    click.echo(text)


def say_aside(text: str) -> None:
    """Print a line for the user that is no part of the result; to standard error."""
    click.echo(text, err=True)


def say_json(data: object) -> None:
    """Print data for a machine."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def say_error(error: GiaytoError) -> None:
    """Print an error: what, where, why, what to do; to standard error."""
    click.secho(f"{tr('Lỗi')} {error.code}: {error.what}", fg="red", err=True)
    if error.where:
        click.echo(f"  {tr('Ở đâu')}: {error.where}", err=True)
    if error.why:
        click.echo(f"  {tr('Vì sao')}: {error.why}", err=True)
    for line in error.details:
        click.echo(f"  - {line}", err=True)
    if error.fix:
        click.echo(f"  {tr('Cần làm')}: {error.fix}", err=True)


def say_table(title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; columns that hold only numbers stand to the right.

    Everything is text as it stands: ``[/b]`` in an abstract is no markup.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", title_style="bold")
    for column, header in enumerate(headers):
        numeric = bool(rows) and all(r[column].replace(".", "").isdigit() for r in rows)
        table.add_column(Text(header), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=sys.stdout, highlight=False)
    # A pipe has no width; a wide one keeps lines whole for whoever reads them.
    if not sys.stdout.isatty():
        console = Console(file=sys.stdout, highlight=False, width=140, no_color=True)
    console.print(table)


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
        TextColumn("{task.description}"),
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
