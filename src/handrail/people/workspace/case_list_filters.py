"""What a list of cases is narrowed to, read from its address. What means nothing is passed over, and said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from handrail.pathway.stages import STAGES
from handrail.people.cases.case_filter import (
    CaseFilter,
    CaseScope,
    CaseSort,
    DueFilter,
    list_case_scopes,
    may_filter_by_point_of_contact,
)
from handrail.people.workspace.queries.case_list import MOST_COUNTED, PAGE_SIZE
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_point_of_contact_choices

PHASE_CHOICES = {
    "before": "Before the NRM",
    "during": "In the NRM",
    "after": "After the NRM",
    "outside": "Outside the NRM",
}
SCOPE_CHOICES = {CaseScope.MINE: "My cases", CaseScope.OURS: "Held by us", CaseScope.SHARED: "Shared with us"}
SORT_CHOICES = {
    CaseSort.NEWEST: "Newest first",
    CaseSort.OLDEST: "Oldest first",
    CaseSort.DUE: "Next due",
}
DUE_CHOICES = {DueFilter.OVERDUE: "Something overdue", DueFilter.SOON: "Overdue or due in seven days"}
STAGE_CHOICES = {stage.code: stage.headline.rstrip(".") for stage in STAGES}
LAST_PAGE = MOST_COUNTED // PAGE_SIZE
FILTER_NAMES = {
    "whose": "whose cases",
    "phase": "case stage",
    "stage": "case status",
    "danger": "danger",
    "area": "area",
    "contact": "point of contact",
    "stand_in": "stand-in",
    "due": "what is due",
    "state": "open or closed",
    "sort": "order",
    "page": "page",
}
LONGEST_NAME = 40


@dataclass(slots=True)
class CaseFilterParser:
    """The address as it is read: what is wanted, and the names of what was passed over."""

    given: QueryDict
    passed_over: list[str] = field(default_factory=list)

    def one[T](self, name: str, choices: dict[Any, T], none: T, *, offered: bool = True) -> T:
        """The choice of that name; where it is not among those offered it is passed over."""
        said = self.given.get(name, "")
        if said == "":
            return none
        if offered and said in choices:
            return choices[said]
        self.passed_over.append(FILTER_NAMES[name])
        return none

    def number(self, name: str, fits: Callable[[int], bool], none: int) -> int:
        """A number that fits."""
        said = self.given.get(name, "")
        if said.isascii() and said.isdecimal() and len(said) < 5 and fits(int(said)):
            return int(said)
        if said:
            self.passed_over.append(FILTER_NAMES[name])
        return none


def parse_case_filter_and_ignored_names(
    given: QueryDict, actor: Actor, areas: dict[str, str], people: dict[str, str]
) -> tuple[CaseFilter, list[str]]:
    """What the address asks for.

    Args:
        given: the address.
        actor: whose role says which filters are offered.
        areas: names by code.
        people: points of contact by account; empty where they are not offered.

    Returns:
        The filter, and the names of what was passed over.
    """
    reading = CaseFilterParser(given)
    offered = list_case_scopes(actor)
    scope = reading.one("whose", {each.value: each for each in offered}, offered[0])
    covering = may_filter_by_point_of_contact(actor, scope)
    closed = reading.one("state", {"open": False, "closed": True}, False)
    person = reading.one("contact", {code: code for code in people}, "", offered=covering)
    sorts = {each.value: each for each in CaseSort if each is not CaseSort.DUE or not closed}
    dues: dict[str, DueFilter | None] = {each.value: each for each in DueFilter}
    wanted = CaseFilter(
        scope=scope,
        phase=reading.one("phase", {code: code for code in PHASE_CHOICES}, ""),
        stage=reading.one("stage", {code: code for code in STAGE_CHOICES}, ""),
        danger=reading.one("danger", {"yes": True}, False),
        area=reading.one("area", {code: code for code in areas}, ""),
        contact=int(person) if person else None,
        closed=closed,
        no_stand_in=reading.one("stand_in", {"none": True}, False, offered=scope is not CaseScope.SHARED),
        due=reading.one("due", dues, None, offered=not closed),
        sort=reading.one("sort", sorts, CaseSort.NEWEST),
        page=reading.number("page", lambda page: 1 <= page <= LAST_PAGE, 1),
    )
    strange = [f"“{name[:LONGEST_NAME]}”" for name in given if name not in FILTER_NAMES]
    return wanted, [*reading.passed_over, *strange]


def list_point_of_contact_filter_choices(given: Mapping[str, Any], actor: Actor) -> list[tuple[str, str]]:
    """Points of contact, for those who cover for others; the scope is read from the address."""
    if not may_filter_list_by_point_of_contact(given, actor):
        return []
    return list_point_of_contact_choices(actor.body_id)


def may_filter_list_by_point_of_contact(given: Mapping[str, Any], actor: Actor) -> bool:
    """Whether the list that the address asks for may be narrowed to one point of contact."""
    offered = list_case_scopes(actor)
    scope = next((one for one in offered if one.value == given.get("whose")), offered[0])
    return may_filter_by_point_of_contact(actor, scope)


def encode_case_filter(wanted: CaseFilter) -> dict[str, str]:
    """The filter as codes under the names of the address, without its page: what a file of the list is made by.

    Returns:
        What `parse_case_filter_and_ignored_names` reads again, asked of whoever acts then.
    """
    codes = {
        "whose": wanted.scope.value,
        "phase": wanted.phase,
        "stage": wanted.stage,
        "danger": "yes" if wanted.danger else "",
        "area": wanted.area,
        "contact": str(wanted.contact or ""),
        "stand_in": "none" if wanted.no_stand_in else "",
        "due": wanted.due.value if wanted.due else "",
        "state": "closed" if wanted.closed else "",
        "sort": wanted.sort.value,
    }
    return {name: code for name, code in codes.items() if code}


def list_active_case_filters(
    wanted: CaseFilter, areas: dict[str, str], people: dict[str, str]
) -> list[tuple[str, str]]:
    """The filters that hold.

    Args:
        wanted: the filter.
        areas: names by code.
        people: points of contact by account.

    Returns:
        Each filter that holds, in words, with its name in the address.
    """
    named = [
        (PHASE_CHOICES.get(wanted.phase), "phase"),
        (STAGE_CHOICES.get(wanted.stage), "stage"),
        ("In danger or hurt, or risk not known" if wanted.danger else None, "danger"),
        (DUE_CHOICES[wanted.due] if wanted.due else None, "due"),
        (areas.get(wanted.area), "area"),
        (people.get(str(wanted.contact)), "contact"),
        ("No stand-in" if wanted.no_stand_in else None, "stand_in"),
        ("Closed" if wanted.closed else None, "state"),
    ]
    return [(text, name) for text, name in named if text]
