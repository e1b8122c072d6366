"""Names as people write them (tên như người ta gõ): ``Họ và tên`` for ``dang_vien.ho_ten``.

Case, accents and spaces count for nothing. What is read is decided when the template
is: by the names that its data are said to have, and by the loop that a tag stands in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...i18n import tr

Labels = Mapping[str, str | Sequence[str]]
"""What is written → the key of the context, or the keys between which it does not decide.

``{"Họ và tên": "dang_vien.ho_ten"}``; with a path before it only what stands behind that
path is meant: ``{"ds[].Tên": "ds[].ten"}`` for the items of the list ``ds``.
"""

_BASE = re.compile(r"((?:[a-z_][a-z0-9_]*(?:\[\])?\.)+)(.+)", re.DOTALL)
_NOT_WORD = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|\w+|\s+|.", re.DOTALL)
_SPACED = re.compile(r"[\w\s]+")
# A value is given to the name before it: ``rộng=30``.
_GIVES = re.compile(r"\s*=(?!=)")
_ITEM = re.compile(r"\[\s*\d+\s*\]")
_LOOP = re.compile(r"\bfor\s+(\w+)\s+in\s+([\w.]+)")
_SET = re.compile(r"\bset\s+(\w+)\s*=\s*([\w.]+)\s*[-+]?%\}")
_END = re.compile(r"\{%[-+]?\s*(?:(?:tr|tc|p|r)\s)?\s*endfor\b")
# Where a template gives names itself: before ``in``, ``=``, and between brackets.
_GIVEN = re.compile(
    r"\bfor\s+(?P<for>.+?)\s+in\b|\bset\s+(?P<set>[^=%]+?)\s*(?:=|[-+]?%\})"
    r"|\b(?:macro\s+\w+|call)\s*\((?P<args>[^)]*)\)",
    re.DOTALL,
)
_SHOWN = 4
_NAMED = re.compile(r"\w[\w \t\u00a0]*")
_COMMANDS = (
    "block call elif else endblock endcall endfor endif endmacro endraw endset for if import"
    " macro raw recursive set with without colspan cellbg colwidths indents spacing hm vm p tr tc r"
)
_WORDS = "and as caller false in is loop none not or self true False None True"
_KEYWORDS = frozenset(f"{_COMMANDS} {_WORDS}".split())


def spoken_key(text: str) -> str:
    """The name as it is compared (khoá so): small letters without accents, ``_`` between words."""
    loose = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(c for c in loose if not unicodedata.combining(c))
    return _NOT_WORD.sub("_", bare).strip("_")


@dataclass(frozen=True, slots=True)
class Undecided:
    """A name in a tag that may mean several fields (tên chưa rõ)."""

    tag: str
    name: str
    keys: tuple[str, ...]

    @property
    def why(self) -> str:
        """What is wrong, as a sentence."""
        return tr("Tên “{ten}” có thể là nhiều trường của giấy tờ này.").format(ten=self.name)

    @property
    def fix(self) -> str:
        """What to type instead, as a sentence."""
        ordered = sorted(self.keys, key=lambda key: ("[]" in key, key.count("."), key))
        shown = "; ".join(map(_to_type, ordered[:_SHOWN]))
        return tr("Gõ rõ một trong: {ds}.").format(ds=shown + "; …" * (len(ordered) > _SHOWN))


def _to_type(key: str) -> str:
    """A key as it is typed; one of a list's items needs its loop."""
    head, item, tail = key.rpartition("[].")
    if not item:
        return key
    return tr("d.{ten} giữa {{% for d in {ds} %}} và {{% endfor %}}").format(ten=tail, ds=head)


class Spoken:
    """The names of one template's data, ready to be looked up (bảng tên)."""

    def __init__(self, labels: Labels) -> None:
        self._keys: dict[tuple[str, str], tuple[str, ...]] = {}
        self._last: dict[str, set[str]] = {}
        odd: set[str] = set()
        self.longest = 0
        for label, meant in labels.items():
            keys = (meant,) if isinstance(meant, str) else tuple(meant)
            split = _BASE.fullmatch(label)
            base, name = (split[1][:-1], split[2]) if split else ("", label)
            said = spoken_key(name)
            self.longest = max(self.longest, said.count("_") + 1)
            self._keys.setdefault((base, said), keys)
            self._last.setdefault(said, set()).update(key.rpartition(".")[2] for key in keys)
            if not _SPACED.fullmatch(name):
                odd.add(" ".join(unicodedata.normalize("NFC", name).split()))
        # Names with brackets or strokes in them, the longest first.
        words = sorted(odd, key=len, reverse=True)
        self.odd = (
            re.compile("|".join(r"\s+".join(map(re.escape, w.split())) for w in words), re.I)
            if words
            else None
        )
        self.used: dict[str, str] = {}
        """What tags said, and the keys it was read as, as far as the two differ."""

    def __bool__(self) -> bool:
        return bool(self._keys)

    def keys(self, base: str | None, words: str) -> tuple[str, ...]:
        """The keys that words mean behind a path, "" for the context; none for no name.

        ``base`` ``None`` is something whose fields are not known.
        """
        said = spoken_key(words)
        if base is not None:
            return self._keys.get((base, said), ())
        if words == said:
            return ()  # a key as it stands may be of anything
        last = self._last.get(said, ())
        return tuple(last) if len(last) == 1 else ()


class TagReader:
    """Reads the tags of one part in their order: what they say, with keys for names.

    ``tags`` are all of the part's tags, whose own names (of loops, of ``set``) mean
    what the template says.
    """

    def __init__(self, spoken: Spoken, tags: Iterable[str]) -> None:
        self._spoken = spoken
        self._own = _given_names(tags) if spoken else {}
        self._paths: dict[str, str | None] = {}
        self._loops: list[tuple[str, str | None]] = []
        self.undecided: list[Undecided] = []

    def read(self, tag: str) -> str:
        """The tag as Jinja is to read it."""
        if not self._spoken or tag.startswith("{#"):
            return tag
        said = _Sentence(self, self._spoken, tag).resolved()
        if tag.startswith("{%"):
            self._enter(said)
        return said

    def own_name(self, words: str) -> str | None:
        """The template's own name that words are, ``None`` for any other."""
        if words in self._own.values():
            return words
        return self._own.get(spoken_key(words))

    def path(self, name: str) -> str | None:
        """The path of a name at the beginning of a chain, ``None`` where it is not known."""
        if name in self._own.values():
            return self._paths.get(name)
        return name

    def _enter(self, tag: str) -> None:
        """Notes down what a loop or ``set`` makes of a name."""
        if _END.match(tag) and self._loops:
            name, before = self._loops.pop()
            self._paths[name] = before
        elif (loop := _LOOP.search(tag)) is not None:
            self._loops.append((loop[1], self._paths.get(loop[1])))
            whole = self._whole(loop[2])
            self._paths[loop[1]] = None if whole is None else f"{whole}[]"
        elif re.search(r"\bfor\b", tag):
            self._loops.append(("", None))
        elif (given := _SET.search(tag)) is not None:
            self._paths[given[1]] = self._whole(given[2])

    def _whole(self, chain: str) -> str | None:
        first, _, rest = chain.partition(".")
        path = self.path(first)
        return path if path is None or not rest else f"{path}.{rest}"


def _given_names(tags: Iterable[str]) -> dict[str, str]:
    """The names that a template gives itself, as they are compared, each as it is to be written."""
    found: dict[str, str] = {}
    for tag in tags:
        for given in _GIVEN.finditer(tag) if tag.startswith("{%") else ():
            text = given["for"] or given["set"] or given["args"] or ""
            for part in text.split(","):
                named = _NAMED.match(part.strip())
                if named is not None:
                    words = named.group().strip()
                    name = words if words.isidentifier() else spoken_key(words)
                    found.setdefault(spoken_key(words), name)
    return found


class _Sentence:
    """One tag, from left to right: names are told apart from the rest and looked up."""

    def __init__(self, reader: TagReader, spoken: Spoken, tag: str) -> None:
        self._reader, self._spoken, self._tag = reader, spoken, tag
        self._tokens: list[str] = []
        self._starts: list[int] = []
        self._filters: set[int] = set()
        position, before, before_that = 0, "", ""
        while position < len(tag):
            token = self._token(position)
            if before in ("|", "is") or (before_that, before) == ("is", "not"):
                self._filters.add(len(self._tokens))
            self._tokens.append(token)
            self._starts.append(position)
            position += len(token)
            if not token.isspace():
                before_that, before = before, token
        self._starts.append(position)

    def _token(self, position: int) -> str:
        """The next word, blank, text in quotation marks or sign; a name with signs in it whole."""
        tag, odd = self._tag, self._spoken.odd
        whole = odd.match(tag, position) if odd is not None else None
        if whole is not None and not _is_word(tag[position - 1]):
            end = whole.end()
            if not (_is_word(tag[end - 1]) and _is_word(tag[end : end + 1])):
                return whole.group()
        token = _TOKEN.match(tag, position)
        assert token is not None
        return token.group()

    def resolved(self) -> str:
        told: list[str] = []
        path: str | None = ""  # of what stands before, "" for nothing whose fields could follow
        at, chained = 0, False
        while at < len(self._tokens):
            token = self._tokens[at]
            item = _ITEM.match(self._tag, self._starts[at]) if path != "" else None
            if item is not None:
                path = None if path is None else f"{path}[]"
                told.append(item.group())
                at = self._starts.index(item.end(), at)
            elif _is_word(token):
                count, said, path = self._name(at, path if chained else "", chained)
                told.append(said)
                at += count
                chained = False
            else:
                chained = token == "." and path != ""
                if not chained:
                    path = None if token in (")", "]") else ""
                told.append(token)
                at += 1
        return "".join(told)

    def _name(self, at: int, base: str | None, chained: bool) -> tuple[int, str, str | None]:
        """How many tokens a name takes, what stands for it, and its path."""
        token = self._tokens[at]
        looked_up = token not in _KEYWORDS and at not in self._filters
        whole = self._whole_run(at)
        for count in self._counts(at) if chained or looked_up else ():
            words = self._tag[self._starts[at] : self._starts[at + count]]
            # Of words that belong together half would mislead: “Số thẻ” is no “so”.
            found = self._looked_up(words, at + count, base, chained) if count >= whole else None
            if found is not None:
                return count, *found
        words = self._tag[self._starts[at] : self._starts[at + whole]]
        if chained:
            # What no field is called is told as a name, with the loop that it stands in.
            said = spoken_key(words) if whole > 1 else token
            return whole, said, None if base is None else f"{base}.{said}"
        if token in _KEYWORDS or at in self._filters or self._reader.own_name(token) is not None:
            return 1, token, self._reader.path(token)
        return whole, words, self._reader.path(words)

    def _whole_run(self, at: int) -> int:
        """The number of tokens of all the words that follow each other from here."""
        count = 1
        while self._words_follow(at + count) and self._tokens[at + count + 1] not in _KEYWORDS:
            count += 2
        return count

    def _looked_up(
        self, words: str, end: int, base: str | None, chained: bool
    ) -> tuple[str, str | None] | None:
        alone = words.isidentifier()
        if not chained:
            own = self._reader.own_name(words)
            if own is not None:
                return own, self._reader.path(own)
            if _GIVES.match(self._tag, self._starts[end]) or (alone and self._is_call(end)):
                return None
        keys = self._spoken.keys(base, words)
        if not keys:
            return None
        if len(keys) > 1:
            self._reader.undecided.append(Undecided(self._tag, " ".join(words.split()), keys))
            # Read as one of them, so that what is undecided is no other fault as well.
            return next((key for key in keys if "[]" not in key), spoken_key(words)), None
        said = keys[0].removeprefix(f"{base}.") if base else keys[0]
        if said != words:
            self._spoken.used[f"{base}.{words}"] = keys[0]
        return said, None if base is None else keys[0]

    def _counts(self, at: int) -> Iterable[int]:
        """Numbers of tokens that may be one name from here, the longest first."""
        counts = [1]
        while len(counts) < self._spoken.longest and self._words_follow(at + counts[-1]):
            counts.append(counts[-1] + 2)
        return reversed(counts)

    def _words_follow(self, at: int) -> bool:
        """Whether blank and word stand here."""
        if at + 1 >= len(self._tokens):
            return False
        return self._tokens[at].isspace() and _SPACED.fullmatch(self._tokens[at + 1]) is not None

    def _is_call(self, end: int) -> bool:
        return end < len(self._tokens) and self._tokens[end] == "("


def _is_word(text: str) -> bool:
    return text[:1].isalnum() or text[:1] == "_"
