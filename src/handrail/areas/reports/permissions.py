"""May this person? Editors work on every report; a body's staff answer for how their own body is quoted."""

from handrail.areas.calls.permissions import get_represented_body_ids
from handrail.areas.reports.models import Report, ReportEntry
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission


class ReportNotVisible(Denied):
    """There is no such report, or none that is open to the actor: the two cannot be distinguished."""

    def __init__(self) -> None:
        super().__init__("There is no report here that you can open. Check the address.")


def lock_and_authorise_report(slug: str, by: Actor) -> Report:
    """Lock a report for an editor: editors of one report take turns."""
    require_permission(by, Permission.EDIT_REPORTS)
    row = Report.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if row is None:
        raise ReportNotVisible
    return row


def lock_and_authorise_quoted_report_entry(entry_id: int, by: Actor) -> ReportEntry:
    """Lock an entry for staff of the body that told its practice, or of its successor."""
    require_permission(by, Permission.APPROVE_QUOTES)
    row = (
        ReportEntry.objects.select_for_update(of=("self",))
        .select_related("practice")
        .filter(pk=entry_id, practice__body__in=get_represented_body_ids(by))
        .exclude(quote="not_asked")
        .first()
    )
    if row is None:
        raise ReportNotVisible
    return row
