"""What the tags of a master say (lời trong thẻ), read by the renderer's own Jinja, tag by tag."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import add
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from ...conventions.spelling import fold_plain
from ...i18n import tr
from ...rendering import DEFAULT_LIMITS
from ...rendering.compiling.fields import Fields, fields_in
from ...rendering.compiling.jinja_words import in_plain_words
from ...rendering.compiling.program import FORBIDDEN, OWN_NAMES
from ...rendering.picture_folder import PictureFolder
from ...rendering.reading.spoken import Labels
from ...rendering.sandbox.environment import Sandbox
from ...rendering.sandbox.nesting import brackets, too_deep
from ...suggestions import nearest
from ...templates.pictures import master_filters
from .blocks import OTHERS, check_blocks, opens
from .field_names import near_label
from .tags import Fault, Tag

_MEASURES = frozenset({"colwidths", "indents", "spacing", "colspan", "cellbg"})
_MOST = 100
"""Tags that are found wrong in one story; the rest when these are mended."""
_MARKS = frozenset({"hm", "vm"})
_COMMANDS = ("for", "endfor", "if", "elif", "else", "endif", "set")
# A name as people say it: words, among them one with an accent or a space between.
_SPOKEN = re.compile(r"[^\W\d_]+(?:[ _]+\w+)+|\w*[^\W\d_\x00-\x7f]\w*")
_CONDITIONS = frozenset({"if", "elif"})
_JOINED = re.compile(r"\b(?:and|or|not|in|is|if|else)\b")
_LOOP = re.compile(r"for\s+(\w+(?:\s*,\s*\w+)*)\s+in\b")
_NOTHING = {"for": "for _ in ()", "if": "if 1", "elif": "elif 1", "set": "set _"}


def check_expressions(
    tags: list[Tag], names: Iterable[str], labels: Labels
) -> tuple[list[Fault], Fields]:
    """The faults of a story's tags, and the names it reads: lines are places in ``tags``, from 1.

    ``names`` are those that the paper gives, ``labels`` what they may be called, for a proposal.
    """
    known = set(names)
    blocks = check_blocks(tags)
    faults = blocks.faults
    lines = ["" if index in blocks.stray else _source(tag) for index, tag in enumerate(tags)]
    for index, tag in enumerate(tags):
        if tag.word and not lines[index] and index not in blocks.stray and tag.word not in _MARKS:
            faults.append(_no_command(tag, known))
    closed = [
        "".join(f"{{% {w} %}}" for w in blocks.missing.get(n, ())) for n in range(len(tags) + 1)
    ]
    sandbox = _sandbox()
    for _ in range(_MOST):  # each time round one tag is found wrong and taken out
        try:
            tree = sandbox.parse("\n".join(map(add, closed, [*lines, ""])))
        except TemplateSyntaxError as error:
            at = min(max(error.lineno, 1), len(tags)) - 1
            if not lines[at]:
                break  # not of a tag: compiling tells it
            faults.append(_misspelt(tags[at], error.message or "", known, labels))
            blank = _emptied(tags[at])
            lines[at] = blank if lines[at] != blank else ""
        except (RecursionError, ValueError, OverflowError):
            break  # too deep: compiling tells it
        else:
            if too_deep(tree, DEFAULT_LIMITS.nesting) is not None:
                break
            faults += _no_filter(tree, tags, sandbox)
            faults += _forbidden(tree, tags)
            return faults, fields_in(tree, OWN_NAMES | sandbox.globals.keys())
    return faults, Fields({}, frozenset())


@cache
def _sandbox() -> Sandbox:
    return Sandbox(DEFAULT_LIMITS, master_filters(PictureFolder(Path())))


def _source(tag: Tag) -> str:
    """What Jinja is to read of a tag, on one line; "" for nothing it knows or should see."""
    if tag.kind == "#" or tag.word in _MARKS:
        return ""
    if len(tag.typed) > DEFAULT_LIMITS.tag_chars or brackets(tag.typed) > DEFAULT_LIMITS.nesting:
        return "{{ 0 }}"  # compiling tells it
    if tag.kind == "{":
        return f"{{{{ {tag.inside} }}}}"
    if tag.word in _MEASURES:
        return f"{{{{ {tag.rest} }}}}"
    if opens(tag) or tag.word in OTHERS or tag.word.startswith("end") or tag.word in _COMMANDS:
        return f"{{% {tag.inside} %}}"
    return ""


def _emptied(tag: Tag) -> str:
    """A tag that opens a block, saying nothing that could be wrong; "" for any other."""
    if not opens(tag):
        return ""
    loop = _LOOP.match(tag.inside)
    nothing = f"for {loop[1]} in ()" if loop is not None else _NOTHING.get(tag.word, "")
    return f"{{% {nothing} %}}" if nothing else ""


def _no_command(tag: Tag, known: Iterable[str]) -> Fault:
    close = nearest(tag.word, _COMMANDS)
    if close is not None:
        right = tag.with_inside(f"{close} {tag.rest}".strip())
        fix = tr("Có phải {the}?").format(the=right)
    elif tag.inside.partition("|")[0].strip() in known:
        fix = tr("Muốn in thì gõ {the}.").format(the=f"{{{{ {tag.said} }}}}")
    else:
        fix = tr(
            "Thẻ lệnh mở đầu bằng for, if, else, endfor, endif hoặc set; muốn in thì dùng {{ … }}."
        )
    # A name of several words is told whole: “Họ” alone is what nobody typed.
    word = tag.word if tag.said.startswith(tag.word) else tag.said
    why = tr("Không có lệnh “{lenh}”.").format(lenh=word)
    return Fault("KT-922", tag.passage, tag.typed, why, fix)


def _misspelt(tag: Tag, message: str, names: Iterable[str], labels: Labels) -> Fault:
    if tag.kind == "{" and not tag.inside:
        return Fault(
            "KT-923", tag.passage, tag.typed, tr("Thẻ không có tên trường."),
            tr("Gõ tên trường vào giữa, hoặc xoá thẻ."),
        )  # fmt: skip
    command = f"{tag.word} " if tag.word in _CONDITIONS else ""
    said = tag.inside.removeprefix(command) if command or tag.kind == "{" else ""
    if _SPOKEN.fullmatch(said) and not (command and _JOINED.search(said)):
        return _not_a_name(tag, command, said, names, labels)
    why = tr("Thẻ viết sai: {vi_sao}.").format(vi_sao=in_plain_words(message, tag.typed))
    fix = tr("Sửa thẻ; cách viết ở tài liệu “mau-word”.")
    return Fault("KT-923", tag.passage, tag.typed, why, fix)


def _not_a_name(tag: Tag, command: str, said: str, names: Iterable[str], labels: Labels) -> Fault:
    """The fault of a tag that says, behind its command, words that are no name."""
    ends = _meant(said, names)
    if not ends and (label := near_label(said, labels)) is not None:
        ends = [label]
    meant = [tag.with_inside(f"{command}{name}") for name in ends]
    fix = tr("Xem các tên dùng được trong tài liệu “mau-va-ngu-canh”.")
    if len(meant) == 1:
        fix = tr("Có phải {the}?").format(the=meant[0])
    elif meant:
        fix = tr("Có phải một trong: {ds}?").format(ds=", ".join(meant))
    why = tr("Không trường nào có tên “{ten}”.").format(ten=said)
    same = len(ends) == 1 and _plain(said) == _plain(ends[0].rpartition(".")[2])
    return Fault("KT-903", tag.passage, tag.typed, why, fix, meant[0] if same else "")


def _meant(spoken: str, names: Iterable[str]) -> list[str]:
    """The names whose last part is, or begins with, what was said; the shortest paths only."""
    ends = {name: name.rsplit(".", 1)[-1] for name in names if "[]" not in name}
    close = nearest(spoken, set(ends.values()))
    plain = _plain(spoken)
    meant = [n for n, end in ends.items() if end == close or _plain(end).startswith(plain)]
    least = min((name.count(".") for name in meant), default=0)
    return sorted(name for name in meant if name.count(".") == least)[:3]


def _plain(name: str) -> str:
    return fold_plain(name.replace("_", " ")).replace(" ", "")


def _no_filter(tree: nodes.Template, tags: list[Tag], sandbox: Sandbox) -> list[Fault]:
    faults = []
    for use in tree.find_all((nodes.Filter, nodes.Test)):
        filters = isinstance(use, nodes.Filter)
        known = sandbox.filters if filters else sandbox.tests
        if use.name in known:
            continue
        tag = tags[use.lineno - 1]
        why = tr("Không có bộ lọc “{ten}”.") if filters else tr("Không có phép thử “{ten}”.")
        close = nearest(use.name, known)
        right = tr("Có phải {the}?").format(the=tag.typed.replace(use.name, close or ""))
        fix = right if close else tr("Bỏ phần ấy khỏi thẻ.")
        faults.append(Fault("KT-924", tag.passage, tag.typed, why.format(ten=use.name), fix))
    return faults


def _forbidden(tree: nodes.Template, tags: list[Tag]) -> list[Fault]:
    """What no master may do: leave the file, undo escaping, ask for the insides of a value."""
    found: dict[int, str] = {}
    for command in tree.find_all(tuple(FORBIDDEN)):
        found.setdefault(command.lineno, FORBIDDEN[type(command)])
    for read in tree.find_all(nodes.Getattr):
        if is_inside(read.attr):
            found.setdefault(read.lineno, read.attr)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and is_inside(item.arg.value):
            found.setdefault(item.lineno, str(item.arg.value))
    why = tr("Mẫu không được dùng “{ten}”.")
    fix = tr("Bỏ phần ấy; trong thẻ chỉ dùng tên trường, bộ lọc, vòng lặp và điều kiện.")
    return [
        Fault("KT-925", tag.passage, tag.typed, why.format(ten=what), fix)
        for tag, what in ((tags[line - 1], what) for line, what in sorted(found.items()))
    ]


def is_inside(name: object) -> bool:
    """Whether a name asks for the insides of a value and not for data (``__class__``)."""
    return isinstance(name, str) and name.startswith("__")
