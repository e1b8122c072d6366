"""The folder a command works in (thư mục làm việc), however a clerk names it.

``-C cb25``, ``-C cb25/du-lieu.xlsx``, and the bare word ``cb25`` where it can
mean nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from .wording import Worded

OPTION = "-C"
_NAME = "folder"


class WorkspaceFolder(click.Path):
    """A folder, which may be named by the workbook in it (thư mục, hoặc sổ nằm trong đó)."""

    def __init__(self) -> None:
        super().__init__(file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; a workbook's own path gives the folder it lies in."""
        if isinstance(value, str) and _is_workbook(Path(value)):
            value = str(Path(value).parent)
        return super().convert(value, param, ctx)


class InFolder(Worded):
    """A command that also takes its folder as a bare word (lệnh làm việc trong một thư mục).

    A word too many that is a folder is meant as one. ``own_word`` tells for a
    command that takes many words which of them it understands itself; ``None``
    leaves all of them to it.
    """

    def __init__(
        self, *args: Any, own_word: Callable[[str], bool] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._own_word = own_word

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, self._with_option(ctx, list(args)))

    def _with_option(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with ``-C`` before the word that means the folder, if one alone does."""
        if not any(OPTION in param.opts for param in self.params):
            return args
        try:
            typed, spare = self._typed(ctx, args)
        except click.UsageError:
            return args  # click is about to tell it
        meant = list(self._folders(typed, spare))
        if _NAME in typed or len(meant) != 1:
            return args
        for index, word in enumerate(args):
            others = args[:index] + args[index + 1 :]
            if word == meant[0] and self._means_the_same(ctx, args, others, word):
                return [OPTION, word, *others]
        return args

    def _typed(self, ctx: click.Context, args: list[str]) -> tuple[dict[str, Any], list[str]]:
        """What each parameter gets, and the words that none takes."""
        values, spare, _ = self.make_parser(ctx).parse_args(list(args))
        return values, list(spare)

    def _words(self, typed: dict[str, Any], spare: list[str]) -> list[str]:
        """All words that are no option's, in order."""
        words: list[str] = []
        for param in self.params:
            if isinstance(param, click.Argument):
                words += _words_of(typed.get(param.name or ""))
        return words + spare

    def _folders(self, typed: dict[str, Any], spare: list[str]) -> Iterator[str]:
        one_each = [p for p in self.params if isinstance(p, click.Argument) and p.nargs == 1]
        needed = sum(param.required for param in one_each)
        for param in self.params:
            if not isinstance(param, click.Argument):
                continue
            words = _words_of(typed.get(param.name or ""))
            if param.nargs == 1 and len(self._words(typed, spare)) > needed:
                yield from (word for word in words if _is_workspace(Path(word)))
            elif param.nargs != 1 and (own := self._own_word) is not None:
                yield from (word for word in words if not own(word) and _is_workspace(Path(word)))
        yield from (w for w in spare if Path(w).is_dir() or _is_workbook(Path(w)))

    def _means_the_same(
        self, ctx: click.Context, args: list[str], others: list[str], word: str
    ) -> bool:
        """Whether taking this very word away changes no option."""
        try:
            before, after = self._typed(ctx, args), self._typed(ctx, others)
        except click.UsageError:
            return False
        left = self._words(*before)
        left.remove(word)
        arguments = {p.name for p in self.params if isinstance(p, click.Argument)}
        options = [{k: v for k, v in d.items() if k not in arguments} for d, _ in (before, after)]
        return options[0] == options[1] and self._words(*after) == left


def _words_of(value: object) -> list[str]:
    """The words an argument got; click has a value of its own for none."""
    if isinstance(value, str):
        return [value]
    return [word for word in value if isinstance(word, str)] if isinstance(value, tuple) else []


def _is_workbook(path: Path) -> bool:
    from ..workspace.places import WORKBOOK

    return path.name.casefold() == WORKBOOK and path.is_file()


def _is_workspace(path: Path) -> bool:
    from ..workspace.places import WORKBOOK

    return (path / WORKBOOK).is_file() or _is_workbook(path)
