"""The compiled masters of one run (tủ mẫu), each compiled at its first use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from ..data.ward import Ward
from ..errors import GiaytoError
from ..files.small import read_small
from ..generators.plan import DAY, Context, Job, Paper
from ..rendering import DEFAULT_LIMITS
from ..rendering.apart import TemplateApart
from ..rendering.picture_folder import ENDINGS, LARGEST, PictureFolder
from ..rendering.reading.spoken import Labels
from ..templates.pictures import picture_options
from ..templates.store import MasterFile, OwnMasters, find_master
from .built_in import BuiltIn
from .manifest import Entry
from .said import context_hash, what_is_read

Template = BuiltIn | TemplateApart
"""A built-in master works here; a clerk's own, which may hang, in a process that can be killed."""
_LIMITS = DEFAULT_LIMITS


def with_own_master(job: Job, own: OwnMasters) -> Job:
    """The document, made with whichever of the own masters is in force on its day."""
    name = own.in_force(job.master, job.day)
    return job if name == job.master else replace(job, master=name)


class Library:
    """Finds and compiles masters (tủ mẫu). A master that fails, fails once for all documents."""

    def __init__(
        self,
        ward: Ward,
        own: OwnMasters,
        labels: Mapping[str, Labels] | None = None,
        pictures: Path | None = None,
    ) -> None:
        self._spelling = cast(Literal["uỷ", "ủy"], ward.settings.spelling)
        self.own = own
        self._labels = labels or {}
        self._pictures = None if pictures is None else PictureFolder(pictures)
        self._hashes: dict[tuple[Path, int, int], str] = {}
        self._found: dict[tuple[str, str, str], Template | GiaytoError] = {}

    def get(self, paper: Paper, rules: str, master: str) -> Template:
        """The master of this name in this rule set. Raises the template errors."""
        name = paper.key, rules, master
        found = self._found.get(name)
        if found is None:
            try:
                file = find_master(master, rules, own=self.own, spelling=self._spelling)
                found = self._own(file, paper) if file.own else BuiltIn(file, _LIMITS)
            except GiaytoError as error:
                found = error
            self._found[name] = found
        if isinstance(found, GiaytoError):
            raise found
        return found

    def _own(self, file: MasterFile, paper: Paper) -> TemplateApart:
        return TemplateApart(
            file.content,
            name=file.path.name,
            limits=_LIMITS,
            labels=self._labels.get(file.name, paper.labels),
            day=DAY,
            plain_blocks=True,
            **picture_options(self._pictures),
        )

    def said(self, template: Template, context: Context) -> str:
        """The hash of what a document says: the data that its template reads, and their pictures.

        So it is made anew when a picture of the same name is another.
        """
        read = what_is_read(context, template.words)
        digest, pictures = context_hash(read), self._pictures_in(template, read)
        return hashlib.sha256(f"{digest}{pictures}".encode()).hexdigest() if pictures else digest

    def same(self, paper: Paper, job: Job, context: Context, entry: Entry) -> bool:
        """Whether a document says what is on file; so it is taken to where it cannot be made.

        Other data may lie in a branch of the master that is not printed: then the page decides.
        """
        try:
            template = self.get(paper, job.rules, job.master)
            if self.said(template, context) == entry.context:
                return True
            if template.digest != entry.template:
                return False
            return hashlib.sha256(template.render(context)).hexdigest() == entry.output
        except GiaytoError:
            return True  # its master is told of elsewhere

    def _pictures_in(self, template: Template, context: Context) -> str:
        """The hashes of the pictures that a context names, for an own master; "" for none."""
        folder = self._pictures
        if folder is None or not isinstance(template, TemplateApart):
            return ""
        if not folder.folder.is_dir():
            return ""
        named = {name for name in _texts(context) if name.lower().endswith(ENDINGS)}
        paths = ((name, folder.path(name)) for name in sorted(named))
        return "".join(f"{name}:{self._hash(path)};" for name, path in paths if path is not None)

    def _hash(self, path: Path) -> str:
        try:
            seen = path.stat()
            key = path, seen.st_mtime_ns, seen.st_size
            if key not in self._hashes:
                content = read_small(path, LARGEST)
                self._hashes[key] = hashlib.sha256(content).hexdigest()
        except OSError:
            return ""  # making the document says why
        return self._hashes[key]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _texts(child)
