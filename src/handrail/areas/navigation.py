"""Entries of the navigation that lead to pages about areas: calls, reports, oversight, practices."""

from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

FOR_YOU = NavigationItem("For you", "area_home", Permission.VIEW_RECOMMENDATIONS)
REQUESTS_AND_OVERSIGHT = NavigationGroup(
    "Requests and oversight",
    (
        NavigationItem("Calls", "calls", Permission.VIEW_CALLS),
        NavigationItem("Reports", "reports", Permission.VIEW_CALLS),
        NavigationItem("Recommendations", "recommendations", Permission.VIEW_RECOMMENDATIONS),
        NavigationItem("Meetings, plans and scrutiny", "oversight", Permission.VIEW_OVERSIGHT),
    ),
)
FIGURES = NavigationGroup(
    "Figures",
    (
        NavigationItem("Your area", "area_brief", Permission.VIEW_OVERSIGHT),
        NavigationItem("Published figures", "figures", Permission.VIEW_CALLS),
        NavigationItem("Trends", "trends", Permission.VIEW_OVERSIGHT),
        NavigationItem("Signals", "signals", Permission.VIEW_OVERSIGHT),
        NavigationItem("What is missing", "provision_gaps", Permission.VIEW_OVERSIGHT),
        NavigationItem("From referral to result", "take_up", Permission.VIEW_OVERSIGHT),
        NavigationItem("What if a rule changed", "rule_changes", Permission.VIEW_OVERSIGHT),
        NavigationItem("Board packs", "packs", Permission.VIEW_PACKS),
        NavigationItem("Monitoring returns", "monitoring_returns", Permission.VIEW_CALLS),
    ),
)
PRACTICES = NavigationItem("Practices", "practices", Permission.VIEW_PRACTICES)
PARTNERSHIPS_AND_PREVENTION = NavigationGroup(
    "Partnerships and prevention",
    (
        NavigationItem("Campaigns and training", "campaigns", Permission.VIEW_PREVENTION),
        NavigationItem("Outreach and intelligence", "outreach", Permission.RECORD_OUTREACH),
        NavigationItem(
            "Outreach and intelligence",
            "intelligence_map",
            Permission.VIEW_INTELLIGENCE_MAP,
            hidden_with=Permission.RECORD_OUTREACH,
        ),
        NavigationItem("Threats and plan", "strategies", Permission.VIEW_STRATEGY),
    ),
)
