"""Tags of other tools typed into a master (thẻ của công cụ khác): printed as they stand.

``{ dang_vien.ho_ten }``, ``«Ho_ten»`` of Word's mail merge, ``[Họ tên]``. Only words
that mean a field are told: brackets around other words are words of the paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ...conventions.spelling import fold_plain
from ...data.models import SHEETS
from ...data.models.fields import fields_of
from ...i18n import tr
from ...rendering.reading.spoken import Labels
from .field_names import near_names
from .passages import Passage, Story
from .tags import Fault

_OWN = re.compile(r"\{\{.{0,4000}?\}\}|\{%.{0,4000}?%\}|\{#.{0,4000}?#\}", re.DOTALL)
_FOREIGN = re.compile(
    r"(?:\$?\{+|«|<<|\[+|<)\s*([^\W\d][^{}«»<>\[\]\n%#]{0,80}?)\s*(?:\}+|»|>>|\]+|>)"
)
_BROKEN_COMMAND = re.compile(r"\{\s+%(.{0,200}?)%\s*\}|\{\s*%(.{0,200}?)%\s+\}", re.DOTALL)
# A tag of ours but for a brace or a blank: nothing else can be meant.
_OURS = re.compile(r"\{[^{}]*\}|\{\{[^{}]*\}\s+\}|\{\s+\{[^{}]*\}\s*\}")
_LEFT_OVER = re.compile(r"\}\}|%\}|#\}")
_ABOUT = "van_ban."  # what the program itself asks a context
_DOTTED = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")


class ForeignTags:
    """Finds them in the stories of one master; ``names`` are those that its paper gives."""

    def __init__(self, names: Iterable[str], labels: Labels) -> None:
        self._names = frozenset(name for name in names if not name.startswith(_ABOUT))
        self._meant: dict[str, set[str]] = defaultdict(set)
        by_key: dict[str, set[str]] = defaultdict(set)
        for name in self._names:
            by_key[name.rsplit(".", 1)[-1]].add(name)
            self._meant[_folded(name)].add(name)
        for key, names_of_key in by_key.items():
            self._meant[_folded(key)] |= names_of_key
        for label, meant in labels.items():
            name = meant if isinstance(meant, str) else ""
            if name in self._names:
                self._meant[_folded(label)].add(name)
        for sheet in SHEETS:
            for spec in fields_of(sheet.model):
                for header in spec.headers:
                    self._meant[_folded(header)] |= by_key.get(spec.key, set())

    def faults(self, story: Story, faulty: Sequence[Passage] = ()) -> list[Fault]:
        """Those of one story; of the ``faulty`` passages no tag of our own that lacks a sign."""
        found: list[Fault] = []
        # Own tags out of the way, every position kept.
        text = _OWN.sub(lambda tag: "\n" * len(tag.group()), story.text)
        for match in _BROKEN_COMMAND.finditer(text):
            inside = " ".join((match[1] or match[2]).split())
            found.append(self._fault(story, match, [f"{{% {inside} %}}"]))
        for match in _FOREIGN.finditer(text):
            names = self._names_meant(" ".join(match[1].split()))
            passage = story.passage_at(match.start())
            told = match.group().startswith("{{") and any(passage is other for other in faulty)
            if names and not told:
                found.append(self._fault(story, match, [_typed(name) for name in names]))
        whole = [fault.passage for fault in found]
        for match in _LEFT_OVER.finditer(text):
            passage = story.passage_at(match.start())
            if not any(passage is other for other in (*whole, *faulty)):
                found.append(_left_over(passage, match.group()))
        return found

    def _names_meant(self, words: str) -> list[str]:
        if _DOTTED.fullmatch(words):
            return [words] if words in self._names else near_names(words, self._names).names
        meant = self._meant.get(_folded(words), set())
        # The person, thing or meeting itself comes before items of lists.
        return sorted(meant, key=lambda name: ("[]" in name, name.count("."), name))[:3]

    def _fault(self, story: Story, match: re.Match[str], tags: list[str]) -> Fault:
        why = tr("Đây không phải thẻ của chương trình nên sẽ in nguyên như thế ra văn bản.")
        fix = tr("Nếu là chỗ điền thì gõ: {the}.").format(the=tr(" hoặc ").join(tags))
        typed = " ".join(match.group().split())
        named = typed.strip("{} ") in self._names
        right = tags[0] if named and _OURS.fullmatch(typed) else ""
        return Fault("KT-904", story.passage_at(match.start()), typed, why, fix, right)


def _left_over(passage: Passage, sign: str) -> Fault:
    why = tr("Dấu {dau} này không đóng thẻ nào nên sẽ in nguyên như thế ra văn bản.")
    fix = tr("Gõ thêm dấu mở thẻ, hoặc xoá dấu này.")
    return Fault("KT-904", passage, sign, why.format(dau=sign), fix)


def _typed(name: str) -> str:
    """A name as it is typed; one of a list's items needs its loop."""
    head, item, tail = name.rpartition("[].")
    if not item:
        return f"{{{{ {name} }}}}"
    return tr("{{{{ d.{ten} }}}} (giữa {{% for d in {ds} %}} và {{% endfor %}})").format(
        ten=tail, ds=head
    )


def _folded(words: str) -> str:
    return "".join(re.findall(r"\w+", fold_plain(words))).replace("_", "")
