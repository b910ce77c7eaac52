"""All roles in one file, for the person who has to approve them.

A role is a list of permissions (what may be done), ways in (which files), and kinds of information (what is
seen of them). Nobody who commissions, scrutinises or collates has a way in: they never meet an identity.
"""

from dataclasses import dataclass
from enum import StrEnum

from handrail.platform.access.kinds import ALL_KINDS, SUPPORT_KINDS, Kind
from handrail.platform.access.sharing_presets import get_sharing_preset


class Permission(StrEnum):
    """What may be done, asked of a role before anything else."""

    OPEN_CASE = "open a case"
    VIEW_CASE = "see a case"
    RECORD = "record what happened"
    RECORD_CONSENT = "record what someone agreed to"
    OFFER = "record needs and offers"
    EDIT_PERSON = "change someone’s details and how to reach them"
    SHARE = "decide who else can see a case"
    VIEW_DAY = "open My day"
    VIEW_LOOKS = "see who has viewed a case"
    VIEW_SERVICES = "see services"
    VIEW_RULES = "see the pathway and its rules"
    EDIT_SERVICES = "add your organisation’s services"
    KEEP_DIRECTORY = "import lists of services"
    SET_LENGTHS = "set your organisation's own targets"
    VIEW_CALLS = "see requests for information and who has answered"
    ASK_BODIES = "request information from bodies and follow their answers"
    WRITE_RETURN = "write your organisation’s answers"
    SIGN_RETURN = "sign off your organisation’s answers"
    VIEW_PRACTICES = "see practices reported by areas"
    SORT_PRACTICES = "sort practices reported by areas"
    EDIT_REPORTS = "put reports together and publish them"
    APPROVE_QUOTES = "say whether your organisation can be quoted"
    ASK_MONEY = "request money"
    SPEND_FIRST = "spend first, to be reviewed later"
    APPROVE_MONEY = "approve requests for money"
    RECONCILE_MONEY = "check receipts against spending"
    SET_FUND = "set up funds and their rules"
    VIEW_MONEY = "see funds and what is left of them"
    ISSUE_BAG = "give a person a bag"
    KEEP_STORE = "keep a store of bags"
    VIEW_STORES = "see stores of bags"
    VIEW_GAPS = "see unmet need"
    VIEW_RECOMMENDATIONS = "see recommendations and what was answered"
    REGISTER_RECOMMENDATIONS = "enter recommendations"
    ANSWER_RECOMMENDATIONS = "answer recommendations"
    CLOSE_RECOMMENDATIONS = "ask for updates and decide when they are enough"
    VIEW_OVERSIGHT = "see assurance meetings, improvement plans and scrutiny"
    OVERSEE = "hold assurance meetings, plans and scrutiny"
    WORK_ON_ACTIONS = "work on joint plans and update the status of actions"
    FIND_PLACE = "find someone a place for the night"
    EDIT_PLACES = "manage places"
    OVERRULE_CHECK = "overrule the check before a hotel"
    EDIT_AGREEMENTS = "add agreements about places"
    VIEW_AGREEMENTS = "see agreements about places"
    SPEAK_OF_LIKENESS = "say whether to speak with another organisation about someone both may know"
    KEEP_OWN_NOTE = "keep a note for the police side alone"
    REVIEW_USE = "look into unusual use"
    ANSWER_FEEDBACK = "answer feedback and complaints"
    OPEN_IN_EMERGENCY = "open a case in an emergency"
    REVIEW_EMERGENCIES = "review cases that were opened in an emergency"
    ADMINISTER = "look after the people of your organisation and their roles"
    ALLOW_DEVICE_CALLS = "say whether your team may call people from their devices"
    ADD_ORGANISATIONS = "add organisations and invite their first administrator"
    CHECK_RECORDS = "see how many records contradict each other"
    KEEP_PERSONAL_DATA = "answer data requests and set how long data is kept"
    VIEW_POSTS = "see posts and which areas share them"
    VIEW_PRACTITIONERS = "see the register of practitioners"
    EDIT_PRACTITIONERS = "keep posts, the register of practitioners and training"
    KEEP_AVAILABILITY = "keep your own availability"
    APPROVE_ERASURE = "approve erasing someone’s record"
    IMPORT_CASELOAD = "import cases from a spreadsheet"
    ASK_INFORMATION = "request information between support and investigation"
    ANSWER_INFORMATION = "answer requests between support and investigation"
    VIEW_REQUEST_LOG = "see the log of requests between support and investigation"
    APPROVE_COUNSELLING_REQUEST = "approve asking for counselling notes, in a police force"
    DEPLOY = "decide who is sent to a person"
    ANSWER_DEPLOYMENT = "accept or decline deployment requests"
    ASK_ADVICE = "ask a co-ordinator for professional advice"
    ANSWER_ADVICE = "give professional advice and see how often it was asked"
    VIEW_PACKS = "read the board packs of your area"
    EDIT_PACKS = "put board packs together"
    COMMENT_ON_PACKS = "comment on the measures of board packs"
    SIGN_PACKS = "sign board packs"
    JOIN_CONFERENCE = "take part in a case conference"
    RUN_SURVEYS = "run surveys of your organisation"
    VIEW_NEEDS = "read needs assessments of your area"
    WRITE_NEEDS = "write needs assessments"
    CHECK_QUOTES = "check quotes of needs assessments that somebody else entered"
    PUBLISH_NEEDS = "publish needs assessments and decide what they lead to"
    DISCLOSE_COUNTS = "give another organisation an exact count of your cases"
    HOLD_FILE_LINK = "link two files of one person"
    KEEP_CONTRACT = "keep the victim contract and keep in touch about the criminal case"
    SIGN_CONTRACT = "sign the victim contract and see how rights were given"
    DECIDE_TRIAGE = "decide how a matter is investigated"
    VIEW_BIDS = "see bids, posts and pilots"
    EDIT_BIDS = "write bids, pilots and evaluations"
    DECIDE_BIDS = "decide on bids and pilots, and publish evaluations"
    VIEW_EVALUATIONS = "see evaluations of your organisation, and published ones"
    RECORD_COMPULSION = "record whether a person may have been made to break the law"
    VIEW_FOR_YOU = "open For you"
    JOIN_PARTNERSHIPS = "take part in the boards and forums of your organisation"
    VIEW_GROUP_FIGURES = "see what intensifications found and a network’s national view"
    CONVENE_PARTNERSHIPS = "set up boards and forums, and run them"
    VIEW_COMMISSIONING = "see commissioned services, their money and reviews"
    EDIT_COMMISSIONING = "write what is commissioned"
    SIGN_COMMISSIONING = "sign what is commissioned and decided"
    VIEW_PUBLISHED_SPENDING = "see published spending, grants and contracts"
    VIEW_PREVENTION = "see campaigns, training and threats"
    RUN_CAMPAIGNS = "set up campaigns and follow them"
    KEEP_THREATS = "keep the threat log, scores and team capacity"
    VIEW_STRATEGY = "read strategic plans"
    WRITE_STRATEGY = "write strategic plans"
    RECORD_OUTREACH = "record outreach sessions"
    WRITE_INTELLIGENCE = "write intelligence reports"
    CLEAR_INTELLIGENCE = "grade and clear intelligence reports"
    VIEW_INTELLIGENCE_MAP = "see intelligence and outreach by district"


class AccessPath(StrEnum):
    """A way in to a file."""

    NAMED = "named on the case"
    SHARED = "shared with your organisation"
    OWNED = "held by your organisation"
    EMERGENCY = "opened in an emergency"


class Role(StrEnum):
    """A role, as one person holds it in one body."""

    NAVIGATOR = "navigator"
    LIAISON_OFFICER = "liaison_officer"
    CO_ORDINATOR = "co_ordinator"
    ADVISER = "adviser"
    OFFICER = "officer"
    SUPPORT_WORKER = "support_worker"
    HOUSING = "housing"
    DUTY_LEAD = "duty_lead"
    COMMISSIONER = "commissioner"
    SIGNATORY = "signatory"
    FORCE_LEAD = "force_lead"
    BOARD = "board"
    COLLATOR = "collator"
    PARTNERSHIP_MEMBER = "partnership_member"
    DATA_PROTECTION = "data_protection"
    ADMINISTRATOR = "administrator"
    PLATFORM_ADMINISTRATOR = "platform_administrator"

    @property
    def card(self) -> "RoleDefinition":
        """What the role may do and see."""
        return ROLES[self]


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """One role in plain words."""

    name: str
    words: str
    permissions: frozenset[Permission]
    ways: tuple[AccessPath, ...]
    kinds: frozenset[Kind]
    shared_kinds: frozenset[Kind] = ALL_KINDS  # of files that another body holds


_EVERYONE = frozenset({Permission.VIEW_RULES, Permission.VIEW_PRACTICES})
_CASEWORK = _EVERYONE | {
    Permission.OPEN_CASE,
    Permission.VIEW_CASE,
    Permission.RECORD,
    Permission.RECORD_CONSENT,
    Permission.OFFER,
    Permission.EDIT_PERSON,
    Permission.SHARE,
    Permission.VIEW_DAY,
    Permission.VIEW_LOOKS,
    Permission.VIEW_SERVICES,
    Permission.ASK_MONEY,
    Permission.SPEND_FIRST,
    Permission.VIEW_MONEY,
    Permission.ISSUE_BAG,
    Permission.VIEW_STORES,
    Permission.VIEW_GAPS,
    Permission.FIND_PLACE,
    Permission.ASK_INFORMATION,
    Permission.ASK_ADVICE,
    Permission.RECORD_COMPULSION,
    Permission.JOIN_CONFERENCE,
    Permission.JOIN_PARTNERSHIPS,
    Permission.VIEW_GROUP_FIGURES,
}
_OVERSIGHT = frozenset(
    {
        Permission.VIEW_FOR_YOU,
        Permission.VIEW_RECOMMENDATIONS,
        Permission.VIEW_OVERSIGHT,
        Permission.JOIN_PARTNERSHIPS,
        Permission.VIEW_GROUP_FIGURES,
    }
)
_ANSWERING = _OVERSIGHT | {Permission.ANSWER_RECOMMENDATIONS, Permission.WORK_ON_ACTIONS}
_OVERSEEING = _ANSWERING | {
    Permission.REGISTER_RECOMMENDATIONS,
    Permission.CLOSE_RECOMMENDATIONS,
    Permission.OVERSEE,
}
_READING_BIDS = frozenset({Permission.VIEW_BIDS, Permission.VIEW_EVALUATIONS})
_COMMISSIONING = frozenset({Permission.VIEW_COMMISSIONING, Permission.VIEW_PUBLISHED_SPENDING})
_PREVENTING = frozenset(
    {Permission.VIEW_PREVENTION, Permission.VIEW_STRATEGY, Permission.VIEW_INTELLIGENCE_MAP}
)
_REACHING_OUT = frozenset({Permission.RECORD_OUTREACH, Permission.WRITE_INTELLIGENCE})
_DEPLOYABLE = frozenset({Permission.KEEP_AVAILABILITY, Permission.ANSWER_DEPLOYMENT})
_REGISTER = frozenset({Permission.VIEW_POSTS, Permission.VIEW_PRACTITIONERS})
_PARTNER = (AccessPath.NAMED, AccessPath.SHARED)
_ANSWERING_REQUESTS = frozenset({Permission.ANSWER_INFORMATION, Permission.HOLD_FILE_LINK})
_CRIMINAL_CASE = frozenset({Permission.KEEP_CONTRACT})
_INVESTIGATING = _ANSWERING_REQUESTS | {Permission.KEEP_OWN_NOTE, Permission.DECIDE_TRIAGE} | _CRIMINAL_CASE
_OUT_OF_HOURS = frozenset({Permission.OPEN_IN_EMERGENCY})
_PARTNER_OUT_OF_HOURS = (*_PARTNER, AccessPath.EMERGENCY)
NO_SUPPORT_NOTES = ALL_KINDS - SUPPORT_KINDS

ROLES: dict[Role, RoleDefinition] = {
    Role.NAVIGATOR: RoleDefinition(
        "Navigator",
        "Supports a person through police, NRM and services. Sees the cases they are named on.",
        _CASEWORK | _OUT_OF_HOURS | _DEPLOYABLE,
        _PARTNER_OUT_OF_HOURS,
        ALL_KINDS,
    ),
    Role.LIAISON_OFFICER: RoleDefinition(
        "Victim liaison officer",
        (
            "The point of contact in a police force. Sees the cases they are named on, but never "
            "another organisation’s support notes."
        ),
        _CASEWORK | _INVESTIGATING | _OUT_OF_HOURS | _DEPLOYABLE | _REACHING_OUT,
        _PARTNER_OUT_OF_HOURS,
        ALL_KINDS,
        NO_SUPPORT_NOTES,
    ),
    Role.CO_ORDINATOR: RoleDefinition(
        "Co-ordinator",
        "Specialist victim and witness care. Sees the cases they are named on.",
        _CASEWORK
        | {Permission.KEEP_STORE, Permission.ANSWER_ADVICE}
        | _CRIMINAL_CASE
        | _OUT_OF_HOURS
        | _DEPLOYABLE
        | _REGISTER,
        _PARTNER_OUT_OF_HOURS,
        ALL_KINDS,
    ),
    Role.ADVISER: RoleDefinition(
        "Adviser",
        "Advises a person on rights and entitlements. Sees the cases they are named on.",
        _CASEWORK - {Permission.SPEND_FIRST},
        _PARTNER,
        ALL_KINDS,
    ),
    Role.OFFICER: RoleDefinition(
        "First responder",
        (
            "Meets a potential victim first, opens the case and remains their point of contact. "
            "Never sees another organisation’s support notes."
        ),
        _CASEWORK | _INVESTIGATING | _OUT_OF_HOURS | _DEPLOYABLE | _REACHING_OUT,
        _PARTNER_OUT_OF_HOURS,
        ALL_KINDS,
        NO_SUPPORT_NOTES,
    ),
    Role.SUPPORT_WORKER: RoleDefinition(
        "Support worker",
        "Supports people for a charity or provider. Sees the cases they are named on, and what others share "
        "with their organisation.",
        _CASEWORK | _OUT_OF_HOURS | _DEPLOYABLE | _REACHING_OUT,
        _PARTNER_OUT_OF_HOURS,
        ALL_KINDS,
    ),
    Role.HOUSING: RoleDefinition(
        "Housing officer",
        "Finds a place for a person. Sees only what is needed to house them, when shared.",
        _EVERYONE
        | {Permission.VIEW_CASE, Permission.VIEW_DAY, Permission.VIEW_SERVICES, Permission.OFFER}
        | {Permission.FIND_PLACE, Permission.EDIT_PLACES, Permission.VIEW_AGREEMENTS}
        | {Permission.JOIN_CONFERENCE, Permission.JOIN_PARTNERSHIPS, Permission.VIEW_GROUP_FIGURES},
        _PARTNER,
        get_sharing_preset("house").kinds,
    ),
    Role.DUTY_LEAD: RoleDefinition(
        "Duty lead",
        "Covers gaps and deploys practitioners. Sees every case of their organisation.",
        _CASEWORK
        | {Permission.SET_LENGTHS, Permission.EDIT_SERVICES, Permission.KEEP_DIRECTORY}
        | {Permission.ANSWER_FEEDBACK, Permission.ALLOW_DEVICE_CALLS, Permission.CHECK_RECORDS}
        | {Permission.APPROVE_MONEY, Permission.RECONCILE_MONEY, Permission.KEEP_STORE}
        | {Permission.EDIT_PLACES, Permission.OVERRULE_CHECK}
        | {Permission.EDIT_AGREEMENTS, Permission.VIEW_AGREEMENTS}
        | {Permission.SPEAK_OF_LIKENESS, Permission.REVIEW_EMERGENCIES, Permission.APPROVE_ERASURE}
        | {Permission.IMPORT_CASELOAD}
        | _REGISTER
        | {Permission.EDIT_PRACTITIONERS, Permission.DEPLOY}
        | _DEPLOYABLE
        | _ANSWERING_REQUESTS
        | {Permission.VIEW_REQUEST_LOG, Permission.DISCLOSE_COUNTS}
        | {Permission.APPROVE_COUNSELLING_REQUEST}
        | _CRIMINAL_CASE
        | {Permission.SIGN_CONTRACT, Permission.DECIDE_TRIAGE}
        | _OUT_OF_HOURS
        | _REACHING_OUT,
        (AccessPath.OWNED, AccessPath.NAMED, AccessPath.SHARED, AccessPath.EMERGENCY),
        ALL_KINDS,
    ),
    Role.COMMISSIONER: RoleDefinition(
        "Commissioner’s office",
        "Commissions services. Sees figures, never a person.",
        _EVERYONE
        | {Permission.VIEW_CALLS, Permission.WRITE_RETURN, Permission.VIEW_SERVICES}
        | {Permission.EDIT_SERVICES, Permission.KEEP_DIRECTORY}
        | {Permission.SET_FUND, Permission.APPROVE_MONEY, Permission.RECONCILE_MONEY, Permission.VIEW_MONEY}
        | {Permission.VIEW_STORES, Permission.VIEW_POSTS}
        | {Permission.EDIT_AGREEMENTS, Permission.VIEW_AGREEMENTS}
        | _OVERSEEING
        | _COMMISSIONING
        | {Permission.EDIT_COMMISSIONING}
        | {Permission.APPROVE_QUOTES}
        | {Permission.VIEW_PACKS, Permission.EDIT_PACKS, Permission.COMMENT_ON_PACKS, Permission.SIGN_PACKS}
        | _READING_BIDS
        | {Permission.EDIT_BIDS}
        | {Permission.RUN_SURVEYS, Permission.VIEW_NEEDS, Permission.WRITE_NEEDS, Permission.CHECK_QUOTES}
        | {Permission.CONVENE_PARTNERSHIPS}
        | _PREVENTING
        | {Permission.RUN_CAMPAIGNS, Permission.WRITE_STRATEGY},
        (),
        frozenset(),
    ),
    Role.SIGNATORY: RoleDefinition(
        "Signatory",
        ("Signs what a local policing body reports, after someone else has written it. Never sees a person."),
        _EVERYONE
        | {Permission.VIEW_CALLS, Permission.SIGN_RETURN, Permission.VIEW_SERVICES}
        | _OVERSEEING
        | _COMMISSIONING
        | {Permission.SIGN_COMMISSIONING}
        | {Permission.APPROVE_QUOTES}
        | {Permission.VIEW_PACKS, Permission.SIGN_PACKS}
        | _READING_BIDS
        | {Permission.DECIDE_BIDS}
        | {Permission.VIEW_NEEDS, Permission.CHECK_QUOTES, Permission.PUBLISH_NEEDS}
        | _PREVENTING,
        (),
        frozenset(),
    ),
    Role.FORCE_LEAD: RoleDefinition(
        "Force lead",
        "Responsible for a police force’s work on modern slavery. Sees figures, never a person.",
        _EVERYONE
        | {Permission.VIEW_CALLS, Permission.WRITE_RETURN}
        | _ANSWERING
        | _COMMISSIONING
        | {Permission.APPROVE_QUOTES}
        | {Permission.VIEW_PACKS, Permission.COMMENT_ON_PACKS}
        | _READING_BIDS
        | {Permission.VIEW_NEEDS}
        | _PREVENTING
        | _REACHING_OUT
        | {Permission.RUN_CAMPAIGNS, Permission.KEEP_THREATS, Permission.CLEAR_INTELLIGENCE},
        (),
        frozenset(),
    ),
    Role.BOARD: RoleDefinition(
        "Board member",
        "Reads packs and asks questions. Never sees a person.",
        _EVERYONE
        | _OVERSIGHT
        | _COMMISSIONING
        | _READING_BIDS
        | {Permission.VIEW_PACKS, Permission.VIEW_NEEDS, Permission.VIEW_STRATEGY},
        (),
        frozenset(),
    ),
    Role.COLLATOR: RoleDefinition(
        "National collator",
        "Requests information from every body and publishes the answers. Never sees a person.",
        _EVERYONE
        | {Permission.VIEW_CALLS, Permission.ASK_BODIES, Permission.SORT_PRACTICES}
        | {Permission.VIEW_FOR_YOU, Permission.VIEW_RECOMMENDATIONS}
        | {Permission.REGISTER_RECOMMENDATIONS, Permission.CLOSE_RECOMMENDATIONS}
        | {Permission.EDIT_REPORTS, Permission.VIEW_PUBLISHED_SPENDING, Permission.VIEW_STRATEGY}
        | {Permission.VIEW_PACKS, Permission.EDIT_PACKS, Permission.COMMENT_ON_PACKS, Permission.SIGN_PACKS}
        | {Permission.VIEW_EVALUATIONS, Permission.VIEW_NEEDS}
        | {Permission.JOIN_PARTNERSHIPS, Permission.VIEW_GROUP_FIGURES, Permission.CONVENE_PARTNERSHIPS},
        (),
        frozenset(),
    ),
    Role.PARTNERSHIP_MEMBER: RoleDefinition(
        "Partnership member",
        "Takes a seat in boards and forums, for example for a business. Sees no person, no case and no figure "
        "of an area.",
        frozenset({Permission.VIEW_RULES, Permission.VIEW_FOR_YOU, Permission.JOIN_PARTNERSHIPS}),
        (),
        frozenset(),
    ),
    Role.DATA_PROTECTION: RoleDefinition(
        "Data protection lead",
        (
            "Sees who viewed what, and why: the log, and a file only while the person’s request for "
            "a copy is being answered."
        ),
        _EVERYONE
        | {Permission.VIEW_LOOKS, Permission.REVIEW_USE, Permission.SPEAK_OF_LIKENESS}
        | {Permission.REVIEW_EMERGENCIES, Permission.KEEP_PERSONAL_DATA, Permission.APPROVE_ERASURE}
        | {Permission.VIEW_REQUEST_LOG},
        (AccessPath.OWNED,),
        frozenset({Kind.LOOKS}),
    ),
    Role.ADMINISTRATOR: RoleDefinition(
        "Administrator",
        "Manages an organisation’s accounts and roles. Cannot open cases or see anything about the people in them.",
        _EVERYONE | {Permission.ADMINISTER, Permission.ALLOW_DEVICE_CALLS, Permission.CHECK_RECORDS},
        (),
        frozenset(),
    ),
    Role.PLATFORM_ADMINISTRATOR: RoleDefinition(
        "Platform administrator",
        "Adds organisations and invites the first administrator of each. Cannot open cases or see "
        "anything about the people in them.",
        _EVERYONE | {Permission.ADD_ORGANISATIONS, Permission.CHECK_RECORDS},
        (),
        frozenset(),
    ),
}
