"""Everything that a record holds, row by row, for the copy that its person gets.

Read off the models (case_file_models.py), so that what a new table or column holds is in the copy. The reader is the
person's own request, which is open; each read is recorded with the kinds that it showed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count, F, Value

from handrail.people.personal_data.case_file_models import CaseFileModel, list_case_file_models
from handrail.people.personal_data.models import AccessRequest, ItemDecision
from handrail.people.personal_data.queries.subject_access_values import (
    attach_named_rows,
    get_column_code,
    get_column_label,
    get_column_text,
    list_columns_in_copy,
    list_relations_in_copy,
)
from handrail.people.personal_data.text_choices import AccessRequestState, DisclosureDecision
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import Sealed
from handrail.platform.files.file_types import MEGABYTE
from handrail.platform.files.models import Paper
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import capitalise_first

NOT_READ: dict[str, str] = {
    "access.File": "a number without content",
    "cases.NameKey": "codes for finding a name, which no one can read",
    "files.Part": "the content of documents: given as files beside this copy",
    "matching.CasePair": "about another record as well: possible duplicates",
    "matching.PairSide": "about another record as well: possible duplicates",
    "matching.CaseJoin": "about another record as well: records that were joined",
    "matching.Incident": "about several people: ask for it by hand",
    "matching.IncidentFact": "about several people: ask for it by hand",
    "matching.IncidentMember": "about several people: ask for it by hand",
    "matching.IncidentCaseOpening": "about several people: ask for it by hand",
    "matching.PoliceOwnNote": "kept by a police force for itself: ask that force",
    "personal_data.AccessRequest": "this request",
    "personal_data.ItemDecision": "this request",
    "matching.RematchRequest": "a mark that a search is due",
    "money.BudgetMovement": "accounts of a fund; the request is in the copy",
}
"""Tables whose rows are not in the copy, each with what the copy says about it."""

OTHERS_PUT_IN = "what another organisation put in at a conference: ask that organisation"
PUT_IN_BY: dict[str, str] = {
    "conferences.ConferenceItem": "from_body",
    "conferences.ConferenceSlice": "item__from_body",
}
"""Tables of which the copy has the rows of the organisation that keeps the case, and the way to whoever put them in.

An agency's own research and what it gave to whom is that agency's: whoever answers for the case does not read it.
"""


TABLE_NAMES: dict[str, str] = {
    "access.Grant": "Who it was shared with",
    "bags.BagIssue": "Bags given",
    "cases.Channel": "Ways to reach you",
    "cases.Due": "Deadlines and next steps",
    "cases.DutyToNotifyReport": "Duty to Notify report",
    "contacts.HandOver": "Handovers between workers",
    "files.Paper": "Documents",
    "matching.CopiedFact": "Facts from an incident",
    "money.PaidInstead": "Paid by others",
    "recovery.CaseFeedback": "Feedback and complaints",
    "records.PersonMove": "Moves",
    "referral_form.DraftOrSentForm": "Referral forms",
    "referral_form.FormAnswer": "Answers in referral forms",
    "referral_form.Handover": "Referral forms handed over",
}
"""How tables are called whose own name a reader would not understand."""
PARENTS = {"referral_form.FormAnswer": ("draft",), "bags.BagIssue": ("stock__kind",)}
"""What a row needs fetched with it to be said in words."""
FIRST = ("records.Person", "records.Case")


@dataclass(frozen=True, slots=True)
class SubjectAccessCopyItem:
    """One column of one row. `words` says why it is left out; `text` is then still there for whoever decides."""

    key: str
    label: str
    text: str
    decision: DisclosureDecision
    words: str
    code: str = ""

    @property
    def is_left_out(self) -> bool:
        """Whether the person does not get it."""
        return self.decision != DisclosureDecision.GIVEN


@dataclass(frozen=True, slots=True)
class SubjectAccessCopyRow:
    """One row of a table, with the day that it tells."""

    on: date | None
    items: tuple[SubjectAccessCopyItem, ...]


@dataclass(frozen=True, slots=True)
class SubjectAccessTableCount:
    """What the record holds of one table: its name, and how many rows."""

    label: str
    name: str
    count: int


def get_open_access_request(case_access: CaseAccess, request_id: UUID) -> AccessRequest:
    """The request that opens the record. Raises ActionNotPossibleError once it was answered."""
    rows = AccessRequest.objects.filter(case=case_access.file_id, pk=request_id)
    request = rows.select_related("opened_by").opened_for(case_access).first()
    if request is None:
        raise NotVisible
    if request.state != AccessRequestState.OPEN:
        raise ActionNotPossibleError(
            "This request has been answered and no longer opens the record. Record a new one."
        )
    return request


def list_models_in_subject_access_copy() -> list[CaseFileModel]:
    """Tables whose rows are in the copy, the record itself first, then room by room."""
    order = {model: number for number, model in enumerate(apps.get_models())}
    told = [one for one in list_case_file_models() if one.label not in NOT_READ]
    return sorted(told, key=lambda one: (one.label not in FIRST, order[one.model]))


def list_subject_access_table_counts(request: AccessRequest) -> list[SubjectAccessTableCount]:
    """Tables that hold anything of the person, in one statement."""
    known = list_models_in_subject_access_copy()
    counts = [_select_row_count_of_model(one, request.case_id) for one in known]
    found = dict(counts[0].union(*counts[1:], all=True))
    return [
        SubjectAccessTableCount(one.label, get_table_name_in_copy(one.model), found[one.label])
        for one in known
        if found.get(one.label)
    ]


def _select_row_count_of_model(one: CaseFileModel, case_id: UUID) -> Any:
    rows = select_rows_for_copy(one, case_id).order_by()
    rows = rows.annotate(copy_of=Value(one.label, output_field=models.TextField()))
    return rows.values("copy_of").annotate(number=Count("pk")).values_list("copy_of", "number")


def select_rows_for_copy(one: CaseFileModel, case_id: UUID) -> Any:
    """Rows of a table that the organisation that keeps the case answers for."""
    rows, put_in_by = one.rows(case_id), PUT_IN_BY.get(one.label)
    return rows.filter(**{put_in_by: F("case__owner")}) if put_in_by else rows


def get_table_name_in_copy(model: type[models.Model]) -> str:
    """How a table is called in the copy."""
    return TABLE_NAMES.get(model._meta.label) or capitalise_first(str(model._meta.verbose_name))


def list_subject_access_copy_rows(
    request: AccessRequest, one: CaseFileModel, first: int = 0, most: int | None = None
) -> list[SubjectAccessCopyRow]:
    """Rows of one table, each with every column that says something about the person.

    Args:
        request: the open request.
        one: the table.
        first: how many rows are passed over.
        most: how many rows are wanted; None for all.
    """
    relations = [*list_relations_in_copy(one.model), *PARENTS.get(one.label, ())]
    rows = select_rows_for_copy(one, request.case_id)
    rows = rows.select_related(*relations) if relations else rows
    ordered = rows.order_by("pk")[first : None if most is None else first + most]
    decisions, access = get_item_decisions_by_key(request), UnrecordedKeyAccess(request.case_id)
    named = attach_named_rows(one.model, ordered)
    return [_build_subject_access_copy_row(one.model, row, decisions, access) for row in named]


def _build_subject_access_copy_row(
    model: type[models.Model], row: Any, decisions: dict[str, ItemDecision], access: UnrecordedKeyAccess
) -> SubjectAccessCopyRow:
    if hasattr(row, "bind"):
        row.bind(access)
    items = [
        _build_subject_access_copy_item(column, row, decisions) for column in list_columns_in_copy(model)
    ]
    if isinstance(row, Paper):
        items.append(_build_document_content_item(row, decisions))
    return SubjectAccessCopyRow(
        _find_first_date_of_row(model, row), tuple(item for item in items if item.text)
    )


def _build_subject_access_copy_item(
    column: Any, row: Any, decisions: dict[str, ItemDecision]
) -> SubjectAccessCopyItem:
    key = f"{row._meta.label}/{row.pk}/{column.name}"
    decided = decisions.get(key)
    return SubjectAccessCopyItem(
        key=key,
        label=get_column_label(column),
        text=get_column_text(column, row),
        code=get_column_code(column, row),
        decision=DisclosureDecision(decided.decision) if decided else DisclosureDecision.GIVEN,
        words=decided.words.open() if decided else "",
    )


def _build_document_content_item(paper: Paper, decisions: dict[str, ItemDecision]) -> SubjectAccessCopyItem:
    """The document itself, which is decided like any other item and given as a file."""
    key = get_content_item_key(paper)
    decided = decisions.get(key)
    return SubjectAccessCopyItem(
        key=key,
        label="Content of the document",
        text=f"A file of {format_file_size(paper.size)}, beside this copy",
        decision=DisclosureDecision(decided.decision) if decided else DisclosureDecision.GIVEN,
        words=decided.words.open() if decided else "",
    )


def get_content_item_key(paper: Paper) -> str:
    """The item that stands for the content of a document, as decisions name it."""
    return f"{paper._meta.label}/{paper.pk}/content"


def format_file_size(size: int) -> str:
    """Bytes in words: “84 kB”, “1.3 MB”."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / 1024))} kB"


def get_item_decisions_by_key(request: AccessRequest) -> dict[str, ItemDecision]:
    """What was decided about items of the copy.

    Returns:
        Decisions by the key of the item; what has none is given.
    """
    rows = ItemDecision.objects.filter(request=request).opened_for(UnrecordedKeyAccess(request.case_id))
    return {row.item: row for row in rows}


def _find_first_date_of_row(model: type[models.Model], row: Any) -> date | None:
    days = (column for column in model._meta.concrete_fields if isinstance(column, models.DateField))
    values = (getattr(row, column.attname) for column in days)
    return next((value for value in values if value is not None), None)


def list_information_kinds_of_models(tables: Iterable[CaseFileModel]) -> list[str]:
    """Kinds of information that the sealed columns of these tables are of, for the record of the read."""
    columns = [column for one in tables for column in one.model._meta.concrete_fields]
    kinds = {column.kind for column in columns if isinstance(column, Sealed)}
    return sorted(kind.value for kind in kinds if isinstance(kind, Kind))
