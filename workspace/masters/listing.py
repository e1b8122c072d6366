"""Which master is in force for which paper and day (danh sách mẫu), built-in or own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from ...checking.masters.own import ignored_files
from ...checking.masters.standing import overshadowed, season_faults
from ...findings import Finding
from ...generators.papers import FAMILIES
from ...i18n import later
from ...templates.origin import Origin
from ...templates.seasons import ALL_DAYS, Season
from ...templates.store import OwnMasters
from ..own_papers import papers_of
from ..places import Places
from .known import Known, known_masters

_OF_REGISTER = later("Sổ sách")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file in ``mau`` that stands for a master (mẫu riêng).

    ``season`` is when it is used, ``origin`` the built-in that it is a copy of (``None``:
    unknown), ``outdated`` whether that one has changed since; ``findings`` say why it is
    not used as one would think.
    """

    path: Path
    season: Season
    origin: Origin | None
    outdated: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A master on a day (một mẫu): which file is in force, and what else there is.

    ``in_force`` is the own file, ``None`` for the built-in; ``own`` all own files, the one
    that counts first in front. ``used``: papers of that day are made with it.
    """

    known: Known
    rules: str
    used: bool
    in_force: OwnFile | None
    own: tuple[OwnFile, ...]


@dataclass(slots=True)
class Listing:
    """All masters on a day, and the files in ``mau`` that are none (tệp không được dùng).

    ``papers`` are the files that are papers of the office's own, by what those are called.
    """

    day: dt.date
    masters: list[Listed] = field(default_factory=list)
    papers: dict[str, Path] = field(default_factory=dict)
    ignored: list[Finding] = field(default_factory=list)

    @property
    def own(self) -> list[OwnFile]:
        """The own files of all masters."""
        return [file for master in self.masters for file in master.own]

    def by_family(self) -> list[tuple[str, list[Listed]]]:
        """The masters under what their group is called (nhóm giấy tờ), the register's last."""
        found: dict[str, list[Listed]] = {label: [] for label in FAMILIES.values()}
        for listed in self.masters:
            paper = listed.known.paper
            label = _OF_REGISTER if paper is None else FAMILIES[paper.family]
            found.setdefault(label, []).append(listed)
        return [(label, masters) for label, masters in found.items() if masters]


def list_masters(places: Places, day: dt.date) -> Listing:
    """The masters of all papers as they are in force on a day; no data are read.

    Raises :class:`NoRuleSet` for a day of no rule set.
    """
    own = OwnMasters.of(places.own_masters)
    listing = Listing(day)
    papers = papers_of(own, None)
    known_here = known_masters(papers)
    for known in known_here:
        if known.own:
            listing.papers[known.label] = own.paths[known.master]
            continue
        files = {name: _own_file(own, name, known.master) for name in _names(own, known.master)}
        in_force = files.get(own.in_force(known.master, known.moment(day)))
        rules = known.rules(day).id
        used = known.is_used(day)
        listing.masters.append(Listed(known, rules, used, in_force, tuple(files.values())))
    names = {known.key if known.own else known.master for known in known_here}
    listing.ignored = ignored_files(own, names, papers.faults)
    return listing


def outdated_masters(places: Places) -> list[Path]:
    """The office's masters whose built-in one has changed since they were copied."""
    own = OwnMasters.of(places.own_masters)
    found = []
    for name, content in own.files.items():
        if isinstance(content, bytes):
            origin = Origin.in_master(content, own.paths[name].name)
            if origin is not None and origin.changed:
                found.append(own.paths[name])
    return found


def _names(own: OwnMasters, master: str) -> list[str]:
    return list(own.standing.get(master, [master] if master in own.files else []))


def _own_file(own: OwnMasters, name: str, master: str) -> OwnFile:
    path, content = own.paths[name], own.files[name]
    origin = Origin.in_master(content, path.name) if isinstance(content, bytes) else None
    return OwnFile(
        path,
        own.seasons.get(name, ALL_DAYS),
        origin,
        origin is not None and origin.changed,
        (*season_faults(own, name), *overshadowed(own, name, master)),
    )
