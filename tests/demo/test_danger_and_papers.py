"""The demo's people at risk: what the head of their case says, what is due, how they may be reached, their papers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.demo import papers_and_channel_answers
from handrail.demo.loader import write_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.records.models import Case, Consent, SafetyPlan
from handrail.platform.access.models import User
from handrail.platform.files.inspection import inspect_file
from handrail.platform.files.models import Paper
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine


@pytest.mark.django_db
def test_two_people_have_danger_papers_and_answers_and_writing_again_adds_nothing(demo_base, signed_in):  # noqa: F811
    today, now = timezone.localdate(), timezone.now()
    plan, cast = demo_base
    with use_simulated_clock(now) as clock:
        for case in plan.cases:
            if case.key in ("mirela", "tuan"):
                write_case(case, cast, clock, now)
    for _ in range(2):
        papers_and_channel_answers.load_case_documents_and_safe_contact_answers(cast, today)
    assert sorted(Paper.objects.values_list("type", "scan")) == [
        ("pdf", "clean"),
        ("png", "waiting"),
        ("txt", "clean"),
    ]
    assert inspect_file("a.pdf", papers_and_channel_answers.PDF_BYTES).type.code == "pdf"
    mirela, tuan = (
        Case.objects.get(reference=reference)
        for reference in (papers_and_channel_answers.MIRELA, papers_and_channel_answers.TUAN)
    )
    assert Consent.objects.filter(case=tuan, circle="yes").count() == 1
    assert SafetyPlan.objects.get(case=mirela).review_on <= today
    client = signed_in(User.objects.get(email="ruth.adeyemi@example.org"))
    page = client.get(reverse("case_whole_file", args=[tuan.reference])).content.decode()
    for said in (
        "Being watched: ",
        "Their phone may be tracked",
        "stay with them and ring 999",
        "Gareth Pell",
    ):
        assert said in page, said
    documents = client.get(reverse("papers", args=[mirela.reference])).content.decode()
    assert documents.count("Withdraw<") == 3
    assert documents.count("Not scanned yet") == 1
