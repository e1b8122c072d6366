"""The parts by the names that declarations call them (danh mục các phần)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from . import achievement, around, collective, evidence, opinion, review

Part = Callable[[Office, Subject], Context]

PARTS: Mapping[str, Part] = {
    "achievement": achievement.achievement,
    "around": around.around,
    "collective": collective.collective,
    "opinion_residence": opinion.residence,
    "opinion_temporary": opinion.temporary,
    "points": evidence.points,
    "review": review.of_subject,
    "tasks": evidence.tasks,
}
