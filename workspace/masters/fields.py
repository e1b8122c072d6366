"""Every name that a paper gives (các tên dùng trong mẫu), as a keeper of templates needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...checking.masters.field_names import names_in
from ...checking.masters.paper_contexts import PaperContexts
from ...conventions.spelling import fold_plain
from ...data.models import SHEET_BY_KEY, Sheet
from ...data.models.source_map import SourceMap
from ...errors import UsageError
from ...generators.context_names import Column, Meaning, groups, meaning_of
from ...generators.labels import plain_label
from ...generators.plan import Context, Paper
from ...i18n import tr
from ...rendering.reading.spoken import Spoken, TagReader
from ...suggestions import asked, nearest
from ..loading import Loaded
from .known import Known

_LIST = "[]"
_ITEMS = "dmn"
"""What the items of a list are called in examples, those of a list in it, and so on."""
_ELSE = "Tên khác"
_SETTINGS = "thiet_lap"
_EXAMPLE = 200
"""Characters of an example; longer texts are cut."""

Use = Literal["print", "paragraphs", "condition"]
"""A name is printed, is a list of texts, or says whether something is so."""


@dataclass(frozen=True, slots=True)
class PaperField:
    """One name that a paper gives (một trường của giấy tờ).

    ``typed`` is what stands in a template; ``loop`` the list of rows whose items have
    it, ``around`` the tags of the loops around it, from without. ``also`` is another way
    to type it, "" for none. ``own``: the example is of the clerk's data, not of the
    sample ward; ``sample`` is one of that in any case. ``family`` is the same for names
    that differ in one word alone. ``masters`` are those that have it.
    """

    name: str
    label: str
    group: str
    use: Use
    typed: str
    loop: str
    around: tuple[str, ...]
    also: str
    example: str
    own: bool
    sample: str
    always: bool
    source: str
    rule: str
    family: str
    masters: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The example as people read it: in brackets when it is not of their data."""
        return self.example if self.own or not self.example else f"[{self.example}]"

    def as_dict(self) -> dict[str, object]:
        """All of it for a program."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "family"}


@dataclass(frozen=True, slots=True)
class PaperFields:
    """The names of a paper (các trường của một giấy tờ), in groups that a keeper knows."""

    label: str
    masters: tuple[str, ...]
    fields: list[PaperField]

    def as_dict(self) -> dict[str, object]:
        """All of it for a program."""
        fields = [field.as_dict() for field in self.fields]
        return {"label": self.label, "masters": self.masters, "fields": fields}

    def matching(self, words: str) -> PaperFields:
        """Those whose label, name or column has the words; accents and case do not count."""
        wanted = _searched(words)

        def has(field: PaperField) -> bool:
            return wanted in _searched(f"{field.label} {field.name} {field.source}")

        return PaperFields(self.label, self.masters, [f for f in self.fields if has(f)])


def search(papers: Sequence[PaperFields], words: str) -> list[PaperFields]:
    """The papers with the fields that have the words, only those that have such.

    Raises :class:`UsageError` with the nearest words of labels where nothing has them.
    """
    found = [few for paper in papers if (few := paper.matching(words)).fields]
    if found:
        return found
    long = len(_searched(words).split())
    labels = {_searched(f.label): f.label.split() for paper in papers for f in paper.fields}
    runs = {
        _searched(" ".join(run)): " ".join(run)
        for label in labels.values()
        for run in (label[start : start + long] for start in range(len(label)))
    }
    near = nearest(words, runs.values())
    raise UsageError(
        tr("Không có trường nào có chữ “{chu}” ở: {ds}.").format(
            chu=words, ds=", ".join(paper.label for paper in papers)
        ),
        fix=asked(near and near.strip(",.;:()“”"))
        or tr("Tìm bằng chữ khác, ngắn hơn; hoặc bỏ --tim để xem mọi trường."),
    )


def _searched(text: str) -> str:
    return fold_plain(text).replace("_", " ").strip("{} ")


def fields_of_paper(
    meant: Sequence[Known], loaded: Loaded | None, year: int, own_papers: Sequence[Paper] = ()
) -> PaperFields:
    """The names of a paper, ``meant`` by its masters, one or more.

    ``loaded`` is the clerk's workbook, ``None`` where there is none.
    Examples are of its first record, else of the sample ward.
    """
    usable = loaded.ward if loaded is not None and not loaded.errors else None
    contexts = PaperContexts(usable, year, own_papers)
    where = loaded.dataset.source if loaded is not None else None
    paper = meant[0].paper
    table = paper.table if paper is not None else ""
    found: dict[str, PaperField] = {}
    places: dict[str, tuple[int, int]] = {}
    masters = tuple(each.master for each in meant)
    for master in masters:
        given, own = contexts.of(master), contexts.of_ward(master)
        spoken = Spoken(contexts.labels(master))
        for name in _names(given):
            if name in found:
                known = found[name]
                also = known.also if _reads(known.also, known, spoken) else ""
                found[name] = replace(known, masters=(*known.masters, master), also=also)
                continue
            meaning = meaning_of(table or master, name) or Meaning(name, _ELSE)
            places[name] = ([*groups(), _ELSE].index(meaning.group), meaning.order)
            mine = list(_values(name, own)) if own is not None else []
            others = given if own is None else given[1:]
            sample = [value for context in others for value in _values(name, context)]
            field = _field(name, meaning, mine, sample, where, master)
            found[name] = replace(field, also=_also(field, spoken))
    fields = _in_order(list(found.values()), places)
    return PaperFields(meant[0].label, masters, fields)


def _in_order(fields: list[PaperField], places: dict[str, tuple[int, int]]) -> list[PaperField]:
    """By group and as the catalogue has them; in a group first what is in no loop."""
    first: dict[tuple[int, str], int] = {}
    for field in fields:
        group, order = places[field.name]
        first[group, field.loop] = min(order, first.get((group, field.loop), order))

    def place(field: PaperField) -> tuple[object, ...]:
        group, order = places[field.name]
        loop = (first[group, field.loop], field.loop) if field.loop else ()
        return group, loop, order, field.name

    return sorted(fields, key=place)


def _names(contexts: list[Context]) -> list[str]:
    """The names, without lists of rows: their items' names tell of them."""
    names = names_in(contexts, mark=_LIST)
    rows = {name.rpartition(f"{_LIST}.")[0] for name in names}
    return sorted(name for name in names if name.removesuffix(_LIST) not in rows)


def _values(path: str, value: object) -> Iterator[object]:
    """All values that a name has in a context; a list of texts is one value."""
    head, _, rest = path.partition(".")
    key = head.removesuffix(_LIST)
    if not isinstance(value, dict) or key not in value:
        return
    below = value[key]
    if not rest:
        yield below
    elif head == key:
        yield from _values(rest, below)
    else:
        for item in below:
            yield from _values(rest, item)


def _field(
    name: str,
    meaning: Meaning,
    mine: list[object],
    sample: list[object],
    where: SourceMap | None,
    master: str,
) -> PaperField:
    values = mine + sample
    use: Use = "print"
    if name.endswith(_LIST):
        use = "paragraphs"
    elif any(isinstance(value, bool) for value in values):
        use = "condition"
    own = next((value for value in mine if _filled(value)), None)
    other = next(filter(_filled, sample), "")
    around, item = _loops(name)
    column = _own_column(name, meaning, where)
    return PaperField(
        name,
        column[2] if column is not None else meaning.label,
        meaning.group,
        use,
        f"{{% if {item} %}} … {{% endif %}}" if use == "condition" else f"{{{{ {item} }}}}",
        name.removesuffix(_LIST).rpartition(f"{_LIST}.")[0],
        around,
        "",
        _shown(other if own is None else own),
        own is not None,
        _shown(other),
        meaning.always and (use == "condition" or all(map(_filled, values))),
        _column_told(*column)
        if column is not None
        else "; ".join(_column(column, where) for column in meaning.columns),
        meaning.rule or _help(meaning),
        meaning.family,
        (master,),
    )


def _loops(name: str) -> tuple[tuple[str, ...], str]:
    """The opening tags of the loops around a name, and what it is called inside them."""
    *lists, last = name.split(f"{_LIST}.")
    if last.endswith(_LIST):
        lists, last = [*lists, last.removesuffix(_LIST)], ""
    tags: list[str] = []
    item = ""
    for letter, path in zip(_ITEMS, lists, strict=False):
        # The rows of a table outside, paragraphs inside a cell and for plain texts.
        kind = "tr" if not tags and (len(lists) > 1 or last) else "p"
        tags.append(f"{{%{kind} for {letter} in {item}{path} %}}")
        item = f"{letter}."
    return tuple(tags), f"{item}{last}".removesuffix(".")


def _filled(value: object) -> bool:
    return isinstance(value, (bool, int)) or bool(value and str(value).strip())


def _shown(value: object) -> str:
    """A value as an example shows it; of several texts the first."""
    if isinstance(value, bool):
        return tr("đúng") if value else tr("sai")
    if isinstance(value, (list, tuple)):
        return _shown(value[0]) if value else ""
    text = " ".join(str(value).split())
    return text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE].rstrip()}…"


def _own_column(
    name: str, meaning: Meaning, where: SourceMap | None
) -> tuple[Sheet, str, str] | None:
    """The clerk's own column that a name is of: sheet, place, header; ``None`` for none."""
    key = name.rpartition(".")[2]
    own = where.own if where is not None else {}
    for sheet in map(SHEET_BY_KEY.__getitem__, meaning.own):
        for column in own.get(sheet.key, ()):
            if column.key == key:
                return sheet, column.column, column.label
    return None


def _also(field: PaperField, spoken: Spoken) -> str:
    """The tag with words for the name, alone or behind its group; "" where none means it."""
    if field.use != "print":
        return ""
    head, dot, _ = field.typed.strip("{} ").rpartition(".")
    label = plain_label(field.label) or field.label
    tags = [f"{{{{ {head}{dot}{label} }}}}"]
    if not field.around:
        tags.insert(0, f"{{{{ {label} }}}}")
    return next((tag for tag in tags if _reads(tag, field, spoken)), "")


def _reads(tag: str, field: PaperField, spoken: Spoken) -> bool:
    """Whether a tag is read as the field's own, where that stands."""
    if not tag:
        return False
    reader = TagReader(spoken, [*field.around, tag])
    for around in field.around:
        reader.read(around)
    return reader.read(tag) == field.typed and not reader.undecided


def _column(column: Column, where: SourceMap | None) -> str:
    """Where a column stands, with its letter in the clerk's own workbook."""
    sheet, spec = column
    known = where.columns.get(sheet.key, {}) if where is not None else {}
    return _column_told(sheet, known.get(spec.attribute, ""), spec.label)


def _column_told(sheet: Sheet, cell: str, label: str) -> str:
    if sheet.key == _SETTINGS:
        said = tr("trang {trang}, mục {o}“{ten}”")
    else:
        said = tr("trang {trang}, cột {o}“{ten}”")
    return said.format(trang=sheet.name, o=f"{cell} " if cell else "", ten=label)


def _help(meaning: Meaning) -> str:
    return meaning.columns[0].spec.help if len(meaning.columns) == 1 else ""
