"""A form that waits for somebody stands in their My day: with whoever was asked to make it, then with whose it is."""

from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.referral_form.actions import handovers
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.workspace.queries.my_day import get_my_day
from support.referral_form import ANSWERS, answered, fill, share
from support.worlds import shared_world

FORCE = "lincolnshire-police"


@shared_world
def handed(cast, told, draft):
    """A referral that the force was asked to make."""
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    fill(cast.worker, told.case_id, draft.draft_id, **ANSWERS)
    share(told.case_id, cast.worker, FORCE)
    return handovers.hand_over_draft(
        case_id=told.case_id,
        draft_id=draft.draft_id,
        handing=DraftHandoverInput(FORCE, "She can be rung after six."),
        by=cast.worker.actor,
    )


def forms_of(user):
    return [
        (row.sort, row.number)
        for row in get_my_day(user.actor, team=False).todo
        if row.sort.startswith("form")
    ]


def test_whoever_was_asked_is_told_and_nobody_else(cast, handed):
    assert forms_of(cast.officer) == [("form", handed.pk)]
    for nobody in (cast.worker, cast.partner, cast.outsider, cast.housing):
        assert forms_of(nobody) == []


def test_what_was_sent_back_waits_for_whose_it_is(cast, handed, signed_in):
    handovers.return_received_draft_to_preparing_body(
        handover_id=handed.pk, because="Say who referred her.", by=cast.officer.actor
    )
    assert forms_of(cast.officer) == []
    assert forms_of(cast.worker) == [("form_back", None)]
    page = signed_in(cast.worker).get("/my-day/").content.decode()
    assert "Correct the returned form" in page
    assert "sent it back, with reasons." in page


def test_the_row_leads_to_the_form_as_it_was_handed(cast, told, handed, signed_in):
    client = signed_in(cast.officer)
    assert f"/cases/{told.reference}/" in client.get("/my-day/").content.decode()
    assert "Accept or decline the form of" in client.get("/my-day/").content.decode()
