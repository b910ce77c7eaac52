"""The copy of a record as a tree, as JSON and as a document."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.people.personal_data.case_file_models import list_case_file_models
from handrail.people.personal_data.models import AccessRequest
from handrail.people.personal_data.queries.subject_access import (
    NOT_READ,
    OTHERS_PUT_IN,
    PUT_IN_BY,
    SubjectAccessCopyItem,
    SubjectAccessCopyRow,
    get_table_name_in_copy,
    list_models_in_subject_access_copy,
    list_subject_access_copy_rows,
)
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.audit.queries import AuditTrailRow
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Heading,
    List,
    Pairs,
    Paragraph,
    Table,
    TermPair,
    TextRun,
    TextStyle,
    make_runs,
)
from handrail.platform.kernel.dates import format_day

THIRD_PARTY_WORDS = "Left out: it is about someone else."
WITHHELD_WORDS = "Left out."


@dataclass(frozen=True, slots=True)
class SubjectAccessCopy:
    """What the person gets: tables by name, who looked, and what the copy does not hold."""

    reference: str
    made_on: date
    tables: tuple[tuple[str, tuple[SubjectAccessCopyRow, ...]], ...]
    looks: tuple[AuditTrailRow, ...]
    not_included: tuple[tuple[str, str], ...]


def build_subject_access_copy(
    reference: str, request: AccessRequest, looks: Sequence[AuditTrailRow]
) -> SubjectAccessCopy:
    """Read every table once.

    Args:
        reference: of the case.
        request: the open request.
        looks: the records of the trail about it.
    """
    read = (
        (get_table_name_in_copy(one.model), tuple(list_subject_access_copy_rows(request, one)))
        for one in list_models_in_subject_access_copy()
    )
    left_out = tuple(
        (get_table_name_in_copy(one.model), NOT_READ.get(one.label, OTHERS_PUT_IN))
        for one in list_case_file_models()
        if one.label in NOT_READ or one.label in PUT_IN_BY
    )
    filled = tuple((name, kept) for name, rows in read if (kept := tuple(row for row in rows if row.items)))
    return SubjectAccessCopy(reference, today(), filled, tuple(looks), left_out)


def get_item_text_or_reason_withheld(item: SubjectAccessCopyItem) -> str:
    """What stands in the copy for this item: its text, or that it is left out and why."""
    if not item.is_left_out:
        return item.text
    opening = THIRD_PARTY_WORDS if item.decision == "third_party" else WITHHELD_WORDS
    return f"{opening} {item.words}"


def make_subject_access_copy_json(copy: SubjectAccessCopy) -> bytes:
    """The copy for a machine: UTF-8, indented."""
    content = {
        "reference": copy.reference,
        "made_on": copy.made_on.isoformat(),
        "held": [
            {"what": name, "records": [_make_row_json_object(row) for row in rows]}
            for name, rows in copy.tables
        ],
        "who_looked": [_make_audit_record_json_object(look) for look in copy.looks],
        "not_in_this_copy": [{"what": name, "why": why} for name, why in copy.not_included],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def make_subject_access_copy_document(copy: SubjectAccessCopy, organisation: str) -> Document:
    """The copy to read on paper.

    Args:
        copy: what the person gets.
        organisation: who holds the record.
    """
    return Document(
        title="What we hold about you",
        on=copy.made_on,
        above=f"Case {copy.reference}",
        author=organisation,
        lead=make_runs(
            f"A copy of your record at {organisation}, made on {format_day(copy.made_on)}. "
            "Keep it where you would be safe if somebody found it."
        ),
        blocks=(
            *_iterate_table_blocks(copy),
            *_iterate_access_log_blocks(copy.looks),
            *_iterate_not_included_blocks(copy),
        ),
    )


def _make_row_json_object(row: SubjectAccessCopyRow) -> dict[str, object]:
    values = {
        item.label: {"left_out": get_item_text_or_reason_withheld(item)} if item.is_left_out else item.text
        for item in row.items
    }
    return {"on": row.on.isoformat() if row.on else None, "values": values}


def _make_audit_record_json_object(look: AuditTrailRow) -> dict[str, object]:
    return {
        "at": look.at.isoformat(),
        "who": look.user_name,
        "organisation": look.body_name,
        "role": get_role_name(look.role),
        "what": look.verb,
        "outcome": look.outcome,
        "kinds": list(look.shown),
    }


def get_role_name(code: str) -> str:
    """A role in words; what is no role of ours stays as it is."""
    return Role(code).card.name if code in Role else code


def _iterate_table_blocks(copy: SubjectAccessCopy) -> Iterable[Block]:
    for number, (name, rows) in enumerate(copy.tables):
        yield Heading(name, 2, f"held-{number}")
        for row in rows:
            yield Pairs(
                tuple(TermPair(item.label, make_runs(_make_item_text_run(item))) for item in row.items)
            )


def _make_item_text_run(item: SubjectAccessCopyItem) -> TextRun:
    return TextRun(
        get_item_text_or_reason_withheld(item), TextStyle.WITHHELD if item.is_left_out else TextStyle.PLAIN
    )


def _iterate_access_log_blocks(looks: Sequence[AuditTrailRow]) -> Iterable[Block]:
    yield Heading("Who viewed it, and what they did", 2, "looked")
    rows = tuple(
        (
            make_runs(f"{format_day(look.at)}"),
            make_runs(f"{look.user_name}, {look.body_name}"),
            make_runs(look.verb),
        )
        for look in looks
    )
    if rows:
        yield Table("Who viewed it, and what they did", ("When", "Who", "What"), rows)


def _iterate_not_included_blocks(copy: SubjectAccessCopy) -> Iterable[Block]:
    yield Heading("Not in this copy", 2, "not-included")
    yield List(tuple(make_runs(f"{name}: {why}.") for name, why in copy.not_included))
    yield Paragraph(
        make_runs(
            "You can ask us to correct what is wrong. If you are not content with this answer, tell us, "
            "or complain to the Information Commissioner."
        )
    )
