"""Whoever is named in a case: its contacts, and the marks of all names. A conflict check ends with each new name.

Names of suspects are kept in one place: the answer on exploiters of the Home Office form. It counts like any other
name. No name is opened for a mark.
"""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from handrail.people.contacts.models import Dependant
from handrail.people.deployment.languages.conflict_check_validity import compute_name_version_mark
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.text_choices import RUNNING_STATES
from handrail.people.matching.models import IncidentMember
from handrail.people.records.models import Case, Person
from handrail.people.referral_form.models import FormAnswer
from handrail.platform.access.models import Grant, User
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system

EXPLOITERS = "exploiters"
"""The box of the Home Office form that holds names of suspects (referral_form/data)."""
COLUMNS = ("sort_column", "number_column", "version_column", "words_column")


class ContactNamesAndCaseNameMarks(NamedTuple):
    """Names of the two contacts, "" where there is none, and one mark for each name in the case."""

    contact: str
    stand_in: str
    marks: frozenset[str]


def list_name_version_marks_of_case(case: Case) -> frozenset[str]:
    """One mark for each name: the person, who depends on them, suspects, others of their incidents, and whoever works
    with them. A name that changes has another mark, and so has one that is added: whoever interprets may know them.
    """
    return get_contact_names_and_case_name_marks(case.pk).marks


@acting_as_system(SystemActor.DEPLOYMENT)
def get_contact_names_and_case_name_marks(case_id: UUID) -> ContactNamesAndCaseNameMarks:
    """All of it in one statement. As the system: others of an incident are other files."""
    case = Case.objects.filter(pk=case_id)
    mine = IncidentMember.objects.filter(case=case_id).values("incident")
    others = IncidentMember.objects.filter(incident__in=mine).filter(~Q(case=case_id))
    sent = Deployment.objects.filter(case=case_id, state__in=RUNNING_STATES)
    named = Grant.objects.filter(file=case_id, to_user__isnull=False, ended_at__isnull=True)
    branches = [
        _make_name_union_branch(Person.objects.filter(pk=case_id), "row", "pk", version="version"),
        _make_name_union_branch(
            Dependant.objects.filter(case=case_id, taken_out_at__isnull=True), "row", "pk"
        ),
        _make_name_union_branch(sent, "row", "practitioner_id"),
        _make_name_union_branch(others, "row", "pk"),
        _make_name_union_branch(
            FormAnswer.objects.filter(draft__case=case_id),
            "draft_id",
            "pk",
            version="version",
            words="key_index",
        ),
        _make_name_union_branch(
            User.objects.filter(pk__in=case.values("point_of_contact")), "contact", "pk", words="name"
        ),
        _make_name_union_branch(
            User.objects.filter(pk__in=case.values("stand_in")), "stand_in", "pk", words="name"
        ),
        _make_name_union_branch(User.objects.filter(pk__in=named.values("to_user")), "account", "pk"),
    ]
    return _make_contact_names_and_marks_of_rows(list(branches[0].union(*branches[1:], all=True).order_by()))


def _make_name_union_branch(
    rows: QuerySet[Any, Any], sort: str, number: str, *, version: str = "", words: str = ""
) -> QuerySet[Any, Any]:
    """Rows of one sort; everything but the version as text."""
    columns = {
        "sort_column": Cast(sort, TextField()) if sort == "draft_id" else Value(sort, TextField()),
        "number_column": Cast(number, TextField()),
        "version_column": F(version) if version else Value(1, IntegerField()),
        "words_column": Cast(words, TextField()) if words else Value("", TextField()),
    }
    branch: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*COLUMNS)
    return branch


def _make_contact_names_and_marks_of_rows(
    rows: list[tuple[str, str, int, str]],
) -> ContactNamesAndCaseNameMarks:
    marks, names, accounts = set(), dict[str, str](), set[str]()
    for sort, number, version, words in rows:
        if sort == "row":
            marks.add(compute_name_version_mark(UUID(number), version))
        elif sort in ("contact", "stand_in", "account"):
            accounts.add(number)
            names[sort] = words
        elif _is_exploiter_answer_of_form_draft(sort, words):
            marks.add(compute_name_version_mark(UUID(number), version))
    marks |= {compute_name_version_mark(UUID(int=int(number)), 1) for number in accounts}
    return ContactNamesAndCaseNameMarks(names.get("contact", ""), names.get("stand_in", ""), frozenset(marks))


def _is_exploiter_answer_of_form_draft(draft_id: str, key_index: str) -> bool:
    """Answers are found by a blind index, within their form."""
    index: Any = FormAnswer._meta.get_field("key_index")
    return bool(int(key_index) == index.compute(UUID(draft_id), EXPLOITERS))
