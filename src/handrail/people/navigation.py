"""Entries of the navigation that lead to pages about people and their cases."""

from handrail.directory.navigation import OWN_AVAILABILITY, POSTS, PRACTITIONERS, SERVICES
from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

MY_DAY = NavigationItem("My day", "my_day", Permission.VIEW_DAY)
CASES = NavigationItem("Cases", "cases", Permission.VIEW_CASE)
OUR_WORK = NavigationGroup(
    "Our work",
    (
        NavigationItem("Contacts", "contacts_of_day", Permission.RECORD),
        NavigationItem("Who stands in", "cover", Permission.RECORD),
        NavigationItem("Deployment", "deployment_board", Permission.DEPLOY),
        NavigationItem("Asked to go", "own_deployments", Permission.ANSWER_DEPLOYMENT),
        OWN_AVAILABILITY,
        PRACTITIONERS,
        NavigationItem("Cover", "cover_by_hour", Permission.VIEW_PRACTITIONERS),
        NavigationItem("Professional advice", "advice", Permission.ASK_ADVICE),
        NavigationItem("Hand-overs", "hand_overs", Permission.RECORD),
        NavigationItem("Incidents", "incidents", Permission.RECORD),
        NavigationItem("Perhaps the same person", "likenesses", Permission.RECORD),
        NavigationItem("Forms handed to us", "nrm_handed_list", Permission.RECORD),
        NavigationItem("Requests for information", "information_requests", Permission.ASK_INFORMATION),
        NavigationItem("Counts asked of you", "asked_counts", Permission.DISCLOSE_COUNTS),
        NavigationItem("Held by you alone", "held_by_you", Permission.HOLD_FILE_LINK),
        NavigationItem("What people said of us", "said_of_us", Permission.ANSWER_FEEDBACK),
    ),
)
HELP_AND_SERVICES = NavigationGroup(
    "Help and services",
    (
        SERVICES,
        NavigationItem("Referrals", "referrals", Permission.OFFER),
        NavigationItem("Money and bags", "money", Permission.VIEW_MONEY),
        POSTS,
        NavigationItem("Places", "my_places", Permission.EDIT_PLACES),
        NavigationItem(
            "Agreements", "agreements", Permission.VIEW_AGREEMENTS, hidden_with=Permission.EDIT_PLACES
        ),
    ),
)
LOOK_UP = "Look up"
PATHWAY = NavigationItem("Pathway", "pathway_map", Permission.VIEW_RULES)
WHAT_CHANGES_MINDS = NavigationItem("What changes minds", "what_changed_figures", Permission.VIEW_GAPS)
UNUSUAL_USE = NavigationItem("Unusual use", "unusual_use", Permission.REVIEW_USE)
EMERGENCIES = NavigationItem("Opened in an emergency", "emergencies", Permission.REVIEW_EMERGENCIES)
WHO_HAS_LOOKED = NavigationItem("Who has looked", "looks", Permission.VIEW_LOOKS)
REQUEST_LOG = NavigationItem(
    "Log of requests", "information_log", Permission.VIEW_REQUEST_LOG, hidden_with=Permission.ASK_INFORMATION
)
PERSONAL_DATA = NavigationItem("People’s data", "personal_data", Permission.KEEP_PERSONAL_DATA)
ERASURES = NavigationItem(
    "Erasures", "erasures", Permission.APPROVE_ERASURE, hidden_with=Permission.KEEP_PERSONAL_DATA
)
