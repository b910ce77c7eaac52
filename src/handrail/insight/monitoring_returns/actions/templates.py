"""Writing a template, putting it in use, and beginning its next edition."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from handrail.insight.monitoring_returns.choices import MonitoringCountSource, MonitoringTemplateState
from handrail.insight.monitoring_returns.models import MOST_LINES, MonitoringLine, MonitoringTemplate
from handrail.insight.monitoring_returns.permissions import (
    lock_and_authorise_draft_template,
    lock_and_authorise_template,
)
from handrail.insight.monitoring_returns.usual_lines import USUAL_LINES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def create_monitoring_template(template: MonitoringTemplate, *, by: Actor) -> MonitoringTemplate:
    """Begin a template with the usual counts, which are changed before it is used."""
    require_permission(by, Permission.WRITE_RETURN)
    template.body_id, template.edition, template.state = by.body_id, 1, MonitoringTemplateState.DRAFT.value
    template.save_by(by)
    for number, usual in enumerate(USUAL_LINES, 1):
        MonitoringLine(template=template, number=number, **usual._asdict()).save_by(by)
    write_audit_record(who=by.who, verb="created a monitoring template", about=None, why=template.title)
    return template


@transaction.atomic
def save_monitoring_template_count(
    line: MonitoringLine, *, template_id: UUID, seen: int | None, by: Actor
) -> None:
    """Add a count to a draft, or change one.

    Args:
        line: new without a number, or the saved one changed.
        template_id: of the template.
        seen: the version that the page showed; None for a new one.
        by: who writes.

    Raises:
        ActionNotPossibleError: the template is in use, or holds as many counts as it can.
        ConcurrentEditError, ValidationError: as of any record.
    """
    template = lock_and_authorise_draft_template(template_id, by)
    if line._state.adding:
        if template.lines.count() >= MOST_LINES:
            raise ActionNotPossibleError(msg("A template can have up to {most} counts.", most=MOST_LINES))
        line.template = template
        line.number = (template.lines.aggregate(last=Max("number"))["last"] or 0) + 1
    line.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a monitoring template", about=None, why=f"{template.title}: {line.number}"
    )


@transaction.atomic
def remove_monitoring_template_count(template_id: UUID, number: int, *, by: Actor) -> None:
    """Take a count out of a draft. Raises ActionNotPossibleError where another one adds it up.

    Args:
        template_id: of the template.
        number: of the count; the others keep theirs.
        by: who writes.
    """
    template = lock_and_authorise_draft_template(template_id, by)
    lines = list(template.lines.all())
    if using := next((line.number for line in lines if number in line.part_numbers), None):
        raise ActionNotPossibleError(
            msg("Count {using} adds this one up. Change that one first.", using=using)
        )
    MonitoringLine.objects.filter(template=template, number=number).delete()
    write_audit_record(
        who=by.who, verb="changed a monitoring template", about=None, why=f"{template.title}: {number}"
    )


@transaction.atomic
def activate_monitoring_template(template_id: UUID, *, by: Actor) -> None:
    """From now on it stays as it is; the edition before is replaced.

    Args:
        template_id: of a draft.
        by: who decides.

    Raises:
        ActionNotPossibleError: it has no counts, or one adds up what is not there.
    """
    template = lock_and_authorise_draft_template(template_id, by)
    lines = list(template.lines.all())
    numbers = {line.number for line in lines}
    if not lines:
        raise ActionNotPossibleError("The template has no counts yet.")
    for line in lines:
        if line.source == MonitoringCountSource.SUM and set(line.part_numbers) - numbers:
            raise ActionNotPossibleError(
                msg("Count {number} adds up a count that is not there.", number=line.number)
            )
    older = MonitoringTemplate.objects.filter(body=template.body_id, title=template.title, state="in_use")
    for each in older.select_for_update():
        each.state = MonitoringTemplateState.REPLACED.value
        each.save_by(by)
    template.state = MonitoringTemplateState.IN_USE.value
    template.save_by(by)
    why = f"{template.title}, edition {template.edition}"
    write_audit_record(who=by.who, verb="started using a monitoring template", about=None, why=why)


@transaction.atomic
def create_next_template_edition(template_id: UUID, *, by: Actor) -> MonitoringTemplate:
    """A draft with the same counts, to be changed. Raises ActionNotPossibleError where there is one already.

    Args:
        template_id: of the edition in use.
        by: who writes.
    """
    old = lock_and_authorise_template(template_id, by)
    if old.state != MonitoringTemplateState.IN_USE:
        raise ActionNotPossibleError("The next edition is created from the one in use.")
    editions = MonitoringTemplate.objects.filter(body=old.body_id, title=old.title)
    if editions.filter(state="draft").exists():
        raise ActionNotPossibleError("The next edition has already been started.")
    new = MonitoringTemplate(
        body_id=old.body_id, title=old.title, asked_by=old.asked_by, notes=old.notes, edition=old.edition + 1
    )
    new.save_by(by)
    names = ("number", "label", "meaning", "source", "measure", "share", "provider_id", "parts")
    for line in old.lines.all():
        MonitoringLine(template=new, **{name: getattr(line, name) for name in names}).save_by(by)
    write_audit_record(
        who=by.who,
        verb="started a monitoring template",
        about=None,
        why=f"{new.title}, edition {new.edition}",
    )
    return new
