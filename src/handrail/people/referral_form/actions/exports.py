"""Taking the form out, as JSON in its own fields, as HTCDS, or as a page to print. Each time is in the trail."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.referral_form.queries.draft_and_case_checks import (
    UNDECIDED,
    list_contradictions_with_case,
)
from handrail.people.referral_form.queries.drafts import FormDraftDetail, find_draft
from handrail.people.referral_form.queries.identifying_details import get_draft_identifying_details
from handrail.people.referral_form.queries.papers import add_checksums_to_form_documents
from handrail.people.referral_form.rules import export_content, htcds_export, json_export
from handrail.people.referral_form.rules.export_content import FormExportContent
from handrail.people.referral_form.rules.question_flow import ReferralOrReportRoute
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.queries import find_language_by_name

EXPORT_FORMATS = {"json": "as JSON", "htcds": "as HTCDS", "print": "as a page to print"}


@dataclass(frozen=True, slots=True)
class FormExport:
    """What left: the rows for a page, and the file for a machine."""

    page: FormDraftDetail
    leaving: FormExportContent
    file: dict[str, Any]


@transaction.atomic
def export_draft(*, case_access: CaseAccess, draft_id: UUID, way: str) -> FormExport:
    """What may leave of a draft, for those who may see who the person is: they answer for what it says.

    Args:
        case_access: the reader's access to the case.
        draft_id: its draft.
        way: json, htcds or print (EXPORT_FORMATS).

    Raises:
        Denied: something that leaves is not open to the reader.
        ActionNotPossibleError: the draft is of another case or undecided, or says otherwise than the case.
    """
    case_access.require(Permission.RECORD)
    for kind in (Kind.PATHWAY, Kind.IDENTITY):
        case_access.needs(kind)
    page = find_draft(case_access, draft_id)
    if page is None:
        raise ActionNotPossibleError("That draft is not on this case.")
    if page.route is ReferralOrReportRoute.OPEN:
        raise ActionNotPossibleError(UNDECIDED)
    if page.live and (faults := list_contradictions_with_case(page)):
        raise ActionNotPossibleError(join_texts(faults, " "))
    found = build_export_content(page, case_access)
    for one in found.kinds:
        case_access.needs(Kind(one))
    why = msg(
        "{route}, {way}", route=found.route.words, way=EXPORT_FORMATS[way]
    )  # not in the verb: some read the log of a file that they do not see
    write_audit_record(
        who=case_access.actor.who,
        verb="downloaded the form",
        about=page.case_id,
        why=why,
        shown=list(found.kinds),
    )
    return FormExport(page, found, build_export_file_dict(page, found, way))


def build_export_content(page: FormDraftDetail, case_access: CaseAccess) -> FormExportContent:
    """What leaves. Words that say what is known of the person by now stay out, whoever read them before."""
    read = page.read
    if page.route and not export_content.collect_export_content(page.definition, page.given).named:
        known = get_draft_identifying_details(page)
        fields = page.definition.fields
        read = frozenset(
            key
            for key in read
            if key in fields
            and not known.find_in_text(export_content.describe_form_answer(fields[key], page.given[key]))
        )
    papers = add_checksums_to_form_documents(case_access, page.papers)
    return export_content.collect_export_content(page.definition, page.given, read, papers)


def _find_language_tag(found: FormExportContent) -> str:
    """The tag of the language that the form names: all of what was typed, or what stands before the first comma."""
    said = next((row.value for row in found.rows if row.field.key == "language" and not row.unsure), "")
    names = (said.strip(), re.split(r"[,;(]", said)[0].strip())
    return next((known.tag for name in names if name and (known := find_language_by_name(name))), "")


def build_export_file_dict(
    page: FormDraftDetail, found: FormExportContent, way: str = "json"
) -> dict[str, Any]:
    """The file, dated today.

    Args:
        page: the draft.
        found: what may leave of it.
        way: json (the Home Office form's names) or htcds.

    Returns:
        The content of the file, ready for JSON: rules/json_export.py and rules/htcds_export.py have its shape.
    """
    today = timezone.localdate()
    if way == "htcds":
        return htcds_export.build_htcds_record(found, today, _find_language_tag(found))
    return json_export.build_json_export(found, page.definition, page.given, str(page.draft_id), today)
