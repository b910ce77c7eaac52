"""Reports on twelve months: the list, one with its sentences, an edition and its files."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE

from handrail.areas.partnerships.models import Group, YearEdition, YearFile, YearReport, YearSentence
from handrail.areas.partnerships.permissions import select_visible_groups
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import msg


class YearReportDetail(NamedTuple):
    """A report with sentences and editions."""

    report: YearReport
    sentences: list[YearSentence]
    editions: list[YearEdition]


def list_year_reports(group: Group, *, drafts: bool) -> list[YearReport]:
    """The newest first; drafts for who convenes alone. One statement.

    Args:
        group: whose reports.
        drafts: whether those without an edition are among them.
    """
    rows = group.year_reports.order_by("-starts_on")
    if not drafts:
        rows = rows.filter(editions__isnull=False).distinct()
    return list(rows.fetch_mode(FETCH_RAISE))


def get_year_report(actor: Actor, report_id: UUID) -> YearReportDetail:
    """One report of a group that is open to the reader. Three statements. Raises Denied, RecordNotVisibleError."""
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    rows = YearReport.objects.filter(group__in=select_visible_groups(actor).values("pk"))
    report = rows.select_related("group__body", "changed_by").filter(pk=report_id).first()
    if report is None:
        raise RecordNotVisibleError("report")
    sentences = report.sentences.select_related("changed_by").fetch_mode(FETCH_RAISE)
    return YearReportDetail(report, list(sentences), list(report.editions.all().fetch_mode(FETCH_RAISE)))


def list_parts_without_welsh(report: YearReport, sentences: Iterable[YearSentence]) -> list[str]:
    """What a Welsh edition still lacks, in words: sentences by their number, and the reason for what happens next.

    Args:
        report: with its decision.
        sentences: of the report; those left out need no Welsh.
    """
    parts: list[str] = [
        msg("sentence {number}", number=row.number)
        for row in sentences
        if not row.left_out and not row.words_welsh
    ]
    return parts if report.why_welsh else [*parts, "what happens next"]


def find_year_report_file(
    actor: Actor, report_id: UUID, number: int, form: str, language: str
) -> YearFile | None:
    """A file of an edition; None where there is none, or the group is not open to the reader.

    Args:
        actor: who reads.
        report_id: of the report.
        number: of the edition.
        form: a code of the formats of documents.
        language: en or cy.
    """
    require_permission(actor, Permission.JOIN_PARTNERSHIPS)
    visible = select_visible_groups(actor).values("pk")
    rows = YearFile.objects.filter(
        edition__report=report_id,
        edition__number=number,
        edition__report__group__in=visible,
        format=form,
        language=language,
    )
    return rows.select_related("edition__report__group").first()
