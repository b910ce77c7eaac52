"""Entries of the navigation that lead to pages about people, their places, their services and the team."""

from handrail.directory.navigation import (
    COMMISSIONING_ROLES,
    MONEY,
    OWN_AVAILABILITY,
    PRACTITIONERS,
    SERVICES,
)
from handrail.platform.access.roles import Permission, Role
from handrail.platform.ui.navigation import NavigationGroup, NavigationItem

MY_DAY = NavigationItem("My day", "my_day", Permission.VIEW_DAY, hidden_from=(Role.HOUSING,))
HOUSING = (
    NavigationItem("Tonight", "tonight", Permission.EDIT_PLACES, hidden_with=Permission.RECORD),
    NavigationItem("Our places", "my_places", Permission.EDIT_PLACES, hidden_with=Permission.RECORD),
    NavigationItem(
        "Agreements",
        "agreements",
        Permission.VIEW_AGREEMENTS,
        hidden_with=Permission.RECORD,
        hidden_from=COMMISSIONING_ROLES,
    ),
)
CASES = NavigationItem("Cases", "cases", Permission.VIEW_CASE)
PEOPLE = NavigationGroup(
    "People",
    (
        NavigationItem("My day", "my_day", Permission.VIEW_DAY, hidden_with=Permission.RECORD),
        CASES,
        NavigationItem("Contacts of the day", "contacts_of_day", Permission.RECORD),
        NavigationItem("Handovers", "hand_overs", Permission.RECORD),
        NavigationItem("Incidents", "incidents", Permission.RECORD),
        NavigationItem("Possible duplicates", "likenesses", Permission.RECORD),
        NavigationItem("Forms handed over to us", "nrm_handed_list", Permission.RECORD),
        NavigationItem("Import cases", "caseload_imports", Permission.IMPORT_CASELOAD),
        NavigationItem("Conferences", "conferences", Permission.JOIN_CONFERENCE),
        NavigationItem("Requests for information", "information_requests", Permission.ASK_INFORMATION),
        NavigationItem("Rights given in time", "rights_in_time", Permission.SIGN_CONTRACT, police_only=True),
        NavigationItem("Counts requested from you", "asked_counts", Permission.DISCLOSE_COUNTS),
        NavigationItem("Link held only by you", "held_by_you", Permission.HOLD_FILE_LINK),
        NavigationItem(
            "Access log", "looks", Permission.VIEW_LOOKS, hidden_with=Permission.KEEP_PERSONAL_DATA
        ),
        NavigationItem(
            "Emergency access",
            "emergencies",
            Permission.REVIEW_EMERGENCIES,
            hidden_with=Permission.KEEP_PERSONAL_DATA,
        ),
        NavigationItem(
            "Erasures", "erasures", Permission.APPROVE_ERASURE, hidden_with=Permission.KEEP_PERSONAL_DATA
        ),
    ),
)
PLACES = NavigationGroup(
    "Places",
    (
        NavigationItem(
            "Places", "places_of_people", Permission.FIND_PLACE, hidden_with=Permission.EDIT_PLACES
        ),
        NavigationItem(
            "Places for our cases", "places_of_people", Permission.EDIT_PLACES, hidden_from=(Role.HOUSING,)
        ),
        NavigationItem("Tonight", "tonight", Permission.EDIT_PLACES, hidden_from=(Role.HOUSING,)),
        NavigationItem("Our places", "my_places", Permission.EDIT_PLACES, hidden_from=(Role.HOUSING,)),
        NavigationItem(
            "Agreements",
            "agreements",
            Permission.VIEW_AGREEMENTS,
            hidden_from=(Role.HOUSING, *COMMISSIONING_ROLES),
        ),
    ),
)
HELP = NavigationGroup(
    "Services",
    (
        SERVICES,
        NavigationItem("Referrals", "referrals", Permission.OFFER),
        MONEY,
    ),
)
TEAM = NavigationGroup(
    "Team",
    (
        NavigationItem("Cover for absences", "cover", Permission.RECORD),
        NavigationItem("Deployment", "deployment_board", Permission.DEPLOY),
        NavigationItem("Deployment requests for you", "own_deployments", Permission.ANSWER_DEPLOYMENT),
        OWN_AVAILABILITY,
        PRACTITIONERS,
        NavigationItem("Cover by hour", "cover_by_hour", Permission.VIEW_PRACTITIONERS),
        NavigationItem("Professional advice", "advice", Permission.ASK_ADVICE),
        NavigationItem("Feedback and complaints", "said_of_us", Permission.ANSWER_FEEDBACK),
    ),
)
DATA_PROTECTION = (
    NavigationItem("To review", "data_protection_home", Permission.KEEP_PERSONAL_DATA),
    NavigationItem("Personal data", "personal_data", Permission.KEEP_PERSONAL_DATA),
    NavigationItem("Access log", "looks", Permission.KEEP_PERSONAL_DATA),
    NavigationItem("Unusual access to cases", "unusual_use", Permission.REVIEW_USE),
    NavigationItem("Emergency access", "emergencies", Permission.KEEP_PERSONAL_DATA),
)
LIBRARY = "Library"
PATHWAY = NavigationItem("Pathway", "pathway_map", Permission.VIEW_RULES)
WHAT_CHANGES_MINDS = NavigationItem("What helps people engage", "what_changed_figures", Permission.VIEW_GAPS)
