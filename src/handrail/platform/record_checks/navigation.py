"""The entry of the navigation that leads to contradictions in records."""

from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import NavigationItem

RECORD_CHECKS = NavigationItem("Contradictions", "record_checks", Permission.CHECK_RECORDS)
