"""Immigration enforcement is given nothing without consent or a named duty, and stands out where shares are listed."""

import pytest
from django.urls import reverse

from handrail.people.records.queries.case_lookup import get_visible_case_context
from handrail.platform.access.actions import share_file_with_body
from handrail.platform.access.grounds import SHARING_GROUNDS, Ground
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ALLOWED = {Ground.CONSENT, Ground.DUTY}


def share(cast, told, ground, because):
    share_file_with_body(
        case_access=get_visible_case_context(cast.worker.actor, told.reference).case_access,
        body=Body.objects.get(code="elsewhere"),
        kinds=[Kind.IDENTITY],
        ground=ground,
        because=because,
        until=None,
        by=cast.worker.actor,
    )


def test_only_with_consent_or_a_duty_that_is_named_and_marked_in_every_list(cast, told, signed_in):
    Body.objects.filter(code="elsewhere").update(kind="immigration_enforcement")
    for ground in set(SHARING_GROUNDS) - ALLOWED:
        with pytest.raises(ActionNotPossibleError, match="without consent or a legal duty"):
            share(cast, told, ground, "They ask for it")
    with pytest.raises(ActionNotPossibleError, match="Say what the ground rests on"):
        share(cast, told, Ground.DUTY, " ")
    browser = signed_in(cast.worker)
    pages = [reverse("case_sharing", args=[told.reference]), reverse("consents", args=[told.reference])]
    assert not any("app-tag--unsafe" in browser.get(page).content.decode() for page in pages[1:])
    share(cast, told, Ground.DUTY, "Order of the court of 3 May")
    for page in pages:
        text = browser.get(page).content.decode()
        tag = text.split("<b>Elsewhere</b>")[1][:400]
        assert "app-tag--unsafe" in tag
        assert "Immigration enforcement" in tag
