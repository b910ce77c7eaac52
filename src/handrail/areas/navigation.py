"""Entries of the navigation that lead to pages about areas: calls, reports, oversight, practices."""

from handrail.platform.access.roles import Permission, Role
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

FOR_YOU = NavigationItem("For you", "area_home", Permission.VIEW_FOR_YOU)
REQUESTS_AND_OVERSIGHT = NavigationGroup(
    "Requests and oversight",
    (
        NavigationItem("Requests", "calls", Permission.VIEW_CALLS),
        NavigationItem("Reports", "reports", Permission.VIEW_CALLS),
        NavigationItem("Recommendations", "recommendations", Permission.VIEW_RECOMMENDATIONS),
        NavigationItem("Meetings, plans and scrutiny", "oversight", Permission.VIEW_OVERSIGHT),
    ),
)
FIGURES = NavigationGroup(
    "Figures",
    (
        NavigationItem("Published figures", "figures", Permission.VIEW_CALLS),
        NavigationItem("Trends", "trends", Permission.VIEW_OVERSIGHT),
        NavigationItem("Unusual changes", "signals", Permission.VIEW_OVERSIGHT),
        NavigationItem("Unmet need", "provision_gaps", Permission.VIEW_OVERSIGHT),
        NavigationItem("From referral to result", "take_up", Permission.VIEW_OVERSIGHT),
        NavigationItem("Police and courts", "area_justice_figures", Permission.VIEW_OVERSIGHT),
        NavigationItem("What if a rule changed", "rule_changes", Permission.VIEW_OVERSIGHT),
        NavigationItem("Board packs", "packs", Permission.VIEW_PACKS),
        NavigationItem("Monitoring returns", "monitoring_returns", Permission.VIEW_CALLS),
    ),
)
PARTNERSHIPS_AND_PREVENTION = NavigationGroup(
    "Partnerships and prevention",
    (
        NavigationItem(
            "Boards and forums",
            "partnerships",
            Permission.JOIN_PARTNERSHIPS,
            hidden_with=Permission.VIEW_DAY,
        ),
        NavigationItem("Campaigns and training", "campaigns", Permission.VIEW_PREVENTION),
        NavigationItem(
            "Outreach and intelligence",
            "outreach",
            Permission.RECORD_OUTREACH,
            hidden_with=Permission.VIEW_DAY,
        ),
        NavigationItem(
            "Outreach and intelligence",
            "intelligence_map",
            Permission.VIEW_INTELLIGENCE_MAP,
            hidden_with=Permission.RECORD_OUTREACH,
        ),
        NavigationItem("Threats and plan", "strategies", Permission.VIEW_STRATEGY),
    ),
)
FORUMS_OF_CASEWORKERS = NavigationItem(
    "Boards and forums",
    "partnerships",
    Permission.JOIN_PARTNERSHIPS,
    hidden_with=Permission.VIEW_OVERSIGHT,
    hidden_from=(Role.COLLATOR, Role.PARTNERSHIP_MEMBER),
)
"""For those who work with people and sit in a forum: in a group that they have already."""
OUTREACH_OF_CASEWORKERS = NavigationItem(
    "Outreach and intelligence",
    "outreach",
    Permission.RECORD_OUTREACH,
    hidden_with=Permission.VIEW_OVERSIGHT,
)
"""For those who work with people and go out to them: beside the other work of their team."""
PRACTICES = NavigationItem("Practice examples", "practices", Permission.VIEW_PRACTICES)
COMMISSIONING = NavigationGroup(
    "Commissioning",
    (
        NavigationItem("Services and contracts", "service_lines", Permission.VIEW_COMMISSIONING),
        NavigationItem("Needs assessments", "needs", Permission.VIEW_NEEDS),
        NavigationItem("Bids and funded posts", "bids", Permission.VIEW_BIDS),
        NavigationItem("Pilots and evaluations", "evaluations", Permission.VIEW_EVALUATIONS),
    ),
)
"""Beside the entries of the directory under the same word (site/navigation.py)."""
PUBLISHED_SPENDING = NavigationItem(
    "Published spending",
    "published_spending",
    Permission.VIEW_PUBLISHED_SPENDING,
    hidden_with=Permission.VIEW_COMMISSIONING,
)
