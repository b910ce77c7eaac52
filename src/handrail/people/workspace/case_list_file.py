"""The list of cases as a CSV file, made beside the pages: each row is written into the trail of its case."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from handrail.people.cases.case_filter import CaseFilter
from handrail.people.matching.queries.joined_cases import (
    get_joined_references_by_reference,
    list_led_case_ids_to_omit,
    list_visible_case_joins,
)
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer
from handrail.people.workspace import case_list_filters
from handrail.people.workspace.queries.case_list import (
    MOST_IN_A_FILE,
    CaseListRow,
    count_rows_of_case_list_file,
    iterate_case_list_batches,
)
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import File
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.background_tasks.file_tasks import (
    FileTaskContext,
    MadeFile,
    ShownFiles,
    TaskArguments,
    file_task,
)
from handrail.platform.background_tasks.text_choices import CountedUnit
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.reference.choices import list_area_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.csv_export import UTF8_MARK

EXPORT_VERB = "downloaded cases"
RESTRICTED = "restricted"
ASKED_AT_ONCE = 2_500
COLUMN_TITLES = (
    *("Reference", "Called", "Adult or child", "Phase", "State", "Danger", "Next deadline due"),
    *("Area", "Point of contact", "Stand-in", "Held by", "Opened", "Open or closed", "Joined with"),
)


def parse_case_filter_of_file(
    given: Mapping[str, str], actor: Actor
) -> tuple[CaseFilter, list[tuple[str, str]]]:
    """The filter that a file is made by, as far as it is open to whoever acts.

    Args:
        given: codes under the names of the address.
        actor: whose role says which filters are offered.

    Returns:
        The filter, and what of it holds, in words, as `list_active_case_filters` gives it.
    """
    query = QueryDict(urlencode(given))
    areas, people = (
        dict(list_area_choices()),
        dict(case_list_filters.list_point_of_contact_filter_choices(query, actor)),
    )
    wanted, _ = case_list_filters.parse_case_filter_and_ignored_names(query, actor, areas, people)
    return wanted, case_list_filters.list_active_case_filters(wanted, areas, people)


def raise_unless_cases_are_still_open(actor: Actor, arguments: TaskArguments, shown: ShownFiles) -> None:
    """Raise Denied where a case of the file, or a kind of information of it, is open to its reader no longer.

    A case that was restricted since counts as well: handing the file out is a use.

    Args:
        actor: who fetches the file.
        arguments: of the task.
        shown: the cases of the file by what it shows of them.
    """
    restricted = {UUID(number) for number in shown.get(RESTRICTED, ())}
    for kinds, numbers in shown.items():
        needed = frozenset(kinds.split(",")) if kinds not in ("", RESTRICTED) else frozenset()
        for start in range(0, len(numbers), ASKED_AT_ONCE):
            _raise_unless_open(actor, [UUID(one) for one in numbers[start : start + ASKED_AT_ONCE]], needed)
    every = [UUID(number) for numbers in shown.values() for number in numbers]
    now_restricted = Case.objects.filter(pk__in=every, restricted_on__isnull=False)
    if set(now_restricted.values_list("pk", flat=True)) - restricted:
        raise Denied("A record in the file is restricted now.")


def _raise_unless_open(actor: Actor, numbers: Sequence[UUID], needed: frozenset[str]) -> None:
    files = File.objects.filter(pk__in=numbers).values_list("pk", "owner_id")
    seen = policy.get_access_by_file_id(actor, [CaseFileIdAndOwner(*row) for row in files], today())
    for number in numbers:
        if number not in seen or not needed <= {kind.value for kind in seen[number].kinds}:
            raise Denied("A case in the file is open to you no longer.")


def get_case_list_address(arguments: TaskArguments) -> str:
    """The list that the file was asked for on."""
    return f"{reverse('cases')}?{urlencode(arguments['filters'])}"


@file_task(
    title="List of cases, CSV",
    permission=Permission.VIEW_CASE,
    counted=CountedUnit.CASE,
    get_origin=get_case_list_address,
    raise_unless_still_allowed=raise_unless_cases_are_still_open,
)
def make_case_list_file(context: FileTaskContext, *, filters: dict[str, str]) -> MadeFile:
    """The same cases as the list, up to the cap. What is not open to the reader is an empty cell."""
    actor = context.actor
    wanted, active = parse_case_filter_of_file(filters, actor)
    _record_file_of_cases(actor, wanted, active)
    joins = list_visible_case_joins(actor)
    led, beside = list_led_case_ids_to_omit(actor, wanted, joins), get_joined_references_by_reference(joins)
    total, done = count_rows_of_case_list_file(actor, wanted, led), 0
    context.report_progress(0, total)
    out, shown = io.StringIO(), dict[str, list[str]]()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMN_TITLES)
    for batch in iterate_case_list_batches(actor, wanted, led):
        for kinds, numbers in batch.shown.items():
            write_read_records_of_files(who=actor.who, verb=EXPORT_VERB, about=numbers, shown=kinds)
            shown.setdefault(",".join(kinds), []).extend(str(number) for number in numbers)
        for row in batch.rows:
            writer.writerow(
                map(escape_formula, _make_case_list_csv_cells(row, beside.get(row.reference, ())))
            )
        done += len(batch.rows)
        context.report_progress(done, total)
    shown[RESTRICTED] = _list_restricted_ids(shown)
    data = (UTF8_MARK + out.getvalue()).encode()
    name = f"cases-{timezone.localdate().isoformat()}.csv"
    return MadeFile(name, "text/csv; charset=utf-8", data, shown)


def _record_file_of_cases(actor: Actor, wanted: CaseFilter, active: Sequence[tuple[str, str]]) -> None:
    why = msg(
        "{scope}, {narrowed}, at most {most_in_a_file}",
        scope=wanted.scope,
        narrowed=join_texts(text for text, _ in active) or "no filter",
        most_in_a_file=f"{MOST_IN_A_FILE:,}",
    )
    write_audit_record_of_read(who=actor.who, verb=EXPORT_VERB, about=None, why=why)


def _list_restricted_ids(shown: Mapping[str, Sequence[str]]) -> list[str]:
    every = [UUID(number) for numbers in shown.values() for number in numbers]
    rows = Case.objects.filter(pk__in=every, restricted_on__isnull=False)
    return [str(number) for number in rows.values_list("pk", flat=True)]


def _make_case_list_csv_cells(row: CaseListRow, beside: Sequence[str]) -> tuple[Any, ...]:
    if row.restricted:  # kept, and not used: a file is a use
        return (row.reference, *[""] * (len(COLUMN_TITLES) - 3), "Restricted", "")
    return (
        row.reference,
        row.called,
        Age(row.age).label,
        case_list_filters.PHASE_CHOICES.get(row.phase, ""),
        row.stands,
        ImmediateDangerOrInjuryAnswer(row.danger).label if row.danger else "",
        formatting.format_iso(row.next_due),
        row.area,
        row.contact,
        row.stand_in,
        row.held_by,
        timezone.localtime(row.opened_on).date().isoformat(),
        "Closed" if row.closed else "Open",
        join_texts(beside),
    )
