"""What the police side notes for itself is read by it alone, and nothing else changes or tells of it."""

import pytest

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.models import Due
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.matching.actions.police_own_notes import record_police_own_note
from handrail.people.matching.models import PoliceOwnNote
from handrail.people.matching.queries.police_force_notes import list_notes_of_own_force
from handrail.people.matching.text_choices import PoliceNoteOnLinkToExploiter
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Role
from handrail.platform.audit.models import Record
from handrail.platform.vault import keys
from support.cases import ago
from support.matching import named

SECRET = "his cousin ran the wash"


@pytest.fixture
def case(cast):
    """The worker's case, shared with the police but for support notes."""
    made = named(cast.worker, "Besnik Hoxha")
    kinds = [Kind.IDENTITY, Kind.CONTACT, Kind.PATHWAY]
    consents.record_sharing_answer(
        case_id=made.pk,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("lincolnshire-police", kinds),
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )
    return made


def keep(case, by):
    return record_police_own_note(
        case_id=case.pk, answer=PoliceNoteOnLinkToExploiter.LINKED, words=SECRET, by=by.actor
    )


def of_the_force(cast, role, name):
    return create_account(
        email=f"{name}@example.org", name=name, body=cast.officer.body, role=role, password=None
    )


def test_officers_and_liaison_officers_of_the_force_read_it_and_nobody_else(cast, case):
    keep(case, cast.officer)
    assert [line.words for line in list_notes_of_own_force(cast.liaison.actor, case.pk)] == [SECRET]
    others = [user for part, user in cast if part not in ("officer", "liaison")]
    others += [of_the_force(cast, role, role.value) for role in (Role.DUTY_LEAD, Role.DATA_PROTECTION)]
    for user in others:
        with pytest.raises(NotVisible):
            list_notes_of_own_force(user.actor, case.pk)
        with pytest.raises((NotVisible, Denied)):
            keep(case, user)
    assert PoliceOwnNote.objects.count() == 1


def test_an_officer_of_no_police_body_or_of_another_force_reads_nothing(cast, case):
    keep(case, cast.officer)
    council = create_account(
        email="c@example.org", name="C", body=cast.housing.body, role=Role.OFFICER, password=None
    )
    with pytest.raises(NotVisible):
        list_notes_of_own_force(council.actor, case.pk)
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - beside its one use

    other = create_account(
        email="o@example.org",
        name="O",
        body=Body.objects.get(code="humberside-police"),
        role=Role.OFFICER,
        password=None,
    )
    assert list_notes_of_own_force(other.actor, case.pk) == ()
    with pytest.raises(NotVisible):
        keep(case, other)


def test_the_case_its_trail_and_what_is_due_are_as_they_were(cast, case):
    def told():
        page = get_case_detail(
            get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access
        )
        dues = sorted(Due.objects.filter(case=case).values_list("code", flat=True))
        trail = sorted(Record.objects.filter(about=case.pk).values_list("verb", "why"))
        stands = page.standing.answer.headline, page.standing.answer.phase, page.needs, page.version
        return repr((stands, len(page.looked), dues, trail))

    before = told()
    note = keep(case, cast.officer)
    assert told() == before
    record = Record.objects.get(about=note)
    assert (record.verb, record.why, record.shown) == ("added a note", "", [])


def test_no_word_of_it_can_be_read_in_the_database_and_it_goes_with_the_key(cast, case):
    keep(case, cast.officer)
    row = PoliceOwnNote.objects.values_list("answer", "words").get()
    assert b"linked" not in bytes(row[0])
    assert SECRET.encode() not in bytes(row[1])
    keys.destroy_file_key(case.pk)
    assert [(line.answer, line.words) for line in list_notes_of_own_force(cast.officer.actor, case.pk)] == [
        ("", "")
    ]


def test_taking_the_share_back_closes_writing_too(cast, case):
    consents.record_sharing_answer(
        case_id=case.pk,
        said=ConsentAnswer.WITHDRAWN,
        sharing=ConsentToSharingInput("lincolnshire-police", []),
        asked=ConsentAskingInput(ago(0)),
        by=cast.worker.actor,
    )
    with pytest.raises(NotVisible):
        keep(case, cast.officer)
