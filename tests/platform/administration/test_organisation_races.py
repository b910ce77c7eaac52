"""Two platform administrators who add an organisation of one name at once: one is there, the other is told."""

import pytest

from handrail.platform.administration.actions.organisations import ADDED_MEANWHILE, add_organisation
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_of_two_organisations_of_one_name_at_once_one_is_added(cast):
    by = cast.platform_administrator.actor

    def add(name, code):
        try:
            add_organisation(Body(name=name, code=code, kind="charity"), by=by)
        except Exception as error:
            return error
        return None

    told = at_once(lambda: add("Hestia  House", "hestia"), lambda: add("hestia house", "hestia-house"))
    assert Body.objects.filter(name_key="hestia house").count() == 1
    [error] = [one for one in told if one is not None]
    said = str(error) if isinstance(error, ActionNotPossibleError) else str(error.message_dict["name"])
    assert said == ADDED_MEANWHILE or "Another organisation has this name" in said
