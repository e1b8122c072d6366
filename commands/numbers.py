"""Numbers while making papers (cấp số khi lập giấy tờ): ``tao`` and ``tao --cap-so``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.index import Ward
from ..data.models import Organisation
from ..generators.papers import Paper, plan_papers
from ..generators.plan import Scope
from ..register import open_register, register_address
from .console import say_aside
from .workspace import Workspace

if TYPE_CHECKING:
    from ..generators.batch import Made
    from ..register.book import Register
    from .identity import Numberer


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
    workspace: Workspace,
    *,
    issue: bool,
) -> tuple[Scope, Numberer | None]:
    """The scope with every number already given; ``issue`` first gives the missing ones.

    With it whose numbers they are: ``None`` where no numbered paper meets a register.
    """
    numbered = [paper for paper in papers if paper.numbered]
    if register is None or not numbered:
        return Scope(units), None
    from ..generators.numbering import given_numbers, issue_numbers
    from .identity import numberer_of, reader_of

    if issue:
        who = numberer_of(workspace, ward, register)
        if who.remark:
            say_aside(who.remark)
        jobs = plan_papers(ward, numbered, Scope(units)).jobs
        if issue_numbers(register, jobs, ward, who.body):
            who.keep()
    else:
        who = reader_of(workspace, ward, register)
    return Scope(units, given_numbers(register, ward, who.body)), who


def note_made(
    register: Register | None, ward: Ward, who: Numberer | None, made: Iterable[Made]
) -> None:
    """Tell the register which file carries each number; a mere copy tells it nothing."""
    if register is None or who is None or who.identity is None:
        return
    import hashlib

    from ..generators.numbering import note_files

    note_files(
        register,
        ward,
        who.body,
        (
            (m.paper, m.key, str(m.path), hashlib.sha256(m.path.read_bytes()).hexdigest())
            for m in made
        ),
    )
