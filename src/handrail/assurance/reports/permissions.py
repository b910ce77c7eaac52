"""May this person? Editors work on every report; a body's staff answer for how their own body is quoted."""

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.permissions import answers_for
from handrail.assurance.reports.models import Entry, Report


class NoReportHere(Denied):
    """There is no such report, or none that is open to the actor: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("No report here is open to you. Check the address.")


def enter(slug: str, by: Actor) -> Report:
    """Lock a report for an editor: editors of one report take turns."""
    require(by, Permission.EDIT_REPORTS)
    row = Report.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if row is None:
        raise NoReportHere
    return row


def enter_quote(entry_id: int, by: Actor) -> Entry:
    """Lock an entry for staff of the body that told its practice, or of its successor."""
    require(by, Permission.APPROVE_QUOTES)
    row = (
        Entry.objects.select_for_update(of=("self",))
        .select_related("practice")
        .filter(pk=entry_id, practice__body__in=answers_for(by))
        .exclude(quote="not_asked")
        .first()
    )
    if row is None:
        raise NoReportHere
    return row
