"""The demo's people at risk: what the head of their case says, what is due, how they may be reached, their papers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.access.models import User
from handrail.casework.case.models import Case, Consent, SafetyPlan
from handrail.demo import papers
from handrail.demo.clock import set_clock
from handrail.demo.load import set_the_scene, write_one
from handrail.demo.plan import make
from handrail.files.looking import look
from handrail.files.models import Paper


@pytest.mark.django_db
def test_two_people_have_danger_papers_and_answers_and_writing_again_adds_nothing(signed_in):
    today, now = timezone.localdate(), timezone.now()
    plan = make(today, size=70)
    cast = set_the_scene(plan)
    with set_clock(now) as clock:
        for case in plan.cases:
            if case.key in ("mirela", "tuan"):
                write_one(case, cast, clock, now)
    for _ in range(2):
        papers.write(cast, today)
    assert sorted(Paper.objects.values_list("type", "scan")) == [
        ("pdf", "clean"),
        ("png", "waiting"),
        ("txt", "clean"),
    ]
    assert look("a.pdf", papers.PDF).type.code == "pdf"
    mirela, tuan = (Case.objects.get(reference=reference) for reference in (papers.MIRELA, papers.TUAN))
    assert Consent.objects.filter(case=tuan, circle="yes").count() == 1
    assert SafetyPlan.objects.get(case=mirela).review_on <= today
    client = signed_in(User.objects.get(email="ruth.adeyemi@example.org"))
    page = client.get(reverse("case", args=[tuan.reference])).content.decode()
    for said in (
        "Watched by somebody",
        "Their phone may be tracked",
        "stay with them and ring 999",
        "Gareth Pell",
    ):
        assert said in page, said
    assert (
        "3 papers, 1 not scanned yet" in client.get(reverse("case", args=[mirela.reference])).content.decode()
    )
