"""Every address of recovery, tried by everybody; what a partner, a police body and the one complained of never read."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.recovery.actions import goals
from handrail.people.recovery.text_choices import FeedbackKind, HesitationSubject, OutcomeAsker
from handrail.platform.access.kinds import Kind
from people.recovery.recovery_fixtures import (
    ANSWER,
    COMPLAINT,
    GOAL,
    SAID_OF_US,
    SECRETS,
    THANKS,
    WHY,
    World,
    a_world,
    hold_back,
    say,
    see_outcome,
    tell_us,
)
from support.recovery_pages import READ, arguments
from support.worlds import shared_world


@shared_world
def world(cast, told) -> World:
    return a_world(cast, told)


def share(cast, told, body, *kinds):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


def read(client, name, world):
    return client.get(reverse(name, args=arguments(world)[name]))


def test_a_partner_with_support_reads_the_plan_and_never_what_was_said_of_us(cast, world, signed_in):
    share(cast, world.told, "harbour", Kind.OUTCOMES, Kind.NEEDS, Kind.OFFERS, Kind.OWN_WORDS)
    partner = signed_in(cast.partner)
    for name, told in (("support_plan", "Legal hour"), ("holding_back", WHY), ("goal", GOAL)):
        assert told in read(partner, name, world).content.decode()
    for name in (
        "said_on_case",
        "said_one",
        "add_goal",
        "say_why",
        "their_page",
        "show_their_page",
        "add_said",
    ):
        refused = read(partner, name, world)
        assert refused.status_code == 403
        assert [word for word in SECRETS if word in refused.content.decode()] == []
    assert (
        COMPLAINT not in partner.get(reverse("case_whole_file", args=[world.told.reference])).content.decode()
    )


def test_police_of_another_body_never_read_what_holds_a_person_back(cast, world, signed_in):
    share(cast, world.told, "lincolnshire-police", Kind.IDENTITY, Kind.PATHWAY, Kind.OUTCOMES, Kind.OWN_WORDS)
    officer = signed_in(cast.officer)
    for name in READ:
        refused = read(officer, name, world)
        assert refused.status_code == 403
        assert [word for word in SECRETS if word in refused.content.decode()] == []
    assert (
        "Plan and recovery"
        not in officer.get(reverse("case_plan", args=[world.told.reference])).content.decode()
    )


def test_whoever_a_complaint_is_about_is_never_shown_it(cast, world, signed_in):
    opening.set_point_of_contact_and_stand_in(
        case_id=world.told.case_id,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )
    colleague, worker, lead = (signed_in(user) for user in (cast.colleague, cast.worker, cast.lead))
    theirs = read(colleague, "said_on_case", world).content.decode()
    assert THANKS in theirs
    assert COMPLAINT not in theirs
    assert read(colleague, "said_one", world).status_code == 404
    for client in (worker, lead):
        assert COMPLAINT in read(client, "said_on_case", world).content.decode()
    looks = colleague.get(f"/cases/{world.told.reference}/looks/").content.decode()
    assert "omplaint" not in looks


def test_a_lead_answers_nothing_that_is_about_the_lead(cast, told, signed_in):
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    row = tell_us(FeedbackKind.COMPLAINT, COMPLAINT, cast.lead.pk, **here)
    lead = signed_in(cast.lead)
    assert lead.get(reverse("answer_said", args=[told.reference, row.pk])).status_code == 404
    assert told.reference not in lead.get("/said-of-us/").content.decode()


def test_whoever_writes_down_a_complaint_that_nobody_else_can_answer_is_told(cast, told, signed_in):
    today = timezone.localdate()
    on = {
        f"{name}-{part}": str(getattr(today, part))
        for name in ("on", "answer_by")
        for part in ("day", "month", "year")
    }
    said = {"kind": "complaint", "words": COMPLAINT, "about": str(cast.lead.pk), "wish": "call", **on}
    worker, address = signed_in(cast.worker), reverse("add_said", args=[told.reference])
    page = worker.post(address, said, follow=True).content.decode()
    assert "Only the person it is about could answer this in your organisation." in page
    other = worker.post(address, {**said, "about": str(cast.colleague.pk)}, follow=True).content.decode()
    assert "Only the person it is about could answer this in your organisation." not in other


def test_the_list_of_what_was_said_shows_what_is_overdue_and_keeps_the_words(cast, world, signed_in):
    today = timezone.localdate()
    week = timezone.timedelta(days=7)
    here = {"case_id": world.told.case_id, "by": cast.worker.actor}
    tell_us(FeedbackKind.IDEA, "open on Sundays", on=today - week, answer_by=today - week, **here)
    lead = signed_in(cast.lead)
    listed = lead.get("/said-of-us/").content.decode()
    assert "1 answer overdue" in listed
    assert [word for word in (*SAID_OF_US, "open on Sundays") if word in listed] == []
    assert "Suggestion" in lead.get("/said-of-us/?state=overdue").content.decode()
    answered = lead.get("/said-of-us/?state=answered&kind=thanks&page=abc").content.decode()
    assert "Praise" in answered
    assert ANSWER not in answered
    assert (
        "No feedback or complaints" in lead.get("/said-of-us/?state=answered&kind=complaint").content.decode()
    )


def test_what_is_read_is_written_down_with_the_kinds_that_were_shown(cast, world, signed_in):
    from handrail.platform.audit.models import Record  # noqa: PLC0415 - beside its one use

    read(signed_in(cast.worker), "show_their_page", world)
    record = Record.objects.filter(user_name=cast.worker.name, outcome="read").latest("at")
    assert record.verb == "viewed: show their page"
    assert "safety" not in record.shown
    assert "identity" not in record.shown


def test_the_pages_ask_as_often_for_one_as_for_many(cast, world, signed_in):
    worker, lead = signed_in(cast.worker), signed_in(cast.lead)
    here = {"case_id": world.told.case_id, "by": cast.worker.actor}
    today = timezone.localdate()
    names = ("support_plan", "outcomes", "holding_back", "said_on_case", "their_page", "show_their_page")
    asked = [(worker, reverse(name, args=arguments(world)[name])) for name in names]
    asked += [
        (lead, "/said-of-us/"),
        (worker, "/what-changed/"),
        (worker, reverse("case_plan", args=[world.told.reference])),
    ]

    def counts():
        found = []
        for client, address in asked:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        return found

    counts()
    few = counts()
    for _ in range(12):
        goals.record_goal(say(), **here)
        see_outcome(outcome="safety", on=today, asker=OutcomeAsker.WORKER, words="well", placed=3, **here)
        hold_back(about=HesitationSubject.NRM, reasons=["no_trust"], words="no", on=today, **here)
        tell_us(FeedbackKind.IDEA, "more soup", **here)
    assert counts() == few


def test_whoever_reads_the_list_of_what_was_said_is_written_down_once_for_a_case(cast, world, signed_in):
    from handrail.platform.audit.models import Record  # noqa: PLC0415 - beside its one use

    signed_in(cast.lead).get("/said-of-us/")
    (look,) = Record.objects.filter(about=world.told.case_id, verb="viewed feedback")
    assert (look.user_name, look.outcome, look.shown) == (cast.lead.name, "read", ["own_words"])
