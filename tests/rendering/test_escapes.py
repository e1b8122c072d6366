"""No attribute of Python's insides can be read, and nothing of the machine is printed."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import decimal
import sys
import types
from collections import namedtuple
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from giayto.errors import (
    GiaytoError,
    TemplateError,
    TemplateLimit,
    TemplateSyntax,
    UnknownField,
)
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, p, paper

SECRET = "bi-mat-cua-may-7391"
GENERATORS = [
    "([1]|map('upper'))",
    "(['a']|map(attribute='x'))",
    "([1]|select)",
    "([1]|reject)",
    "([{'x': 1}]|selectattr('x'))",
    "([{'x': 1}]|rejectattr('x'))",
    "([1, 2]|batch(1))",
    "([1, 2]|slice(2))",
    "([1]|unique)",
    "({'a': 1}|items)",
]
FRAMES = [
    "gi_frame",
    "gi_frame.f_globals",
    "gi_frame.f_globals['typing'].sys.modules['os'].environ['GIAYTO_BI_MAT']",
    "gi_frame.f_globals['t'].sys.modules['os'].environ['GIAYTO_BI_MAT']",
    "gi_frame.f_builtins",
    "gi_frame.f_builtins['__import__']('os').environ",
    "gi_frame.f_back.f_globals",
    "gi_frame.f_locals['context']",
    "gi_frame.f_locals['context'].environment",
    "gi_frame.f_code.co_filename",
    "gi_frame.f_lineno",
    "gi_code",
    "gi_code.co_filename",
    "gi_code.co_consts",
    "gi_yieldfrom",
    "gi_running",
    "send",
    "throw",
    "close",
    "__class__",
    "__next__",
    "__self__",
    "__iter__.__self__.gi_frame",
]
WAYS = [
    "{{ @.gi_frame.f_globals }}",
    "{{ @['gi_frame'] }}",
    "{{ [@]|map(attribute='gi_frame')|list|length }}",
    "{{ [@]|map(attribute='gi_frame.f_globals')|first }}",
    "{{ [@]|groupby('gi_frame')|length }}",
    "{{ [@]|groupby('gi_frame.f_lineno')|length }}",
    "{{ [@]|sort(attribute='gi_frame.f_lineno')|length }}",
    "{{ [@]|sum(attribute='gi_frame.f_lineno') }}",
    "{{ [@]|min(attribute='gi_frame.f_lineno') }}",
    "{{ [@]|max(attribute='gi_code.co_name') }}",
    "{{ [@]|unique(attribute='gi_frame')|list|length }}",
    "{{ [@]|selectattr('gi_frame')|list|length }}",
    "{{ [@]|selectattr('gi_code.co_filename', 'ne', '')|list|length }}",
    "{{ [@]|rejectattr('gi_frame')|list|length }}",
    "{{ [@]|join(attribute='gi_code.co_filename') }}",
    "{{ '{0.gi_frame.f_lineno}'.format(@) }}",
    "{{ '{x.gi_frame.f_globals}'.format(x=@) }}",
    "{{ '{0[gi_frame]}'.format(@) }}",
    "{{ '{0[0].gi_frame}'.format([@]) }}",
    "{{ ('{0.gi_' ~ 'frame}').format(@) }}",
    "{{ ('{0.gi_frame}'|safe).format(@) }}",
    "{{ '%(gi_frame)s' % @ }}",
    "{{ '%s' % @ }}",
    "{{ '%r' % @ }}",
    "{{ '{0!r}'.format(@) }}",
    "{{ @ }}",
    "{{ @|string }}",
    "{{ @|upper }}",
    "{{ 'x' ~ @ }}",
    "{{ [@]|join }}",
    "{% set ns = namespace(g=@) %}{{ ns.g.gi_frame.f_globals }}",
    "{% set ns = namespace(gi_frame=1) %}{{ (ns.gi_frame).gi_frame }}",
    "{% set g = @ %}{% for k in g.gi_frame.f_globals %}{{ k }}{% endfor %}",
    "{% with g = @ %}{{ g.gi_frame.f_globals }}{% endwith %}",
    "{% macro m(g) %}{{ g.gi_frame.f_globals }}{% endmacro %}{{ m(@) }}",
    "{% if @.gi_frame.f_globals %}x{% endif %}",
    "{% for g in [@] %}{{ loop.nextitem or g.gi_frame }}{% endfor %}",
    "{{ cycler(@).current.gi_frame.f_globals }}",
    "{{ dict(g=@).g.gi_frame.f_globals }}",
    "{{ (@ or 1).gi_frame is defined }}",
    "{{ @.gi_frame|default('không') }}",
    "{{ @ is filter }}{{ @.send }}",
]
OTHERS = [
    "{{ a.upper.__self__ }}",
    "{{ a.upper.__func__ }}",
    "{{ a.format._text }}",
    "{{ a.format._sandbox.filters }}",
    "{{ a.format.sandboxed_format }}",
    "{{ range.__wrapped__ }}",
    "{{ range.__func__.__globals__ }}",
    "{{ namespace.__self__ }}",
    "{{ dict.__func__.__globals__ }}",
    "{{ dict[a] }}",
    "{{ dict[0:1] }}",
    "{{ dict[a].mro }}",
    "{{ cycler.mro }}",
    "{{ cycler['mro'] }}",
    "{{ [cycler]|map(attribute='mro')|first }}",
    "{{ [cycler]|map(attribute='__init__.__globals__')|first }}",
    "{{ cycler(1).items }}",
    "{{ cycler(1).next.__func__.__globals__ }}",
    "{{ joiner('x').sep.__class__ }}",
    "{{ joiner('x').used }}",
    "{{ self.k._context }}{% block k %}{% endblock %}",
    "{{ self.k.name }}{% block k %}{% endblock %}",
    "{{ self._TemplateReference__context }}{% block k %}{% endblock %}",
    "{{ self['k']._stack }}{% block k %}{% endblock %}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m.catch_kwargs }}",
    "{% macro m() %}{% endmacro %}{{ '{0._func}'.format(m) }}",
    "{% macro m() %}{{ caller._func.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% for i in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% for i in [1] %}{{ loop._undefined.__init__ }}{% endfor %}",
    "{% for i in [1] %}{{ loop.cycle.__func__.__globals__ }}{% endfor %}",
    "{% for i in [1] recursive %}{{ loop._recurse.__globals__ }}{% endfor %}",
    "{% for i in [1] %}{{ '{0._iterator}'.format(loop) }}{% endfor %}",
    "{{ khong_co._undefined_obj }}",
    "{{ khong_co._undefined_exception }}",
    "{{ khong_co._fail_with_undefined_error.__func__.__globals__ }}",
    "{{ (khong_co|default('x')).__class__ }}",
    "{{ {'a': 1}.items().mapping }}",
    "{{ {'a': 1}.keys.__self__.__class__ }}",
    "{{ ([1]|reverse).__reduce__ }}",
    "{{ ([1]|reverse).__setstate__ }}",
    "{{ ('a'|safe).__html__ }}",
    "{{ ('a'|safe).escape.__func__ }}",
    "{{ ('a'|safe).format.__self__ }}",
    "{{ ('{0.__class__}'|safe).format(a) }}",
    "{{ '{0.__init__.__globals__}'.format(cycler) }}",
    "{{ '{0[__class__]}'.format(namespace()) }}",
    "{{ 1.5.__class__ }}",
    "{{ (1).real.__class__ }}",
    "{{ (1).numerator.__class__.__mro__ }}",
    "{{ ngay.__class__.__mro__ }}",
    "{{ ngay.today.__self__ }}",
    "{{ ngay.resolution.__class__ }}",
    "{{ ngay.strftime.__self__.__class__ }}",
    "{{ namespace(__self__=a, __name__='upper')() }}",
    "{{ namespace(sandboxed_format=true)() }}",
]


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAYTO_BI_MAT", SECRET)


def refused(tag: str, **values: Any) -> None:
    """Renders; must be refused for what it is, not for its size, and must not tell a secret."""
    context = {"a": "chữ", "ngay": datetime.date(2026, 11, 26), **values}
    with pytest.raises(TemplateError) as caught:
        print(body_text(CompiledTemplate.load(paper(p(tag))).render(context)))
    assert not isinstance(caught.value, (TemplateLimit, TemplateSyntax))
    told = " ".join(filter(None, (caught.value.what, caught.value.why, caught.value.fix)))
    assert SECRET not in told
    assert "site-packages" not in told


@pytest.mark.parametrize("path", FRAMES)
@pytest.mark.parametrize("generator", GENERATORS)
def test_no_frame_of_any_generator(generator: str, path: str) -> None:
    refused(f"{{{{ {generator}.{path} }}}}")


@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_a_frame(way: str) -> None:
    for generator in GENERATORS:
        refused(way.replace("@", generator))


@pytest.mark.parametrize("tag", OTHERS)
def test_no_other_inside_of_python(tag: str) -> None:
    refused(tag)


def test_there_are_enough_variants() -> None:
    assert len({*WAYS}) + len({*OTHERS}) + len({*FRAMES}) >= 100


def a_frame() -> types.FrameType:
    return sys._getframe()


def a_traceback() -> types.TracebackType | None:
    try:
        raise ValueError
    except ValueError as error:
        return error.__traceback__


async def a_coroutine() -> None:
    await asyncio.sleep(0)


async def an_async_generator() -> Any:
    yield 1


def a_generator() -> Iterator[int]:
    yield 1


# Python's insides even when a careless program hands them over as data.
INSIDES: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "frame": (a_frame, ("f_globals", "f_back", "f_builtins", "f_code")),
    "traceback": (a_traceback, ("tb_frame", "tb_next", "tb_lineno")),
    "generator": (a_generator, ("gi_frame", "gi_code")),
    "coroutine": (a_coroutine, ("cr_frame", "cr_code", "cr_await")),
    "async generator": (an_async_generator, ("ag_frame", "ag_code", "asend")),
    "code": (lambda: a_frame.__code__, ("co_consts", "co_filename", "co_code")),
    "function": (lambda: a_frame, ("__globals__", "__code__", "func_globals")),
    "method": (lambda: sys.stdout.write, ("__self__", "__func__", "__name__")),
    "module": (lambda: sys, ("modules", "path", "executable")),
    "class": (lambda: datetime.date, ("mro", "today", "min")),
    "exception": (lambda: ValueError("x"), ("args", "with_traceback", "__traceback__")),
    "environment": (lambda: __import__("os").environ, ("data", "copy", "GIAYTO_BI_MAT")),
    "file": (lambda: sys.stdout, ("buffer", "name", "write")),
    "partial": (lambda: __import__("functools").partial(a_frame), ("func", "args")),
    "weak reference": (lambda: __import__("weakref").ref(a_frame), ("__callback__",)),
    "iterator": (lambda: iter([1]), ("__reduce__",)),
}


@pytest.mark.parametrize("kind", INSIDES)
def test_pythons_insides_give_nothing_even_as_data(kind: str) -> None:
    make, names = INSIDES[kind]
    for name in names:
        for tag in (
            f"{{{{ x.{name} }}}}",
            f"{{{{ x['{name}'] }}}}",
            f"{{{{ '{{0.{name}}}'.format(x) }}}}",
        ):
            value = make()
            refused(tag, x=value)
            refused(tag, x=value, y={"x": value})
            if asyncio.iscoroutine(value):
                value.close()
    value = make()
    refused("{{ x }}", x=value)
    refused("{{ x() }}", x=value)
    if asyncio.iscoroutine(value):
        value.close()


def test_a_record_gives_no_way_from_its_data_into_python() -> None:
    class Holder:
        ten = "Lan"
        ham = a_frame
        mo_dun = sys
        khung = sys._getframe()
        sinh = a_generator()
        _rieng = "kín"

    holder = Holder()
    assert rendered("{{ x.ten }}", x=holder) == "Lan"
    for name in ("ham", "mo_dun", "khung", "sinh", "_rieng", "__class__", "__dict__", "__module__"):
        refused(f"{{{{ x.{name} }}}}", x=holder)
        refused(f"{{{{ x['{name}'] }}}}", x=holder)
        refused(f"{{{{ [x]|map(attribute='{name}')|first }}}}", x=holder)
        refused(f"{{{{ '{{0.{name}}}'.format(x) }}}}", x=holder)


# -- printing ------------------------------------------------------------------


def rendered(tag: str, **values: Any) -> str:
    return body_text(CompiledTemplate.load(paper(p(tag))).render(values))


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("{{ so.items }}", "so.items"),
        ("{{ so.keys }}", "so.keys"),
        ("{{ so.values }}", "so.values"),
        ("{{ so.get }}", "so.get"),
        ("{{ dv.ten.upper }}", "dv.ten.upper"),
        ("{{ dv.ten.title }}", "dv.ten.title"),
        ("{{ dv.ten.count }}", "dv.ten.count"),
        ("{{ dv.ngay.strftime }}", "dv.ngay.strftime"),
        ("{{ dv.ngay.date }}", "dv.ngay.date"),
        ("{{ ds.count }}", "ds.count"),
        ("{{ ds.index }}", "ds.index"),
        ("{% for i in ds %}{{ loop.cycle }}{% endfor %}", "loop.cycle"),
        ("{% macro m() %}x{% endmacro %}{{ m }}", "m"),
        ("{{ range }}", "range"),
    ],
)
def test_a_method_printed_instead_of_called_is_refused_by_name(tag: str, field: str) -> None:
    values = {
        "so": {"x": 1},
        "dv": {"ten": "Lan", "ngay": datetime.datetime(2026, 11, 26, 8, 0)},
        "ds": ["1"],
    }
    with pytest.raises(TemplateError) as caught:
        rendered("Số: " + tag, **values)
    assert f"«{field}»" in caught.value.what
    assert caught.value.where is not None
    assert "Số: " in caught.value.where
    assert caught.value.fix is not None


@pytest.mark.parametrize(
    "tag",
    [
        "{% if so.items %}x{% endif %}",
        "{% if not so.items %}x{% endif %}",
        "{% if 0 %}{% elif so.items %}x{% endif %}",
        "{% for x in so.items %}x{% endfor %}",
        "{% for x in [1] if so.items %}x{% endfor %}",
        "{% set x = so.items %}",
        "{% set x = [so.items] %}",
        "{% with x = so.items %}{% endwith %}",
        "{{ so.items|length }}",
        "{{ so.items|default('x') }}",
        "{{ so.items|upper }}",
        "{{ so.items ~ 'x' }}",
        "{{ so.items + 1 }}",
        "{{ so.items or 'x' }}",
        "{{ 'x' if so.items }}",
        "{{ so.items == 'x' }}",
        "{{ so.items in ['x'] }}",
        "{{ so.items is defined }}",
        "{{ so.items.x }}",
        "{{ so.items[0] }}",
        "{{ '%s' % so.items }}",
        "{{ '{}'.format(so.items) }}",
        "{{ 'x'|replace('x', so.items) }}",
        "{{ dict(x=so.items).x }}",
        "{% macro m(x) %}{% endmacro %}{{ m(so.items) }}",
        "{% macro m() %}{{ caller(so.items) }}{% endmacro %}{% call(x) m() %}{% endcall %}",
    ],
)
def test_a_method_that_is_not_called_is_refused_whatever_is_done_with_it(tag: str) -> None:
    for field in ("so.items", "so.ten.title", "so.ds.count", "so.ngay.isoformat"):
        so = {"x": 1, "ten": "Lan", "ds": [1], "ngay": datetime.date(2026, 11, 26)}
        with pytest.raises(TemplateError) as caught:
            rendered(tag.replace("so.items", field), so=so)
        assert f"«{field}»" in caught.value.what
        owner, _, name = field.rpartition(".")
        assert caught.value.fix is not None
        assert "()" in caught.value.fix and f"{owner}['{name}']" in caught.value.fix


def test_a_field_named_like_a_method_may_be_absent() -> None:
    tag = "{{ so.title|default('x') }}{% if so.count is defined %}y{% endif %}"
    assert rendered(tag + "{{ 'z' if so.index is undefined }}", so={}) == "xz"
    with pytest.raises(UnknownField):
        rendered("{% if so.title %}{% endif %}", so={})


def test_fields_named_like_methods_of_other_kinds_are_fields() -> None:
    so = {"title": "Sổ", "index": 3, "count": 0, "format": "A4", "date": "26/11", "next": "x"}
    tag = "{% if so.title and so.index > 2 and not so.count %}{{ so.format ~ so.date }}{% endif %}"
    assert rendered(tag + "{{ so.title|upper }}{{ so.next }}", so=so) == "A426/11SỔx"
    assert rendered("{% for k, v in so.items()|sort %}{{ k[0] }}{% endfor %}", so=so) == "cdfint"


def test_a_field_named_like_a_method_is_read_as_the_advice_says() -> None:
    with pytest.raises(TemplateError) as caught:
        rendered("{{ so.items }}", so={"items": "ba mục"})
    assert caught.value.fix is not None
    assert "{{ so['items'] }}" in caught.value.fix
    assert rendered("{{ so['items'] }}", so={"items": "ba mục"}) == "ba mục"
    assert rendered("{{ so.copy }} {{ so.pop }}", so={"copy": "bản sao", "pop": 2}) == "bản sao 2"


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("{{ ds }}", "«ds» là một danh sách"),
        ("{{ dv.khen }}", "«dv.khen» là một danh sách"),
        ("{{ dv }}", "«dv» là một nhóm trường"),
        ("{{ (1, 2) }}", "là một danh sách"),
        ("{{ range(3) }}", "là một danh sách"),
        ("{{ dv.items() }}", "là một danh sách"),
        ("{{ ds|map('upper') }}", "là một danh sách"),
        ("{{ ds|string }}", "là một danh sách"),
        ("{{ ds|upper }}", "là một danh sách"),
        ("{{ 'x' ~ ds }}", "là một danh sách"),
        ("{{ '%s' % [1] }}", "là một danh sách"),
        ("{{ '%(khen)s' % dv }}", "là một danh sách"),
        ("{{ '%s' % dv }}", "là một nhóm trường"),
        ("{{ '{0}'.format(ds) }}", "là một danh sách"),
        ("{{ '{0!r}'.format(ds) }}", "là một danh sách"),
        ("{{ [ds]|join(', ') }}", "là một danh sách"),
        ("{{ ds|replace('a', 'b') }}", "là một danh sách"),
        ("{{ 'a'|replace('a', ds) }}", "là một danh sách"),
        ("{{ b }}", "thuộc kiểu bytes"),
        ("{{ vat }}", "thuộc kiểu object"),
    ],
)
def test_what_is_no_single_value_is_not_printed(tag: str, what: str) -> None:
    values: dict[str, Any] = {
        "ds": ["a", "b"],
        "dv": {"ten": "Lan", "khen": ["1"]},
        "b": b"x",
        "vat": object(),
    }
    with pytest.raises(TemplateError) as caught:
        rendered(tag, **values)
    assert what in caught.value.what
    assert caught.value.where is not None


def test_a_missing_value_inside_a_format_is_told_as_missing() -> None:
    for tag in ("{{ '%s' % a }}", "{{ '{0}'.format(a) }}", "{{ [a]|join }}"):
        with pytest.raises(GiaytoError) as caught:
            rendered(tag, a=None)
        assert type(caught.value).__name__ == "MissingValue"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("chữ", "chữ"),
        (7, "7"),
        (1.5, "1.5"),
        (True, "True"),
        (decimal.Decimal("1.50"), "1.50"),
        (datetime.date(2026, 11, 26), "2026-11-26"),
        (datetime.time(8, 30), "08:30:00"),
        (datetime.datetime(2026, 11, 26, 8, 30), "2026-11-26 08:30:00"),
        (datetime.timedelta(days=2), "2 days, 0:00:00"),
    ],
)
def test_plain_values_are_printed(value: Any, shown: str) -> None:
    assert rendered("{{ a }}", a=value) == shown
    assert rendered("{{ a ~ '' }}|{{ a|string }}|{{ [a]|join }}", a=value) == "|".join([shown] * 3)
    assert rendered("{{ '%s' % a }}|{{ '{}'.format(a) }}", a=value) == f"{shown}|{shown}"


@dataclasses.dataclass
class Person:
    ten: str
    tuoi: int = 30


Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ x.ten }} {{ x['ten'] }}", "Lan Lan"),
        ("{{ x.ten if 1 }}{{ x.ten if 0 }}{{ 'b' ~ (x.ten if 0) }}", "Lanb"),
        ("{{ (x.ten if 0)|default('trống') }}{{ (x.ten if 0) is defined }}", "trốngFalse"),
        (
            "{% for i in [1, 2] recursive %}{{ loop([3]) if loop.depth < 2 }}{{ i }}{% endfor %}",
            "3132",
        ),
        ("{{ [x]|map(attribute='ten')|join }}", "Lan"),
        ("{{ '{0.ten}'.format(x) }}", "Lan"),
        ("{{ n.x }},{{ n['y'] }},{{ n[0] }}", "1,2,1"),
        ("{{ sn.a.b }}", "c"),
        ("{{ mp.ten }}", "Lan"),
        (
            "{% for g in ds|groupby('cb') %}{{ g.grouper }}:{{ g.list|length }} {% endfor %}",
            "A:2 B:1 ",
        ),
        ("{% for cb, nhom in ds|groupby('cb') %}{{ cb }}{{ nhom|length }}{% endfor %}", "A2B1"),
        ("{{ ds|map(attribute='cb')|unique|join(',') }}", "A,B"),
        ("{{ ds|selectattr('cb', 'equalto', 'A')|list|length }}", "2"),
        ("{{ ds|selectattr('cb', 'in', ['A', 'B'])|list|length }}", "3"),
        ("{{ ds|rejectattr('nam')|map(attribute='cb')|join }}", "B"),
        ("{{ ds|sum(attribute='n') }} {{ [[1], [2]]|sum(start=[])|join }}", "6 12"),
        ("{{ ds|sort(attribute='n', reverse=true)|map(attribute='n')|join }}", "321"),
        ("{{ (ds|max(attribute='n')).n }}{{ (ds|min(attribute='n')).n }}", "31"),
        ("{{ [3, 1]|sort|first }}{{ [3, 1]|max }}", "13"),
        ("{% for k, v in {'b': [1], 'a': [2]}|dictsort %}{{ k }}{% endfor %}", "ab"),
        ("{% for k, v in {'b': [1], 'a': [2]}.items()|sort %}{{ k }}{% endfor %}", "ab"),
        ("{% for h in [1, 2, 3]|batch(2, '-') %}{{ h|join }} {% endfor %}", "12 3- "),
        ("{% for h in [1, 2, 3]|slice(2) %}{{ h|join }} {% endfor %}", "12 3 "),
        ("{{ [1, 2] == [1, 2] }} {{ (1, 2) in [(1, 2)] }} {{ 1 < 2 < 3 }}", "True True True"),
        ("{{ {(1, 2): 'đôi'}[(1, 2)] }} {{ {'a': 1}|length }}", "đôi 1"),
        ("{{ ngay.year }}/{{ ngay.month }} {{ ngay.strftime('%d-%m') }}", "2026/11 26-11"),
        ("{{ 'a-b'.split('-')|join('+') }} {{ 'abc'[1:] }} {{ 'ab'[::-1] }}", "a+b bc ba"),
        (
            "{{ '%s và %05.1f' % (x.ten, 2) }} {{ '%(ten)s' % mp }} {{ '100%%' % () }}",
            "Lan và 002.0 Lan 100%",
        ),
        ("{{ '{:>5}|{:,}'.format('a', 1000) }}", "    a|1,000"),
        ("{{ 'một hai ba'|wordwrap(3)|replace('\n', '/') }}", "một/hai/ba"),
        (
            "{{ 'abc'|center(width=5) }}|{{ 'a b c d e f'|truncate(length=5, leeway=0) }}",
            " abc |a...",
        ),
        (
            "{{ 'aXb'|replace(old='X', new='-') }} {{ 'a\nb'|indent(1)|replace('\n', '/') }}",
            "a-b a/ b",
        ),
        ("{% set b %}A & b{% endset %}{{ b|upper }} {{ b ~ '&' }}", "A & B A & b&"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.current }}", "aba"),
        ("{% set j = joiner(';') %}{{ j() }}1{{ j() }}2", "1;2"),
        ("{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m.name }}", "12m"),
        (
            "{% for i in [1, 2] %}{{ loop.changed(i) }}{{ loop.last }}{% endfor %}",
            "TrueFalseTrueTrue",
        ),
        (
            "{{ '12'|int + 1 }} {{ '1,5'|replace(',', '.')|float }} {{ 2.567|round(1) }}",
            "13 1.5 2.6",
        ),
        ("{{ dict(a=1, b=2).b }} {{ dict([('k', 'v')]).k }}", "2 v"),
        (
            "{{ x is defined }} {{ khong_co is defined }} {{ x.ten is in ['Lan'] }}",
            "True False True",
        ),
    ],
)
def test_ordinary_templates_still_work(tag: str, shown: str) -> None:
    values: dict[str, Any] = {
        "x": Person("Lan"),
        "n": Point(1, 2),
        "sn": types.SimpleNamespace(a=types.SimpleNamespace(b="c")),
        "mp": types.MappingProxyType({"ten": "Lan"}),
        "ngay": datetime.date(2026, 11, 26),
        "ds": [
            {"cb": "A", "n": 1, "nam": True},
            {"cb": "B", "n": 2, "nam": False},
            {"cb": "A", "n": 3, "nam": True},
        ],
    }
    assert rendered(tag, **values) == shown


def test_hundreds_of_empty_values_in_a_row_do_not_end_the_document() -> None:
    text = rendered("{% for i in ds %}{{ i.g }}{% endfor %}hết", ds=[{"g": ""}] * 700)
    assert text == "hết"
