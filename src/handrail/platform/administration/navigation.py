"""Entries of the navigation that lead to administration."""

from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import NavigationItem

PEOPLE = NavigationItem("Staff", "administration", Permission.ADMINISTER)
ACCESS_REVIEW = NavigationItem("Access review", "access_review", Permission.ADMINISTER)
PEOPLE_WHO_LEFT = NavigationItem("Former staff", "people_who_left", Permission.ADMINISTER)
ORGANISATIONS = NavigationItem("Organisations", "organisations", Permission.ADD_ORGANISATIONS)
