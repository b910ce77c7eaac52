"""What somebody typed comes back where a case was closed, or their way into it ended, while they were typing."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.contacts.actions import closing
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case, Need
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant

WORDS = "A warm coat, and somebody to go with her on Monday"
TYPED = {"kind": "place", "words": WORDS}


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def close(told, by):
    case_access = get_case_access(Case.objects.get(pk=told.case_id), by)
    closing.close_case(
        case_id=told.case_id,
        reason=ClosureInput(ClosureReason.MOVED, ""),
        seen={thing.key for thing in list_outstanding_items(case_access)},
        by=by,
    )


def test_closed_while_somebody_types_their_words_are_on_the_page_and_can_be_sent_again(cast, told, signed_in):
    client, here = signed_in(cast.worker), reverse("add_need", args=[told.reference])
    close(told, cast.lead.actor)
    page = client.post(here, TYPED, follow=True)
    assert page.status_code == 409
    assert f'<blockquote class="app-typed">{WORDS}</blockquote>' in text(page)
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text(page)))
    assert {name: again[name] for name in TYPED} == TYPED
    assert f'action="{here}?draft=' in text(page)
    closing.reopen_case(case_id=told.case_id, words="They came back", by=cast.lead.actor)
    assert client.post(here, again).status_code == 302
    assert Need.objects.get().case_id == told.case_id


def test_a_page_that_was_only_asked_for_gives_nothing_back(cast, told, signed_in):
    close(told, cast.lead.actor)
    page = signed_in(cast.worker).get(reverse("add_need", args=[told.reference]), TYPED)
    assert page.status_code == 409
    assert "What you typed" not in text(page)


@pytest.mark.parametrize("there", [True, False], ids=["ended", "never was"])
def test_a_share_that_ended_while_somebody_typed_gives_them_their_own_words_and_no_way_in(
    cast, told, signed_in, there
):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("harbour", [Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS]),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )
    (grant,) = Grant.objects.filter(to_body__code="harbour")
    consents.end_case_sharing(case_id=told.case_id, grant_id=grant.pk, because="Over", by=cast.worker.actor)
    reference = told.reference if there else "LN-9999-L"
    page = signed_in(cast.partner).post(reverse("add_need", args=[reference]), TYPED)
    assert page.status_code == 404
    assert WORDS in text(page)
    assert "Copy them before you leave this page" in text(page)
    assert "Send again" not in text(page)
    assert not Need.objects.exists()
