"""Changing roles, leavers, the yearly review; nobody acts on their own access."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import ROLES, Permission, Role
from handrail.platform.administration.actions.access_decisions import confirm_access_in_review
from handrail.platform.administration.actions.second_factors import reset_second_factor_of_colleague
from handrail.platform.administration.actions.staff_roles import (
    end_access_of_colleague,
    replace_role_of_colleague,
)
from handrail.platform.administration.queries.staff import get_staff_page_and_rows
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.addresses import addresses
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def give_role(user, body, role, by):
    made = Membership.objects.create(
        user=user, body=Body.objects.get(code=body), role=role.value, since=timezone.now(), given_by=by
    )
    User.objects.filter(pk=user.pk).update(further_roles=1)
    return made


def change(cast, part="colleague", old=Role.NAVIGATOR, new=Role.ADVISER, by="administrator"):
    return replace_role_of_colleague(
        user_id=getattr(cast, part).pk, old=old, new=new, by=getattr(cast, by).actor
    )


def test_a_changed_role_holds_from_the_next_page(cast, signed_in):
    browser = signed_in(cast.colleague)
    assert browser.get(reverse("my_day")).status_code == 200
    answer = signed_in(cast.administrator).post(
        reverse("change_person_role", args=[cast.colleague.pk]),
        {"old": "navigator", "role": "data_protection"},
        follow=True,
    )
    assert "now has another role." in answer.content.decode()
    assert browser.get(reverse("my_day")).status_code == 403
    assert verify_trail().faults == []


def test_nobody_changes_their_own_role(cast, signed_in):
    with pytest.raises(Denied):
        change(cast, "administrator", Role.ADMINISTRATOR, Role.DUTY_LEAD)
    path = reverse("change_person_role", args=[cast.administrator.pk])
    answer = signed_in(cast.administrator).post(path, {"old": "administrator", "role": "duty_lead"})
    assert answer.status_code == 403


def test_nobody_confirms_their_own_access(cast):
    with pytest.raises(Denied):
        confirm_access_in_review(user_id=cast.administrator.pk, by=cast.administrator.actor)


@pytest.mark.parametrize(
    "act",
    [
        lambda user_id, by: replace_role_of_colleague(
            user_id=user_id, old=Role.SUPPORT_WORKER, new=Role.DUTY_LEAD, by=by
        ),
        lambda user_id, by: end_access_of_colleague(user_id=user_id, role=None, by=by),
        lambda user_id, by: confirm_access_in_review(user_id=user_id, by=by),
    ],
    ids=["change", "end", "keep"],
)
def test_people_of_another_organisation_are_not_there(cast, act):
    with pytest.raises(NotVisible):
        act(cast.partner.pk, cast.administrator.actor)


@pytest.mark.parametrize("part", ["worker", "lead", "protector", "collator", "platform_administrator"])
def test_only_administrators_change_roles(cast, part):
    with pytest.raises(Denied):
        change(cast, by=part)


def test_nobody_ends_their_own_access_or_is_offered_it(cast, signed_in):
    with pytest.raises(Denied):
        end_access_of_colleague(user_id=cast.administrator.pk, role=None, by=cast.administrator.actor)
    assert User.objects.get(pk=cast.administrator.pk).is_active
    browser, path = signed_in(cast.administrator), reverse("end_person_access", args=[cast.administrator.pk])
    assert browser.get(path).status_code == 403
    page = browser.get(reverse("administration")).content.decode()
    assert path not in page
    assert "You cannot change your own role" in page


def test_an_administrator_s_access_is_ended_by_another(cast):
    change(cast, "colleague", Role.NAVIGATOR, Role.ADMINISTRATOR)
    second = User.objects.get(pk=cast.colleague.pk)
    end_access_of_colleague(user_id=cast.administrator.pk, role=None, by=second.actor)
    assert not User.objects.get(pk=cast.administrator.pk).is_active


def test_a_lost_phone_is_reset_by_a_colleague_recorded_and_mailed(cast, signed_in):
    Authenticator.objects.create(user=cast.worker, type=Authenticator.Type.TOTP, data={"secret": "x"})
    browser = signed_in(cast.worker)
    path = reverse("reset_second_factor", args=[cast.worker.pk])
    administrator = signed_in(cast.administrator)
    assert path in administrator.get(reverse("administration")).content.decode()
    empty = administrator.post(path, {"because": ""}, follow=True).content.decode()
    assert "Enter how you checked who is asking" in empty
    done = administrator.post(path, {"because": "rang her on the staff list"}, follow=True).content.decode()
    assert "is signed out everywhere" in done
    assert not Authenticator.objects.filter(user=cast.worker).exists()
    assert browser.get(reverse("my_day")).status_code == 302
    row = Record.objects.get(verb="removed a second factor")
    assert (row.user_name, row.why) == (
        cast.administrator.name, f"{cast.worker.email}: rang her on the staff list",
    )  # fmt: skip
    assert Message.objects.filter(kind="sign_in_changed", to=cast.worker).count() == 1
    assert verify_trail().faults == []


def test_only_an_administrator_of_the_account_s_own_organisation_resets_it(cast):
    tries = [
        ("administrator", "administrator", Denied),
        ("partner", "administrator", NotVisible),
        ("worker", "lead", Denied),
    ]
    for part, by, refused in tries:
        with pytest.raises(refused):
            reset_second_factor_of_colleague(
                user_id=getattr(cast, part).pk, because="x", by=getattr(cast, by).actor
            )
    give_role(cast.outsider, "lantern", Role.ADVISER, cast.lead)
    with pytest.raises(ActionNotPossibleError, match="another organisation"):
        reset_second_factor_of_colleague(user_id=cast.outsider.pk, because="x", by=cast.administrator.actor)


def test_last_use_is_the_last_act_not_only_the_last_sign_in(cast, told, signed_in):
    User.objects.filter(pk=cast.worker.pk).update(last_login=None)
    _, rows = get_staff_page_and_rows(cast.administrator.actor, "")
    used = {row.user.pk: row.last_used_at for row in rows}
    assert used[cast.worker.pk] == Record.objects.filter(user_id=str(cast.worker.pk)).latest("at").at
    page = signed_in(cast.administrator).get(reverse("administration")).content.decode()
    assert 'data-head="Two-step sign-in"' in page


def test_what_somebody_does_for_their_own_organisation_is_no_use_of_a_role_here(cast, told, signed_in):
    """The outsider signs in at their own organisation; the role that they were given at Lantern is not used."""
    give_role(cast.outsider, "lantern", Role.ADVISER, cast.lead)
    User.objects.filter(pk=cast.outsider.pk).update(last_login=timezone.now())
    _, rows = get_staff_page_and_rows(cast.administrator.actor, "")
    assert {row.user.pk: row.last_used_at for row in rows}[cast.outsider.pk] is None
    page = signed_in(cast.administrator).get(reverse("administration")).content.decode()
    assert "Role not used yet" not in page  # the column beside it says “Never”
    assert "Never" in page.split(cast.outsider.email, 1)[1].split("</tr>", 1)[0]


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_administrators_who_leave_at_once_do_not_both_go(cast):
    change(cast, "colleague", Role.NAVIGATOR, Role.ADMINISTRATOR)
    second = User.objects.get(pk=cast.colleague.pk)
    answers = at_once(
        *(
            lambda user=user, by=by: end_access_of_colleague(user_id=user.pk, role=None, by=by.actor)
            for user, by in ((cast.administrator, second), (second, cast.administrator))
        )
    )
    refused = [one for one in answers if isinstance(one, ActionNotPossibleError)]
    assert [str(one) for one in refused] == ["You are no longer an administrator of this organisation."]
    assert User.objects.filter(role=Role.ADMINISTRATOR, body__code="lantern", is_active=True).count() == 1


def test_a_leaver_is_signed_out_and_what_they_hold_is_said(cast, told, signed_in):
    browser = signed_in(cast.worker)
    assert browser.get(reverse("case", args=[told.reference])).status_code == 200
    path = reverse("end_person_access", args=[cast.worker.pk])
    administrator = signed_in(cast.administrator)
    page = administrator.get(path).content.decode()
    assert "They are named on 1 case" in page
    assert told.reference not in page
    done = administrator.post(path, {"role": "all"}, follow=True).content.decode()
    assert "Their duty lead must hand over their cases." in done
    assert browser.get(reverse("case", args=[told.reference])).status_code == 302
    assert cast.worker.name in administrator.get(reverse("people_who_left")).content.decode()
    assert verify_trail().faults == []


def test_whoever_works_elsewhere_too_keeps_that(cast):
    give_role(cast.colleague, "harbour", Role.SUPPORT_WORKER, cast.lead)
    end_access_of_colleague(user_id=cast.colleague.pk, role=None, by=cast.administrator.actor)
    user = User.objects.get(pk=cast.colleague.pk)
    assert (user.is_active, user.body.code, user.role, user.further_roles) == (
        True,
        "harbour",
        "support_worker",
        0,
    )
    assert user.is_intact
    assert verify_trail().faults == []


def test_one_of_two_roles_ends(cast):
    give_role(cast.colleague, "lantern", Role.DATA_PROTECTION, cast.lead)
    end_access_of_colleague(user_id=cast.colleague.pk, role=Role.DATA_PROTECTION, by=cast.administrator.actor)
    user = User.objects.get(pk=cast.colleague.pk)
    assert (user.is_active, user.role, user.further_roles) == (True, "navigator", 0)


def test_a_year_after_it_was_confirmed_access_is_due_again(cast, signed_in, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC))
    browser = signed_in(cast.administrator)
    path = reverse("keep_person_access", args=[cast.worker.pk])
    assert cast.worker.name in browser.get(reverse("access_review")).content.decode()
    browser.post(path, follow=True)
    assert cast.worker.name not in browser.get(reverse("access_review")).content.decode()
    everybody = browser.get(reverse("access_review"), {"show": "all"}).content.decode()
    assert f"Confirmed by {cast.administrator.name}, 2 March 2026</span>" in everybody
    time_machine.move_to(datetime.datetime(2027, 3, 3, 10, tzinfo=datetime.UTC))
    _, rows = get_staff_page_and_rows(cast.administrator.actor, "", only_due=True)
    assert cast.worker.pk in {row.user.pk for row in rows}


def test_changes_are_in_the_trail_with_who_and_whom(cast):
    change(cast)
    row = Record.objects.get(verb="changed someone’s role")
    assert (row.user_name, row.why) == (
        cast.administrator.name,
        "colleague@example.org: navigator to adviser",
    )


def test_a_planted_role_opens_nothing_and_is_named(cast, told, signed_in):
    row = give_role(cast.outsider, "harbour", Role.SUPPORT_WORKER, cast.lead)
    Membership.objects.filter(pk=row.pk).update(body=cast.lead.body, role="duty_lead")
    browser = signed_in(cast.outsider)
    browser.post(reverse("own_roles"), {"role": str(row.pk)})
    assert browser.get(reverse("case", args=[told.reference])).status_code == 404
    assert any("Membership" in str(fault) for fault in verify_trail().faults)


def test_no_role_both_looks_after_people_and_opens_cases():
    both = [
        role
        for role, card in ROLES.items()
        if card.permissions & {Permission.ADMINISTER, Permission.ADD_ORGANISATIONS}
        and (card.ways or card.kinds or Permission.VIEW_CASE in card.permissions)
    ]
    assert both == []


@pytest.mark.one_engine
@pytest.mark.parametrize("part", ["administrator", "platform_administrator"])
def test_an_administrator_opens_no_address_of_a_case(cast, told, signed_in, part):
    """Whatever else the address takes: the role is asked before anything of the case is."""
    browser = signed_in(getattr(cast, part))
    numbers = {"uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "int": "1", "slug": "x", "str": "x"}
    about_a_case = [one for one in addresses() if "<str:reference>" in one.route]
    assert len(about_a_case) > 100
    for one in about_a_case:
        path = "/" + one.route.replace("<str:reference>", told.reference)
        for kind, value in numbers.items():
            while f"<{kind}:" in path:
                start = path.index(f"<{kind}:")
                path = path[:start] + value + path[path.index(">", start) + 1 :]
        for method in ("get", "post"):
            answer = getattr(browser, method)(path)
            assert answer.status_code in (403, 404), (method, path)
            assert not any(secret in answer.content.decode() for secret in told.secrets)
