"""Needs, surveys, bids, pilots, evaluations and commissioning show no word of a planted person on any page.

The case holds a name, a number, a place and a plan, words about a choice, about holding back, and about triage; each of
these is counted in figures of these rooms, and none of its words may come along. Files are opened as pages are.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.areas.bids.urls import urlpatterns as of_bids
from handrail.areas.commissioning.urls import urlpatterns as of_commissioning
from handrail.areas.needs.urls import urlpatterns as of_needs
from handrail.insight.survey_results.urls import urlpatterns as of_results
from handrail.people.deployment.actions.informed_choices import record_informed_choice
from handrail.people.deployment.models import InformedChoice
from handrail.people.recovery.actions.hesitations import record_hesitation
from handrail.people.recovery.models import Hesitation
from handrail.people.recovery.text_choices import HesitationSubject
from handrail.platform.surveys.urls import urlpatterns as of_surveys
from support.bid_pages import make_bid_room
from support.cast import Told, sign_in
from support.commissioning import commission, commissioning_arguments
from support.needs import assess, assess_again, publish
from support.surveys import run_survey, write_in_romanian, write_survey
from support.worlds import shared_world

pytestmark = pytest.mark.one_engine
WHO = ("commissioner", "signatory", "board", "force_lead", "collator")
CHOSE, HELD_BACK = "not before my sister is out of Bexhill", "the sergeant who laughed at me"


@shared_world
def planted(cast, told) -> tuple[str, ...]:
    """What the case says, besides what every planted case says."""
    by, today = cast.worker.actor, timezone.localdate()
    choice = InformedChoice(
        explained_on=today, language="ro", interpreter="none", police="no", nrm="yes", services="yes"
    )
    choice.words = CHOSE
    record_informed_choice(choice, case_id=told.case_id, by=by)
    row = Hesitation(case_id=told.case_id, about=HesitationSubject.POLICE, words=HELD_BACK, on=today)
    record_hesitation(row, reasons=["police_before"], by=by)
    return (*told.secrets, told.reference, str(told.case_id), CHOSE, HELD_BACK)


def bid_addresses(cast):
    return of_bids, make_bid_room(cast)


def commissioning_addresses(cast):
    return of_commissioning, commissioning_arguments(commission(cast), cast.commissioner.body.code)


def needs_addresses(cast):
    made, later = assess(cast), assess_again(cast)
    publish(cast, later)
    first = [made.assessment]
    numbered = {"add_quote": 3, "change_needs_evidence": 3, "remove_needs_evidence": 3, "change_finding": 1}
    numbered |= {"remove_finding": 1, "change_needs_recommendation": 1, "change_intention": 1}
    numbered |= {"decide_intention": 1, "check_quote": made.quote, "remove_quote": made.quote}
    names = {str(row.name) for row in of_needs} - {"needs", "add_needs_assessment"}
    arguments = {name: [*first, numbered[name]] if name in numbered else first for name in names}
    return [*of_needs, *of_results], arguments | {
        "published_needs": [later],
        "needs_file": [later, "pdf"],
        "survey_result": [made.survey],
        "close_survey": [run_survey(cast.commissioner.actor).pk],
    }


def survey_addresses(cast):
    by = cast.commissioner.actor
    draft, running = write_survey(by), run_survey(by)
    write_in_romanian(draft, by)
    names = {str(row.name) for row in of_surveys} - {"surveys", "add_survey"}
    arguments = {name: [draft.pk] for name in names}
    return of_surveys, arguments | {
        "change_survey_question": [draft.pk, 1],
        "remove_survey_question": [draft.pk, 1],
        "translate_survey_question": [draft.pk, 1, "ro"],
        "change_survey_language": [draft.pk, "ro"],
        "add_paper_answer": [running.pk],
        "public_survey": [running.token],
        "survey_thanks": [running.token],
    }


@pytest.mark.parametrize(
    "addresses_of", [needs_addresses, survey_addresses, bid_addresses, commissioning_addresses]
)
def test_no_page_or_file_holds_a_word_of_the_planted_person(cast, told: Told, planted, addresses_of):
    patterns, arguments = addresses_of(cast)
    left = {reverse(name, args=arguments.get(name, [])) for name in {str(row.name) for row in patterns}}
    asked = sorted(left)
    for who in WHO:
        client = sign_in(Client(), getattr(cast, who))
        for address in asked:
            answer = client.get(address, follow=True)
            body = b"".join(answer) if answer.streaming else answer.content
            assert [each for each in planted if each.encode() in body] == [], (who, address)
            left -= {address} if answer.status_code == 200 else set()
    assert left == set()  # each page was opened by somebody
