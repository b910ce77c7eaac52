"""Turns that a case can take: two cases joined as one person, a hand-over that was declined, a form that was sent back,
and what a force noted for itself. Each through the actions that people use."""

from datetime import date, time
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.caseload.actions import handing_over
from handrail.caseload.actions.handing_over import To
from handrail.casework.case.models import Case
from handrail.casework.case.states import Age, ChannelKind, Circle, Danger, Said, Through, YesNo
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.people.actions import person
from handrail.casework.people.states import Safe
from handrail.casework.whole.actions import opening
from handrail.casework.whole.actions.papers import attach_paper
from handrail.demo.clock import Clock, set_clock
from handrail.demo.days import ago
from handrail.demo.papers import PDF
from handrail.demo.writing import Cast
from handrail.files.actions import keep_verdict
from handrail.files.scanner import Verdict
from handrail.kernel.dates import at
from handrail.linking.actions.deciding import decide, put_side_by_side
from handrail.linking.actions.own_notes import keep_own_note
from handrail.linking.models import Join, Member
from handrail.linking.states import MayBe
from handrail.linking.states import Verdict as Same
from handrail.nrmform.actions import drafting, handing
from handrail.nrmform.actions.drafting import Saving
from handrail.nrmform.actions.handing import Handing
from handrail.nrmform.rules import definition
from handrail.nrmform.rules.flow import Given

RUTH, WANDA, TOM, GARETH = "ruth.adeyemi", "wanda.zukauskas", "tom.brackley", "gareth.pell"
HOLLY, SAM, POLICE = "holly.marsh", "sam.whitlock", "lincolnshire-police"
PETRA, YUSUF = "LN-0340", "LN-0405"
SECOND_NAME: Final = "Petra Vrubel"
TWICE: Final = (
    "Same scar on the left hand, and she laughed when I said both names. Her mother’s name is Vrubel."
)
NOTED: Final = "Her brother’s van stood in the yard on two Mondays. Nothing she did herself."
HANDED: Final = "He prays at the same place as I do. I would rather that somebody else goes with him."
NO: Final = "I am away from next week, and he needs somebody who stays. Ask Isla, who knows the mosque."
BACK: Final = (
    "The form says that he left in June, and on page 4 that he was paid in July. Ask him which it is, and say in the "
    "first lines which boat it was. I keep an hour free on Thursday to enter it with you."
)
FORM: Final[dict[str, dict[str, Given]]] = {
    "nation": {"nation": Given("england")},
    "age": {"under_18": Given("no")},
    "age-then": {"under_18_then": Given("no")},
    "birthplace": {"birthplace": Given("Iloilo, the Philippines")},
    "several": {"several_situations": Given("no")},
    "dates": {"dates": Given("From January until June, when the boat came in to Boston.")},
    "how-it-began": {"how_it_began": Given("An agency at home found the work and kept his passport.")},
    "had-to-do": {"had_to_do": Given("Sorted and gutted on deck, up to twenty hours, in July without pay.")},
    "types": {"types": Given(("forced-to-work", "wages-taken"))},
    "nrm": {"wants_nrm": Given("yes")},
    "name": {"first_name": Given("Danilo"), "last_name": Given("Magbanua")},
    "gender": {"gender": Given("male")},
    "nationality": {"nationality": Given("Filipino")},
    "interpreter": {"interpreter": Given("yes"), "language": Given("Tagalog")},
}


@transaction.atomic
def write(cast: Cast, today: date) -> None:
    """All four, as far as those are here whom they are about. Done once."""
    if Join.objects.exists() or RUTH not in cast.actors:
        return
    with set_clock(timezone.now()) as clock:
        _joined(cast, clock, today)
        _noted(cast, clock, today)
        _declined(cast, clock, today)
        _sent_back(cast, clock, today)


def _joined(cast: Cast, clock: Clock, today: date) -> None:
    """Wanda meets somebody whom Ruth has known for months; the lead says that they are one."""
    leads = Case.objects.filter(reference=PETRA, closed_at__isnull=True).first()
    if leads is None:
        return
    wanda, gareth = cast.actors[WANDA], cast.actors[GARETH]
    clock.moment = max(at(ago(today, 5), time(14, 20)), leads.opened_at)
    second = opening.open_case(by=wanda, age=Age.ADULT)
    texts = {"called": "Petra", "full_name": SECOND_NAME, "where_now": "The drop-in, Boston"}
    person.say_who(case_id=second.pk, texts=texts, language_tag="pl", interpreter=YesNo.NO, by=wanda)
    opening.set_contacts(
        case_id=second.pk,
        point_of_contact_id=wanda.user_id,
        stand_in_id=cast.actors[RUTH].user_id,
        by=wanda,
    )
    clock.moment = at(ago(today, 4), time(9, 30))
    pair = put_side_by_side(one_id=leads.pk, two_id=second.pk, by=gareth)
    decide(pair_id=pair, verdict=Same.SAME, because=TWICE, seen_version=1, leading_id=leads.pk, by=gareth)


def _noted(cast: Cast, clock: Clock, today: date) -> None:
    """Of somebody who came to the raid to look for a worker: a victim is supported as a victim all the same."""
    last = Member.objects.order_by("case__reference").values_list("case_id", flat=True).last()
    if last is not None:
        clock.moment = at(ago(today, 6), time(17, 5))
        keep_own_note(case_id=last, answer=MayBe.LINKED, words=NOTED, by=cast.actors[HOLLY])


def _declined(cast: Cast, clock: Clock, today: date) -> None:
    case = Case.objects.filter(reference=YUSUF, closed_at__isnull=True).first()
    if case is None:
        return
    ruth, tom = cast.actors[RUTH], cast.actors[TOM]
    clock.moment = max(at(ago(today, 7), time(11, 10)), case.opened_at)
    row = handing_over.ask_to_take_over(
        case_id=case.pk, to=To(tom.user_id), note=HANDED, stays_on=False, by=ruth
    )
    clock.moment = max(at(ago(today, 6), time(9, 45)), case.opened_at)
    handing_over.decline(hand_over_id=row.pk, words=NO, by=tom)


def _sent_back(cast: Cast, clock: Clock, today: date) -> None:
    """A fisherman who said yes, asked through an interpreter on the phone; the force sends his form back."""
    ruth = cast.actors[RUTH]
    clock.moment = at(ago(today, 8), time(15, 40))
    case = opening.open_case(by=ruth, age=Age.ADULT)
    here = {"case_id": case.pk, "by": ruth}
    texts = {"called": "Danilo", "full_name": "Danilo Magbanua", "where_now": "Seafarers’ centre, Boston"}
    person.say_who(texts=texts, language_tag="tl", interpreter=YesNo.YES, **here)
    person.say_danger(answer=Danger.NEITHER, note="The skipper does not know where he is.", **here)
    person.say_channel(
        kind=ChannelKind.CALL,
        safe=Safe.YES,
        detail="07700 900644",
        note="The centre’s phone, after six.",
        **here,
    )
    _said_yes(case.pk, ago(today, 6), clock, ruth)
    clock.moment = at(ago(today, 4), time(10, 30))
    letter = attach_paper(
        kind=Kind.PATHWAY,
        name="Contract.pdf",
        data=PDF,
        description="What the agency signed with him",
        **here,
    )
    keep_verdict(letter.pk, Verdict(""))
    draft = _filled(case.pk, letter.pk, ruth)
    clock.moment = at(ago(today, 2), time(16, 15))
    row = handing.hand_over(
        draft_id=draft, handing=Handing(POLICE, "Ring me first, he asks what happens next."), **here
    )
    clock.moment = at(ago(today, 1), time(12, 5))
    handing.send_back(handover_id=row.pk, because=BACK, by=cast.actors[SAM])


def _said_yes(case_id: UUID, on: date, clock: Clock, by: Actor) -> None:
    clock.moment = at(on, time(11, 20))
    asked = Asked(
        on,
        "tl",
        words="If it keeps the next boy off that boat.",
        circle=Circle.NO,
        through=Through.PHONE,
        interpreted_by="Crossing Words, reference CW-20714",
    )
    consents.record_local_support(case_id=case_id, said=Said.YES, asked=asked, by=by)
    consents.record_nrm_answer(case_id=case_id, said=Said.YES, asked=asked, by=by)
    sharing = Sharing(POLICE, (Kind.IDENTITY, Kind.CONTACT, Kind.PATHWAY))
    consents.record_sharing_answer(case_id=case_id, said=Said.YES, sharing=sharing, asked=asked, by=by)


def _filled(case_id: UUID, paper_id: UUID, by: Actor) -> UUID:
    draft = drafting.start(case_id=case_id, by=by)
    files = {
        "files": Given("yes"),
        "papers": Given((str(paper_id),)),
        "files_described": Given("The contract that the agency signed with him, of January."),
    }
    order = [page.code for page in definition.newest().pages]
    for page, answers in sorted({**FORM, "files": files}.items(), key=lambda one: order.index(one[0])):
        drafting.save_page(case_id=case_id, draft_id=draft.pk, saving=Saving(page, answers, {}), by=by)
    return draft.pk
