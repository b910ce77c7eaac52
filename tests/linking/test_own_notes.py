"""What the police side notes for itself is read by it alone, and nothing else changes or tells of it."""

import pytest

from casework.conftest import ago
from handrail.access.actions import invite
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Role
from handrail.audit.models import Record
from handrail.casework.case.states import Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.events.models import Due
from handrail.casework.lists.queries.finding import find
from handrail.casework.whole.queries.case_page import case_page
from handrail.linking.actions.own_notes import keep_own_note
from handrail.linking.models import OwnNote
from handrail.linking.queries.own_notes import own_notes
from handrail.linking.states import MayBe
from handrail.vault import keys
from linking.conftest import named

SECRET = "his cousin ran the wash"


@pytest.fixture
def case(cast):
    """The worker's case, shared with the police but for support notes."""
    made = named(cast.worker, "Besnik Hoxha")
    kinds = [Kind.IDENTITY, Kind.CONTACT, Kind.PATHWAY]
    consents.record_sharing_answer(
        case_id=made.pk,
        said=Said.YES,
        sharing=Sharing("lincolnshire-police", kinds),
        asked=Asked(ago(0)),
        by=cast.worker.actor,
    )
    return made


def keep(case, by):
    return keep_own_note(case_id=case.pk, answer=MayBe.LINKED, words=SECRET, by=by.actor)


def of_the_force(cast, role, name):
    return invite(email=f"{name}@example.org", name=name, body=cast.officer.body, role=role, password=None)


def test_officers_and_liaison_officers_of_the_force_read_it_and_nobody_else(cast, case):
    keep(case, cast.officer)
    assert [line.words for line in own_notes(cast.liaison.actor, case.pk)] == [SECRET]
    others = [user for part, user in cast if part not in ("officer", "liaison")]
    others += [of_the_force(cast, role, role.value) for role in (Role.DUTY_LEAD, Role.DATA_PROTECTION)]
    for user in others:
        with pytest.raises(NotOpenToYou):
            own_notes(user.actor, case.pk)
        with pytest.raises((NotOpenToYou, Denied)):
            keep(case, user)
    assert OwnNote.objects.count() == 1


def test_an_officer_of_no_police_body_or_of_another_force_reads_nothing(cast, case):
    keep(case, cast.officer)
    council = invite(
        email="c@example.org", name="C", body=cast.housing.body, role=Role.OFFICER, password=None
    )
    with pytest.raises(NotOpenToYou):
        own_notes(council.actor, case.pk)
    from handrail.reference.models import Body  # noqa: PLC0415 - beside its one use

    other = invite(
        email="o@example.org",
        name="O",
        body=Body.objects.get(code="humberside-police"),
        role=Role.OFFICER,
        password=None,
    )
    assert own_notes(other.actor, case.pk) == ()
    with pytest.raises(NotOpenToYou):
        keep(case, other)


def test_the_case_its_trail_and_what_is_due_are_as_they_were(cast, case):
    def told():
        page = case_page(find(cast.worker.actor, case.reference).sight)
        dues = sorted(Due.objects.filter(case=case).values_list("code", flat=True))
        trail = sorted(Record.objects.filter(about=case.pk).values_list("verb", "why"))
        stands = page.standing.answer.headline, page.standing.answer.phase, page.needs, page.version
        return repr((stands, page.looked.count, dues, trail))

    before = told()
    note = keep(case, cast.officer)
    assert told() == before
    record = Record.objects.get(about=note)
    assert (record.verb, record.why, record.shown) == ("kept a note", "", [])


def test_no_word_of_it_can_be_read_in_the_database_and_it_goes_with_the_key(cast, case):
    keep(case, cast.officer)
    row = OwnNote.objects.values_list("answer", "words").get()
    assert b"linked" not in bytes(row[0])
    assert SECRET.encode() not in bytes(row[1])
    keys.destroy(case.pk)
    assert [(line.answer, line.words) for line in own_notes(cast.officer.actor, case.pk)] == [("", "")]


def test_taking_the_share_back_closes_writing_too(cast, case):
    consents.record_sharing_answer(
        case_id=case.pk,
        said=Said.WITHDRAWN,
        sharing=Sharing("lincolnshire-police", []),
        asked=Asked(ago(0)),
        by=cast.worker.actor,
    )
    with pytest.raises(NotOpenToYou):
        keep(case, cast.officer)
