"""The demo's registers: a page and more of practitioners, posts in every state, and certificates that have ended."""

import datetime

import pytest
from django.utils import timezone

from handrail.demo.practitioners import load_practitioners
from handrail.directory.practitioners.models import AvailabilityPeriod, Post, Practitioner
from handrail.directory.practitioners.queries.register import (
    find_practitioner_of_user,
    list_lapsing_certificates,
)
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine


@pytest.mark.django_db
def test_registers_are_written_once_and_show_every_state(demo_base):  # noqa: F811
    today, cast = timezone.localdate(), demo_base.cast
    load_practitioners(cast, today)
    before = Practitioner.objects.count()
    load_practitioners(cast, today)
    assert Practitioner.objects.count() == before
    police, charity = (cast.actors[key] for key in ("clive.saunders", "gareth.pell"))
    assert Practitioner.objects.filter(employer=police.body_id).count() > 25
    assert {"planned", "vacant", "filled"} <= {post.state for post in Post.objects.for_page()}
    shared = Post.objects.for_page().filter(title__startswith="Regional").get()
    assert [one.cost_share for one in shared.shares.all()] == [40, 30, 30]
    for body in (police.body_id, charity.body_id):
        found = list_lapsing_certificates(body, today + datetime.timedelta(days=60))
        assert any(row.valid_until < today for row in found)
    assert find_practitioner_of_user(cast.actors["ruth.adeyemi"]) is not None
    assert {"on_duty", "on_call", "away"} == set(AvailabilityPeriod.objects.values_list("kind", flat=True))
