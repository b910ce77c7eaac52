"""Each use of a person's key for a reader leaves one record of the trail: of a page one, however much it opens."""

import re

import pytest
from django.core.management import call_command
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from handrail.platform.audit.models import Record
from handrail.platform.vault.models import BodyKey

pytestmark = pytest.mark.django_db(databases="__all__")
OF_ONE_CASE = re.compile(r"cases/<str:reference>/(?!.*<)")


def list_pages_of_a_case():
    """Every address that takes a reference and nothing else."""
    patterns = [one for one in get_resolver().url_patterns if getattr(one, "name", None)]
    return [one.name for one in patterns if OF_ONE_CASE.match(str(one.pattern))]


def ask(client, name, told):
    """The status, whether the page opened the person's key, and how many records of the case it left."""
    before = Record.objects.filter(about=told.case_id).count()
    with CaptureQueriesContext(connections["keys"]) as asked:
        answer = client.get(reverse(name, args=[told.reference]))
        for _ in getattr(answer, "streaming_content", ()):
            pass
    opened = any("vault_filekey" in query["sql"] for query in asked)
    return answer.status_code, opened, Record.objects.filter(about=told.case_id).count() - before


@pytest.mark.parametrize(("part", "least"), [("worker", 15), ("protector", 1)])
def test_every_page_that_opens_a_persons_key_leaves_one_record(part, least, cast, full, signed_in):
    client = signed_in(getattr(cast, part))
    told = {name: ask(client, name, full.told) for name in list_pages_of_a_case()}
    opening = {name: records for name, (status, opened, records) in told.items() if opened and status == 200}
    assert len(opening) >= least
    assert {name: records for name, records in opening.items() if records != 1} == {}


def test_a_page_says_which_kinds_its_key_opened_and_a_list_leaves_one_record_of_itself(cast, full, signed_in):
    client = signed_in(cast.worker)
    client.get(reverse("case", args=[full.told.reference]))
    page = Record.objects.filter(about=full.told.case_id, outcome="read").latest("id")
    assert {"identity", "safety"} <= set(page.shown)
    before = Record.objects.count()
    client.get(reverse("cases"))
    assert Record.objects.count() == before + 1


def test_changing_the_key_of_an_organisation_is_in_the_trail(cast, full):
    assert BodyKey.objects.filter(body_code="lantern").exists()
    call_command("vault_rotate", "lantern")
    row = Record.objects.get(verb="changed the key of an organisation")
    assert (row.user_name, row.why, row.about) == ("The service administrator", "lantern", None)
