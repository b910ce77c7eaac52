"""Lists of administration ask the same for one row as for many, and little."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.platform.access.actions import create_account
from handrail.platform.access.models import Membership
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.access_decisions import confirm_access_in_review
from handrail.platform.administration.actions.invitations import invite_user_to_role_at_organisation
from handrail.platform.administration.actions.staff_roles import end_access_of_colleague
from support.query_counts import count

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MOST = 12


def add_people(cast, count_of_people, start=0):
    by, body = cast.administrator, cast.administrator.body
    for number in range(start, start + count_of_people):
        email = f"many{number}@example.org"
        user = create_account(email=email, name=f"Many {number}", body=body, role=Role.ADVISER, password=None)
        Membership.objects.create(
            user=user, body=body, role=Role.NAVIGATOR, since=timezone.now(), given_by=cast.lead
        )
        confirm_access_in_review(user_id=user.pk, by=by.actor)
        invite_user_to_role_at_organisation(
            email=f"asked{number}@example.org", name="Asked", body=body, role=Role.ADVISER, by=by.actor
        )
        leaver = create_account(
            email=f"left{number}@example.org", name="Left", body=body, role=Role.ADVISER, password=None
        )
        end_access_of_colleague(user_id=leaver.pk, role=None, by=by.actor)


def test_as_many_statements_for_many_people_as_for_few(cast, signed_in):
    browser = signed_in(cast.administrator)
    pages = [
        reverse("administration"),
        reverse("access_review"),
        f"{reverse('access_review')}?show=all",
        reverse("people_who_left"),
    ]
    add_people(cast, 1)
    few = {page: count(browser, page) for page in pages}
    add_people(cast, 24, start=1)
    assert {page: count(browser, page) for page in pages} == few
    assert max(few.values()) <= MOST


def test_organisations_ask_little(cast, signed_in):
    browser = signed_in(cast.platform_administrator)
    pages = [reverse("organisations"), reverse("organisation", args=["harbour"]), reverse("add_organisation")]
    assert max(count(browser, page) for page in pages) <= MOST
