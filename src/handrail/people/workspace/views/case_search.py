"""Finding a case by its reference or by a name, spelt as it was heard. What is typed never goes into an address."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from handrail.people.cases.name_search.queries import MOST_SHOWN, NameSearchResult, search_by_name
from handrail.people.matching.queries.joined_cases import (
    JoinedCasePair,
    get_joined_references_by_reference,
    get_references_led_by_listed_cases,
    list_visible_case_joins,
)
from handrail.people.records.case_reference_field import WRONG_CHECK_LETTER
from handrail.people.records.queries.case_lookup import (
    find_visible_case_reference,
    get_case_id_for_audit,
    list_visible_references_with_number,
    looks_like_case_reference,
)
from handrail.people.workspace.presenters.case_list import format_references_of_joined_cases
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.audit.request_limits import NOT_FOUND_VERB, SEARCH_VERB
from handrail.platform.kernel.case_references import has_wrong_check_letter, parse_case_reference
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import require_below_search_limit
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.search_page import SearchPage

LONGEST_QUERY = 200


class CaseSearchForm(forms.Form):
    """A name or a reference, and a date of birth where it is known."""

    q = forms.CharField(
        label="Name or reference",
        required=False,
        help_text="Spell the name as you heard it, in any order. Use our reference or the Home Office’s.",
    )
    born = DatePartsField(
        label="Date of birth (optional)",
        about="the date of birth",
        required=False,
        not_after=formatting.get_today,
    )


class CaseSearchResultContext(TypedDict):
    """What workspace/search.html shows of a search. `joined`: with which other cases each is joined."""

    typed: str
    search_value: str
    found: NotRequired[NameSearchResult]
    joined: NotRequired[Mapping[str, str]]
    most: NotRequired[int]


class FindCasePage(SearchPage):
    """Go to the case of a reference; show the cases whose names are like what was typed."""

    permission, nav = Permission.VIEW_CASE, "cases"
    form_class, template_name = CaseSearchForm, "workspace/search.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Each search that is sent counts, before it is known whether its page is ever asked for."""
        require_below_search_limit(self.actor)
        write_audit_record_of_read(who=self.actor.who, verb=SEARCH_VERB, about=None)
        return super().post(request, *args, **kwargs)

    def search(self, form: CaseSearchForm) -> CaseSearchResultContext | HttpResponse:
        typed = form.cleaned_data["q"].strip()[:LONGEST_QUERY]
        reference = find_visible_case_reference(self.actor, typed)
        if reference:
            return redirect("case", reference)
        numbered = list_visible_references_with_number(self.actor, typed)
        if len(numbered) == 1:
            return redirect("case", numbered[0])
        if numbered:
            form.add_error(
                "q",
                msg(
                    "Several cases have this number: {references}. Enter the whole reference",
                    references=", ".join(numbered),
                ),
            )
            return {"typed": "", "search_value": typed}
        if has_wrong_check_letter(typed):
            form.add_error("q", WRONG_CHECK_LETTER)
            _record_case_search(self.actor, typed, NameSearchResult((), ()))
            return {"typed": "", "search_value": typed}
        name = "" if parse_case_reference(typed) else typed  # no name is like a reference that is not open
        found = search_by_name(self.actor, name, form.cleaned_data["born"])
        joins = list_visible_case_joins(self.actor) if found.rows else ()
        found = _drop_cases_led_by_other_found_case(found, joins)
        _record_case_search(self.actor, typed, found)
        beside = {
            reference: format_references_of_joined_cases(others)
            for reference, others in get_joined_references_by_reference(joins).items()
        }
        return {"typed": typed, "found": found, "joined": beside, "most": MOST_SHOWN, "search_value": typed}


def _drop_cases_led_by_other_found_case(
    found: NameSearchResult, joins: tuple[JoinedCasePair, ...]
) -> NameSearchResult:
    """Without cases that are joined to another of those found, which leads."""
    led = get_references_led_by_listed_cases(joins, [row.reference for row in found.rows])
    kept = [
        (row, number) for row, number in zip(found.rows, found.shown, strict=True) if row.reference not in led
    ]
    return NameSearchResult(tuple(row for row, _ in kept), tuple(number for _, number in kept))


def _record_case_search(actor: Actor, typed: str, found: NameSearchResult) -> None:
    """Each case whose name was shown, by itself. A search that showed nothing is a refusal of what it looked for."""
    write_read_records_of_files(
        who=actor.who, verb="found by name", about=found.shown, shown=[Kind.IDENTITY.value]
    )
    if typed and not found.rows:
        about = get_case_id_for_audit(typed) if looks_like_case_reference(typed) else None
        why = "Not available to them"
        write_audit_record_of_read(
            who=actor.who, verb=NOT_FOUND_VERB, about=about, outcome="refused", why=why
        )
