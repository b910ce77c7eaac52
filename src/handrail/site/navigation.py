"""The entries at the top of every page, in their order. Each is declared by the wing that its page belongs to."""

from handrail.areas import navigation as areas
from handrail.directory import navigation as directory
from handrail.people import navigation as people
from handrail.platform.administration import navigation as administration
from handrail.platform.record_checks.navigation import RECORD_CHECKS
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

NAVIGATION: tuple[NavigationItem | NavigationGroup, ...] = (
    areas.FOR_YOU,
    administration.PEOPLE,
    administration.ACCESS_REVIEW,
    administration.PEOPLE_WHO_LEFT,
    administration.ORGANISATIONS,
    people.MY_DAY,
    *people.HOUSING,
    people.PEOPLE,
    people.PLACES,
    people.HELP,
    NavigationGroup(people.TEAM.name, (*people.TEAM.places, areas.OUTREACH_OF_CASEWORKERS, RECORD_CHECKS)),
    *people.DATA_PROTECTION,
    areas.REQUESTS_AND_OVERSIGHT,
    areas.FIGURES,
    NavigationGroup(
        areas.COMMISSIONING.name,
        (*areas.COMMISSIONING.places, areas.PUBLISHED_SPENDING, *directory.COMMISSIONING.places),
    ),
    areas.PARTNERSHIPS_AND_PREVENTION,
    NavigationGroup(
        people.LIBRARY,
        (people.PATHWAY, areas.PRACTICES, people.WHAT_CHANGES_MINDS, areas.FORUMS_OF_CASEWORKERS),
    ),
)
