"""A template cannot reach Python, and cannot eat the machine."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from time import process_time
from typing import Any

import pytest

from giayto.errors import GiaytoError, TemplateError, TemplateLimit, TemplateUnsafe
from giayto.rendering import CompiledTemplate, Limits
from tests.rendering.word_papers import body_text, called, p, paper

CONTEXT: dict[str, Any] = {"a": "chữ", "n": 3, "ds": [1, 2], "d": {"x": "1"}, "f": 1.5}

PAYLOADS = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ [].__class__.__base__.__subclasses__()[40]('/etc/passwd').read() }}",
    "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "{{ {}.__class__.__mro__ }}",
    "{{ a.__class__ }}",
    "{{ a['__class__'] }}",
    "{{ a|attr('__class__') }}",
    "{{ a|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ a|attr(['__cla','ss__']|join) }}",
    "{{ n.__class__.__init__.__globals__ }}",
    "{{ f.__class__ }}",
    "{{ d.__class__.__init__ }}",
    "{{ ds.__class__.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os }}",
    "{{ self.__dict__ }}",
    "{{ config }}",
    "{{ config.items() }}",
    "{{ config.__class__.__init__.__globals__['os'].popen('ls').read() }}",
    "{{ request.application.__globals__.__builtins__.__import__('os').popen('id').read() }}",
    "{{ request['application']['__globals__'] }}",
    "{{ url_for.__globals__ }}",
    "{{ get_flashed_messages.__globals__.__builtins__.open('/etc/passwd').read() }}",
    "{{ g.pop.__globals__.__builtins__ }}",
    "{{ range.__self__ }}",
    "{{ range.__func__.__globals__ }}",
    "{{ range(1).__class__ }}",
    "{{ dict.__base__ }}",
    "{{ dict.mro() }}",
    "{{ dict.fromkeys(ds) }}",
    "{{ dict.__subclasses__() }}",
    "{{ joiner().__class__ }}",
    "{{ namespace().__class__.__init__ }}",
    "{{ namespace(__class__=1).__init__ }}",
    "{{ a.format.__globals__ }}",
    "{{ '{0.__class__}'.format(a) }}",
    "{{ '{0.__class__.__mro__}'.format(a) }}",
    "{{ '{x.__class__}'.format_map({'x': a}) }}",
    "{{ '{0[__class__]}'.format(a) }}",
    "{{ ('{0.' ~ '__class__}').format(a) }}",
    "{{ a.encode.__self__ }}",
    "{{ a.encode('utf-8').__class__ }}",
    "{{ a.translate.__class__ }}",
    "{{ ds|map(attribute='__class__')|list }}",
    "{{ [a]|map('attr', '__class__')|list }}",
    "{{ [a]|groupby('__class__') }}",
    "{{ [a]|sort(attribute='__class__') }}",
    "{{ [a]|sum(attribute='__class__') }}",
    "{{ [a]|selectattr('__class__')|map(attribute='__class__')|list }}",
    "{{ ds.append(5) }}",
    "{{ ds.clear() }}",
    "{{ ds.pop() }}",
    "{{ ds.extend([1]) }}",
    "{{ ds.sort() }}",
    "{{ d.update({'x': 2}) }}",
    "{{ d.clear() }}",
    "{{ d.pop('x') }}",
    "{{ d.setdefault('y', 2) }}",
    "{% set d.x = 5 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% from 'os' import system %}",
    "{% extends '/etc/passwd' %}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% if ''.__class__ %}x{% endif %}",
    "{% set c = cycler.__init__ %}{{ c.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% for i in ds %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for i in ds %}{{ loop._iterator }}{% endfor %}",
    "{{ a.join.__self__.__class__ }}",
    "{{ (a).upper.__call__.__class__ }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os').system('id') }}",
    "{{ eval('1+1') }}",
    "{{ exec('1') }}",
    "{{ globals() }}",
    "{{ getattr(a, '__class__') }}",
    "{{ _.__class__ }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ undefined.__class__ }}",
    "{{ khong_co.__class__ }}",
    "{{ a.__len__() }}",
    "{{ n.__add__(1) }}",
    "{{ n.to_bytes(4, 'big') }}",
    "{{ a.__getattribute__('__class__') }}",
    "{{ (a|string).__class__ }}",
    "{{ (a|safe).__html__.__globals__ }}",
    "{{ (a|safe).__class__.__mro__ }}",
    "{{ ds|random }}",
    "{{ d|xmlattr }}",
    "{{ d|pprint }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_way_out_of_the_template(payload: str) -> None:
    context = {
        key: (value.copy() if hasattr(value, "copy") else value) for key, value in CONTEXT.items()
    }
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate.load(paper(p(payload))).render(context)
    assert not isinstance(caught.value, TemplateLimit)
    assert context == CONTEXT


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


BOMBS = {
    "long string": "{{ 'x' * 10**9 }}",
    "long string by list": "{{ ['x'] * 10**9 }}",
    "power": "{{ 9**(9**9) }}",
    "product": "{{ (2**4000) * (2**4000) }}",
    "doubling": "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "doubling by plus": "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "doubling a list": "{% set ns = namespace(x=[1,2]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "range": "{% for i in range(10**9) %}x{% endfor %}",
    "nested loops": "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "list of range": "{{ range(10**12)|list }}",
    "ljust": "{{ a.ljust(10**9) }}",
    "center": "{{ a|center(10**9) }}",
    "zfill": "{{ a.zfill(10**9) }}",
    "expandtabs": "{{ 'a\\tb'.expandtabs(10**9) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "percent star": "{{ '%*d' % (1000000000, 1) }}",
    "format filter": "{{ '%1000000000d'|format(1) }}",
    "format": "{{ '{:1000000000}'.format(1) }}",
    "format computed": "{{ '{:{w}}'.format(1, w=10**9) }}",
    "replace": "{{ ('a' * 1000).replace('a', 'b' * 10000) }}",
    "replace nothing": "{{ ('a' * 1000).replace('', 'b' * 10000) }}",
    "replace filter": "{{ ('a' * 1000)|replace('a', 'b' * 10000) }}",
    "join": "{{ ('b' * 10000).join(range(10000)|list) }}",
    "join filter": "{{ (range(10000)|list)|join('b' * 10000) }}",
    "indent": "{{ ('a\\n' * 1000)|indent(100000) }}",
    "round": "{{ 1.5|round(10**9, 'ceil') }}",
    "slice": "{{ ds|slice(10**9)|list }}",
    "batch": "{{ ds|batch(10**9, 'x')|list }}",
    "macro recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro tree": "{% macro m(k) %}{% if k %}{{ m(k-1) }}{{ m(k-1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "recursive loop": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "big output": "{% for i in range(9999) %}{{ 'y' * 90000 }}{% endfor %}",
    "big kept output": "{% set t %}{% for i in range(9999) %}{{ 'y' * 90000 }}{% endfor %}{% endset %}",
    "deep brackets": "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
    "deep conditions": "{% if a %}" * 60 + "x" + "{% endif %}" * 60,
    "deep loops": "{% for i in ds %}" * 30 + "x" + "{% endfor %}" * 30,
    "long tag": "{{ '" + "x" * 5000 + "' }}",
    "deep brackets in a tag": "{{ " + "[" * 60 + "1" + "]" * 60 + "|length }}",
    "deep tuple as a key": "{{ {" + "(" * 60 + "1" + ",)" * 60 + ": 1}|length }}",
    "deep filters": "{{ a" + "|upper" * 600 + " }}",
    "deep attributes": "{{ d" + ".x" * 1500 + " }}",
    "deep sum": "{{ 1" + "+1" * 1500 + " }}",
    "deep calls": "{{ a" + "()" * 1500 + " }}",
    "percent with names": "{{ '%(a)s' * 900 % {'a': 'x' * 90000} }}",
    "percent with names, filter": "{{ ('%(a)s' * 900)|format(a='x' * 90000) }}",
    "format field in a field": "{{ '{0[}]:{1}}'.format({'}': 1}, 900000000) }}",
    "format many times": "{{ ('{0}' * 9000).format('x' * 90000) }}",
    "format wide many times": "{{ ('{0:9999}' * 9000).format('x') }}",
    "format date": "{{ '{0:%9000000Y}'.format(ngay) }}",
    "join of a generator": "{{ (['x' * 90000] * 9000)|map('upper')|join }}",
    "join by attribute": "{{ ([{'k': 'x' * 90000}] * 9000)|join(attribute='k') }}",
    "replace by keyword": "{{ ('a' * 90000)|replace(old='a', new='b' * 90000) }}",
    "replace by one keyword": "{{ ('a' * 90000)|replace('a', new='b' * 90000) }}",
    "indent by a text": "{{ ('a\n' * 9000)|indent('x' * 90000) }}",
    "indent by keyword": "{{ ('a\n' * 9000)|indent(width=90000) }}",
    "center by keyword": "{{ a|center(width=10**9) }}",
    "wordwrap": "{{ ('a ' * 9000)|wordwrap(1, wrapstring='x' * 90000) }}",
    "truncate": "{{ a|truncate(10**9) }}",
    "expandtabs by keyword": "{{ ('\t' * 90000).expandtabs(tabsize=90000) }}",
    "expandtabs by default": "{{ ('\t' * 90000).expandtabs() }}",
    "round by keyword": "{{ 1.5|round(precision=10**9) }}",
    "int of many digits": "{{ ('1' * 90000)|int(base=2) }}",
    "join method of a generator": "{{ ','.join((['x' * 90000] * 9000)|map('upper')) }}",
    "search from the right": "{{ ('a' * 90000).rfind('b' ~ 'a' * 45000) }}",
    "strip of many letters": "{{ ('a' * 90000).strip('b' * 90000 ~ 'a') }}",
    "trim of many letters": "{{ ('a' * 90000)|trim('b' * 90000 ~ 'a') }}",
    "trim by keyword": "{{ ('a' * 90000)|trim(chars='b' * 90000 ~ 'a') }}",
    "map list": "{{ ([range(9000)] * 9000)|map('list')|list|length }}",
    "map center": "{{ ([a] * 9000)|map('center', 90000)|list|length }}",
    "sum of lists": "{{ ([[0] * 9000] * 9000)|sum(start=[])|length }}",
    "sort of long texts": "{{ (['x' * 90000] * 9000)|sort|length }}",
    "max of long texts": "{{ (['x' * 90000] * 9000)|max|length }}",
    "unique long texts": "{{ (['x' * 90000] * 9000)|unique|list|length }}",
    "groups of long texts": "{{ ([{'k': 'x' * 90000}] * 9000)|groupby('k')|length }}",
    "long texts compared": "{{ ['x' * 90000] * 9000 == ['x' * 89999 ~ 'x'] * 9000 }}",
    "path of map": "{{ ([d] * 9000)|map(attribute='x.' * 9000, default=1)|list|length }}",
    "path of selectattr": "{{ [d]|selectattr('x' ~ '.x' * 9000)|list|length }}",
    "path of rejectattr": "{{ [d]|rejectattr('x' ~ '.x' * 9000)|list|length }}",
    "path of sort": "{{ [d]|sort(attribute='x,' * 9000)|length }}",
    "path of groupby": "{{ [d]|groupby('x' ~ '.x' * 9000, default=1)|length }}",
    "path of unique": "{{ [d]|unique(attribute='x' ~ '.x' * 9000)|list|length }}",
    "path of max": "{{ [d]|max(attribute='x' ~ '.x' * 9000) }}",
    "path of sum": "{{ [d]|sum(attribute='x' ~ '.x' * 9000) }}",
    "path of join": "{{ [d]|join(attribute='x' ~ '.x' * 9000) }}",
    "many copies in a list": (
        "{% set b = 'x' * 90000 %}{% set ns = namespace(x=()) %}"
        "{% for i in range(9999) %}{% set ns.x = (ns.x, b ~ i) %}{% endfor %}"
    ),
    "many slices in a list": (
        "{% set b = 'x' * 90000 %}{% set ns = namespace(x=()) %}"
        "{% for i in range(9999) %}{% set ns.x = (ns.x, b[1:]) %}{% endfor %}"
    ),
    "many split texts": (
        "{% set b = 'x ' * 45000 %}{% set ns = namespace(x=()) %}"
        "{% for i in range(9999) %}{% set ns.x = (ns.x, b.split()) %}{% endfor %}"
    ),
}
# Lists that hold one list a thousand times, four deep: a million million comparisons.
_HEAVY = "{% set x = [[[[0]*1000]*1000]*1000]*1000 %}{% set y = [[[[0]*1000]*1000]*1000]*1000 %}"
_TUPLE = "{% set t = ((((0,)*1000,)*1000,)*1000,)*1000 %}"
# A tuple in a tuple, twenty thousand deep: hashing it would end the process.
_DEEP = (
    "{% set ns = namespace(x=()) %}{% for i in range(19999) %}{% set ns.x = (ns.x,) %}{% endfor %}"
    "{% set t = ns.x %}"
)
BOMBS.update(
    {
        f"heavy: {use}": _HEAVY + use
        for use in (
            "{{ x == y }}",
            "{{ x != y }}",
            "{{ x < y }}",
            "{{ 1 < 2 and x <= y }}",
            "{{ x in [y] }}",
            "{{ x not in [y] }}",
            "{{ x is eq y }}",
            "{{ x is in [y] }}",
            "{{ [y].count(x) }}",
            "{{ [y].index(x) }}",
            "{{ d[x] }}",
            "{{ [d]|map(attribute=x)|list }}",
            "{{ {'k': x}.items() == {'k': y}.items() }}",
            "{{ [x, y]|sort|length }}",
            "{{ [x, y]|max|length }}",
            "{{ [{'k': x}, {'k': y}]|sort(attribute='k')|length }}",
            "{{ [{'k': x}, {'k': y}]|groupby('k')|length }}",
            "{{ [{'k': x}, {'k': y}]|min(attribute='k')|length }}",
            "{{ {'k': x, 'l': y}|dictsort(by='value')|length }}",
            "{% for i in [x, y] %}{{ loop.changed(i) }}{% endfor %}",
        )
    }
)
BOMBS.update(
    {
        f"{kind}: {use}": make + use
        for kind, make in (("hash", _TUPLE), ("deep", _DEEP))
        for use in (
            "{{ {t: 1}|length }}",
            "{{ d[t] }}",
            "{{ d.get(t) }}",
            "{{ t in d }}",
            "{{ t is in d }}",
            "{{ t is filter }}",
            "{{ dict([(t, 1)])|length }}",
            "{{ namespace([(t, 1)]) }}",
            "{{ [t]|unique|list|length }}",
            "{{ [1]|map(t)|list }}",
            "{{ [1]|select(t)|list }}",
            "{{ [d]|selectattr('x', t)|list }}",
            "{{ [d]|selectattr(t)|list }}",
            "{{ [d]|map(attribute=t)|list }}",
            "{{ [d]|groupby(t) }}",
            "{{ [d]|sum(attribute=t) }}",
            "{% block k %}{% endblock %}{{ self[t] }}",
        )
    }
)
DAY = datetime.date(2026, 11, 26)
TIGHT = Limits(
    value_chars=100_000,
    output_bytes=5_000_000,
    render_seconds=20,
    collection_items=20_000,
    loop_steps=100_000,
)


@pytest.mark.parametrize("name", list(BOMBS))
def test_bombs_are_refused_by_a_named_limit(name: str) -> None:
    with pytest.raises(TemplateLimit) as caught:
        CompiledTemplate.load(paper(p(BOMBS[name])), limits=TIGHT).render({**CONTEXT, "ngay": DAY})
    assert re.search(r" quá [\d.,]+ (?:ký tự|mục|lượt|lớp|giây|MB)\.$", caught.value.what)
    assert caught.value.fix


@pytest.mark.parametrize(
    "bomb",
    [
        "{{ s|int }}",
        "{{ s|round(0, 'floor') }}",
        "{{ '%d' % s }}",
        "{{ '%f' % s }}",
        "{{ '%x'|format(s) }}",
        "{{ '%(a)d' % {'a': s} }}",
        "{{ '{:f}'.format(s) }}",
        "{{ '{:.3f}'.format(s) }}",
        "{{ '{0:%}'.format(-s) }}",
        "{{ [s]|map('int')|list|length }}",
        "{{ p ** (10**9) }}",
        "{{ p ** -(10**9) }}",
        "{% set n = namespace(x=p) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
        "{% set n = namespace(x=p) %}{% for i in range(99) %}{% set n.x = n.x + 1 / n.x %}{% endfor %}",
        "{% set n = namespace(x=p) %}{% for i in range(99) %}{% set n.x = n.x - 1 / n.x %}{% endfor %}",
    ],
)
def test_numbers_that_grow_without_end_are_refused(bomb: str) -> None:
    numbers = {"s": Decimal("1e999990"), "p": Fraction(1, 3)}
    with pytest.raises(TemplateLimit, match="Một giá trị trong mẫu dài quá"):
        CompiledTemplate.load(paper(p(bomb)), limits=TIGHT).render(numbers)


@pytest.mark.parametrize(
    "use",
    [
        "{% if m in l %}{% endif %}",
        "{% if m is in l %}{% endif %}",
        "{% set z = l.count(m) %}",
        "{% set z = [m]|select('in', l)|list %}",
    ],
)
def test_a_long_text_is_sought_in_a_list_of_as_long_ones_within_the_time(use: str) -> None:
    busy = f"{{% for i in range(9999) %}}{use}{{% endfor %}}"
    template = CompiledTemplate.load(paper(p(busy)), limits=Limits(render_seconds=0.2))
    start = process_time()
    with pytest.raises(TemplateLimit, match="Điền mẫu lâu quá 0,2 giây"):
        template.render({"m": "x" * 40_000 + "y", "l": ["x" * 40_000 + "z"] * 20_000})
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ s + 1 }} {{ s - 1 }} {{ s / 2 }} {{ s // 1 }} {{ s|int }}", "2.5 0.5 0.75 1 1"),
        ("{{ '%.2f' % s }} {{ '{:.1f}'.format(s) }} {{ s|round(1) }}", "1.50 1.5 1.5"),
        ("{{ 7 - 2 }} {{ 7 / 2 }} {{ 7 // 2 }} {{ 7 % 2 }}", "5 3.5 3 1"),
        ("{{ l|map('default', '.' * 60)|first }}", "a"),
        ("{{ l|select('in', dai)|list|length }} {{ l|map('replace', '.....', '')|first }}", "1 a"),
    ],
)
def test_ordinary_numbers_and_lists_pass_the_same_guards(tag: str, shown: str) -> None:
    values = {"s": Decimal("1.5"), "l": ["a"], "dai": ["a"] * 3_000}
    assert body_text(CompiledTemplate.load(paper(p(tag))).render(values)) == shown


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ 1e999 }}", "số quá lớn"),
        ("{{ (-8) ** 0.333 }}", "kiểu complex"),
        ("{{ ['x']|map('khong_co')|list|length }}", "không có bộ lọc «khong_co»"),
    ],
)
def test_what_python_alone_would_understand_is_told_in_words(tag: str, why: str) -> None:
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate.load(paper(p(tag))).render({})
    assert why in str(caught.value)


def test_time_is_a_limit() -> None:
    busy = "{% for i in range(9999) %}{% set x = ('a' * 50000)|upper|lower|upper %}{% endfor %}"
    template = CompiledTemplate.load(paper(p(busy)), limits=Limits(render_seconds=0.2))
    with pytest.raises(TemplateLimit, match="Điền mẫu lâu quá 0,2 giây"):
        template.render({})


@pytest.mark.parametrize(
    "busy",
    [
        "{{ ([range(20000)] * 20000)|map('sum')|sum }}",
        "{{ ([range(20000)] * 20000)|map('max')|list|length }}",
        "{% for x in ([range(20000)] * 20000)|map('sort') %}{{ loop.length }}{% endfor %}",
        "{{ ([(0,) * 10] * 20000)|map('sum', start=0)|select('gt', 1)|list|length }}"
        "{% for i in range(99999) %}{{ ([1] * 20000)|sum }}{% endfor %}",
        "{{ ([[2] * 20000] * 20000)|map('select', 'odd')|map('sum')|sum }}",
        "{% for i in range(99999) %}{% set x = ([1] * 20000)|sort %}{% endfor %}",
    ],
)
def test_time_is_a_limit_inside_one_expression(busy: str) -> None:
    limits = Limits(render_seconds=0.2, collection_items=100_000)
    template = CompiledTemplate.load(paper(p(busy)), limits=limits)
    start = process_time()
    with pytest.raises(TemplateLimit, match="Điền mẫu lâu quá 0,2 giây"):
        template.render({})
    assert process_time() - start < 5


def test_too_many_tags() -> None:
    with pytest.raises(TemplateLimit, match="Mẫu có quá 50 thẻ"):
        CompiledTemplate.load(paper(p("{{ a }}" * 60)), limits=Limits(template_tags=50))


def test_a_value_too_long_is_named() -> None:
    template = CompiledTemplate.load(paper(p("Ghi chú: {{ a }}")), limits=Limits(value_chars=100))
    with pytest.raises(TemplateLimit, match="Một giá trị trong mẫu dài quá") as caught:
        template.render({"a": "x" * 101})
    assert caught.value.where is not None
    assert "Ghi chú" in caught.value.where


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("{{ a.upper() }}", "CHỮ"),
        ("{{ a|title }}", "Chữ"),
        ("{{ d.get('x') }}", "1"),
        ("{% for k, v in d.items() %}{{ k }}={{ v }}{% endfor %}", "x=1"),
        ("{{ '%02d' % n }}", "03"),
        ("{{ '{:,}'.format(n * 1000) }}", "3,000"),
        ("{{ ds|join(', ') }}", "1, 2"),
        ("{{ ds|sum }}", "3"),
        ("{% for i in ds %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2 "),
        ("{% for i in ds %}{{ loop.cycle('a', 'b') }}{% endfor %}", "ab"),
        ("{{ range(3)|list|join('-') }}", "0-1-2"),
        (
            "{% set ns = namespace(t=0) %}{% for i in ds %}{% set ns.t = ns.t + i %}{% endfor %}{{ ns.t }}",
            "3",
        ),
        ("{{ khong_co|default('trống') }}", "trống"),
        ("{{ khong_co is defined }}", "False"),
        ("{{ a if n > 2 else 'ít' }}", "chữ"),
        ("{{ a ~ ' & ' ~ n }}", "chữ & 3"),
        ("{{ f|round(1) }}", "1.5"),
    ],
)
def test_honest_expressions_work(expression: str, shown: str) -> None:
    assert body_text(CompiledTemplate.load(paper(p(expression))).render(CONTEXT)) == shown


def test_data_are_never_read_as_template() -> None:
    evil = "{{ 7*7 }}{% for x in range(3) %}x{% endfor %}{# x #}{_{ a }_}"
    note = f'<w:footnote w:id="1">{p("chú {{ a }}")}</w:footnote>'
    template = paper(
        called(1, text="{{ a }}"),
        header=p("{{ a }}"),
        footnotes=note,
        title="{{ a }}",
        first_section="<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 2,
    )
    document = CompiledTemplate.load(template).render({"a": evil})
    for part in ("word/document.xml", "word/header1.xml", "word/footnotes.xml"):
        assert evil in body_text(document, part)


def test_objects_show_their_data_and_nothing_else() -> None:
    class Person:
        ten = "Lan"

        def xoa(self) -> str:
            return "đã xoá"

    template = CompiledTemplate.load(paper(p("{{ x.ten }}")))
    assert body_text(template.render({"x": Person()})) == "Lan"
    with pytest.raises(TemplateUnsafe):
        CompiledTemplate.load(paper(p("{{ x.xoa() }}"))).render({"x": Person()})


def test_every_failure_is_one_of_ours() -> None:
    for expression in (
        "{{ n / 0 }}",
        "{{ a + n }}",
        "{{ ds.x.y }}",
        "{{ a(1) }}",
        "{{ n|length }}",
    ):
        with pytest.raises(GiaytoError) as caught:
            CompiledTemplate.load(paper(p("Đoạn " + expression))).render(CONTEXT)
        assert caught.value.where is not None
        assert "Đoạn" in caught.value.where
