"""Turns that a case can take: two cases joined as one person, a handover that was declined, a form that was sent back,
and what a force noted for itself. Each through the actions that people use."""

from datetime import date, time
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.papers_and_channel_answers import PDF_BYTES
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.contacts.actions import hand_overs
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.matching.actions.pair_verdicts import find_or_create_pair_id, record_pair_verdict
from handrail.people.matching.actions.police_own_notes import record_police_own_note
from handrail.people.matching.models import CaseJoin, IncidentMember
from handrail.people.matching.text_choices import PairVerdict as Same
from handrail.people.matching.text_choices import PoliceNoteOnLinkToExploiter
from handrail.people.records.models import Case
from handrail.people.records.text_choices import (
    Age,
    ConsentAnswer,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
    YesNoOrNotAsked,
)
from handrail.people.referral_form.actions import drafts, handovers
from handrail.people.referral_form.actions.drafts import FormPageAnswersInput
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.referral_form.rules import form_definition
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.files.actions import save_scan_verdict
from handrail.platform.files.scanner import VirusScannerReply
from handrail.platform.kernel.dates import make_london_time

RUTH, WANDA, TOM, GARETH = "ruth.adeyemi", "wanda.zukauskas", "tom.brackley", "gareth.pell"
HOLLY, SAM, POLICE = "holly.marsh", "sam.whitlock", "lincolnshire-police"
PETRA, YUSUF = "LN-0340-C", "LN-0405-Q"
SECOND_NAME: Final = "Petra Vrubel"
MERGE_REASON: Final = (
    "Same scar on the left hand, and she laughed when I said both names. Her mother’s name is Vrubel."
)
NOTE_TEXT: Final = "Her brother’s van stood in the yard on two Mondays. Nothing she did herself."
HAND_OVER_REASON: Final = (
    "He prays at the same place as I do. I would rather that somebody else goes with him."
)
DECLINE_REASON: Final = (
    "I am away from next week, and he needs somebody who stays. Ask Isla, who knows the mosque."
)
RETURN_REASON: Final = (
    "The form says that he left in June, and on page 4 that he was paid in July. Ask him which it is, and say in the "
    "first lines which boat it was. I keep an hour free on Thursday to enter it with you."
)
FORM_ANSWERS: Final[dict[str, dict[str, FormAnswerValue]]] = {
    "nation": {"nation": FormAnswerValue("england")},
    "age": {"under_18": FormAnswerValue("no")},
    "age-then": {"under_18_then": FormAnswerValue("no")},
    "birthplace": {"birthplace": FormAnswerValue("Iloilo, the Philippines")},
    "several": {"several_situations": FormAnswerValue("no")},
    "dates": {"dates": FormAnswerValue("From January until June, when the boat came in to Boston.")},
    "how-it-began": {
        "how_it_began": FormAnswerValue("An agency at home found the work and kept his passport.")
    },
    "had-to-do": {
        "had_to_do": FormAnswerValue("Sorted and gutted on deck, up to twenty hours, in July without pay.")
    },
    "types": {"types": FormAnswerValue(("forced-to-work", "wages-taken"))},
    "nrm": {"wants_nrm": FormAnswerValue("yes")},
    "name": {"first_name": FormAnswerValue("Danilo"), "last_name": FormAnswerValue("Magbanua")},
    "gender": {"gender": FormAnswerValue("male")},
    "nationality": {"nationality": FormAnswerValue("Filipino")},
    "interpreter": {"interpreter": FormAnswerValue("yes"), "language": FormAnswerValue("Tagalog")},
}


@transaction.atomic
def load_rare_case_events(cast: DemoLookups, today: date) -> None:
    """All four, as far as those are here whom they are about. Done once."""
    if CaseJoin.objects.exists() or RUTH not in cast.actors:
        return
    with use_simulated_clock(timezone.now()) as clock:
        _join_two_cases_of_one_person(cast, clock, today)
        _record_force_own_note(cast, clock, today)
        _decline_hand_over(cast, clock, today)
        _write_case_with_referral_form_sent_back(cast, clock, today)


def _join_two_cases_of_one_person(cast: DemoLookups, clock: SettableClock, today: date) -> None:
    """Wanda meets somebody whom Ruth has known for months; the lead says that they are one."""
    leads = Case.objects.filter(reference=PETRA, closed_at__isnull=True).first()
    if leads is None:
        return
    wanda, gareth = cast.actors[WANDA], cast.actors[GARETH]
    clock.moment = max(make_london_time(get_date_days_before_today(today, 5), time(14, 20)), leads.opened_at)
    second = opening.open_case(by=wanda, age=Age.ADULT)
    texts = {"called": "Petra", "full_name": SECOND_NAME, "where_now": "The drop-in, Boston"}
    actions.update_some_person_answers(
        case_id=second.pk, texts=texts, language_tag="pl", interpreter=YesNoOrNotAsked.NO, by=wanda
    )
    opening.set_point_of_contact_and_stand_in(
        case_id=second.pk,
        point_of_contact_id=wanda.user_id,
        stand_in_id=cast.actors[RUTH].user_id,
        by=wanda,
    )
    clock.moment = make_london_time(get_date_days_before_today(today, 4), time(9, 30))
    pair = find_or_create_pair_id(one_id=leads.pk, two_id=second.pk, by=gareth)
    record_pair_verdict(
        pair_id=pair, verdict=Same.SAME, because=MERGE_REASON, seen=1, leading_id=leads.pk, by=gareth
    )


def _record_force_own_note(cast: DemoLookups, clock: SettableClock, today: date) -> None:
    """Of somebody who came to the raid to look for a worker: a victim is supported as a victim all the same."""
    last = IncidentMember.objects.order_by("case__reference").values_list("case_id", flat=True).last()
    if last is not None:
        clock.moment = make_london_time(get_date_days_before_today(today, 6), time(17, 5))
        record_police_own_note(
            case_id=last, answer=PoliceNoteOnLinkToExploiter.LINKED, words=NOTE_TEXT, by=cast.actors[HOLLY]
        )


def _decline_hand_over(cast: DemoLookups, clock: SettableClock, today: date) -> None:
    case = Case.objects.filter(reference=YUSUF, closed_at__isnull=True).first()
    if case is None:
        return
    ruth, tom = cast.actors[RUTH], cast.actors[TOM]
    clock.moment = max(make_london_time(get_date_days_before_today(today, 7), time(11, 10)), case.opened_at)
    row = hand_overs.request_hand_over(
        case_id=case.pk, to=HandOverRecipient(tom.user_id), note=HAND_OVER_REASON, stays_on=False, by=ruth
    )
    clock.moment = max(make_london_time(get_date_days_before_today(today, 6), time(9, 45)), case.opened_at)
    hand_overs.decline_hand_over(hand_over_id=row.pk, words=DECLINE_REASON, by=tom)


def _write_case_with_referral_form_sent_back(cast: DemoLookups, clock: SettableClock, today: date) -> None:
    """A fisherman who said yes, asked through an interpreter on the phone; the force sends his form back."""
    ruth = cast.actors[RUTH]
    clock.moment = make_london_time(get_date_days_before_today(today, 8), time(15, 40))
    case = opening.open_case(by=ruth, age=Age.ADULT)
    here = {"case_id": case.pk, "by": ruth}
    texts = {"called": "Danilo", "full_name": "Danilo Magbanua", "where_now": "Seafarers’ centre, Boston"}
    actions.update_some_person_answers(
        texts=texts, language_tag="tl", interpreter=YesNoOrNotAsked.YES, **here
    )
    actions.record_danger_check(
        answer=ImmediateDangerOrInjuryAnswer.NEITHER, note="The skipper does not know where he is.", **here
    )
    actions.record_contact_channel(
        kind=ContactChannelKind.CALL,
        safe=ChannelSafety.YES,
        detail="07700 900644",
        note="The centre’s phone, after six.",
        **here,
    )
    _record_consents_to_nrm_and_sharing(case.pk, get_date_days_before_today(today, 6), clock, ruth)
    clock.moment = make_london_time(get_date_days_before_today(today, 4), time(10, 30))
    letter = attach_document_to_case(
        kind=Kind.PATHWAY,
        name="Contract.pdf",
        data=PDF_BYTES,
        description="What the agency signed with him",
        **here,
    )
    save_scan_verdict(letter.pk, VirusScannerReply(""))
    draft = _fill_referral_form_draft(case.pk, letter.pk, ruth)
    clock.moment = make_london_time(get_date_days_before_today(today, 2), time(16, 15))
    row = handovers.hand_over_draft(
        draft_id=draft,
        handing=DraftHandoverInput(POLICE, "Ring me first, he asks what happens next."),
        **here,
    )
    clock.moment = make_london_time(get_date_days_before_today(today, 1), time(12, 5))
    handovers.return_received_draft_to_preparing_body(
        handover_id=row.pk, because=RETURN_REASON, by=cast.actors[SAM]
    )


def _record_consents_to_nrm_and_sharing(case_id: UUID, on: date, clock: SettableClock, by: Actor) -> None:
    clock.moment = make_london_time(on, time(11, 20))
    asked = ConsentAskingInput(
        on,
        "tl",
        words="If it keeps the next boy off that boat.",
        circle=InterpreterKnownToVictimAnswer.NO,
        through=InterpretationMode.PHONE,
        interpreted_by="Crossing Words, reference CW-20714",
    )
    consents.record_local_support_answer(case_id=case_id, said=ConsentAnswer.YES, asked=asked, by=by)
    consents.record_nrm_answer(case_id=case_id, said=ConsentAnswer.YES, asked=asked, by=by)
    sharing = ConsentToSharingInput(POLICE, (Kind.IDENTITY, Kind.CONTACT, Kind.PATHWAY, Kind.ACCOUNT))
    consents.record_sharing_answer(
        case_id=case_id, said=ConsentAnswer.YES, sharing=sharing, asked=asked, by=by
    )


def _fill_referral_form_draft(case_id: UUID, paper_id: UUID, by: Actor) -> UUID:
    draft = drafts.start_draft_or_get_live_one(case_id=case_id, by=by)
    files = {
        "files": FormAnswerValue("yes"),
        "papers": FormAnswerValue((str(paper_id),)),
        "files_described": FormAnswerValue("The contract that the agency signed with him, of January."),
    }
    order = [page.code for page in form_definition.get_newest_form_definition().pages]
    for page, answers in sorted(
        {**FORM_ANSWERS, "files": files}.items(), key=lambda one: order.index(one[0])
    ):
        drafts.save_form_page_and_describe_effects(
            case_id=case_id, draft_id=draft.pk, saving=FormPageAnswersInput(page, answers, {}), by=by
        )
    return draft.pk
