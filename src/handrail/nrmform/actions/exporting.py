"""Taking the form out, as JSON in its own fields, as HTCDS, or as a page to print. Each time is in the trail."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.nrmform.queries.drafts import DraftPage, one_draft
from handrail.nrmform.queries.known import known_of
from handrail.nrmform.queries.papers import with_checksums
from handrail.nrmform.queries.standing import UNDECIDED, contradictions
from handrail.nrmform.rules import htcds, leaving, outgoing
from handrail.nrmform.rules.flow import Route
from handrail.nrmform.rules.leaving import Leaving
from handrail.reference.queries import language_by_name

WAYS = {"json": "as JSON", "htcds": "as HTCDS", "print": "as a page to print"}


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What left: the rows for a page, and the file for a machine."""

    page: DraftPage
    leaving: Leaving
    file: dict[str, Any]


@transaction.atomic
def take_out(*, sight: Sight, draft_id: UUID, way: str) -> TakenOut:
    """What may leave of a draft. Raises NotNow while the draft and the case say different things.

    For those who may see who the person is, also where it names nobody: they answer for what it says.
    """
    sight.require(Permission.RECORD)
    for kind in (Kind.PATHWAY, Kind.IDENTITY):
        sight.needs(kind)
    page = one_draft(sight, draft_id)
    if page is None:
        raise NotNow("That draft is not on this case.")
    if page.route is Route.OPEN:
        raise NotNow(UNDECIDED)
    if page.live and (faults := contradictions(page)):
        raise NotNow(joined(faults, " "))
    found = leaving_of(page, sight)
    for one in found.kinds:
        sight.needs(Kind(one))
    why = say(
        "{route}, {way}", route=found.route.words, way=WAYS[way]
    )  # not in the verb: some read the log of a file that they do not see
    record(
        who=sight.actor.who, verb="took out the form", about=page.case_id, why=why, shown=list(found.kinds)
    )
    return TakenOut(page, found, file_of(page, found, way))


def leaving_of(page: DraftPage, sight: Sight) -> Leaving:
    """What leaves. Words that say what is known of the person by now stay out, whoever read them before."""
    read = page.read
    if page.route and not leaving.leaving(page.definition, page.given).named:
        known = known_of(page)
        fields = page.definition.fields
        read = frozenset(
            key
            for key in read
            if key in fields and not known.in_text(leaving.spoken(fields[key], page.given[key]))
        )
    papers = with_checksums(sight, page.papers)
    return leaving.leaving(page.definition, page.given, read, papers)


def _language(found: Leaving) -> str:
    """The tag of the language that the form names: all of what was typed, or what stands before the first comma."""
    said = next((row.value for row in found.rows if row.field.key == "language" and not row.unsure), "")
    names = (said.strip(), re.split(r"[,;(]", said)[0].strip())
    return next((known.tag for name in names if name and (known := language_by_name(name))), "")


def file_of(page: DraftPage, found: Leaving, way: str = "json") -> dict[str, Any]:
    """The file, dated today."""
    today = timezone.localdate()
    if way == "htcds":
        return htcds.record(found, today, _language(found))
    return outgoing.message(found, page.definition, page.given, str(page.draft_id), today)
