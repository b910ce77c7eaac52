"""Every address of the form, tried by everybody."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.platform.audit.models import Record
from support.referral_form import fill
from support.referral_form_pages import WORDS


def test_a_draft_of_another_case_is_not_there(cast, forms, signed_in):
    client = signed_in(cast.worker)
    for name in ("nrm_draft", "nrm_print", "nrm_json", "nrm_htcds"):
        answer = client.get(reverse(name, args=[forms.told.reference, forms.report_draft]))
        assert answer.status_code in (404, 409), name
        assert WORDS not in answer.content.decode()
    assert client.get(reverse("nrm_question", args=[forms.told.reference, "invented"])).status_code == 404


def test_a_form_handed_to_one_body_is_shown_to_no_other(cast, forms, signed_in):
    address = reverse("nrm_handed", args=[forms.handed.reference, forms.handover])
    for part in ("worker", "partner", "housing", "lead"):
        assert signed_in(getattr(cast, part)).get(address).status_code == 404, part
    assert forms.handed.reference not in signed_in(cast.partner).get("/handed-forms/").content.decode()


def test_reading_is_written_down_with_what_was_shown(cast, forms, signed_in):
    client = signed_in(cast.worker)
    for page, shown in (
        ("name", ["identity", "pathway"]),
        ("phone", ["contact", "pathway"]),
        ("family", ["pathway"]),
    ):
        client.get(reverse("nrm_question", args=[forms.told.reference, page]))
        record = Record.objects.filter(user_name=cast.worker.name, outcome="read").latest("at")
        assert set(shown) <= set(record.shown)
    signed_in(cast.officer).get(reverse("nrm_handed", args=[forms.handed.reference, forms.handover]))
    record = Record.objects.filter(user_name=cast.officer.name, outcome="read").latest("at")
    assert {"account", "identity", "pathway", "contact"} >= set(record.shown) >= {"identity", "pathway"}


MOST_QUERIES = 20


def test_a_question_asks_the_database_little_and_as_often_for_a_full_draft(cast, forms, signed_in):
    client, reference = signed_in(cast.worker), forms.told.reference
    codes = ("name", "where-now", "phone", "responder", "crime", "contact", "nationality", "nrm")
    addresses = [reverse("nrm_question", args=[reference, code]) for code in codes]
    addresses += [reverse("nrm_form", args=[reference]), reverse("nrm_check", args=[reference])]

    def counts() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as caught:
                answer = client.get(address)
            assert answer.status_code == 200
            assert len(answer.content) < 60_000, address
            found.append(len(caught))
        return found

    few = counts()
    keys = (
        "birthplace",
        "education",
        "how_it_began",
        "had_to_do",
        "living",
        "interview",
        "insight",
        "exploiters",
    )
    many = dict.fromkeys(keys, "Words " * 50)
    fill(cast.worker, forms.told.case_id, forms.draft, **many)
    assert counts() == few
    assert max(few[: len(codes)]) <= MOST_QUERIES, dict(zip(codes, few, strict=False))
