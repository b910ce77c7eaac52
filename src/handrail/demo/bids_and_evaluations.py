"""Bids, posts, pilots and evaluations of four areas.

What the returns of 2021 told is theirs: Dyfed-Powys’s bid to teach 1,000 people, Lincolnshire’s two posts for the East
Midlands, Greater Manchester’s pilot of twelve months, Surrey’s evaluation. Every sum, day and count beside that is
invented for training, and says so.
"""

from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from typing import Any, Final

from django.db import transaction

from handrail.areas.bids.actions import bids, calls, evaluations, pilots, targets
from handrail.areas.bids.models import (
    Bid,
    BidCondition,
    BidDecision,
    BidDelivery,
    BidTarget,
    EvaluationLine,
    ExpressionOfInterest,
    FigureOfOthers,
    FundingCall,
    PilotDecision,
    PilotPlan,
    PlannedGroup,
    ServiceEvaluation,
)
from handrail.areas.bids.published_comparisons import (
    ENGAGEMENT_MEASURE,
    PublishedComparisonInput,
    list_published_measure_and_quarter_choices,
    make_comparison_of_published_figures,
)
from handrail.demo.case_writer import DemoLookups
from handrail.demo.pilot_measures import TEAM
from handrail.demo.practitioners import PILOT_POSTS, SECOND_REGIONAL_POST, TEAM_POSTS
from handrail.demo.relative_dates import get_working_day_on_or_before
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.actions import add_pilot_measure, freeze_pilot_baseline, record_pilot_result
from handrail.directory.models import Pilot, PilotMeasure, PilotResult
from handrail.directory.practitioners.models import Post
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import add_months, make_london_time
from handrail.platform.kernel.errors import ActionNotPossibleError

FUND: Final = "Modern Slavery Prevention Fund"
FUND_CLOSED_ON: Final = date(2021, 11, 8)  # written question 81143 of 2021
INVENTED: Final = "Invented for training"
PLANNED: Final = (
    ("farms", "ro", 250),
    ("farms", "bg", 150),
    ("building", "pl", 200),
    ("building", "ro", 150),
    ("kitchens", "en", 200),
)
TAUGHT: Final = (
    (date(2022, 2, 17), "farms", "ro", 86, 92),
    (date(2022, 3, 24), "building", "pl", 64, 64),
    (date(2022, 5, 12), "farms", "bg", 48, 60),
    (date(2022, 6, 30), "farms", "ro", 92, 118),
    (date(2022, 9, 15), "kitchens", "en", 57, 57),
    (date(2022, 10, 20), "building", "ro", 65, 71),
)
UNSUCCESSFUL: Final = (
    (
        "A telephone line in six languages",
        "People at risk ring somebody who speaks their language, at any hour.",
        58_000_00,
        "declined",
        "The fund had more good bids than money. The funder asked for numbers of expected calls by language.",
    ),
    (
        "Outreach van for farms",
        "Workers on farms are met where they live, with an interpreter.",
        32_500_00,
        "withdrawn",
        "The partner lost its driver and could not start within the year. Withdrawn before the decision.",
    ),
)
MORNING: Final = time(9, 50)
POSTS: Final = ("Regional navigator, East Midlands", SECOND_REGIONAL_POST)
EVALUATED_DAYS_AGO: Final = 14
OTHERS: Final = (
    ("July 2021", "89% engaged with the investigation, against 33% in the United Kingdom", "secondary"),
    ("July 2025", "Over 90% engaged, against 44%", "secondary"),
)
NO_METHOD: Final = "Base, range and how engagement was counted were not found."


def load_bids_and_evaluations(cast: DemoLookups, today: date) -> None:
    """Each area once: its call, pilot or evaluation is the mark of it."""
    people = cast.actors
    for load, people_of in (
        (_load_dyfed_powys_bid, (people["delyth.vaughan"], people["owain.rees"])),
        (_load_lincolnshire_staff_posts_and_evaluation, (people["joan.tasker"], people["lorna.quayle"])),
        (_load_greater_manchester_pilot, (people["grace.holroyd"], people["grace.holroyd"])),
        (_load_surrey_evaluation, (people["sunita.marsh"], people["harriet.lisle"])),
    ):
        with transaction.atomic():
            load(*people_of, today)


def _load_dyfed_powys_bid(office: Actor, signs: Actor, today: date) -> None:
    """The bid of 2021, awarded in the demo, and who was reached of the thousand."""
    if FundingCall.objects.filter(body=office.body_id).exists():
        return
    with _use_morning_of(date(2021, 10, 11)):
        call = FundingCall(
            title=FUND,
            funder="Home Office",
            closes_on=FUND_CLOSED_ON,
            about="Projects of councils and charities that prevent modern slavery.",
            source="Written question 81143, 2021",
        )
        calls.add_call(call, by=office)
        bid = _add_demo_bid(
            call,
            office,
            title="1,000 people taught their rights",
            purpose="People at risk learn their rights at work in their own language, so that fewer are exploited.",
            amount_pence=48_500_00,
            lead="Police and Crime Commissioner for Dyfed-Powys",
            partners="Drws Glas",
        )
        target = targets.add_target(
            BidTarget(bid=bid, what="People taught their rights", people=1_000, by_on=date(2022, 11, 30)),
            by=office,
        )
        for sector, language, people in PLANNED:
            targets.add_planned_sector_and_language_group(
                PlannedGroup(target=target, sector=sector, language_id=language, people=people), by=office
            )
    _record_award_of_demo_bid(bid, office, signs, date(2021, 11, 5), date(2021, 12, 17), 45_000_00)
    with _use_morning_of(date(2021, 12, 20)):
        report = bids.add_condition(
            BidCondition(
                bid=bid, words="A report of people reached at the end of the year", due_on=date(2022, 12, 16)
            ),
            by=office,
        )
    with _use_morning_of(date(2022, 12, 14)):
        report.met_on, report.evidence = date(2022, 12, 14), f"Report to the Home Office. {INVENTED}"
        bids.change_condition(report, seen=report.version, by=office)
    for on, sector, language, people, attendances in TAUGHT:
        delivery = BidDelivery(
            target=target,
            on=on,
            sector=sector,
            language_id=language,
            people=people,
            attendances=attendances,
            source=f"Attendance sheets. {INVENTED}",
        )
        with _use_morning_of(on + timedelta(days=5)):
            targets.record_people_reached_by_bid(delivery, by=office)


def _load_lincolnshire_staff_posts_and_evaluation(office: Actor, signs: Actor, today: date) -> None:
    """Two posts of the East Midlands: the bid behind them, the evaluation they feed, what cites it."""
    if FundingCall.objects.filter(body=office.body_id).exists():
        return
    call = FundingCall(
        title="Victim support, regional posts",
        funder="Home Office",
        total_pence=900_000_00,
        most_pence=150_000_00,
        opens_on=_get_office_day(today, 330),
        closes_on=_get_office_day(today, 270),
        source=INVENTED,
    )
    with _use_morning_of(today - timedelta(days=328)):
        calls.add_call(call, by=office)
    interest = ExpressionOfInterest(
        call=call,
        summary="Two navigator posts for the East Midlands, shared by three areas.",
        sent_on=_get_office_day(today, 320),
        answer="invited",
        answered_on=_get_office_day(today, 300),
        answer_words="Invited to send a full bid.",
    )
    calls.record_expression_of_interest_sent(interest, by=office)
    _add_bids_that_were_not_awarded(office, signs, today)
    bid = _add_demo_bid(
        call,
        office,
        title="Two navigator posts for the East Midlands",
        purpose="Victims have one person who stays with them, before, during and after the NRM.",
        amount_pence=140_000_00,
        match_pence=20_000_00,
        lead="Police and Crime Commissioner for Lincolnshire",
        partners="Lantern\nLeicestershire\nNottinghamshire",
    )
    target = targets.add_target(
        BidTarget(
            bid=bid, what="Victims supported by a navigator", people=120, by_on=today + timedelta(days=200)
        ),
        by=office,
    )
    for sector, people in (("farms", 70), ("kitchens", 50)):
        targets.add_planned_sector_and_language_group(
            PlannedGroup(target=target, sector=sector, language_id="ro", people=people), by=office
        )
    sent, decided = _get_office_day(today, 275), _get_office_day(today, 235)
    _record_award_of_demo_bid(
        bid,
        office,
        signs,
        sent,
        decided,
        140_000_00,
        reason="Fills a gap that three areas name, with a plan for what follows the money.",
    )
    _add_award_conditions_and_people_reached(bid, target, office, today)
    with _use_morning_of(today - timedelta(days=EVALUATED_DAYS_AGO)):
        _publish_evaluation_of_two_posts(bid, office, signs, today)
    _record_decision_on_team_pilot(office, signs, today)


def _publish_evaluation_of_two_posts(bid: Bid, office: Actor, signs: Actor, today: date) -> None:
    """Published before the need, the decision and the specification that rest on it: all of its months have ended."""
    evaluation = _add_demo_evaluation(
        office,
        title="Navigators in the East Midlands",
        question="Do more victims stay engaged with the investigation where a navigator supports them?",
        evaluator="An invented university, independent of the posts",
        method="People with an open investigation, with and without a navigator, three months after the crime was "
        "recorded, in the first months of the two posts.",
        findings="More people with a navigator engage with the investigation. People were not put in groups at random.",
    )
    month = _get_office_day(today, EVALUATED_DAYS_AGO).replace(day=1)
    whole_months = (add_months(month, -5), add_months(month, -3) - timedelta(days=1))
    _add_demo_own_count_comparison(
        evaluation,
        office,
        "Engaged with the investigation after three months",
        whole_months,
        (30, 36),
        (48, 80),
    )
    for post in Post.objects.filter(title__in=POSTS).order_by("title"):
        bids.record_staff_post_paid_by_bid(bid.pk, post.pk, by=office)
        evaluations.record_staff_post_feeding_evaluation(evaluation.pk, post.pk, by=office)
    saved = ServiceEvaluation.objects.get(pk=evaluation.pk)
    evaluations.publish_evaluation(saved.pk, seen=saved.version, by=signs)


def _add_bids_that_were_not_awarded(office: Actor, signs: Actor, today: date) -> None:
    """Declined and withdrawn bids are kept with their reason: the next bid learns from them."""
    with _use_morning_of(today - timedelta(days=500)):
        call = FundingCall(
            title="Innovation in victim support",
            funder="Ministry of Justice",
            total_pence=2_000_000_00,
            most_pence=60_000_00,
            closes_on=_get_office_day(today, 460),
            source=INVENTED,
        )
        calls.add_call(call, by=office)
    for title, purpose, pence, outcome, reason in UNSUCCESSFUL:
        with _use_morning_of(today - timedelta(days=480)):
            bid = _add_demo_bid(
                call,
                office,
                title=title,
                purpose=purpose,
                amount_pence=pence,
                lead="Police and Crime Commissioner for Lincolnshire",
                partners="Lantern",
            )
        with _use_morning_of(today - timedelta(days=465)):
            bid.sent_on = _get_office_day(today, 465)
            bids.record_bid_sent_to_funder(bid, seen=bid.version, by=office)
        decided = _get_office_day(today, 430)
        with _use_morning_of(decided):
            bids.record_bid_decision(
                BidDecision(bid=bid, outcome=outcome, decided_on=decided, reason=reason), by=signs
            )


def _use_morning_of(day: date) -> AbstractContextManager[object]:
    """Acts are done on the morning of that day, or of the last working day before it."""
    return use_simulated_clock(make_london_time(get_working_day_on_or_before(day), MORNING))


def _get_office_day(today: date, days: int) -> date:
    """So many days ago, or the last working day before."""
    return get_working_day_on_or_before(today - timedelta(days=days))


def _add_award_conditions_and_people_reached(bid: Bid, target: BidTarget, office: Actor, today: date) -> None:
    """Two conditions that were met, one that is due; who was supported in two quarters."""
    met = bids.add_condition(
        BidCondition(
            bid=bid, words="Both posts are advertised within three months", due_on=_get_office_day(today, 145)
        ),
        by=office,
    )
    met.met_on, met.evidence = _get_office_day(today, 230), f"The advertisement. {INVENTED}"
    bids.change_condition(met, seen=met.version, by=office)
    evaluated = bids.add_condition(
        BidCondition(
            bid=bid,
            words="An independent evaluation is published",
            due_on=today + timedelta(days=60),
        ),
        by=office,
    )
    evaluated.met_on = _get_office_day(today, EVALUATED_DAYS_AGO)
    evaluated.evidence = f"Navigators in the East Midlands, published. {INVENTED}"
    bids.change_condition(evaluated, seen=evaluated.version, by=office)
    bids.add_condition(
        BidCondition(
            bid=bid,
            words="Send the funder an end-of-year report on the people supported",
            due_on=today + timedelta(days=120),
        ),
        by=office,
    )
    for days, sector, people in ((120, "farms", 38), (30, "kitchens", 17)):
        delivery = BidDelivery(
            target=target,
            on=_get_office_day(today, days),
            sector=sector,
            language_id="ro",
            people=people,
            attendances=people,
            source=f"The provider’s quarterly return. {INVENTED}",
        )
        targets.record_people_reached_by_bid(delivery, by=office)


def _load_greater_manchester_pilot(office: Actor, _: Actor, today: date) -> None:
    """Twelve months, six support officers, a data manager and a training co-ordinator; the baseline comes first."""
    if PilotPlan.objects.filter(pilot__body=office.body_id).exists():
        return
    starts_on = get_working_day_on_or_before(today + timedelta(days=30))
    pilot = pilots.record_new_pilot(
        Pilot(
            name="Modern slavery investigative team",
            aim="More investigations end in a charge, and victims stay in touch.",
            posts="Six investigative support officers, a data manager and a training co-ordinator, beside the existing "
            "unit’s triage",
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=364),
        ),
        by=office,
    )
    plan = PilotPlan(
        pilot=pilot,
        inputs="Eight posts for twelve months; the unit’s triage.",
        activities="Each matter is triaged; support officers keep in touch with victims and gather evidence.",
        outputs="Triage decisions with reasons; contacts with victims.",
        outcomes="Victims stay in touch. A charge is decided sooner.",
        impact="Fewer people are exploited again.",
        assumptions="Matters are found as often as before.",
        outside_factors="Changes of the law; other operations in the region.",
        evaluator="An independent evaluator, not appointed yet",
    )
    pilots.save_theory_of_change_of_pilot(plan, seen=None, by=office)
    counted = "Investigations of modern slavery"
    for outcome, number in (
        ("A suspect charged within nine months", 9),
        ("The victim still in touch after three months", 31),
    ):
        measure = add_pilot_measure(
            PilotMeasure(outcome=outcome, counted=counted), pilot_id=pilot.pk, by=office
        )
        before = PilotResult(
            measure=measure,
            moment="before",
            number=number,
            out_of=64,
            since=today - timedelta(days=700),
            until=today - timedelta(days=300),
            source=f"The force’s records. {INVENTED}",
        )
        record_pilot_result(before, pilot_id=pilot.pk, by=office)
    pilots.freeze_baseline_of_own_pilot(pilot.pk, fixed_on=_get_office_day(today, 2), by=office)
    for post in Post.objects.filter(title__in=dict(PILOT_POSTS)).order_by("title"):
        pilots.record_staff_post_of_pilot(pilot.pk, post.pk, by=office)


def _load_surrey_evaluation(office: Actor, signs: Actor, today: date) -> None:
    """An evaluation of a navigator, with figures that others published kept apart."""
    if ServiceEvaluation.objects.filter(body=office.body_id).exists():
        return
    with _use_morning_of(today - timedelta(days=4)):
        _write_surrey_evaluation(office, signs, today)


def _write_surrey_evaluation(office: Actor, signs: Actor, today: date) -> None:
    evaluation = _add_demo_evaluation(
        office,
        title="The victim navigator",
        question="Do more victims engage with the investigation where a navigator supports them?",
        evaluator="An external evaluator",
        method="With and without a navigator, in the same force and the same time.",
        findings="More people with a navigator engage with the investigation. Who got one was not decided at random: "
        "read the caveats beside each figure. A second post is planned.",
    )
    month = today.replace(day=1)
    whole_months = (add_months(month, -24), add_months(month, -8) - timedelta(days=1))
    _add_demo_own_count_comparison(
        evaluation,
        office,
        "Engaged with the investigation after six months",
        whole_months,
        (63, 81),
        (51, 88),
    )
    _add_demo_published_figure_comparison(evaluation, office)
    for until, said, mark in OTHERS:
        figure = FigureOfOthers(
            evaluation=evaluation,
            until_words=until,
            said=said,
            method=NO_METHOD,
            source="Justice and Care, as cited in papers of that year",
            mark=mark,
        )
        evaluations.add_third_party_figure_to_evaluation(figure, by=office)
    evaluation = ServiceEvaluation.objects.get(pk=evaluation.pk)
    evaluations.publish_evaluation(evaluation.pk, seen=evaluation.version, by=signs)


def _record_decision_on_team_pilot(office: Actor, signs: Actor, today: date) -> None:
    """The pilot that the demo has already gets its theory and posts, and is extended by its results."""
    team = Pilot.objects.filter(name=TEAM, body=office.body_id).first()
    if team is None or team.starts_on is None or team.baseline_fixed_on:
        return
    plan = PilotPlan(
        pilot=team,
        inputs="Two investigative support officers and a data manager; the unit’s triage.",
        activities="Each matter is triaged. Support officers keep in touch with victims.",
        outputs="Triage decisions with their reasons; contacts with victims.",
        outcomes="More victims stay in touch, and suspects are interviewed sooner.",
        impact="Fewer people are exploited again.",
        assumptions="Matters are found as often as before.",
        outside_factors="Waits at court; other operations in the region.",
        evaluator="An invented university, independent of the team",
    )
    pilots.save_theory_of_change_of_pilot(plan, seen=None, by=office)
    for post in Post.objects.filter(title__in=dict(TEAM_POSTS)).order_by("title"):
        pilots.record_staff_post_of_pilot(team.pk, post.pk, by=office)
    baseline_on = get_working_day_on_or_before(team.starts_on - timedelta(days=1))
    freeze_pilot_baseline(team.pk, fixed_on=baseline_on, by=office)
    decided_on = get_working_day_on_or_before(team.ends_on)
    decision = PilotDecision(
        pilot=team,
        outcome="extend",
        until=team.ends_on + timedelta(days=92),
        decided_on=decided_on,
        reasons="More victims stay in touch than before: if nothing had changed, a rise this big would rarely "
        "happen by chance. More suspects are interviewed, which could be chance. Three more months give larger groups.",
    )
    with _use_morning_of(decided_on):
        pilots.record_pilot_decision(decision, by=signs)


def _add_demo_bid(call: FundingCall, by: Actor, **told: Any) -> Bid:
    return bids.add_bid(Bid(call=call, **told), by=by)


def _record_award_of_demo_bid(
    bid: Bid,
    office: Actor,
    signs: Actor,
    sent_on: date,
    decided_on: date,
    pence: int,
    reason: str = "Meets the aim of the fund.",
) -> None:
    with _use_morning_of(sent_on):
        bid.sent_on = sent_on
        bids.record_bid_sent_to_funder(bid, seen=bid.version, by=office)
    decision = BidDecision(
        bid=bid,
        outcome="awarded",
        decided_on=decided_on,
        awarded_pence=pence,
        reason=f"{reason} {INVENTED}.",
    )
    with _use_morning_of(decided_on):
        bids.record_bid_decision(decision, by=signs)


def _add_demo_evaluation(by: Actor, **told: str) -> ServiceEvaluation:
    return evaluations.add_evaluation(ServiceEvaluation(**told), by=by)


def _add_demo_own_count_comparison(
    evaluation: ServiceEvaluation,
    by: Actor,
    name: str,
    whole_months: tuple[date, date],
    first: tuple[int, int],
    second: tuple[int, int],
) -> EvaluationLine:
    line = EvaluationLine(
        evaluation=evaluation,
        kind="own",
        name=name,
        design="comparison",
        first_group="With a navigator",
        first_number=first[0],
        first_of=first[1],
        second_group="Without a navigator",
        second_number=second[0],
        second_of=second[1],
        since=whole_months[0],
        until=whole_months[1],
        defined="An investigation is open and the victim is not reluctant, as the evaluator judged from files.",
        same_time="yes",
        all_ended="no",
        all_known="yes",
        one_per_case="no",
        source=f"Files read by the evaluator. {INVENTED}",
    )
    return evaluations.add_numeric_comparison_to_evaluation(line, by=by)


def _add_demo_published_figure_comparison(evaluation: ServiceEvaluation, by: Actor) -> None:
    """What published figures say of the same, where both groups have anybody."""
    quarters = [code for code, _ in list_published_measure_and_quarter_choices().quarters]
    if not quarters:
        return
    try:
        line = make_comparison_of_published_figures(
            by, PublishedComparisonInput(ENGAGEMENT_MEASURE, quarters[-1], quarters[0], "")
        )
    except ActionNotPossibleError:
        return
    line.evaluation = evaluation
    evaluations.add_numeric_comparison_to_evaluation(line, by=by)
