"""Click's words in the language in use (lời của dòng lệnh): metavars, help texts, section titles.

Click translates its sentences itself (see :func:`giayto.i18n.use`), but not the
words in capitals (``DIRECTORY``, ``[OPTIONS]``), nor the texts that we give it.
"""

from __future__ import annotations

import gettext
import inspect
from typing import Any

import click

from ..i18n import later, tr

HELP_NAMES = ("--help", "-h", "--tro-giup")
OPTIONS_METAVAR = later("[TUỲ-CHỌN]")
COMMAND_METAVAR = later("LỆNH …")
_HELP_OPTION = later("Xem hướng dẫn này.")
_METAVARS = later(
    {
        "text": "CHỮ",
        "integer": "SỐ",
        "integer range": "SỐ",
        "float": "SỐ",
        "float range": "SỐ",
        "file": "TỆP",
        "directory": "THƯ-MỤC",
        "path": "ĐƯỜNG-DẪN",
    }
)


class Worded(click.Command):
    """A command that speaks the language in use, whenever it was declared (lệnh có lời dịch)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", OPTIONS_METAVAR)
        # On every command, not on the root alone: click keeps the help option of a
        # command as it was first asked for, also when the root was not there.
        kwargs["context_settings"] = {
            "help_option_names": list(HELP_NAMES),
            **(kwargs.get("context_settings") or {}),
        }
        super().__init__(*args, **kwargs)
        self._declared: dict[int, tuple[str | None, str | None]] = {}

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters; click asks for them before it parses, complains or helps."""
        params = super().get_params(ctx)
        for parameter in params:
            self._say(parameter, ours=parameter in self.params)
        return params

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """The names of ``--help`` in our order; before 8.5 click gave them in any order."""
        return list(ctx.help_option_names)

    def _say(self, parameter: click.Parameter, ours: bool) -> None:
        """Put a parameter's help and metavar into the language in use."""
        metavar, help = self._declared.setdefault(
            id(parameter),
            (
                parameter.metavar or _metavar(parameter),
                getattr(parameter, "help", None) if ours else _HELP_OPTION,
            ),
        )
        parameter.metavar = tr(metavar) if metavar else None
        if help:
            parameter.help = tr(help)
        if isinstance(parameter.type, click.Path):
            parameter.type.name = gettext.gettext(_path_kind(parameter.type))

    def texts(self) -> list[str]:
        """Everything the command says of itself, as declared, for the catalogue of messages."""
        for parameter in self.params:
            self._say(parameter, ours=True)
        said = [inspect.cleandoc(self.help or ""), self.options_metavar or ""]
        for metavar, help in self._declared.values():
            said += [metavar or "", help or ""]
        return [text for text in said if text]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return [
            tr(piece) if piece in (OPTIONS_METAVAR, COMMAND_METAVAR) else piece for piece in pieces
        ]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(tr(inspect.cleandoc(self.help)))


def _metavar(parameter: click.Parameter) -> str | None:
    """Our word for an option's kind of value; ``None`` where click shows none, or its choices."""
    if not isinstance(parameter, click.Option) or parameter.is_flag or parameter.count:
        return None
    kind = parameter.type
    return _METAVARS.get(_path_kind(kind) if isinstance(kind, click.Path) else kind.name)


def _path_kind(kind: click.Path) -> str:
    if kind.file_okay and not kind.dir_okay:
        return "file"
    return "directory" if kind.dir_okay and not kind.file_okay else "path"
