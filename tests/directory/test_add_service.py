"""Adding a service: with where and when it can be had, and written in the trail."""

import pytest
from django.core.exceptions import ValidationError

from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.directory.queries import find_service
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db

LINCOLNSHIRE = "E23000020"


def _add(cast, **about: object) -> int:
    facts = {"name": "Go-bag", "kind": "go_bag", "phases": ("before", "outside"), "areas": (LINCOLNSHIRE,)}
    body = Body.objects.get(code="lantern")
    return add_service(by=cast.lead.actor, provider_id=body.pk, **{**facts, **about})


def test_a_service_says_where_when_and_in_which_languages_it_can_be_had(cast) -> None:
    found = find_service(_add(cast, languages=("ro", "cy"), hours="Any time"))
    assert found is not None
    assert (found.state, found.phases, found.areas) == ("planned", ("before", "outside"), ("Lincolnshire",))
    assert (set(found.languages), found.hours) == ({"Romanian", "Welsh"}, "Any time")


def test_it_says_who_added_it(cast) -> None:
    added = Service.objects.get(pk=_add(cast, postcode="pe216ab"))
    record = Record.objects.get(verb="added a service")
    assert (record.user_name, record.why) == (cast.lead.name, "Go-bag")
    assert (added.changed_by, added.version) == (cast.lead, 1)
    assert added.postcode == "PE21 6AB"


@pytest.mark.parametrize(
    ("wrong", "refused", "words"),
    [
        ({"phases": ("befor",)}, ValueError, "are no phases"),
        ({"phases": ()}, ValidationError, "Choose when it can be offered"),
        ({"areas": ()}, ValidationError, "Choose the areas it covers"),
        ({"areas": ("E23000099",)}, ActionNotPossibleError, "Not known: E23000099"),
        ({"languages": ("pis",)}, ActionNotPossibleError, "Not known: pis"),
        ({"ages": "limits"}, ValidationError, "Enter the youngest or oldest age only if there are limits."),
        ({"capacity_rule": "number"}, ValidationError, "Enter the number of places only if there is one."),
        ({"cost": "priced"}, ValidationError, "Enter the price only if there is one."),
        ({"contact_name": "Ada", "contact_own_email": "ada"}, ValidationError, "Check the email"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_leaves_nothing(cast, wrong, refused, words) -> None:
    with pytest.raises(refused, match=words):
        _add(cast, **wrong)
    assert Service.objects.count() == 0
