"""Numbers while making papers (cấp số khi lập giấy tờ): ``tao`` and ``tao --cap-so``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.index import Ward
from ..data.models import Organisation
from ..generators.changed import in_register
from ..generators.papers import Paper, plan_papers
from ..generators.plan import Scope
from ..register import find_register, open_register, register_address
from .console import say_aside
from .workspace import Workspace

if TYPE_CHECKING:
    from ..generators.batch import Made
    from ..generators.booking import Booking
    from ..register.book import Register
    from .identity import Numberer


@dataclass(frozen=True, slots=True)
class Numbered:
    """How a run stands to the register (số của một lần lập).

    ``who`` is ``None`` where no numbered paper meets a register, ``booking``
    where no numbers were asked for.
    """

    scope: Scope
    who: Numberer | None = None
    booking: Booking | None = None


def register_of(folder: Path, *, create: bool) -> Register | None:
    """The register of a workspace, or the shared one; ``None`` when there is none yet.

    ``create`` makes the workspace's own at the first numbered paper. Raises
    :class:`RegisterUnavailable` when it cannot be reached.
    """
    address = register_address(folder)
    return open_register(address) if create else find_register(address)


def numbered_scope(
    register: Register | None,
    ward: Ward,
    papers: Sequence[Paper],
    units: tuple[Organisation, ...],
    workspace: Workspace,
    *,
    issue: bool,
) -> Numbered:
    """The scope with every number already given; ``issue`` first gives the missing ones."""
    numbered = [paper for paper in papers if paper.numbered]
    if register is None or not numbered:
        return Numbered(Scope(units))
    from ..generators.booking import book, typed_clashes
    from ..generators.numbering import given_entries
    from .identity import numberer_of, reader_of

    booking, refused = None, {}

    if issue:
        who = numberer_of(workspace, ward, register)
        if who.remark:
            say_aside(who.remark)
        jobs = plan_papers(ward, numbered, Scope(units)).jobs
        booking = book(register, jobs, ward, who.body)
        refused = booking.refused
    else:
        who = reader_of(workspace, ward, register)
        if cells := _with_typed_numbers(ward, units):
            jobs = plan_papers(ward, numbered, Scope(cells)).jobs
            refused = typed_clashes(register, jobs, ward, who.body)
    entries = given_entries(register, ward, who.body)
    if issue and entries:
        who.keep()
    numbers = {key: entry.number for key, entry in entries.items()}
    return Numbered(Scope(units, numbers, in_register(entries), refused), who, booking)


def _with_typed_numbers(ward: Ward, units: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
    """The wanted cells whose meetings have numbers in the workbook: only these need a look."""
    held = {id(ward.organisation(m.unit)) for m in ward.data.meetings if m.number}
    wanted = units or tuple(ward.data.organisations)
    return tuple(unit for unit in wanted if id(unit) in held)


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
