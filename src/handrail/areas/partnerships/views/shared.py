"""What every page of a group shows: its name, its tabs; and the base of pages that act on it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from handrail.areas.partnerships.queries.groups import GroupForReader, get_group_for_reader
from handrail.areas.partnerships.tags import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import LayoutContext, get_layout_context

TABS = (
    ("Overview", "group"),
    ("Meetings", "group_meetings"),
    ("Actions", "group_actions"),
    ("Engagement", "group_engagement"),
    ("Services", "group_help"),
    ("Surveys", "group_surveys"),
    ("Intensification", "group_operations"),
    ("Annual reports", "group_years"),
)
NATIONAL_TAB = ("National view", "group_national")
TABS_OF_FIGURES = ("group_operations", "group_national")


class GroupPageContext(LayoutContext):
    """The layout, and what the head of each page of a group needs."""

    reading: GroupForReader
    group: Any
    tabs: list[tuple[str, str, bool]]


def make_group_page_context(
    request: HttpRequest, actor: Actor, reading: GroupForReader, place: str
) -> GroupPageContext:
    """The layout and the head of a page of a group.

    Args:
        request: of the page.
        actor: who reads.
        reading: of `get_group_for_reader`.
        place: the name of the page’s address.

    Returns:
        Variables of the template.
    """
    return {
        **get_layout_context(request, actor, NAV),
        "reading": reading,
        "group": reading.group,
        "tabs": list_group_tabs(reading, actor, place),
    }


def list_group_tabs(reading: GroupForReader, actor: Actor, place: str) -> list[tuple[str, str, bool]]:
    """The pages of a group that the reader may open.

    Args:
        reading: of `get_group_for_reader`.
        actor: who reads.
        place: the name of the page’s address.

    Returns:
        Name, address and whether it is the current one.
    """
    if not reading.opens_papers:
        return [(name, reverse(page, args=[reading.group.pk]), page == place) for name, page in TABS[:1]]
    tabs = (*TABS, NATIONAL_TAB) if reading.group.kind == "network" else TABS
    return [
        (name, reverse(page, args=[reading.group.pk]), page == place)
        for name, page in tabs
        if page not in TABS_OF_FIGURES or actor.may(Permission.VIEW_GROUP_FIGURES)
    ]


def require_group_convener(reading: GroupForReader) -> None:
    """Whoever convenes other groups runs none that another organisation convenes. Raises RecordNotVisibleError."""
    if reading.group.body_id not in reading.bodies:
        raise RecordNotVisibleError("group")


class PartnershipGroupChangePage(ActionPage, abstract=True):
    """What acts on one group, for whoever convenes it."""

    permission, nav = Permission.CONVENE_PARTNERSHIPS, NAV
    back_place = "group"
    invited_too = False
    reading: GroupForReader

    @property
    def back_url(self) -> str:
        return reverse(self.back_place, args=[self.reading.group.pk])

    @property
    def lead(self) -> str:
        return str(self.reading.group.name)

    def load(self, group_id: UUID, **more: Any) -> None:
        self.reading = get_group_for_reader(self.actor, group_id, invited_too=self.invited_too)
        if self.permission is not Permission.JOIN_PARTNERSHIPS:
            require_group_convener(self.reading)
