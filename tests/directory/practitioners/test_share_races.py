"""The shares of a post at the same moment: two who change it, and two who add a share past the action."""

import pytest
from django.db import IntegrityError, transaction

from handrail.directory.practitioners.actions.register import add_practitioner_post, change_practitioner_post
from handrail.directory.practitioners.models import Post, PostArea
from handrail.platform.kernel.errors import ConcurrentEditError
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
LINCOLNSHIRE, LEICESTERSHIRE, NOTTINGHAMSHIRE = "E23000020", "E23000021", "E23000019"


def a_post(cast, **shares):
    told = {"title": "Regional navigator", "role": "navigator", "side": "support"}
    return add_practitioner_post(Post(**told), shares=shares or {LINCOLNSHIRE: 100}, by=cast.lead.actor)


def test_two_who_share_a_post_anew_at_once_leave_one_division(cast):
    made = a_post(cast)

    def share(**shares):
        post = Post.objects.get(pk=made.pk)
        return lambda: change_practitioner_post(post, shares=shares, seen=made.version, by=cast.lead.actor)

    said = at_once(
        share(**{LINCOLNSHIRE: 60, LEICESTERSHIRE: 40}), share(**{LINCOLNSHIRE: 30, NOTTINGHAMSHIRE: 70})
    )
    assert sum(isinstance(each, ConcurrentEditError) for each in said) == 1, said
    assert sorted(made.shares.values_list("cost_share", flat=True)) in ([40, 60], [30, 70])


def test_the_database_takes_no_share_beyond_the_whole_even_of_two_at_once(cast):
    made = a_post(cast, **{LINCOLNSHIRE: 100})
    with pytest.raises(IntegrityError), transaction.atomic():
        PostArea.objects.create(post=made, area_id=LEICESTERSHIRE, cost_share=1)
    made.shares.update(cost_share=40)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.shares.update(cost_share=101)
    said = at_once(
        lambda: PostArea.objects.create(post=made, area_id=LEICESTERSHIRE, cost_share=60),
        lambda: PostArea.objects.create(post=made, area_id=NOTTINGHAMSHIRE, cost_share=60),
    )
    assert sum(isinstance(each, IntegrityError) for each in said) == 1, said
    assert sum(made.shares.values_list("cost_share", flat=True)) == 100
