"""The parts by the names that declarations call them (danh mục các phần)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from . import around, collective, conference, review

Part = Callable[[Office, Subject], Context]

PARTS: Mapping[str, Part] = {
    "around": around.around,
    "collective": collective.collective,
    "meeting": conference.meeting,
    "agenda": conference.agenda,
    "delegates": conference.delegates,
    "opinions": conference.opinions,
    "vote": conference.vote,
    "minutes_signers": conference.signers,
    "review": review.of_subject,
}
