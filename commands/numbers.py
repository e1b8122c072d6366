"""Numbers while making papers (cấp số khi lập giấy tờ): ``tao`` and ``tao --cap-so``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.ward import Ward
from ..register import open_register, register_address

if TYPE_CHECKING:
    from ..batch.orders import Numbers
    from ..batch.report import Made
    from ..generators.plan import Job
    from ..register.book import Register


def register_of(folder: Path, *, create: bool) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` when there is none yet.

    ``create`` makes the workspace's own at the first numbered paper.
    """
    address = register_address(folder)
    if not create and "://" not in address and not Path(address).exists():
        return None
    return open_register(address, create=create)


def numberer(
    register: Register | None, ward: Ward, *, issue: bool
) -> Callable[[Sequence[Job]], Numbers] | None:
    """Who is asked for the numbers of papers: the register, which ``issue`` lets give new ones."""
    if register is None:
        return None
    from ..batch.numbers import given_numbers, issue_numbers

    def numbers(jobs: Sequence[Job]) -> Numbers:
        if issue:
            issue_numbers(register, jobs, ward)
        return given_numbers(register, ward)

    return numbers


def note_made(register: Register | None, ward: Ward, made: Iterable[Made]) -> None:
    """Tell the register which file carries each number."""
    if register is None:
        return
    from ..batch.numbers import note_files

    note_files(register, ward, ((m.paper, m.key, str(m.path), m.digest) for m in made))
