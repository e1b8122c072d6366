"""PDF by LibreOffice (xuất PDF): shut off from the network, never left running, never half done.

`convert` hands out the documents, `office` starts LibreOffice, `room` is the
private folder it works in and `guardian` the process that clears that room when
giayto is killed; `sealed` takes links out of what goes in, `mark` knows whole
PDFs and our own again.
"""

from __future__ import annotations

from .convert import to_pdf
from .office import find_libreoffice

__all__ = ["find_libreoffice", "to_pdf"]
