"""What the engine borrows from inside other libraries is still there, or has a stand-in."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
from contextlib import suppress
from types import ModuleType
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from markupsafe import Markup

from giayto.rendering.compiling.generator import PartGenerator
from giayto.rendering.printing import printer

_OWN = {"__init__", "__module__", "__doc__", "_copied", "_read", "_weighed"}
"""What our generator has of its own."""
OVERRIDDEN = sorted(
    name for name, found in vars(PartGenerator).items() if callable(found) and name not in _OWN
)


def _builds_of_markupsafe() -> list[ModuleType]:
    builds = []
    for name in ("_speedups", "_native"):
        with suppress(ImportError):
            builds.append(importlib.import_module(f"markupsafe.{name}"))
    return builds


# ---------------------------------------------------------------- Jinja's code generator


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_jinja_still_calls_what_our_generator_overrides(name: str) -> None:
    ours = list(inspect.signature(getattr(PartGenerator, name)).parameters)
    theirs = getattr(CodeGenerator, name, None)
    told = (
        f"jinja2 {importlib.metadata.version('jinja2')} has changed CodeGenerator.{name}, which"
        " rendering/compiling/generator.py overrides: adapt it, or lower the bound in pyproject.toml"
    )
    assert theirs is not None, told
    assert list(inspect.signature(theirs).parameters) == ours, told


def test_jinja_still_has_what_our_generator_uses() -> None:
    environment = jinja2.Environment(autoescape=True)
    generator = CodeGenerator(environment, "a", "a")
    generator.visit(environment.parse("{{ a }}"))
    written = generator.stream.getvalue()  # type: ignore[attr-defined]
    told = "rendering/compiling/program.py runs the function root(context) of the code that Jinja writes"
    assert "def root(context" in written and "\nblocks = {" in written, told
    assert "\ndebug_info = " in written, told
    assert Frame(EvalContext(environment, "a")).buffer is None


# ---------------------------------------------------------------- markupsafe's inner escape


@given(st.text())
def test_the_stand_in_escapes_alike(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for build in _builds_of_markupsafe():
            patch.delattr(build, "_escape_inner", raising=False)
        escaped = printer._escaper()(text)
    assert escaped == printer.escape_text(text)
    assert type(escaped) is str


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: Markup.escape(text),  # no plain text any more
        lambda text: text.replace("<", "&lt;"),  # does less
        lambda text, quote: text,  # asks for more
    ],
)
def test_a_changed_inner_escape_is_not_used(changed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for build in _builds_of_markupsafe():
        monkeypatch.setattr(build, "_escape_inner", changed, raising=False)
    escaped = printer._escaper()("""<b class="x">'&""")
    assert (escaped, type(escaped)) == ("&lt;b class=&#34;x&#34;&gt;&#39;&amp;", str)
