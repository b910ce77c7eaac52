"""From the rows of a file to cases, and back: what is written, what is refused, and what the trail says."""

import datetime

import pytest

from handrail.people.caseload_import.actions import decisions
from handrail.people.caseload_import.actions.background_round import run_caseload_import_round
from handrail.people.caseload_import.models import ImportedCase
from handrail.people.records.models import Case, Event, Person
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from support.caseload_import import ANA, BEN, bring

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_row_becomes_a_case_with_its_person_and_its_history(cast):
    actor = cast.lead.actor
    made = bring(actor, ANA, BEN)
    assert (made.state, made.imported_count) == ("done", 2)
    case = Case.objects.get(pk=ImportedCase.objects.get(caseload=made, row_number=2).case_id)
    person = Person.objects.opened_for(UnrecordedKeyAccess(case.pk)).get(pk=case.pk)
    assert (person.called.open(), person.full_name.open()) == ("Ana", "Ana Dragan")
    assert person.date_of_birth.open() == "1994-03-14"
    events = dict(Event.objects.filter(case=case).values_list("event", "at"))
    assert events == {
        "identified": datetime.date(2024, 3, 4),
        "nrm_referred": datetime.date(2024, 3, 6),
    }
    assert case.point_of_contact_id == actor.user_id


def test_the_trail_holds_after_an_import_and_after_its_undoing(cast):
    actor = cast.lead.actor
    made = bring(actor, ANA, BEN)
    assert Record.objects.filter(about=made.pk, verb="imported a row").count() == 2
    assert verify_trail().faults == []
    decisions.start_undo(import_id=made.pk, by=actor)
    run_caseload_import_round()
    made.refresh_from_db()
    assert made.state == "undone"
    assert not ImportedCase.objects.filter(caseload=made).exists()
    assert verify_trail().faults == []
