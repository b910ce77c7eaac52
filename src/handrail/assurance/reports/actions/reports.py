"""Beginning a report, and naming it."""

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Call
from handrail.assurance.practices.queries import sorted_call
from handrail.assurance.practices.sections import paragraph_order
from handrail.assurance.reports import template
from handrail.assurance.reports.actions.entries import put
from handrail.assurance.reports.models import Report, Section
from handrail.assurance.reports.permissions import enter
from handrail.assurance.reports.refusals import StaleReport
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say


@transaction.atomic
def begin_report(
    *, call: str, slug: str, title: str, above: str = "", fill: bool = True, by: Actor
) -> Report:
    """Begin a report of a call that is out. With `fill`, everything that was sorted stands in its section already."""
    require(by, Permission.EDIT_REPORTS)
    asked = Call.objects.filter(code=call).exclude(state="draft").first()
    if asked is None:
        raise NotNow("Choose a call that has been asked.")
    if not title.strip():
        raise NotNow("Give the report a title.")
    if Report.objects.filter(slug=slug).exists():
        raise NotNow(say("There is a report at the address “{slug}” already. Choose another.", slug=slug))
    row = Report.objects.create(slug=slug, call=asked, title=title, above=above, **_now(by))
    _sections(row, by)
    if fill:
        _fill(row, by)
    record(who=by.who, verb="began a report", about=None, why=slug)
    return row


@transaction.atomic
def name_report(*, slug: str, title: str, above: str, seen_version: int, by: Actor) -> None:
    """Change the title, and what stands over it. Raises StaleReport where somebody changed them meanwhile."""
    row = enter(slug, by)
    if row.version != seen_version:
        raise StaleReport
    if not title.strip():
        raise NotNow("Give the report a title.")
    row.title, row.above, row.version = title, above, row.version + 1
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()
    row.save()
    record(who=by.who, verb="named a report", about=None, why=slug)


def _now(by: Actor) -> dict[str, object]:
    return {"changed_by_id": by.user_id, "changed_at": timezone.now()}


def _sections(row: Report, by: Actor) -> None:
    Section.objects.bulk_create(
        Section(
            report=row,
            code=planned.code,
            kind=planned.kind.value,
            number=number,
            heading=planned.heading,
            level=planned.level,
            **_now(by),
        )
        for number, planned in enumerate(template.sections(of_a_text=not row.call.complete_record), 1)
    )


def _fill(row: Report, by: Actor) -> None:
    """Everything that was sorted, each under its section, in the order of the source."""
    found = sorted_call(row.call.code)
    for section in row.sections.filter(kind="practices"):
        told = [
            (p.source_paragraph, p.area_name, p.key, 0) for p in found.practices if p.section == section.code
        ]
        texts = [(t.source_paragraph, "", "", t.id) for t in found.texts if t.section == section.code]
        placed = sorted(told + texts, key=lambda one: (paragraph_order(section.code, one[0]), one[1:]))
        put(section, [(key, text) for _, _, key, text in placed], by)
