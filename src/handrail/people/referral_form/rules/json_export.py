"""The form as JSON, in the names of the Home Office's own message. Prepared, not submitted, and it says so."""

from datetime import date
from typing import Any

from handrail.people.referral_form.rules import papers, question_flow
from handrail.people.referral_form.rules.export_content import FormExportContent, FormExportRow
from handrail.people.referral_form.rules.form_definition import FormDefinition
from handrail.people.referral_form.rules.question_flow import FormAnswers

PREPARED = (
    "Prepared, not submitted. Handrail sends nothing to the Home Office: enter this on the Home "
    "Office form. Until you do, there is no referral or notification."
)
FILES = (
    "The files are listed here but not included: add each on the Home Office form. The checksum "
    "shows whether it is the same file."
)
ONE_NAME = "They have one name; the Home Office form asks for two. Ask its helpdesk how to enter one, and invent none."


def build_json_export(
    leaving: FormExportContent, definition: FormDefinition, answers: FormAnswers, external_id: str, on: date
) -> dict[str, Any]:
    """The whole file.

    Args:
        leaving: what leaves.
        definition: the version of the form.
        answers: by key.
        external_id: the number of the draft.
        on: the day of the file.

    Returns:
        `message` has the names that the form sends, `answers` the same in the form's order; beside them, notes and what
        is missing, not sure or left out.
    """
    return {
        "prepared_not_submitted": PREPARED,
        "prepared_on": on.isoformat(),
        "report": leaving.route.words,
        "names_the_person": leaving.named,
        "form": {
            "version": definition.version,
            "name": definition.name,
            "source": definition.source,
            "licence": definition.licence,
        },
        "message": build_home_office_message(leaving, definition, external_id),
        "answers": [_build_export_row_dict(row) for row in leaving.rows],
        "files": papers.build_document_entries_for_json(leaving.papers),
        "files_left_out": list(leaving.papers_left_out),
        "not_sure": list(leaving.unsure),
        "not_answered": list(leaving.missing),
        "left_out_because_nobody_read_it_for_this": list(leaving.unread_questions),
        "notes": list(list_export_notes(leaving, answers)),
    }


def build_home_office_message(
    leaving: FormExportContent, definition: FormDefinition, external_id: str
) -> dict[str, str]:
    """The answers as the form's own message has them.

    Args:
        leaving: what leaves.
        definition: the version of the form.
        external_id: the number of the draft.

    Returns:
        Name to value. What is not sure and has no value there is left out.
    """
    values = {
        "ExternalId": external_id,
        "Type": definition.case_types[leaving.route.value],
        "NRMOrDuty": {"nrm": "NRM", "dtn": "Duty to Notify"}[leaving.route.value],
    }
    for row in leaving.rows:
        for name in row.sent_as:
            if row.value and name not in ("Type", "NRMOrDuty"):
                values[name] = row.value
    for number, paper in enumerate(leaving.papers, 1):
        values |= {f"Document{number}.Name": paper.name, f"Document{number}.MimeType": paper.media}
    return values


def list_export_notes(leaving: FormExportContent, answers: FormAnswers) -> tuple[str, ...]:
    """What whoever enters it on the form must know.

    Returns:
        Sentences.
    """
    found = []
    if question_flow.is_referred_without_consent(answers):
        found.append(
            "Referred without consent: a child, or a person whose age is uncertain. The form’s "
            "consent question is set to yes."
        )
    if leaving.named and answers.get("first_name") and not answers.get("last_name"):
        found.append(ONE_NAME)
    if not leaving.named:
        found.append("They have not agreed to help an investigation, so the report must not identify them.")
    if leaving.papers:
        found.append(FILES)
    if no_files := papers.get_reason_form_takes_no_documents(answers):
        found.append(no_files)
    return tuple(found)


def _build_export_row_dict(row: FormExportRow) -> dict[str, Any]:
    return {
        "page": row.page.step,
        "field": row.theirs,
        "sent_as": list(row.sent_as),
        "question": row.question,
        "answer": row.text,
        "value": row.value,
        "not_sure": row.unsure,
    }
