"""The copy of a record as a tree, as JSON and as a document."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.people.personal_data.case_file_models import list_case_file_models
from handrail.people.personal_data.copy_explanations import SOURCE, CopyExplanation, list_copy_explanations
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
from handrail.people.records.models import Case
from handrail.platform.access.kinds import Kind
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
from handrail.platform.kernel.dates import format_day, to_date
from handrail.platform.kernel.messages import capitalise_first

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
    explanations: tuple[CopyExplanation, ...]


@dataclass(frozen=True, slots=True)
class LooksOfOnePerson:
    """Everything that one person did with the record, in one line."""

    who: str
    first: date
    last: date
    acts: tuple[tuple[str, int], ...]


def build_subject_access_copy(
    case: Case, request: AccessRequest, looks: Sequence[AuditTrailRow]
) -> SubjectAccessCopy:
    """Read every table once.

    Args:
        case: the record.
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
    explanations = list_copy_explanations(organisation=case.owner.name, is_adult=case.age == "adult")
    return SubjectAccessCopy(case.reference, today(), filled, tuple(looks), left_out, explanations)


def group_looks_by_person(looks: Sequence[AuditTrailRow]) -> list[LooksOfOnePerson]:
    """One line for each person and organisation, whoever was there last first.

    Returns:
        With each act and how often it was done, the most frequent first.
    """
    found: dict[str, list[AuditTrailRow]] = {}
    for look in looks:
        name = f"{look.user_name}, {look.body_name}" if look.body_name else look.user_name
        found.setdefault(name, []).append(look)
    return [
        LooksOfOnePerson(
            who,
            min(to_date(row.at) for row in rows),
            max(to_date(row.at) for row in rows),
            tuple(Counter(row.verb for row in rows).most_common()),
        )
        for who, rows in found.items()
    ]


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
        "about_this_copy": [
            {"code": one.code, "heading": one.heading, "text": list(one.sentences)}
            for one in copy.explanations
        ],
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
            *_iterate_explanation_blocks(copy),
            *_iterate_table_blocks(copy),
            *_iterate_access_log_blocks(copy.looks),
            *_iterate_not_included_blocks(copy),
        ),
    )


def _make_row_json_object(row: SubjectAccessCopyRow) -> dict[str, object]:
    return {
        "on": row.on.isoformat() if row.on else None,
        "items": [_make_item_json_object(item) for item in row.items],
    }


def _make_item_json_object(item: SubjectAccessCopyItem) -> dict[str, str]:
    told = {"field": item.key.rsplit("/", 1)[-1], "label": item.label}
    if item.is_left_out:
        return told | {"left_out": get_item_text_or_reason_withheld(item)}
    return told | {"text": item.text} | ({"code": item.code} if item.code else {})


def _make_audit_record_json_object(look: AuditTrailRow) -> dict[str, object]:
    return {
        "at": look.at.isoformat(),
        "who": look.user_name,
        "organisation": look.body_name,
        "role": get_role_name(look.role),
        "what": look.verb,
        "outcome": look.outcome,
        "kinds": [_get_kind_words(code) for code in look.shown],
        "kind_codes": list(look.shown),
    }


def get_role_name(code: str) -> str:
    """A role in words; what is no role of ours stays as it is."""
    return Role(code).card.name if code in Role else code


def _get_kind_words(code: str) -> str:
    return Kind(code).words if code in set(Kind) else code


def _iterate_explanation_blocks(copy: SubjectAccessCopy) -> Iterable[Block]:
    for one in copy.explanations:
        yield Heading(one.heading, 2, one.code)
        yield List(tuple(make_runs(sentence) for sentence in one.sentences))
    yield Paragraph(make_runs(f"What a copy has to say: {SOURCE}."))


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
            make_runs(one.who),
            make_runs(_format_days_of_looks(one)),
            make_runs("; ".join(_format_act(verb, times) for verb, times in one.acts)),
        )
        for one in group_looks_by_person(looks)
    )
    if rows:
        yield Table("Who viewed it, and what they did", ("Who", "When", "What, and how often"), rows)


def _format_days_of_looks(one: LooksOfOnePerson) -> str:
    first, last = format_day(one.first), format_day(one.last)
    return first if one.first == one.last else f"{first} to {last}"


def _format_act(verb: str, times: int) -> str:
    return capitalise_first(verb) if times == 1 else f"{capitalise_first(verb)}: {times} times"


def _iterate_not_included_blocks(copy: SubjectAccessCopy) -> Iterable[Block]:
    yield Heading("Not in this copy", 2, "not-included")
    yield List(tuple(make_runs(f"{name}: {why}.") for name, why in copy.not_included))
    yield Paragraph(
        make_runs(
            "You can ask us to correct what is wrong. If you are not content with this answer, tell us, "
            "or complain to the Information Commissioner."
        )
    )
