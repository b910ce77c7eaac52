"""How somebody heard of us: a coded answer of their case, asked on its own, and counted by code alone."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.queries import iterate_case_histories
from handrail.insight.measures.breakdowns import HEARD
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.people.cases.offers.actions.circumstances import save_circumstances, save_heard_of_us_answer
from handrail.people.cases.offers.models import Circumstances
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ConcurrentEditError


def say(told, by, answer, seen):
    save_heard_of_us_answer(Circumstances(case_id=told.case_id, heard_of_us=answer), seen=seen, by=by.actor)


@acting_as_system(SystemActor.INSIGHT)
def derive(told):
    (history,) = iterate_case_histories([told.case_id])
    return {fact.heard for fact in derive_case_facts(history, timezone.localdate())}


def test_it_is_asked_on_its_own_and_leaves_what_services_ask_alone(cast, told, signed_in):
    save_circumstances(
        Circumstances(case_id=told.case_id, gender="female", public_funds="no"), seen=0, by=cast.worker.actor
    )
    client, address = signed_in(cast.worker), reverse("heard_of_us", args=[told.reference])
    assert address in client.get(reverse("case", args=[told.reference])).content.decode()
    assert (
        "Recorded."
        in client.post(address, {"heard_of_us": "helpline", "seen": 1}, follow=True).content.decode()
    )
    row = Circumstances.objects.get(pk=told.case_id)
    assert (row.heard_of_us, row.gender, row.public_funds) == ("helpline", "female", "no")
    assert Record.objects.filter(verb="recorded how they heard of us", about=told.case_id).exists()
    with pytest.raises(ConcurrentEditError):
        say(told, cast.worker, "friend", seen=1)


def test_the_column_holds_a_token_and_figures_get_the_code(cast, told):
    assert derive(told) == {"not_known"}
    say(told, cast.worker, "printed", seen=0)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT heard_of_us FROM {Circumstances._meta.db_table}")
        assert "printed" not in str(cursor.fetchall())
    assert derive(told) == {"printed"}
    assert HEARD in MEASURES_BY_KEY["identified"].by
    assert HEARD.find_value("printed") == "printed"
    assert HEARD.find_value("not_asked") == "not_known"
