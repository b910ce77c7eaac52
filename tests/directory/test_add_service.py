"""Adding a service: with where and when it can be had, and written in the trail."""

from dataclasses import dataclass

import pytest

from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.directory.queries import get_service
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db

LINCOLNSHIRE = "E23000020"


@dataclass(frozen=True, slots=True)
class Somebody:
    who: ActorSnapshot


GARETH = Somebody(ActorSnapshot("1", "Gareth Pell", "rowan", "Rowan", "duty_lead"))


def _add(**about: object) -> int:
    body, _ = Body.objects.get_or_create(
        code="rowan",
        defaults={"name": "Rowan", "kind": "charity", "source": "Test", "confidence": "confirmed"},
    )
    facts = {"name": "Go-bag", "kind": "go_bag", "phases": ("before", "outside"), "areas": (LINCOLNSHIRE,)}
    return add_service(by=GARETH, provider_id=body.pk, **{**facts, **about})  # type: ignore[arg-type]


def test_a_service_says_where_when_and_in_which_languages_it_can_be_had() -> None:
    found = get_service(_add(languages=("ro", "cy"), hours="Any time"))
    assert found is not None
    assert (found.state, found.phases, found.areas) == ("planned", ("before", "outside"), ("Lincolnshire",))
    assert (set(found.languages), found.hours) == ({"Romanian", "Welsh"}, "Any time")


def test_the_trail_says_who_added_it() -> None:
    _add()
    record = Record.objects.get(verb="added a service")
    assert (record.user_name, record.why) == ("Gareth Pell", "Go-bag")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"phases": ("befor",)}, "in which phases"),
        ({"phases": ()}, "in which phases"),
        ({"areas": ()}, "Name the areas"),
        ({"areas": ("E23000099",)}, "Not known: E23000099"),
        ({"languages": ("pis",)}, "Not known: pis"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_leaves_nothing(
    wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(ActionNotAllowed, match=words):
        _add(**wrong)
    assert Service.objects.count() == 0
