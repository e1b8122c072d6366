"""Numbers while making papers (cấp số khi lập giấy tờ): ``tao`` and ``tao --cap-so``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.models import Organisation
from ..data.ward import Ward
from ..generators.papers import Paper, plan_papers
from ..generators.plan import Scope
from ..register import open_register, register_address

if TYPE_CHECKING:
    from ..batch.run import Made
    from ..register.book import Register


def register_of(folder: Path, *, create: bool) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` when there is none yet.

    ``create`` makes the workspace's own at the first numbered paper.
    """
    address = register_address(folder)
    if not create and "://" not in address and not Path(address).exists():
        return None
    return open_register(address, create=create)


def numbered_scope(
    register: Register | None,
    ward: Ward,
    papers: Sequence[Paper],
    units: tuple[Organisation, ...],
    *,
    issue: bool,
) -> Scope:
    """The scope with every number already given; ``issue`` first gives the missing ones."""
    if register is None:
        return Scope(units)
    from ..batch.numbers import given_numbers, issue_numbers

    if issue:
        numbered = [paper for paper in papers if paper.numbered]
        issue_numbers(register, plan_papers(ward, numbered, Scope(units)).jobs, ward)
    return Scope(units, given_numbers(register, ward))


def note_made(register: Register | None, ward: Ward, made: Iterable[Made]) -> None:
    """Tell the register which file carries each number."""
    if register is None:
        return
    import hashlib

    from ..batch.numbers import note_files

    note_files(
        register,
        ward,
        (
            (m.paper, m.key, str(m.path), hashlib.sha256(m.path.read_bytes()).hexdigest())
            for m in made
        ),
    )
