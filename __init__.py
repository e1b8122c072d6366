"""giayto: structured Party data in, official Vietnamese Party paperwork (Word) out.

Everything that a program needs is here, loaded when it is first asked for::

    import giayto

    ward = giayto.Workspace.open("dang-bo-phuong")
    made = ward.make("kiem-diem", records=["DV0001"])

What is named in ``__all__`` stays; every other module may change. Errors are
in `giayto.errors`, one tree under `GiaytoError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import errors as errors
    from .batch.booking import Booking as Booking
    from .batch.report import Failed as Failed
    from .batch.report import Kept as Kept
    from .batch.report import Made as Made
    from .batch.report import Report as Report
    from .batch.report import Sent as Sent
    from .data.member_list.takeover.outcome import TakeOver as TakeOver
    from .data.models import Dataset as Dataset
    from .data.ward import Ward as Ward
    from .errors import GiaytoError as GiaytoError
    from .files.held import Held as Held
    from .findings import Finding as Finding
    from .generators.papers import PAPERS as PAPERS
    from .generators.plan import Paper as Paper
    from .generators.plan import Skipped as Skipped
    from .register import Entry as Entry
    from .rendering import CompiledTemplate as CompiledTemplate
    from .rendering import Image as Image
    from .rendering import Limits as Limits
    from .rendering import Link as Link
    from .rendering import SubDocument as SubDocument
    from .workspace import Checked as Checked
    from .workspace import Produced as Produced
    from .workspace import Workspace as Workspace
    from .workspace.bodies import Ownership as Ownership
    from .workspace.causes import Cause as Cause
    from .workspace.commending import Commendable as Commendable
    from .workspace.grading import Grading as Grading
    from .workspace.loading import Loaded as Loaded
    from .workspace.masters.checking import MasterChecks as MasterChecks
    from .workspace.masters.comparing import Compared as Compared
    from .workspace.masters.comparing import compare_masters as compare_masters
    from .workspace.masters.copying import Copied as Copied
    from .workspace.masters.copying import copy_masters as copy_masters
    from .workspace.masters.fields import PaperFields as PaperFields
    from .workspace.masters.listing import Listing as Listing
    from .workspace.masters.listing import list_masters as list_masters
    from .workspace.masters.preview import Preview as Preview
    from .workspace.masters.preview import preview as preview
    from .workspace.masters.reading import fields_of as fields_of
    from .workspace.masters.starting import start_own_paper as start_own_paper
    from .workspace.overview import Overview as Overview
    from .workspace.pdf import Sheets as Sheets
    from .workspace.pdf import convert_to_pdf as convert_to_pdf
    from .workspace.pdf import make_pdfs as make_pdfs
    from .workspace.register.desk import WorkspaceRegister as WorkspaceRegister
    from .workspace.repaired_copy import Repaired as Repaired
    from .workspace.repairs import Repair as Repair
    from .workspace.word_files import merge_word_files as merge_word_files

__version__ = "0.1.0"

_HOMES = {
    "batch.booking": ("Booking",),
    "batch.report": ("Failed", "Kept", "Made", "Report", "Sent"),
    "data.member_list.takeover.outcome": ("TakeOver",),
    "data.models": ("Dataset",),
    "data.ward": ("Ward",),
    "errors": ("GiaytoError", "errors"),
    "files.held": ("Held",),
    "findings": ("Finding",),
    "generators.papers": ("PAPERS",),
    "generators.plan": ("Paper", "Skipped"),
    "register": ("Entry",),
    "rendering": ("CompiledTemplate", "Image", "Limits", "Link", "SubDocument"),
    "workspace": ("Checked", "Produced", "Workspace"),
    "workspace.bodies": ("Ownership",),
    "workspace.causes": ("Cause",),
    "workspace.commending": ("Commendable",),
    "workspace.grading": ("Grading",),
    "workspace.loading": ("Loaded",),
    "workspace.masters.checking": ("MasterChecks",),
    "workspace.masters.comparing": ("Compared", "compare_masters"),
    "workspace.masters.copying": ("Copied", "copy_masters"),
    "workspace.masters.fields": ("PaperFields",),
    "workspace.masters.listing": ("Listing", "list_masters"),
    "workspace.masters.preview": ("Preview", "preview"),
    "workspace.masters.reading": ("fields_of",),
    "workspace.masters.starting": ("start_own_paper",),
    "workspace.overview": ("Overview",),
    "workspace.pdf": ("Sheets", "convert_to_pdf", "make_pdfs"),
    "workspace.register.desk": ("WorkspaceRegister",),
    "workspace.repaired_copy": ("Repaired",),
    "workspace.repairs": ("Repair",),
    "workspace.word_files": ("merge_word_files",),
}
"""Where each public name is at home."""

__all__ = sorted(name for names in _HOMES.values() for name in names)


if not TYPE_CHECKING:  # else a checker would take every name for public

    def __getattr__(name: str) -> object:
        """A public name, its module imported now (PEP 562)."""
        for home, names in _HOMES.items():
            if name in names:
                module = import_module(f".{home}", __name__)
                found = module if name == home else getattr(module, name)
                globals()[name] = found
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
