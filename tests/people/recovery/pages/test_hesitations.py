"""What holds somebody back from the NRM is where they stand to it: read only where the pathway is open."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.records.text_choices import ConsentAnswer
from handrail.people.recovery.text_choices import HesitationChangeExtent, HesitationSubject
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.audit.models import Record
from people.recovery.recovery_fixtures import change_mind, hold_back

POLICE, NRM, MIND = "they laughed at my cousin", "two years in a waiting room", "the lawyer drew it for me"
HIDDEN = "What they say about the NRM has not been shared with you."


@pytest.fixture
def told_why(cast, told):
    """She holds back from the police and from the NRM; of the NRM she changed her mind."""
    here = {"case_id": told.case_id, "on": timezone.localdate(), "by": cast.worker.actor}
    hold_back(about=HesitationSubject.POLICE, reasons=["police_before"], words=POLICE, **here)
    row = hold_back(about=HesitationSubject.NRM, reasons=["the_process"], words=NRM, **here)
    changed = {"turned": HesitationChangeExtent.CHANGED, "words": MIND, "on": here["on"]}
    change_mind(row, causes=["explained"], by=cast.worker.actor, **changed)
    return told


def share(cast, told, body, *kinds):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


def page(signed_in, user, told):
    return signed_in(user).get(reverse("holding_back", args=[told.reference])).content.decode()


def test_own_words_alone_tell_nothing_of_the_nrm(cast, told_why, signed_in):
    share(cast, told_why, "harbour", Kind.IDENTITY, Kind.OWN_WORDS)
    shown = page(signed_in, cast.partner, told_why)
    assert POLICE in shown
    assert HIDDEN in shown
    assert [word for word in (NRM, MIND, ">The NRM<", "The NRM ", "explained") if word in shown] == []
    assert Record.objects.filter(about=told_why.case_id).order_by("-id")[0].shown == ["own_words"]


def test_a_housing_team_never_reads_why_somebody_feared_the_police(cast, told_why, signed_in):
    share(cast, told_why, "fen-housing", *SHAREABLE_KINDS)
    for shown in (
        page(signed_in, cast.housing, told_why),
        signed_in(cast.housing).get(reverse("case_whole_file", args=[told_why.reference])).content.decode(),
    ):
        assert (POLICE in shown, NRM in shown, MIND in shown) == (False, False, False)


def test_with_the_pathway_it_is_read(cast, told_why, signed_in):
    share(cast, told_why, "harbour", Kind.OWN_WORDS, Kind.PATHWAY)
    for user in (cast.partner, cast.worker):
        shown = page(signed_in, user, told_why)
        assert (POLICE in shown, NRM in shown, MIND in shown, HIDDEN in shown) == (True, True, True, False)
