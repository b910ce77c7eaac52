"""Entries of the navigation that lead to the directory."""

from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import NavigationItem

SERVICES = NavigationItem("Services", "services", Permission.VIEW_SERVICES)
PRACTITIONERS = NavigationItem("Practitioners", "practitioners", Permission.VIEW_PRACTITIONERS)
POSTS = NavigationItem("Posts", "posts", Permission.VIEW_POSTS, hidden_with=Permission.VIEW_PRACTITIONERS)
OWN_AVAILABILITY = NavigationItem("My availability", "own_availability", Permission.KEEP_AVAILABILITY)
