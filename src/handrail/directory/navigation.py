"""Entries of the navigation that lead to the directory."""

from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import NavigationItem

SERVICES = NavigationItem("Services", "services", Permission.VIEW_SERVICES)
