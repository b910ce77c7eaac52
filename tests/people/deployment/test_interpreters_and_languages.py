"""Languages that the person chooses, what was explained and chosen, and interpreters with their conflict check."""

import pytest
from django.core.exceptions import ValidationError

from handrail.people.contacts.actions.dependants import add_dependant
from handrail.people.contacts.models import Dependant
from handrail.people.deployment.actions import interpreter_bookings as acts
from handrail.people.deployment.actions.informed_choices import record_informed_choice
from handrail.people.deployment.languages.conflict_check_validity import ConflictCheckState
from handrail.people.deployment.models import InformedChoice, InterpreterBooking, PersonLanguage
from handrail.people.deployment.queries.case_deployment import (
    get_case_deployment_overview,
    get_interpreter_booking,
)
from handrail.people.deployment.queries.person_languages import (
    list_languages_of_supported_person,
    make_victim_languages_or_default,
)
from handrail.people.records.models import Person
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.deployment import INTERPRETER, book, speak
from support.referral_form import fill
from support.referral_form_pages import begin

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def access_to(actor, told):
    return get_case_open_to_actor_by_reference(actor, told.reference).case_access


def state_of(actor, told):
    (found,) = get_case_deployment_overview(access_to(actor, told)).bookings
    return found.check


def test_languages_are_chosen_and_refused_by_the_person(cast, told):
    by = cast.worker.actor
    access = access_to(by, told)
    assert make_victim_languages_or_default(access, []).spoken == ()
    Person.objects.filter(pk=told.case_id).update(language="ro")
    assert [one.tag for one in make_victim_languages_or_default(access, []).spoken] == ["ro"], (
        "what they speak best"
    )
    speak(by, told.case_id, "ro", "first", "refused")
    speak(by, told.case_id, "en", "B1", "chosen")
    speak(by, told.case_id, "en", "B2", "chosen")
    person = make_victim_languages_or_default(access, list_languages_of_supported_person(access))
    assert (person.chosen, person.refused) == ({"en"}, {"ro"})
    assert PersonLanguage.objects.count() == 2, "a language is there once"
    with pytest.raises(NotVisible):
        speak(cast.outsider.actor, told.case_id)
    with pytest.raises(ValidationError):
        speak(by, told.case_id, "zz-none")


def test_a_formal_talk_needs_a_qualified_independent_interpreter_after_a_check(cast, told):
    by = cast.worker.actor
    for refused, words in (
        ({"relation": "family"}, "Family must not interpret."),
        ({"relation": "other_victim"}, "Another victim must not interpret."),
        ({"relation": "employer"}, "An employer must not interpret."),
        ({"relation": "case_worker"}, "A worker on the case must not interpret"),
        ({"name": "Wren  ashdown"}, "A worker on the case must not interpret"),
        ({"served_suspect": True}, "different interpreters"),
        ({"conflict": "not_checked"}, "Check for a conflict first"),
        ({"conflict": "not_clear"}, "not clear"),
    ):
        with pytest.raises(ActionNotPossibleError, match=words):
            book(by, told.case_id, **refused)
    for unqualified in ("community", "none"):
        with pytest.raises(ValidationError) as wrong:
            book(by, told.case_id, qualification=unqualified)
        assert "exception" in wrong.value.error_dict
    with pytest.raises(ValidationError) as wrong:
        book(by, told.case_id, person_agrees=False)
    assert "person_agrees" in wrong.value.error_dict
    assert not InterpreterBooking.objects.exists()
    book(by, told.case_id, qualification="none", exception="Tigre: the best available. DI Cole agreed.")
    book(by, told.case_id, qualification="community", talk="welfare")
    assert InterpreterBooking.objects.count() == 2


def test_the_check_ends_with_each_new_name_and_is_made_again(cast, told):
    by = cast.worker.actor
    booking = book(by, told.case_id)
    assert state_of(by, told) is ConflictCheckState.CLEAR
    child = Dependant(case_id=told.case_id, sort="child", where="with", at_risk="no")
    child.bind(access_to(by, told)).called = "Ioana"
    add_dependant(child, by=by)
    assert state_of(by, told) is ConflictCheckState.EXPIRED
    row = get_interpreter_booking(access_to(by, told), booking.pk)
    acts.record_renewed_interpreter_conflict_check(row, seen=row.version, by=by)
    assert state_of(by, told) is ConflictCheckState.CLEAR
    row = get_interpreter_booking(access_to(by, told), booking.pk)
    row.state = "attended"
    with pytest.raises(ValidationError):
        acts.record_interpreter_outcome(row, seen=row.version, by=by)
    row = get_interpreter_booking(access_to(by, told), booking.pk)
    row.state, row.quality = "attended", "problems"
    acts.record_interpreter_outcome(row, seen=row.version, by=by)
    row = get_interpreter_booking(access_to(by, told), booking.pk)
    assert (row.state, row.quality, row.name.open()) == ("attended", "problems", INTERPRETER)


def test_the_name_of_a_suspect_in_the_home_office_form_ends_the_check(cast, told):
    """The form's answer on exploiters is the one place for names of suspects; other answers end nothing."""
    by = cast.worker.actor
    book(by, told.case_id)
    draft = begin(cast, told, ConsentAnswer.YES, earlier_work="Picked fruit")
    assert state_of(by, told) is ConflictCheckState.CLEAR
    fill(cast.worker, told.case_id, draft, exploiters="A man called Doru, about 40")
    assert state_of(by, told) is ConflictCheckState.EXPIRED


def test_not_clear_cancels(cast, told):
    by = cast.worker.actor
    row = get_interpreter_booking(access_to(by, told), book(by, told.case_id).pk)
    row.conflict = "not_clear"
    acts.record_renewed_interpreter_conflict_check(row, seen=row.version, by=by)
    assert InterpreterBooking.objects.get().state == "cancelled"


def test_informed_choices_are_added_by_whoever_explained(cast, told):
    def talk(actor, **more):
        about = {"explained_on": today(), "language": "ro", "interpreter": "phone", "police": "undecided"}
        choice = InformedChoice(**about | {"nrm": "yes", "services": "yes"} | more)
        choice.words = "I want to think about the police"
        return record_informed_choice(choice, case_id=told.case_id, by=actor)

    talk(cast.worker.actor)
    with pytest.raises(ValidationError):
        talk(cast.worker.actor, police="not_explained", nrm="not_explained", services="not_explained")
    with pytest.raises((NotVisible, Denied)):
        talk(cast.partner.actor)
    (found,) = get_case_deployment_overview(access_to(cast.lead.actor, told)).choices
    assert (found.explained_by, found.explained_as, found.language) == (cast.worker, "navigator", "ro")
    assert (found.police, found.nrm, found.words.open()) == (
        "undecided",
        "yes",
        "I want to think about the police",
    )
