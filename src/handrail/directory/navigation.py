"""Entries of the navigation that lead to the directory, for who works with people and for who commissions."""

from handrail.platform.access.roles import Permission, Role
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

COMMISSIONING_ROLES = (Role.COMMISSIONER, Role.SIGNATORY)
SERVICES = NavigationItem(
    "All services", "services", Permission.VIEW_SERVICES, hidden_from=COMMISSIONING_ROLES
)
MONEY = NavigationItem("Money and bags", "money", Permission.VIEW_MONEY, hidden_from=COMMISSIONING_ROLES)
PRACTITIONERS = NavigationItem("Practitioners", "practitioners", Permission.VIEW_PRACTITIONERS)
OWN_AVAILABILITY = NavigationItem("My availability", "own_availability", Permission.KEEP_AVAILABILITY)
COMMISSIONING = NavigationGroup(
    "Commissioning",
    (
        NavigationItem("Services", "services", Permission.VIEW_SERVICES, hidden_with=Permission.VIEW_DAY),
        NavigationItem("Money and bags", "money", Permission.VIEW_MONEY, hidden_with=Permission.VIEW_DAY),
        NavigationItem("Posts", "posts", Permission.VIEW_POSTS, hidden_with=Permission.VIEW_PRACTITIONERS),
        NavigationItem(
            "Agreements", "agreements", Permission.VIEW_AGREEMENTS, hidden_with=Permission.VIEW_DAY
        ),
    ),
)
