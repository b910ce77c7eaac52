"""No role lets police read support notes of another body: every role, preset and kind, and all kinds at once."""

import dataclasses

import pytest

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actions import take_over_case_file_from_holding_body
from handrail.platform.access.body_and_colleague_choices import get_information_kinds_seen_by_roles_of_body
from handrail.platform.access.kinds import SHAREABLE_KINDS, SUPPORT_KINDS, Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import AccessPath, Role
from handrail.platform.access.sharing_presets import SHARING_PRESETS
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.body_kinds import POLICE_KINDS
from support.information_requests import share_with_police

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize("body_kind", sorted(POLICE_KINDS))
def test_no_role_of_the_police_is_shown_support_notes_by_any_preset_or_grant(cast, told, body_kind):
    facts = CaseFileIdAndOwner(told.case_id, cast.worker.body_id)
    police = [
        dataclasses.replace(cast.officer.actor, role=role, body_kind=body_kind)
        for role in Role
        if AccessPath.SHARED in role.card.ways
    ]
    given = {preset.code: preset.kinds for preset in SHARING_PRESETS if preset.kinds}
    given |= {kind.value: frozenset({kind}) for kind in SHAREABLE_KINDS}
    given["all of it"] = frozenset(SHAREABLE_KINDS)
    opened = {}
    for name, kinds in given.items():
        Grant.every.filter(to_body=cast.officer.body).delete()
        share_with_police(cast, told, kinds)
        for actor in police:
            access = policy.get_access_by_file_id(actor, [facts], today()).get(told.case_id)
            opened[name, actor.role] = (access.kinds if access else frozenset()) & SUPPORT_KINDS
    assert len(opened) == len(given) * len(police)
    assert {key for key, kinds in opened.items() if kinds} == set()
    hidden = Case.objects.filter(pk=told.case_id)
    for kind in SUPPORT_KINDS:
        for actor in police:
            assert not hidden.filter(policy.visible_files_q(actor, today(), kind)).exists()


def test_the_sharing_page_says_so_before_anything_is_shared(cast):
    assert get_information_kinds_seen_by_roles_of_body("lincolnshire-police") & SUPPORT_KINDS == set()
    assert Kind.NOTES in get_information_kinds_seen_by_roles_of_body("harbour")


def test_a_force_takes_over_no_case_of_a_support_organisation(cast, told):
    share_with_police(cast, told, SHAREABLE_KINDS)
    with pytest.raises(
        ActionNotPossibleError,
        match=r"A police force cannot take over a support organisation’s "
        "case, because it would see support notes.",
    ):
        take_over_case_file_from_holding_body(file_id=told.case_id, by=cast.co_ordinator.actor)
