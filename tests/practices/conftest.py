"""A worker who does everything through the pages, on the days that a test names, and reads what they say."""

from collections.abc import Iterator

import pytest
from django.test import Client

from handrail.directory.actions import add_service
from handrail.platform.reference.models import Body
from support.cast import Cast
from support.practice_pages import Pages
from support.worlds import shared_world


@pytest.fixture
def pages(cast: Cast) -> Iterator[Pages]:
    """A worker's pages."""
    found = Pages(Client(), cast.worker)
    yield found
    found.come_home()


@shared_world
def room(cast: Cast) -> int:
    """A service of this area that can be offered in every phase."""
    return add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Room at Fen House",
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
    )
