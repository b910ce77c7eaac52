"""A return of one quarter: made with published figures, filled in, handed over, signed and frozen."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.insight.cited_figures.queries import get_published_figure
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.breakdowns import SHARE, WITHIN
from handrail.insight.monitoring_returns.choices import MonitoringCountSource, MonitoringReturnState
from handrail.insight.monitoring_returns.models import (
    MonitoringCount,
    MonitoringLine,
    MonitoringReturn,
    MonitoringTemplate,
)
from handrail.insight.monitoring_returns.permissions import (
    lock_and_authorise_monitoring_return,
    lock_and_authorise_template,
)
from handrail.insight.monitoring_returns.queries import MonitoringReturnDetail, build_monitoring_return_detail
from handrail.insight.publication.queries import list_published_quarters
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


class EnteredCountInput(NamedTuple):
    """What somebody wrote for one count: the number where it is theirs to type, and why it is so."""

    people: int | None
    why: str


@transaction.atomic
def create_monitoring_return(template_id: UUID, quarter: str, *, by: Actor) -> MonitoringReturn:
    """Begin the return of a quarter, with every figure of the own area that is published.

    Args:
        template_id: of the edition in use.
        quarter: of which every month is published.
        by: who writes.

    Raises:
        ActionNotPossibleError: the template is not in use, the quarter is not published, or its return is there.
    """
    template = lock_and_authorise_template(template_id, by)
    if template.state != "in_use":
        raise ActionNotPossibleError("Start using the template first.")
    if quarter not in {each.code for each in list_published_quarters()}:
        raise ActionNotPossibleError("That quarter’s figures are not published yet.")
    row = MonitoringReturn(template=template, quarter=quarter, drafted_by_id=by.user_id)
    try:
        with transaction.atomic():
            row.save_by(by)
    except (IntegrityError, ValidationError):
        raise ActionNotPossibleError("There is already a return for that quarter.") from None
    for line in template.lines.filter(source=MonitoringCountSource.PUBLISHED):
        _copy_published_figure_to_count(row, line, template, by)
    write_audit_record(
        who=by.who, verb="created a monitoring return", about=None, why=f"{template.title}, {quarter}"
    )
    return row


@transaction.atomic
def save_monitoring_counts(
    return_id: UUID, counts: Mapping[int, EnteredCountInput], *, words: str, seen: int, by: Actor
) -> None:
    """Save the typed counts and the reasons. A sum that nobody typed is worked out.

    Args:
        return_id: of a draft.
        counts: by the number of the count.
        words: what its reader needs to know.
        seen: the version that the page showed.
        by: who writes.

    Raises:
        ConcurrentEditError: somebody saved since.
        ActionNotPossibleError: it is no draft any more.
    """
    row = lock_and_authorise_monitoring_return(return_id, by, Permission.WRITE_RETURN, "draft")
    row.raise_if_seen_version_stale(seen)
    saved = {count.line_id: count for count in row.counts.all()}
    lines = list(row.template.lines.all())
    for line in lines:
        typed = counts.get(line.number, EnteredCountInput(None, ""))
        count = saved.get(line.pk) or MonitoringCount(of=row, line=line)
        count.why = typed.why
        if line.source == MonitoringCountSource.TYPED:
            count.people = typed.people
        saved[line.pk] = count
    _compute_sums_not_entered_by_hand(lines, saved, counts)
    for count in saved.values():
        count.save_by(by)
    row.words, row.drafted_by_id = words, by.user_id
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="filled in a monitoring return", about=None, why=_format_return_name(row)
    )


@transaction.atomic
def submit_monitoring_return_for_signature(return_id: UUID, *, seen: int, by: Actor) -> None:
    """Hand a return without problems to whoever signs.

    Args:
        return_id: of a draft.
        seen: the version that the page showed.
        by: who writes.

    Raises:
        ConcurrentEditError: somebody saved since.
        ActionNotPossibleError: a count is missing, disagrees with its parts, or changed without a reason.
    """
    row = lock_and_authorise_monitoring_return(return_id, by, Permission.WRITE_RETURN, "draft")
    row.raise_if_seen_version_stale(seen)
    _raise_if_monitoring_return_has_problems(_get_monitoring_detail_for_page(row))
    row.state, row.drafted_by_id = MonitoringReturnState.TO_SIGN.value, by.user_id
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="sent a monitoring return for sign-off", about=None, why=_format_return_name(row)
    )


@transaction.atomic
def move_monitoring_return_to_draft(return_id: UUID, *, by: Actor) -> None:
    """Back to a draft: by those who write it, or by whoever signs. Raises ActionNotPossibleError.

    Args:
        return_id: of a return that waits for its signature.
        by: who acts.
    """
    permission = Permission.SIGN_RETURN if by.may(Permission.SIGN_RETURN) else Permission.WRITE_RETURN
    row = lock_and_authorise_monitoring_return(return_id, by, permission, "to_sign")
    row.state = MonitoringReturnState.DRAFT.value
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="returned a monitoring return", about=None, why=_format_return_name(row)
    )


@transaction.atomic
def sign_and_freeze_monitoring_return(return_id: UUID, *, seen: int, by: Actor) -> MonitoringReturn:
    """Sign and freeze. Whoever handed it over does not sign.

    Args:
        return_id: of a return that waits for its signature.
        seen: the version that the page showed.
        by: the signatory.

    Raises:
        ConcurrentEditError: somebody changed it since.
        ActionNotPossibleError: the signatory wrote it, or a check fails meanwhile.
    """
    row = lock_and_authorise_monitoring_return(return_id, by, Permission.SIGN_RETURN, "to_sign")
    row.raise_if_seen_version_stale(seen)
    if row.drafted_by_id == by.user_id:
        raise ActionNotPossibleError("You wrote this return. Another signatory must sign it.")
    detail = _get_monitoring_detail_for_page(row)
    _raise_if_monitoring_return_has_problems(detail)
    content = build_monitoring_return_content(detail)
    row.state, row.signed_by_id, row.signed_at = (
        MonitoringReturnState.SIGNED.value,
        by.user_id,
        timezone.now(),
    )
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row.content, row.sha256 = content, hashlib.sha256(text.encode()).hexdigest()
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="signed a monitoring return", about=None, why=_format_return_name(row)
    )
    return row


def build_monitoring_return_content(detail: MonitoringReturnDetail) -> dict[str, Any]:
    """Everything that the return says, as plain values: with where each count comes from.

    Returns:
        By name; counts in their order.
    """
    row = detail.row
    return {
        "title": row.template.title,
        "asked_by": row.template.asked_by,
        "edition": row.template.edition,
        "body": row.template.body.name,
        "quarter": row.quarter,
        "period": str(detail.period),
        "words": row.words,
        "counts": [
            {
                "number": one.line.number,
                "label": one.line.label,
                "meaning": one.line.meaning,
                "source": one.line.source,
                "people": one.people,
                "previous": one.previous,
                "why": one.why,
                "figure": one.trail,
                "given_by": one.given.from_body.name if one.given else "",
                "basis": one.given.get_basis_display() if one.given else "",
                "reference": one.given.reference if one.given else "",
            }
            for one in detail.lines
        ],
    }


def _copy_published_figure_to_count(
    row: MonitoringReturn, line: MonitoringLine, template: MonitoringTemplate, by: Actor
) -> None:
    area = template.body.area_id or COUNTRY
    cell = f"{SHARE}={WITHIN}" if line.share else "all"
    try:
        trail = get_published_figure(area, row.quarter, line.measure, cell, line.number)
    except ActionNotPossibleError:
        return  # it stays missing, and the check says so
    MonitoringCount(of=row, line=line, people=trail["people"], trail=trail).save_by(by)


def _compute_sums_not_entered_by_hand(
    lines: list[MonitoringLine], saved: dict[int, MonitoringCount], typed: Mapping[int, EnteredCountInput]
) -> None:
    people = {line.number: saved[line.pk].people for line in lines}
    for line in lines:
        if line.source != MonitoringCountSource.SUM:
            continue
        own = typed.get(line.number, EnteredCountInput(None, "")).people
        parts = [people.get(number) for number in line.part_numbers]
        known = [part for part in parts if part is not None]
        worked_out = sum(known) if len(known) == len(parts) else None
        saved[line.pk].people = people[line.number] = worked_out if own is None else own


def _get_monitoring_detail_for_page(row: MonitoringReturn) -> MonitoringReturnDetail:
    return build_monitoring_return_detail(MonitoringReturn.objects.for_page().get(pk=row.pk))


def _raise_if_monitoring_return_has_problems(detail: MonitoringReturnDetail) -> None:
    for number, words in detail.problems:
        raise ActionNotPossibleError(msg("Count {number}: {words}", number=number, words=words))


def _format_return_name(row: MonitoringReturn) -> str:
    return f"{row.template.title}, {row.quarter}"
