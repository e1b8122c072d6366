"""The parts by the names that declarations call them (danh mục các phần)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from . import around, collective, review

Part = Callable[[Office, Subject], Context]

PARTS: Mapping[str, Part] = {
    "around": around.around,
    "collective": collective.collective,
    "review": review.of_subject,
}
