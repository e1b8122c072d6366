"""What templates may call the fields of a paper (tên gọi của trường), beside their keys.

Header and synonyms of a column stand for its key wherever a paper gives that key.
What a template says of the person, meeting or thing that its paper is about needs
no group before it; of anything else where only one group has it. What the table of
names calls a name (``context-names.toml``) stands for it where nothing else does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..conventions.spelling import fold_plain
from ..data.models import SHEETS, Sheet
from ..data.models.fields import fields_of
from ..data.models.source_map import OwnColumn
from .context_names import meaning_of
from .plan import Paper

_GROUPS = {"hop": "Cuộc họp"} | {sheet.key: sheet.name for sheet in SHEETS}
"""What groups of contexts are called."""
_CALLED = {
    "bat_dau": ("Giờ bắt đầu", "Bắt đầu"),
    "ket_thuc": ("Giờ kết thúc", "Kết thúc"),
    "tt": ("Số thứ tự", "STT"),
    "ten": ("Họ và tên", "Họ tên"),
    "chuc_vu": ("Chức vụ",),
    "so_ky_hieu": ("Số và ký hiệu", "Số ký hiệu"),
}
"""Keys of contexts that are no column's, or are called otherwise there."""
_KEY, _HEADER, _SYNONYM = 0, 1, 2
_FURTHER = 10
_PLAIN = re.compile(r"[^\W\d_]+( [^\W\d_]+)*")


def labels_for(
    paper: Paper, names: Collection[str], own: Mapping[str, Sequence[OwnColumn]]
) -> dict[str, str | tuple[str, ...]]:
    """Everything a template of the paper may say for one of these names (nhãn của một mẫu).

    ``names`` are those that the paper gives, items of lists as ``ds[].ten``, lists of texts
    as ``can_cu[]``; ``own`` the clerk's own columns. Several names for what may mean any of
    them. Behind a group or a list only what stands in it is meant. What a list's line has
    of its row in the workbook makes nothing less sure that the paper says itself.
    """
    spoken = _spoken(own)
    meanings = {name: meaning_of(paper.table, name) for name in names}
    said = [name for name, meaning in meanings.items() if meaning is None or not meaning.further]
    labels: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for found in (
        _by_keys(names),
        _by_headers(paper, said, spoken),
        _by_headers(paper, names, spoken),
        _by_meanings({name: meaning.label for name, meaning in meanings.items() if meaning}),
    ):
        for (base, label), meant in found.items():
            labels.setdefault((base, compared(label)), (label, meant))
    return {
        f"{base}.{label}" if base else label: meant[0] if len(meant) == 1 else meant
        for (base, _), (label, meant) in labels.items()
    }


_Labels = dict[tuple[str, str], tuple[str, ...]]
"""By group or list, "" for none, and label the names that are meant."""


def _by_keys(names: Iterable[str]) -> _Labels:
    """Keys mean themselves, whatever else is called so."""
    plain = (name.removesuffix("[]") for name in names)
    return {(base, key): (name,) for name in plain for base, _, key in [name.rpartition(".")]}


def _by_headers(
    paper: Paper, names: Iterable[str], spoken: Mapping[str, list[tuple[int, str]]]
) -> _Labels:
    """What names are called by the headers of the workbook's columns, and their synonyms."""
    children: dict[str, set[str]] = defaultdict(set)
    for name in names:
        while name:
            base, _, last = name.rpartition(".")
            children[base].add(last.removesuffix("[]"))
            name = base
            if base.endswith("[]"):
                name, children[base[:-2]] = base[:-2], children[base[:-2]]
    for base in [base for base in children if base and not children[base]]:
        del children[base]
    labels: _Labels = {}
    for base, keys in children.items():
        if base:
            for said, meant in _nearest(_of_group(base, keys, spoken)).items():
                labels[base, said] = meant
    alone = _nearest(_alone(paper, children, spoken))
    labels |= {("", said): meant for said, meant in alone.items()}
    return labels


def names_of_sheet(
    sheet: Sheet, own: Mapping[str, Sequence[OwnColumn]]
) -> dict[str, tuple[str, ...]]:
    """Everything that may be said for a column of one sheet, and its key (tên cột của một trang).

    Several keys for what may mean any of them; ``own`` the clerk's own columns.
    """
    spoken = _of_sheet(sheet, own)
    return _nearest(_of_group("", spoken, spoken))


def _by_meanings(called: Mapping[str, str]) -> _Labels:
    """What names are called by the table of names, as far as that is plain words.

    Without the group before it what items of lists are called as well may be meant too.
    """
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    alone: dict[str, set[str]] = defaultdict(set)
    as_said: dict[str, str] = {}
    for marked, words in called.items():
        name, label = marked.removesuffix("[]"), plain_label(words)
        if label:
            said = as_said.setdefault(compared(label), label)
            labels[name.rpartition(".")[0], said].add(name)
            alone[said].add(name)
    sure = {said: names for said, names in alone.items() if not all("[]" in n for n in names)}
    labels |= {("", said): names for said, names in sure.items()}
    return {place: tuple(sorted(names)) for place, names in labels.items()}


def plain_label(label: str) -> str:
    """A label as it is typed in a tag: without commas and colons; "" where that is not enough."""
    words = re.sub("[,:]", "", label)
    return words if _PLAIN.fullmatch(words) else ""


def _spoken(own: Mapping[str, Sequence[OwnColumn]]) -> dict[str, list[tuple[int, str]]]:
    """By key what it may be called, and how surely: header first, then synonyms."""
    spoken: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for sheet in SHEETS:
        for key, called in _of_sheet(sheet, own).items():
            spoken[key] += called
    for key, labels in _CALLED.items():
        spoken[key] += [(_SYNONYM, label) for label in labels]
    return spoken


def _of_sheet(
    sheet: Sheet, own: Mapping[str, Sequence[OwnColumn]]
) -> dict[str, list[tuple[int, str]]]:
    spoken: dict[str, list[tuple[int, str]]] = {}
    for spec in fields_of(sheet.model):
        spoken[spec.key] = [
            (_HEADER if header == spec.label else _SYNONYM, header.replace(".", " "))
            for header in spec.headers
        ]
    for column in own.get(sheet.key, ()):
        spoken.setdefault(column.key, []).append((_HEADER, column.label.replace(".", " ")))
    return spoken


_Said = dict[str, list[tuple[int, str]]]
"""By what is said the names that may be meant, each with its rank: less is surer."""


def _of_group(
    base: str, keys: Collection[str], spoken: Mapping[str, list[tuple[int, str]]]
) -> _Said:
    said: _Said = defaultdict(list)
    headers: dict[str, str] = {}
    for key in sorted(keys):
        name = f"{base}.{key}" if base else key
        for rank, label in [(_KEY, key), *spoken.get(key, ())]:
            said[label].append((rank, name))
            if rank == _HEADER:
                headers[compared(label)] = name
    for label, meant in said.items():
        # “Chức vụ” alone is no more the post in the state than the one in the Party.
        if all(rank == _SYNONYM for rank, _ in meant):
            begun = f"{compared(label)}_"
            meant += [(_SYNONYM, n) for header, n in headers.items() if header.startswith(begun)]
    return said


def _alone(
    paper: Paper,
    children: Mapping[str, Collection[str]],
    spoken: Mapping[str, list[tuple[int, str]]],
) -> _Said:
    """What names mean with no group before them.

    What the items of a list have as well is not sure to be meant of anything else
    but what the paper is about: somebody may have forgotten the loop.
    """
    groups = {key: [(_HEADER, _GROUPS[key])] for key in children if key in _GROUPS}
    single = {key: labels for key, labels in spoken.items() if key not in children}
    said = _of_group("", children.get("", ()), single | groups)
    about = {path.rpartition(".")[0] for path in paper.labels.values()}
    of_items: dict[str, list[str]] = defaultdict(list)
    for base, keys in children.items():
        if "[]" in base:
            for label, meant in _of_group(base, keys, spoken).items():
                of_items[compared(label)] += [name for _, name in meant]
    for base, keys in children.items():
        if not base or "[]" in base:
            continue
        depth = 0 if base in about else base.count(".") + 1
        for label, meant in _of_group(base, keys, spoken).items():
            ranked = [(rank + 1 + _FURTHER * depth, name) for rank, name in meant]
            said[label] += ranked
            if depth:
                least = min(rank for rank, _ in ranked)
                said[label] += [(least, name) for name in of_items.get(compared(label), ())]
    return said


def _nearest(said: _Said) -> dict[str, tuple[str, ...]]:
    """Of all that each may mean the surest; several where they are equally sure.

    What differs in capitals and accents alone is one name.
    """
    by_key: dict[str, tuple[str, list[tuple[int, str]]]] = {}
    for label, meant in said.items():
        by_key.setdefault(compared(label), (label, []))[1].extend(meant)
    nearest: dict[str, tuple[str, ...]] = {}
    for label, meant in by_key.values():
        least = min(rank for rank, _ in meant)
        nearest[label] = tuple(sorted({name for rank, name in meant if rank == least}))
    return nearest


def compared(label: str) -> str:
    """A name as it is compared (khoá so): small letters without accents, ``_`` for signs."""
    return "".join(c if c.isalnum() else "_" for c in fold_plain(label)).strip("_")
