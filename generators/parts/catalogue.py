"""The parts by the names that declarations call them (danh mục các phần)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from . import (
    achievement,
    after,
    around,
    award,
    ballot_papers,
    collective,
    conference,
    deciding,
    dossier,
    evidence,
    form_6f,
    invitation,
    leaders,
    lists,
    opinion,
    recognition,
    review,
    season,
    statistics,
    vote_count,
)

Part = Callable[[Office, Subject], Context]

PARTS: Mapping[str, Part] = {
    "achievement": achievement.achievement,
    "around": around.around,
    "ballot_awards": ballot_papers.of_awards,
    "ballot_bodies": ballot_papers.of_bodies,
    "ballot_leaders": ballot_papers.of_leaders,
    "ballot_members": ballot_papers.of_members,
    "ballot_nominees": ballot_papers.of_nominees,
    "cap": ballot_papers.cap,
    "collective": collective.collective,
    "assessed": opinion.assessed,
    "opinion_residence": opinion.residence,
    "opinion_temporary": opinion.temporary,
    "points": evidence.points,
    "tasks": evidence.tasks,
    "dossier": dossier.dossier,
    "leaders_counted": leaders.counted,
    "leaders_proposed": leaders.proposed,
    "left_out": lists.left_out,
    "notice": after.notice,
    "proposals": lists.proposals,
    "regrade": after.regrade,
    "remedies": after.remedies,
    "meeting": conference.meeting,
    "agenda": conference.agenda,
    "delegates": conference.delegates,
    "opinions": conference.opinions,
    "vote_count": vote_count.vote_count,
    "vote_count_signers": vote_count.signers,
    "vote": conference.vote,
    "minutes_signers": conference.signers,
    "invited": invitation.invited,
    "issuing": season.issuing,
    "deadlines": season.deadlines,
    "schedule": season.schedule,
    "working_groups": season.working_groups,
    "suggestion": season.suggestion,
    "deciding": deciding.deciding,
    "award": award.award,
    "certificate": award.certificate,
    "extract": award.extract,
    "award_book": award.book,
    "recognition": recognition.recognition,
    "review": review.of_subject,
    "statistic_6f": form_6f.statistic_6f,
    "statistics": statistics.statistics,
}
