"""Who may do what: a table copied by hand, for whoever approves the roles."""

import pytest

from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import ROLES, AccessPath, Permission, Role


def actor(role, body_id=1, user_id=1):
    return Actor(user_id, "Ann", body_id, "north", "North", role)


# One letter a permission, in this order; a letter where the role has it, a dot where it has not.
ORDER = (
    Permission.OPEN_CASE, Permission.VIEW_CASE, Permission.RECORD, Permission.RECORD_CONSENT, Permission.OFFER,
    Permission.EDIT_PERSON, Permission.SHARE, Permission.VIEW_DAY, Permission.VIEW_LOOKS,
    Permission.VIEW_SERVICES, Permission.VIEW_RULES, Permission.SET_LENGTHS, Permission.EDIT_SERVICES,
    Permission.VIEW_CALLS, Permission.ASK_BODIES, Permission.WRITE_RETURN, Permission.SIGN_RETURN,
    Permission.VIEW_PRACTICES, Permission.SORT_PRACTICES,
    Permission.ASK_MONEY, Permission.SPEND_FIRST, Permission.VIEW_MONEY, Permission.APPROVE_MONEY,
    Permission.RECONCILE_MONEY, Permission.SET_FUND, Permission.ISSUE_BAG, Permission.KEEP_STORE,
    Permission.VIEW_STORES, Permission.VIEW_GAPS,
    Permission.FIND_PLACE, Permission.EDIT_PLACES, Permission.OVERRULE_CHECK, Permission.EDIT_AGREEMENTS,
    Permission.VIEW_RECOMMENDATIONS, Permission.REGISTER_RECOMMENDATIONS, Permission.ANSWER_RECOMMENDATIONS,
    Permission.CLOSE_RECOMMENDATIONS, Permission.VIEW_OVERSIGHT, Permission.OVERSEE, Permission.WORK_ON_ACTIONS,
    Permission.EDIT_REPORTS, Permission.APPROVE_QUOTES,
    Permission.KEEP_DIRECTORY,
    Permission.VIEW_AGREEMENTS,
    Permission.ANSWER_FEEDBACK,
    Permission.SPEAK_OF_LIKENESS, Permission.KEEP_OWN_NOTE, Permission.REVIEW_USE,
    Permission.OPEN_IN_EMERGENCY, Permission.REVIEW_EMERGENCIES, Permission.ADMINISTER, Permission.ADD_ORGANISATIONS,
    Permission.KEEP_PERSONAL_DATA, Permission.APPROVE_ERASURE,
    Permission.ASK_INFORMATION, Permission.ANSWER_INFORMATION, Permission.VIEW_REQUEST_LOG, Permission.HOLD_FILE_LINK,
    Permission.VIEW_POSTS, Permission.VIEW_PRACTITIONERS, Permission.EDIT_PRACTITIONERS, Permission.KEEP_AVAILABILITY,
    Permission.DEPLOY, Permission.ANSWER_DEPLOYMENT, Permission.ASK_ADVICE, Permission.ANSWER_ADVICE,
    Permission.VIEW_PACKS, Permission.EDIT_PACKS, Permission.COMMENT_ON_PACKS, Permission.SIGN_PACKS,
    Permission.DISCLOSE_COUNTS,
    Permission.KEEP_CONTRACT, Permission.SIGN_CONTRACT, Permission.DECIDE_TRIAGE, Permission.RECORD_COMPULSION,
    Permission.JOIN_CONFERENCE,
    Permission.RUN_SURVEYS, Permission.VIEW_NEEDS, Permission.WRITE_NEEDS, Permission.CHECK_QUOTES,
    Permission.PUBLISH_NEEDS, Permission.APPROVE_COUNSELLING_REQUEST,
)  # fmt: skip
#                            O V R C o E S D L s r l d V A W S P T m f v a r u b k t g F P O A 1 2 3 4 5 6 7 8 9 d G h q w u X Y M Z D E I N L H p n e k B C J K U Q R S c i j x z 0 V W k p a
TABLE = {
    Role.NAVIGATOR:         "y y y y y y y y y y y . . . . . . y . y y y . . . y . y y y . . . . . . . . . . . . . . . . . . y . . . . . y . . . . . . y . y y . . . . . . . . . y y . . . . . .",
    Role.LIAISON_OFFICER:   "y y y y y y y y y y y . . . . . . y . y y y . . . y . y y y . . . . . . . . . . . . . . . . y . y . . . . . y y . y . . . y . y y . . . . . . y . y y y . . . . . .",
    Role.CO_ORDINATOR:      "y y y y y y y y y y y . . . . . . y . y y y . . . y y y y y . . . . . . . . . . . . . . . . . . y . . . . . y . . . y y . y . y y y . . . . . y . . y y . . . . . .",
    Role.ADVISER:           "y y y y y y y y y y y . . . . . . y . y . y . . . y . y y y . . . . . . . . . . . . . . . . . . . . . . . . y . . . . . . . . . y . . . . . . . . . y y . . . . . .",
    Role.OFFICER:           "y y y y y y y y y y y . . . . . . y . y y y . . . y . y y y . . . . . . . . . . . . . . . . y . y . . . . . y y . y . . . y . y y . . . . . . y . y y y . . . . . .",
    Role.SUPPORT_WORKER:    "y y y y y y y y y y y . . . . . . y . y y y . . . y . y y y . . . . . . . . . . . . . . . . . . y . . . . . y . . . . . . y . y y . . . . . . . . . y y . . . . . .",
    Role.HOUSING:           ". y . . y . . y . y y . . . . . . y . . . . . . . . . . . y y . . . . . . . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . y . . . . . .",
    Role.DUTY_LEAD:         "y y y y y y y y y y y y y . . . . y . y y y y y . y y y y y y y y . . . . . . . . . y y y y . . y y . . . y y y y y y y y y y y y . . . . . y y y y y y . . . . . y",
    Role.COMMISSIONER:      ". . . . . . . . . y y . y y . y . y . . . y y y y . . y . . . . y y y y y y y y . y y y . . . . . . . . . . . . . . y . . . . . . . y y y y . . . . . . y y y y . .",
    Role.SIGNATORY:         ". . . . . . . . . y y . . y . . y y . . . . . . . . . . . . . . . y y y y y y y . y . . . . . . . . . . . . . . . . . . . . . . . . y . . y . . . . . . . y . y y .",
    Role.FORCE_LEAD:        ". . . . . . . . . . y . . y . y . y . . . . . . . . . . . . . . . y . y . y . y . y . . . . . . . . . . . . . . . . . . . . . . . . y . y . . . . . . . . y . . . .",
    Role.BOARD:             ". . . . . . . . . . y . . . . . . y . . . . . . . . . . . . . . . y . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . y . . . . . . . . . . y . . . .",
    Role.COLLATOR:          ". . . . . . . . . . y . . y y . . y y . . . . . . . . . . . . . . y y . y . . . y . . . . . . . . . . . . . . . . . . . . . . . . . y y y y . . . . . . . y . . . .",
    Role.PARTNERSHIP_MEMBER: ". . . . . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .",
    Role.DATA_PROTECTION:   ". . . . . . . . y . y . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . y . y . y . . y y . . y . . . . . . . . . . . . . . . . . . . . . . . . .",
    Role.ADMINISTRATOR:     ". . . . . . . . . . y . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .",
    Role.PLATFORM_ADMINISTRATOR: ". . . . . . . . . . y . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . y . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .",
}  # fmt: skip
AREA_OFFICE = {Role.COMMISSIONER, Role.SIGNATORY, Role.FORCE_LEAD}
AREA_READERS = AREA_OFFICE | {Role.BOARD, Role.COLLATOR}
OUT_IN_THE_AREA = {Role.LIAISON_OFFICER, Role.OFFICER, Role.SUPPORT_WORKER, Role.DUTY_LEAD, Role.FORCE_LEAD}
AREA_TABLE = {
    Permission.VIEW_BIDS: AREA_OFFICE | {Role.BOARD},
    Permission.EDIT_BIDS: {Role.COMMISSIONER},
    Permission.DECIDE_BIDS: {Role.SIGNATORY},
    Permission.VIEW_EVALUATIONS: AREA_READERS,
    Permission.JOIN_PARTNERSHIPS: set(Role)
    - {Role.DATA_PROTECTION, Role.ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR},
    Permission.VIEW_GROUP_FIGURES: set(Role)
    - {Role.DATA_PROTECTION, Role.ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR, Role.PARTNERSHIP_MEMBER},
    Permission.VIEW_FOR_YOU: AREA_READERS | {Role.PARTNERSHIP_MEMBER},
    Permission.CONVENE_PARTNERSHIPS: {Role.COMMISSIONER, Role.COLLATOR},
    Permission.VIEW_COMMISSIONING: AREA_OFFICE | {Role.BOARD},
    Permission.EDIT_COMMISSIONING: {Role.COMMISSIONER},
    Permission.SIGN_COMMISSIONING: {Role.SIGNATORY},
    Permission.VIEW_PUBLISHED_SPENDING: AREA_READERS,
    Permission.VIEW_PREVENTION: AREA_OFFICE,
    Permission.RUN_CAMPAIGNS: {Role.COMMISSIONER, Role.FORCE_LEAD},
    Permission.KEEP_THREATS: {Role.FORCE_LEAD},
    Permission.VIEW_STRATEGY: AREA_READERS,
    Permission.WRITE_STRATEGY: {Role.COMMISSIONER},
    Permission.RECORD_OUTREACH: OUT_IN_THE_AREA,
    Permission.WRITE_INTELLIGENCE: OUT_IN_THE_AREA,
    Permission.CLEAR_INTELLIGENCE: {Role.FORCE_LEAD},
    Permission.VIEW_INTELLIGENCE_MAP: AREA_OFFICE,
    Permission.IMPORT_CASELOAD: {Role.DUTY_LEAD},
    Permission.ALLOW_DEVICE_CALLS: {Role.DUTY_LEAD, Role.ADMINISTRATOR},
    Permission.CHECK_RECORDS: {Role.DUTY_LEAD, Role.ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR},
}
"""What few roles hold: the rooms of commissioning, partnerships and prevention, and settings of a team."""
NOBODYS_CASES = (
    Role.COMMISSIONER,
    Role.SIGNATORY,
    Role.FORCE_LEAD,
    Role.BOARD,
    Role.COLLATOR,
    Role.PARTNERSHIP_MEMBER,
    Role.ADMINISTRATOR,
    Role.PLATFORM_ADMINISTRATOR,
)


def test_the_table_knows_every_permission_and_every_role():
    assert not set(ORDER) & set(AREA_TABLE)
    assert set(ORDER) | set(AREA_TABLE) == set(Permission)
    assert set(TABLE) == set(Role) == set(ROLES)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role):
    allowed = {what for what, mark in zip(ORDER, TABLE[role].split(), strict=True) if mark == "y"}
    allowed |= {what for what, roles in AREA_TABLE.items() if role in roles}
    assert ROLES[role].permissions == allowed
    for permission in Permission:
        if permission in allowed:
            require_permission(actor(role), permission)
        else:
            with pytest.raises(Denied, match=permission.value):
                require_permission(actor(role), permission)


@pytest.mark.parametrize("role", Role)
def test_only_those_who_may_meet_an_identity_have_a_way_in(role):
    assert bool(ROLES[role].ways) == (role not in NOBODYS_CASES)


def test_only_duty_leads_and_those_who_read_the_log_reach_what_they_are_not_named_on():
    assert {role for role in Role if AccessPath.OWNED in ROLES[role].ways} == {
        Role.DUTY_LEAD,
        Role.DATA_PROTECTION,
    }


def test_kinds_are_all_or_a_named_few():
    few = {role: ROLES[role].kinds for role in Role if ROLES[role].kinds != ALL_KINDS}
    assert few == {
        Role.HOUSING: {Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.HOUSING},
        Role.DATA_PROTECTION: {Kind.LOOKS},
        **dict.fromkeys(NOBODYS_CASES, frozenset()),
    }


KIND_ORDER = (
    Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.PATHWAY, Kind.CONSENT, Kind.NEEDS, Kind.HOUSING, Kind.OFFERS,
    Kind.OUTCOMES, Kind.OWN_WORDS, Kind.NOTES, Kind.HEALTH, Kind.IMMIGRATION, Kind.ACCOUNT, Kind.LOOKS,
)  # fmt: skip
# O: of a case of their own body that they are named on or lead. s: of another body's too, where it is shared.
#                            I  C  S  P  c  N  H  o  O  W  n  h  i  A  L
KIND_TABLE = {
    Role.NAVIGATOR:         "Os Os Os Os Os Os Os Os Os Os Os Os Os Os Os",
    Role.LIAISON_OFFICER:   "Os Os Os Os Os O  O  O  O  O  O  O  O  Os Os",
    Role.CO_ORDINATOR:      "Os Os Os Os Os Os Os Os Os Os Os Os Os Os Os",
    Role.ADVISER:           "Os Os Os Os Os Os Os Os Os Os Os Os Os Os Os",
    Role.OFFICER:           "Os Os Os Os Os O  O  O  O  O  O  O  O  Os Os",
    Role.SUPPORT_WORKER:    "Os Os Os Os Os Os Os Os Os Os Os Os Os Os Os",
    Role.HOUSING:           "Os Os Os .  .  .  Os .  .  .  .  .  .  .  . ",
    Role.DUTY_LEAD:         "Os Os Os Os Os Os Os Os Os Os Os Os Os Os Os",
    Role.COMMISSIONER:      ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.SIGNATORY:         ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.FORCE_LEAD:        ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.BOARD:             ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.COLLATOR:          ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.PARTNERSHIP_MEMBER: ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.DATA_PROTECTION:   ".  .  .  .  .  .  .  .  .  .  .  .  .  .  O ",
    Role.ADMINISTRATOR:     ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
    Role.PLATFORM_ADMINISTRATOR: ".  .  .  .  .  .  .  .  .  .  .  .  .  .  . ",
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_a_role_sees_the_kinds_that_the_table_says_and_no_others(role):
    card = ROLES[role]
    own = card.kinds if card.ways else frozenset()
    shared = card.kinds & card.shared_kinds if AccessPath.SHARED in card.ways else frozenset()
    for kind, mark in zip(KIND_ORDER, KIND_TABLE[role].split(), strict=True):
        assert (("O" in mark), ("s" in mark)) == (kind in own, kind in shared), kind


def test_the_table_of_kinds_leaves_none_out():
    assert set(KIND_ORDER) == set(Kind)
    assert set(KIND_TABLE) == set(Role)


WRITES = set(Permission) - {
    Permission.VIEW_CASE,
    Permission.VIEW_LOOKS,
    Permission.OFFER,
    Permission.FIND_PLACE,
    Permission.OPEN_IN_EMERGENCY,
    Permission.ASK_INFORMATION,
}


@pytest.mark.parametrize("permission", sorted(WRITES))
def test_a_partner_who_was_given_a_look_may_not_write(permission):
    shared = CaseAccess(actor(Role.NAVIGATOR), None, 2, ALL_KINDS, (AccessPath.SHARED,))
    assert not shared.may(permission)
    with pytest.raises(Denied):
        shared.require(permission)


def test_a_partner_may_look_and_may_offer():
    shared = CaseAccess(actor(Role.NAVIGATOR), None, 2, ALL_KINDS, (AccessPath.SHARED,))
    assert shared.may(Permission.VIEW_CASE)
    assert shared.may(Permission.OFFER)


def test_asking_a_kind_notes_it_as_shown_only_where_it_is_open():
    case_access = CaseAccess(actor(Role.NAVIGATOR), None, 2, frozenset({Kind.IDENTITY}), (AccessPath.SHARED,))
    assert (case_access.sees(Kind.IDENTITY), case_access.sees(Kind.SAFETY)) == (True, False)
    assert case_access.shown == {Kind.IDENTITY}
    with pytest.raises(Denied, match="Danger and safety plan"):
        case_access.needs(Kind.SAFETY)
