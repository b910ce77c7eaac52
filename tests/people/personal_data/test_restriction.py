"""A restriction binds everybody that the record is shared with: told, they read nothing, but on a ground by law."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.offers.actions import referrals
from handrail.people.cases.offers.queries.referrals import get_visible_referral
from handrail.people.cases.offers.referral_slice import get_disclosable_information_kinds_of_referral
from handrail.people.cases.offers.text_choices import ReferralAnswer
from handrail.people.contacts.actions import hand_overs
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.information_requests.actions.requests import answer_with_information, refuse_information
from handrail.people.information_requests.models import InformationRequestOutcome
from handrail.people.information_requests.queries import get_information_request_for_reader
from handrail.people.matching.actions.pair_verdicts import find_or_create_pair_id
from handrail.people.matching.actions.police_own_notes import record_police_own_note
from handrail.people.matching.text_choices import PoliceNoteOnLinkToExploiter
from handrail.people.money.actions.approvals_and_reviews import approve_fund_request, refuse_fund_request
from handrail.people.money.actions.purchases import record_fund_purchase
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.personal_data.actions.holds_restrictions_and_retention import (
    end_restriction,
    restrict_record,
)
from handrail.people.personal_data.models import RestrictionException, RestrictionPeriod
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import end_grant
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.cast import FULL_NAME, NAME, tell
from support.contacts import share
from support.file_tasks import fetch_made_file
from support.full_case import a_paper
from support.full_case import share as share_full
from support.funds import a_purse
from support.information_requests import answer, ask, share_with_police
from support.offers_pages import sent  # noqa: F401


def restrict(told, cast):
    period = RestrictionPeriod(because="disputed")
    return restrict_record(period, case_id=told.case_id, by=cast.protector.actor)


def refused(act, **given):
    with pytest.raises(ActionNotPossibleError, match="restricted"):
        act(**given)


def test_whoever_has_it_is_told_by_a_mail_that_names_nobody_and_again_at_the_end(cast, told):
    share(told.case_id, cast, "harbour", Kind.IDENTITY)
    share(told.case_id, cast, "elsewhere", Kind.IDENTITY)
    share(told.case_id, cast, "north-wales-police", Kind.SAFETY)
    ended = Grant.objects.get(file=told.case_id, to_body__code="elsewhere")
    access = get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    end_grant(case_access=access, grant=ended, because="Moved", by=cast.worker.actor)
    first = restrict(told, cast)
    assert (first.told, first.by_hand) == (("Harbour",), ("Elsewhere", "North Wales Police"))
    mail = Message.objects.get(kind="record_restricted")
    assert (mail.to, mail.path, mail.about) == (cast.partner, reverse("cases"), "")
    told_of = Record.objects.get(about=told.case_id, verb__startswith="told the organisations")
    assert told_of.why == "Harbour"
    last = end_restriction(case_id=told.case_id, words="Checked", by=cast.protector.actor)
    assert last.told == ("Harbour",)
    assert Message.objects.get(kind="restriction_ended").to == cast.partner


def test_no_other_organisation_reads_a_restricted_record_and_all_may_again_at_the_end(cast, full, signed_in):
    share_full(full, cast, "harbour", Kind.IDENTITY, Kind.HEALTH)
    paper = a_paper(full.told, cast.worker.actor)
    client = signed_in(cast.partner)
    pages = [reverse("case", args=[full.told.reference]), reverse("paper", args=[full.told.reference, paper])]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    restrict(full.told, cast)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert full.told.reference not in client.get(reverse("cases")).content.decode()
    found = client.post(reverse("find"), {"q": NAME}, follow=True).content.decode()
    assert full.told.reference not in found
    own = signed_in(cast.worker)
    assert [own.get(page).status_code for page in pages] == [200, 200]  # reading where it is held goes on
    file = fetch_made_file(own, reverse("cases_file")).content.decode()
    assert f"{full.told.reference},,,,,,,,,,,,Restricted," in file
    assert NAME not in file
    assert "Cannot read it now" in own.get(reverse("consents", args=[full.told.reference])).content.decode()
    end_restriction(case_id=full.told.case_id, words="Checked", by=cast.protector.actor)
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert verify_trail().fault_count == 0  # each change of a share is in the trail


def test_an_organisation_reads_it_all_the_same_on_a_ground_that_is_recorded(cast, full, signed_in):
    share_full(full, cast, "harbour", Kind.IDENTITY)
    share_full(full, cast, "elsewhere", Kind.IDENTITY)
    keeper, where = signed_in(cast.protector), reverse("allow_body_to_read", args=[full.told.reference])
    said = {"ground": "legal_claim", "words": "The claim is heard in May"}
    page = keeper.post(where, {**said, "body": "1"}, follow=True).content.decode()
    assert "can read what was shared with it" not in page  # it is not restricted
    restrict(full.told, cast)
    harbour = str(cast.partner.body_id)
    assert "Choose a lawful basis" in keeper.post(where, {"body": harbour}, follow=True).content.decode()
    page = keeper.post(where, {**said, "body": harbour}, follow=True).content.decode()
    assert "Harbour can read what was shared with it" in page
    assert "The claim is heard in May" in page
    case = reverse("case", args=[full.told.reference])
    assert "until Lantern ends the restriction" in signed_in(cast.partner).get(case).content.decode()
    assert signed_in(cast.outsider).get(case).status_code == 404
    row = Record.objects.get(verb="let an organisation read a restricted record")
    assert row.why == "Harbour: To make, pursue or defend a legal claim"
    assert len(row.rows) == 1
    assert "claim is heard" not in str(RestrictionException.objects.values())
    again = keeper.post(where, {**said, "body": harbour}, follow=True).content.decode()
    assert "Harbour can read" not in again


def test_an_answer_to_a_request_for_information_is_not_read_while_it_is_restricted(cast, told):
    share_with_police(cast, told)
    asked = ask(cast, told)
    assert get_information_request_for_reader(cast.officer.actor, asked.pk).row.pk == asked.pk
    restrict(told, cast)
    refused(get_information_request_for_reader, actor=cast.officer.actor, request_id=asked.pk)
    assert get_information_request_for_reader(cast.lead.actor, asked.pk).row.pk == asked.pk


def test_a_referral_waits_and_its_letter_and_link_hold_nothing(cast, sent, signed_in):  # noqa: F811
    row = get_visible_referral(cast.partner.actor, sent.open).row
    restrict(sent.told, cast)
    with pytest.raises((NotVisible, Denied)):
        referrals.answer_referral(
            referral_id=sent.open,
            answer=ReferralAnswer.ACCEPTED,
            words="Yes",
            seen_version=row.version,
            by=cast.partner.actor,
        )
    refused(referrals.record_referral_reminder, referral_id=sent.open, by=cast.worker.actor)
    own = get_visible_referral(cast.worker.actor, sent.open)
    assert get_disclosable_information_kinds_of_referral(own.row) == frozenset()
    assert signed_in(cast.partner).get(reverse("referral", args=[sent.open])).status_code == 404
    referrals.withdraw_referral(referral_id=sent.open, by=cast.worker.actor)


def test_nothing_is_approved_or_bought_for_it_and_a_refusal_is_taken(cast, told):
    purse = a_purse(cast)
    asked, approved, small = (
        create_fund_request(purse.wish("clothing", 30_00), case_id=told.case_id, by=cast.worker.actor).pk
        for _ in range(3)
    )
    approve_fund_request(request_id=approved, by=cast.lead.actor)
    restrict(told, cast)
    refused(
        approve_fund_request, request_id=asked, by=cast.commissioner.actor
    )  # another organisation's office
    refused(
        record_fund_purchase,
        request_id=approved,
        pence=30_00,
        how="voucher",
        voucher="1",
        by=cast.worker.actor,
    )
    refuse_fund_request(request_id=small, refusal="others_pay", by=cast.lead.actor)


def test_nobody_takes_it_over_and_it_is_set_against_no_other(cast, told):
    row = hand_overs.request_hand_over(
        case_id=told.case_id,
        to=HandOverRecipient(cast.colleague.pk),
        note="Read this",
        stays_on=False,
        by=cast.worker.actor,
    )
    other = tell(cast.worker.actor)
    restrict(told, cast)
    refused(hand_overs.accept_hand_over, hand_over_id=row.pk, by=cast.colleague.actor)
    refused(find_or_create_pair_id, one_id=told.case_id, two_id=other.case_id, by=cast.worker.actor)
    hand_overs.decline_hand_over(hand_over_id=row.pk, words="Not now", by=cast.colleague.actor)


def test_nothing_is_given_across_the_wall_and_no_force_writes_beside_it(cast, told, signed_in):
    share_with_police(cast, told)
    request = ask(cast, told).pk
    restrict(told, cast)
    refused(answer_with_information, outcome=answer(), request_id=request, by=cast.lead.actor)
    with pytest.raises(NotVisible):  # a force no longer reads what it was shared
        record_police_own_note(
            case_id=told.case_id, answer=PoliceNoteOnLinkToExploiter.LINKED, words="", by=cast.officer.actor
        )
    where, form = reverse("give_information", args=[request]), {"given_kinds": ["notes"], "answer": "May"}
    form |= {"open_until_0": "20", "open_until_1": "12", "open_until_2": "2026"}
    signed_in(cast.lead).post(where, form, follow=True)
    assert not InformationRequestOutcome.objects.exists()
    refusal = InformationRequestOutcome(refusal="wide")
    refuse_information(refusal, request_id=request, by=cast.lead.actor)  # which hands nothing out


def test_the_page_says_who_was_told(cast, told, signed_in):
    share(told.case_id, cast, "harbour", Kind.IDENTITY)
    client = signed_in(cast.protector)
    page = client.post(
        reverse("restrict_record", args=[told.reference]), {"because": "disputed", "words": "no"}, follow=True
    ).content.decode()
    assert "Told by email: Harbour. The email does not say whose record it is: call them." in page
    assert FULL_NAME not in page
    assert timezone.localdate().isoformat() not in page


def test_no_link_of_a_restricted_record_leads_to_a_refusal_and_the_page_says_who_can_lift_it(
    cast, told, signed_in
):
    restrict(told, cast)
    client = signed_in(cast.worker)
    for name in ("case", "case_contacts"):
        page = client.get(reverse(name, args=[told.reference])).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        links = set(re.findall(rf'href="(/cases/{told.reference}/[^"#?]*)', main))
        assert reverse("close_case", args=[told.reference]) in links
        assert "Your data protection lead can end the restriction." in main
        assert {link for link in links if client.get(link).status_code == HTTPStatus.CONFLICT} == set()
