"""The parts by the names that declarations call them (danh mục các phần)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from . import after, around, collective, conference, dossier, lists, review, statistics

Part = Callable[[Office, Subject], Context]

PARTS: Mapping[str, Part] = {
    "around": around.around,
    "collective": collective.collective,
    "dossier": dossier.dossier,
    "left_out": lists.left_out,
    "notice": after.notice,
    "proposals": lists.proposals,
    "regrade": after.regrade,
    "remedies": after.remedies,
    "meeting": conference.meeting,
    "agenda": conference.agenda,
    "delegates": conference.delegates,
    "opinions": conference.opinions,
    "vote": conference.vote,
    "minutes_signers": conference.signers,
    "review": review.of_subject,
    "statistic_6f": after.statistic_6f,
    "statistics": statistics.statistics,
}
