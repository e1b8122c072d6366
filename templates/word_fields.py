"""Fields of a paragraph as runs (trường Word): found, and text put in their places."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from ..rendering.namespaces import SPACE, W

HOLE = "\0"
"""Where in a code another field stands."""
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|([^\s"“]+)')
_MARKS = (f"{W}fldChar", f"{W}instrText")


class Word(NamedTuple):
    """A word of a code; one in quotation marks is text whatever it says."""

    text: str
    quoted: bool


@dataclass(slots=True)
class Field:
    """A field of one paragraph: its runs, its code with a hole for each field in it."""

    runs: list[etree._Element] = field(default_factory=list)
    code: str = ""
    inner: list[Field] = field(default_factory=list)
    shown: list[etree._Element] = field(default_factory=list)
    in_code: bool = True

    @property
    def words(self) -> list[Word]:
        """The words of the code, quotation marks away."""
        found = _WORD.finditer(self.code)
        return [Word("".join(filter(None, each.groups())), each[3] is None) for each in found]


def unfold(simple: etree._Element) -> None:
    """A simple field as the runs of a complex one."""
    shown = list(simple)
    marks = [
        _run(f"{W}fldChar", **{f"{W}fldCharType": kind}) for kind in ("begin", "separate", "end")
    ]
    code = _run(f"{W}instrText", simple.get(f"{W}instr", ""))
    for node in (marks[0], code, marks[1], *shown, marks[2]):
        simple.addprevious(node)
    parent = simple.getparent()
    if parent is not None:
        parent.remove(simple)


def _run(tag: str, text: str = "", **attributes: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    node = etree.SubElement(run, tag, attributes)
    if text:
        node.text = text
        node.set(SPACE, "preserve")
    return run


def _runs(paragraph: etree._Element) -> list[etree._Element]:
    """The paragraph's own runs in order, each with one thing in it where fields are."""
    for run in _own(paragraph):
        things = [node for node in run if node.tag != f"{W}rPr"]
        if any(node.tag in _MARKS for node in things):
            look = run.find(f"{W}rPr")
            for thing in reversed(things[1:]):
                new = etree.Element(f"{W}r")
                if look is not None:
                    new.append(deepcopy(look))
                new.append(thing)
                run.addnext(new)
    return _own(paragraph)


def _own(paragraph: etree._Element) -> list[etree._Element]:
    """The runs of the paragraph, without those of a text box in it."""
    runs = paragraph.iter(f"{W}r")
    return [run for run in runs if next(run.iterancestors(f"{W}p"), None) is paragraph]


def fields_of(paragraph: etree._Element) -> list[Field]:
    """The outer fields of a paragraph that begin and end in it."""
    ended: list[Field] = []
    opened: list[Field] = []
    for run in _runs(paragraph):
        mark = run.find(f"{W}fldChar")
        kind = "" if mark is None else mark.get(f"{W}fldCharType", "")
        if kind == "begin":
            opened.append(Field())
        for one in opened:
            one.runs.append(run)
        if not opened:
            continue
        top = opened[-1]
        if kind == "separate":
            top.in_code = False
        elif kind == "end":
            opened.pop()
            if opened:
                outer = opened[-1]
                top.in_code = outer.in_code
                outer.inner.append(top)
                outer.code += HOLE if outer.in_code else ""
            else:
                ended.append(top)
        elif top.in_code:
            top.code += "".join(node.text or "" for node in run.iter(f"{W}instrText"))
        else:
            top.shown.append(run)
    return ended


def put(found: Field, text: str, tag: str) -> None:
    """One run with this text in the field's place, in the look of what the field showed."""
    looks = (run.find(f"{W}rPr") for run in [*found.shown, *found.runs])
    look = next((each for each in looks if each is not None), None)
    new = _run(tag, text)
    if look is not None:
        new.insert(0, deepcopy(look))
    found.runs[0].addprevious(new)
    for run in found.runs:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
