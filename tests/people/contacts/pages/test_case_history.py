"""What happened says that a case was closed, opened again and handed over; the panel says who was last in touch."""

import datetime
import html
import re

from django.urls import reverse
from django.utils import timezone

from handrail.people.contacts.actions import closing, contacts, hand_overs
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Contact
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.contacts.text_choices import ContactState
from handrail.people.matching.actions.match_searches import store_matches_of_changed_people
from handrail.people.matching.models import CasePair, RematchRequest
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from support.contacts import share
from support.matching import named


def text(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def page(told, client):
    return text(client.get(reverse("case_contacts", args=[told.reference])))


def happened(told, client):
    whole = client.get(reverse("case_history", args=[told.reference])).content.decode()
    start = whole.index('id="happened"')
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", whole[start : whole.index("</main>", start)])).split()
    )


def close(told, by):
    case_access = get_case_access(Case.objects.get(pk=told.case_id), by.actor)
    seen = [thing.key for thing in list_outstanding_items(case_access)]
    reason = ClosureInput(ClosureReason.MOVED, "")
    closing.close_case(case_id=told.case_id, reason=reason, seen=seen, by=by.actor)


def test_closed_and_opened_again_stand_among_what_happened_with_the_reason(cast, told, signed_in):
    close(told, cast.worker)
    closing.reopen_case(case_id=told.case_id, words="She is back", by=cast.lead.actor)
    said = happened(told, signed_in(cast.worker))
    assert "The case was closed Recorded by Wren Ashdown" in said
    assert "Moved; supported elsewhere" in said
    assert "The case was reopened Recorded by Leah Corrigan" in said
    assert said.index("reopened") < said.index("was closed") < said.index("Identified")


def test_who_may_not_see_support_notes_is_not_told_why_nor_of_a_hand_over(cast, told, signed_in):
    share(told.case_id, cast, "harbour", Kind.PATHWAY)
    close(told, cast.worker)
    assert "Moved; supported elsewhere" not in page(told, signed_in(cast.partner))
    assert "The case was closed Recorded by" not in happened(told, signed_in(cast.partner))


def test_handed_over_or_not_stands_among_what_happened(cast, told, signed_in):
    ask = {
        "case_id": told.case_id,
        "note": "She trusts few people",
        "stays_on": False,
        "by": cast.worker.actor,
    }
    row = hand_overs.request_hand_over(to=HandOverRecipient(cast.colleague.pk), **ask)
    hand_overs.decline_hand_over(hand_over_id=row.pk, words="On leave", by=cast.colleague.actor)
    row = hand_overs.request_hand_over(to=HandOverRecipient(cast.lead.pk), **ask)
    hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.lead.actor)
    said = happened(told, signed_in(cast.lead))
    assert "Handed over to Leah Corrigan Recorded by Leah Corrigan, Lantern" in said
    assert "Requested by Wren Ashdown, Lantern." in said
    assert "Cole Bartram did not take over the case Recorded by Cole Bartram, Lantern" in said
    assert "On leave" not in said


def test_the_panel_says_who_was_last_in_touch_and_that_nobody_was(cast, told, signed_in):
    client = signed_in(cast.worker)
    assert "No contact with them recorded yet." in page(told, client)
    for days in (3, 1, 2):
        contact = Contact(case_id=told.case_id, channel=ContactChannelKind.CALL, state=ContactState.HELD)
        contact.on = timezone.localdate() - datetime.timedelta(days=days)
        contacts.record_unplanned_contact(contact, by=cast.worker.actor)
    assert "Last recorded contact: call, Wren Ashdown, yesterday." in page(told, client)


def test_a_case_that_another_body_takes_over_is_looked_for_among_its_own_at_once_and_again_at_night(
    cast, told, signed_in
):
    like = named(cast.partner, "Mirela Oprea-Stand", "1998-02-03")
    other = named(cast.outsider, "Mirela Oprea-Stand", "1998-02-03")
    store_matches_of_changed_people()
    share(told.case_id, cast, "harbour", *SHAREABLE_KINDS)
    row = hand_overs.request_hand_over(
        case_id=told.case_id,
        to=HandOverRecipient(body_code="harbour"),
        note="Hers now",
        stays_on=False,
        by=cast.worker.actor,
    )
    address = reverse("answer_hand_over", args=[told.reference, row.pk])
    assert signed_in(cast.partner).post(address, {"said": "yes", "words": ""}).status_code == 302
    pair = CasePair.objects.get(one__in=[like.pk, told.case_id], two__in=[like.pk, told.case_id])
    assert pair.across is False
    assert RematchRequest.objects.filter(pk=told.case_id).exists()
    across = CasePair.objects.filter(one__in=[other.pk, told.case_id], two__in=[other.pk, told.case_id])
    assert set(across.values_list("sides__body__code", flat=True)) == {"lantern", "elsewhere"}
    store_matches_of_changed_people()
    assert not RematchRequest.objects.exists()
    assert set(across.values_list("sides__body__code", flat=True)) == {"harbour", "elsewhere"}
