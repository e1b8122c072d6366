"""Click in Vietnamese (lớp lệnh): lazy groups, English aliases, did-you-mean, exit codes."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from ..conventions.spelling import fold_plain
from ..i18n import tr


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of a lazy group: names, where it lives, its one-line help.

    The module is imported only when the command is used, so that ``--help``
    stays quick.
    """

    name: str
    alias: str
    module: str
    attribute: str
    help: str


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used (nhóm lệnh)."""

    def __init__(self, *args: Any, entries: tuple[Entry, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [entry.name for entry in self.entries]

    def entry(self, typed: str) -> Entry | None:
        """The entry meant by a name or an English alias, accents not needed."""
        wanted = fold_plain(typed)
        for entry in self.entries:
            if wanted in (entry.name, entry.alias):
                return entry
        return None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entry(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(entry.module, package=__package__)
        command: click.Command = getattr(module, entry.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.entry(args[0]) is None:
            known = [e.name for e in self.entries] + [e.alias for e in self.entries]
            close = difflib.get_close_matches(fold_plain(args[0]), known, n=1, cutoff=0.5)
            hint = f" {tr('Có phải “{ten}”?').format(ten=close[0])}" if close else ""
            ctx.fail(tr("Không có lệnh “{ten}”.").format(ten=args[0]) + hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(f"{e.name} ({e.alias})", tr(e.help)) for e in self.entries]
        with formatter.section(tr("Các lệnh")):
            formatter.write_dl(rows)


class Translated(click.Command):
    """A command whose help follows the language in use (lệnh)."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        original = self.help
        try:
            self.help = tr(original) if original else original
            super().format_help_text(ctx, formatter)
        finally:
            self.help = original

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                text = getattr(parameter, "help", None)
                shown = record[1].replace(text, tr(text)) if text else record[1]
                rows.append((record[0], shown))
        if rows:
            with formatter.section(tr("Tuỳ chọn")):
                formatter.write_dl(rows)


def command(name: str, help: str, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; ``help`` is Vietnamese, its first line the short help.

    A paragraph that begins with ``\\b`` keeps its lines, as click does.
    """
    return click.command(name, cls=Translated, help=help, **kwargs)


workspace_option = click.option(
    "--thu-muc",
    "-C",
    "folder",
    default=".",
    show_default=False,
    type=click.Path(file_okay=False),
    help="Thư mục làm việc, nơi có du-lieu.xlsx (mặc định: thư mục đang đứng).",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho máy đọc."
)
