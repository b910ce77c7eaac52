"""The entries at the top of every page, in their order. Each is declared by the wing that its page belongs to."""

from handrail.areas import navigation as areas
from handrail.people import navigation as people
from handrail.platform.administration import navigation as administration
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

NAVIGATION: tuple[NavigationItem | NavigationGroup, ...] = (
    areas.FOR_YOU,
    administration.PEOPLE,
    administration.ACCESS_REVIEW,
    administration.PEOPLE_WHO_LEFT,
    administration.ORGANISATIONS,
    people.MY_DAY,
    people.CASES,
    people.OUR_WORK,
    people.HELP_AND_SERVICES,
    areas.CALLS_AND_REPORTS,
    areas.FIGURES,
    areas.OVERSIGHT,
    NavigationGroup(
        people.LOOK_UP,
        (
            people.PATHWAY,
            areas.PRACTICES,
            people.WHAT_CHANGES_MINDS,
            people.WHO_HAS_LOOKED,
            people.UNUSUAL_USE,
            people.EMERGENCIES,
            people.REQUEST_LOG,
            people.PERSONAL_DATA,
            people.ERASURES,
        ),
    ),
)
