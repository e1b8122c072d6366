"""The tool of the message catalogues (bản dịch): collects, merges, compiles.

``python tools/catalogue.py`` brings ``en/…/giayto.po`` up to date with the
program, compiles every ``.po`` to ``.mo``, and lists what has no English yet.
Not shipped: the program reads only the ``.mo`` files.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "giayto.po"
CLICK = LOCALE / "vi" / "LC_MESSAGES" / "messages.po"
NOT_SHIPPED = {"tests", "bench", "docs", "locale", "tools", "build", "dist", "venv"}


def sources() -> list[Path]:
    """The program's own modules, sorted."""
    found = []
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).parts
        if parts[0] not in NOT_SHIPPED and not any(part.startswith(".") for part in parts):
            found.append(path)
    return sorted(found)


def collect() -> dict[str, list[str]]:
    """Every message of the program → the files that say it."""
    said: dict[str, list[str]] = {}

    def add(message: str, place: str) -> None:
        places = said.setdefault(message, [])
        if message and place not in places:
            places.append(place)

    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        for message in messages_in(ast.parse(path.read_text(encoding="utf-8"))):
            add(message, place)
    for message in _help_texts():
        add(message, "--help")
    for message in _paper_names():
        add(message, "generators/papers.py")
    for message in _status_reasons():
        add(message, "data/reference/member-status.toml")
    return said


def messages_in(tree: ast.AST) -> Iterator[str]:
    """What a module passes to ``tr`` and to ``later`` as plain text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        if node.func.id in ("tr", "later"):
            yield from _texts(node.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for item in node.elts:
            yield from _texts(item)


def _help_texts() -> Iterator[str]:
    """The help of all commands, asked from the commands themselves."""
    from giayto import cli
    from giayto.commands.base import LazyGroup
    from giayto.commands.wording import Worded

    paths = sorted((ROOT / "commands").rglob("[!_]*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    modules = [cli, *(importlib.import_module(f"giayto.{name}") for name in names)]
    for module in modules:
        for found in vars(module).values():
            if isinstance(found, Worded):
                yield from found.texts()
            if isinstance(found, LazyGroup):
                yield from (entry.help for entry in found.entries)


def _paper_names() -> Iterator[str]:
    from giayto.generators.papers import FAMILIES, PAPERS

    yield from (paper.label for paper in PAPERS)
    yield from FAMILIES.values()


def _status_reasons() -> Iterator[str]:
    from giayto.data.reference import table

    for group in ("not_reviewed", "gone"):
        yield from table("member-status")[group].values()


def load(path: Path) -> Catalog:
    """A ``.po`` file as it stands; an empty catalogue when there is none."""
    language = path.parts[-3]
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=path.stem)


def merged(old: Catalog, said: dict[str, list[str]]) -> Catalog:
    """The catalogue of what the program says now, with the translations there are."""
    new = _empty("en")
    for message in sorted(said, key=lambda m: (said[m], m)):
        known = old.get(message)
        text = known.string if known is not None else ""
        new.add(message, text, locations=[(place, 0) for place in said[message]])
    return new


def missing(catalogue: Catalog) -> list[str]:
    """The messages that have no translation."""
    return [str(m.id) for m in catalogue if m.id and not m.string]


def _empty(language: str) -> Catalog:
    # One date for good, so that only a changed message changes the file.
    fixed = datetime(2026, 1, 1)
    return Catalog(
        locale=language,
        project="giayto",
        version="0",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        header_comment=f"# giayto: {language}",
        creation_date=fixed,
        revision_date=fixed,
        fuzzy=False,
    )


def _save(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, sort_output=False)


def compile_all() -> None:
    """Write the ``.mo`` beside each ``.po``."""
    for path in (ENGLISH, CLICK):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, load(path))


def main() -> int:
    """Bring everything up to date; 1 when English is missing somewhere."""
    english = merged(load(ENGLISH), collect())
    _save(english, ENGLISH)
    compile_all()
    left = missing(english)
    sys.stdout.writelines(f"{message!r}\n" for message in left)
    sys.stdout.write(f"{len(english)} messages, {len(left)} without English\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
