"""Lincolnshire’s three services: evening navigators in their review, interpreters in tender, regional navigators.

All of it is invented, after the bid and the posts that its report of 2021 names.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from handrail.areas.bids.actions import evaluations
from handrail.areas.bids.models import EvaluationLine, ServiceEvaluation
from handrail.areas.commissioning.actions import (
    lines,
    reviews,
)
from handrail.areas.commissioning.clause_sources import (
    EvaluationComparisonEvidenceSource,
    NeedsFindingEvidenceSource,
)
from handrail.areas.commissioning.models import (
    ClauseCitation,
    PlannedStop,
    RenewalOption,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SpecificationClause,
    SurvivorWords,
)
from handrail.areas.needs.models import CommissioningIntention
from handrail.demo.case_writer import DemoLookups
from handrail.demo.lincolnshire_needs import EVENINGS, INTERPRETERS, NAVIGATORS
from handrail.demo.planned_bodies_and_users import LINCOLNSHIRE
from handrail.demo.practitioners import (
    EVENING_POSTS,
    get_first_evening,
    get_last_day_of_vietnamese_post,
)
from handrail.demo.relative_dates import (
    count_months_of_period,
    format_decision_of_day,
    get_working_day_on_or_before,
)
from handrail.demo.service_writer import CommissionedServiceWriter, add_navigator_service_to_directory
from handrail.directory.practitioners.models import Post
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import add_months, format_day, format_month

WHATEVER: Final = "Each agreement says that help goes on whatever the person decides"
REGIONAL_POST: Final = "Regional navigator, East Midlands"
EVALUATED: Final = "Navigators in the East Midlands"
MONTH_WORDS: Final = {6: "six", 7: "seven"}
"""Of the evenings, by the day of the month on which the demo is made."""


def add_services_of_lincolnshire(cast: DemoLookups, today: date) -> None:
    """The pilot: live, money by quarter, a review that waits for its decision; a tender that runs; a specification."""
    people = cast.actors
    writer = CommissionedServiceWriter(people["joan.tasker"], people["lorna.quayle"])

    def ago(days: int) -> date:
        return get_working_day_on_or_before(today - timedelta(days=days))

    started = get_first_evening(today)
    intentions = _list_intentions_by_title(people["joan.tasker"])
    writer.begin(
        ago(600),
        "Needs assessment, finding 1",
        title="Evening navigators",
        kind="grant",
        regime="grant",
        procurement_began_on=ago(520),
        need="29 of the 41 people asked said that no one comes after 6pm.",
    )
    evenings = intentions.get(EVENINGS)
    writer.move(
        ago(560), "intention", "Fund, as a pilot.", format_decision_of_day(ago(560), 31), intention=evenings
    )
    writer.move(ago(520), "specification", "Each clause is based on a finding.")
    writer.clause(
        ago(515),
        "With the person within two hours, 6pm to midnight",
        "85%",
        _cite_finding(evenings, "Needs assessment, finding 1: no one after 6pm"),
    )
    writer.clause(
        ago(515),
        "Romanian and Vietnamese spoken",
        "Both from the first day",
        _cite_finding(intentions.get(INTERPRETERS), "Needs assessment, finding 2: 3 in 10 without"),
    )
    writer.clause(
        ago(515),
        "Support whatever the person decides",
        "Everyone who says no keeps their support",
        _cite_finding(intentions.get(WHATEVER), "Needs assessment, finding 3: fear of losing help"),
    )
    writer.move(ago(460), "market_talk", "Five providers took part.")
    writer.move(ago(430), "grant_call", "Open for six weeks.")
    writer.move(ago(380), "evaluation", "Three applications received.")
    service = add_navigator_service_to_directory(writer.office, LINCOLNSHIRE, "Evening navigators", "lantern")
    ends = add_months(started, 12) - timedelta(days=1)
    writer.change(
        ago(370),
        provider_name="Lantern",
        starts_on=started,
        ends_on=ends,
        notice_weeks=4,
        procurement_weeks=10,
        purpose="Four navigators from 6pm to midnight, seven evenings a week, with Romanian and Vietnamese spoken.",
        conditions="Quarterly returns; a baseline before the first evening",
        good_value="Half the cost of a night desk, for the hours in which people are found",
        directory_service_id=service,
    )
    writer.move(
        ago(360),
        "decision",
        "The only application to cover every evening in both districts, with its own interpreters.",
        format_decision_of_day(ago(360), 118),
    )
    writer.award(ago(350), 84_000, ends, "Ministry of Justice", format_decision_of_day(ago(360), 118))
    writer.move(ago(330), "signed", "Grant agreement signed.", "Grant agreement")
    writer.move(ago(300), "mobilisation", "Vetting, training, referral routes.")
    writer.move(started, "live", "Baseline frozen the month before. 6pm to midnight.", "Go-live note")
    first = date(started.year, 3 * ((started.month - 1) // 3) + 1, 1)
    for place, (planned, claimed, forecast) in enumerate(
        ((21_000, 18_400, None), (21_000, 20_900, None), (21_000, 0, 21_600), (21_000, 0, 21_000))
    ):
        begins = add_months(first, 3 * place)
        may_claim = add_months(begins, 3) + timedelta(days=9) <= today
        writer.quarter(started, begins, planned, claimed if may_claim else 0, forecast)
    until = ago(26).replace(day=1) - timedelta(days=1)
    months = MONTH_WORDS[count_months_of_period(started, until)]
    writer.move(ago(26), "review", f"Started with {months} months of figures.")
    _fill_current_renewal_review(writer, ago(20), until, today)
    _add_options_of_current_review(writer, ago(12), ends)
    _link_evaluation_of_evenings(writer, started, ago(11))
    _add_interpreter_contract(people, ago, intentions.get(INTERPRETERS))
    _add_regional_navigator_contract(people, ago, intentions.get(NAVIGATORS), today)


def _list_intentions_by_title(office: Actor) -> dict[str, CommissioningIntention]:
    """The intentions of the office's needs assessments that were decided to go on."""
    rows = CommissioningIntention.objects.filter(assessment__body=office.body_id, decision="go_on")
    return {row.title: row for row in rows.select_related("finding")}


def _cite_finding(intention: CommissioningIntention | None, words: str) -> str | ClauseCitation:
    """The finding that an intention follows from; in a demo without the assessment its words."""
    if intention is None or intention.finding_id is None:
        return words
    return ClauseCitation(kind=NeedsFindingEvidenceSource.kind, source_id=str(intention.finding_id))


def _describe_need_of_regional_navigators(today: date) -> str:
    """With the month in which the posts of the bid end, as the register has it."""
    post = Post.objects.filter(title=REGIONAL_POST).first()
    ends = post.planned_end_on if post and post.planned_end_on else add_months(today, 17)
    return (
        "Victims leave the investigation where no one stays with them. "
        f"The money for both regional posts ends in {format_month(ends)}."
    )


def _fill_current_renewal_review(
    writer: CommissionedServiceWriter, day: date, until: date, today: date
) -> None:
    """With figures of the whole months that had ended when the review began."""
    review, office = writer.fetch().reviews.get(), writer.office
    first = get_first_evening(today)
    empty_since = get_last_day_of_vietnamese_post(today) + timedelta(days=1)
    evenings, with_both = (until - first).days + 1, (empty_since - first).days - 1
    clauses = {clause.number: clause for clause in SpecificationClause.objects.filter(line=review.line_id)}
    with writer.at(day):
        for kind, event, cause, effect, likelihood, control, due_in in (
            (
                "risk",
                "Evening cover stops on the last day",
                "The money is confirmed for twelve months only",
                "People who are found at night wait until morning",
                4,
                "Force to confirm which evenings its desk can cover",
                26,
            ),
            (
                "issue",
                "The Vietnamese post is vacant",
                "Two rounds of recruitment found no one",
                "People who speak Vietnamese wait for an interpreter by phone",
                5,
                "The provider’s own interpreters cover evenings by phone; a third round of recruitment is under way",
                40,
            ),
        ):
            reviews.add_renewal_review_risk(
                ReviewRisk(
                    review=review,
                    kind=kind,
                    event=event,
                    cause=cause,
                    effect=effect,
                    likelihood=likelihood,
                    impact=4,
                    owner_id=office.body_id,
                    control=control,
                    due_on=get_working_day_on_or_before(today + timedelta(days=due_in)),
                ),
                by=office,
            )
        for heard, who, words in (
            (
                "force",
                "Force lead for modern slavery",
                "After 6pm the desk rings them first. No one else covers Sundays.",
            ),
            (
                "provider",
                "Service manager, Lantern",
                f"The Vietnamese post has been vacant since {format_month(empty_since)}. There are more calls after "
                "10pm than we planned for.",
            ),
            ("complaints", "Office", "Two complaints about waiting, both answered within a month."),
        ):
            reviews.record_statement_heard_in_renewal_review(
                ReviewContribution(review=review, kind=heard, who=who, on=day, words=words), by=office
            )
        for number, what, value, out_of, target, unit in (
            (1, "With the person within two hours", 118, 131, 112, "calls"),
            (2, "Evenings with both languages on duty", with_both, evenings, evenings, "days"),
            (3, "Still supported after saying no", 23, 23, 23, "people"),
        ):
            reviews.add_performance_figure_to_renewal_review(
                ReviewFigure(
                    review=review,
                    what=what,
                    value=value,
                    out_of=out_of,
                    target=target,
                    unit=unit,
                    clause=clauses[number],
                    period=f"{format_day(first)} to {format_day(until)}",
                    kind="provider",
                    source=f"Monthly return, table {number}",
                ),
                by=office,
            )
        given = SurvivorWords(
            review=review,
            words="She came the same night. I was still in my work clothes.",
            given_for_publication=True,
            how_given="Survey of the pilot, question 3",
        )
        reviews.add_survivor_words(given, by=office)
    with writer.at(get_working_day_on_or_before(day + timedelta(days=3))):
        reviews.confirm_survivor_words_anonymous(given, seen=given.version, by=writer.signatory)


def _add_options_of_current_review(writer: CommissionedServiceWriter, day: date, ends: date) -> None:
    """What could follow, with its cost and what it rests on."""
    review = writer.fetch().reviews.get()
    after = format_month(ends + timedelta(days=1))
    for outcome, words, pounds, rests_on in (
        ("renew", "Carry on as it is", 88_200, "First comparison of the evaluation; clauses 1 and 3"),
        ("change", "Cover evenings in Vietnamese with a shared post", 96_500, "Clause 2; the vacant post"),
        (
            "re_specify",
            f"Ten weeks of procurement, with a gap from {after} if it starts late",
            None,
            "How long a procurement takes",
        ),
        (
            "end",
            "Everyone being supported would need another service",
            0,
            "No finding says the need is met",
        ),
    ):
        option = RenewalOption(review=review, outcome=outcome, words=words, rests_on=rests_on)
        option.pence = None if pounds is None else pounds * 100
        with writer.at(day):
            reviews.add_renewal_option(option, by=writer.office)


def _link_evaluation_of_evenings(writer: CommissionedServiceWriter, started: date, day: date) -> None:
    """Districts with evening navigators beside the others over the same months, and beside the year before.

    Of the whole months that had ended on the day on which the evaluation is published.
    """
    after, day_long = day.replace(day=1), timedelta(days=1)
    until, year_before = after - day_long, add_months(started, -12)
    until_year_before = add_months(after, -12) - day_long
    with writer.at(day):
        evaluation = evaluations.add_evaluation(
            ServiceEvaluation(
                title=f"Evening navigators: the first {MONTH_WORDS[count_months_of_period(started, until)]} months",
                question="Do more people start support where a navigator comes in the evening?",
                evaluator="An invented university, independent of the provider",
                method="People who were found after 6pm, in the districts of the pilot and in the others.",
                findings="More people start support in the districts of the pilot, which were chosen for need.",
            ),
            by=writer.office,
        )
        for design, first, second, numbers, since in (
            ("comparison", "Pilot districts", "Other districts", (56, 70, 48, 80), started),
            (
                "before_after",
                f"Since the first evening, {format_day(started)} to {format_day(until)}",
                f"A year before, {format_day(year_before)} to {format_day(until_year_before)}",
                (56, 70, 41, 68),
                year_before,
            ),
        ):
            line = EvaluationLine(
                evaluation=evaluation,
                kind="own",
                name="Started support after being found in the evening",
                design=design,
                first_group=first,
                first_number=numbers[0],
                first_of=numbers[1],
                second_group=second,
                second_number=numbers[2],
                second_of=numbers[3],
                since=since,
                until=until,
                defined="Support began within two weeks, by the records of the provider and of the force.",
                same_time="yes" if design == "comparison" else "no",
                all_ended="no",
                all_known="yes",
                one_per_case="no",
                source="Counted by the evaluator. Invented for training",
            )
            evaluations.add_numeric_comparison_to_evaluation(line, by=writer.office)
        for post in Post.objects.filter(title__in=EVENING_POSTS).order_by("title"):
            evaluations.record_staff_post_feeding_evaluation(evaluation.pk, post.pk, by=writer.office)
        saved = ServiceEvaluation.objects.get(pk=evaluation.pk)
        evaluations.publish_evaluation(saved.pk, seen=saved.version, by=writer.signatory)
    writer.change(day, evaluation=saved)


def _add_interpreter_contract(
    people: Mapping[str, Actor], ago: Any, intention: CommissioningIntention | None
) -> None:
    writer = CommissionedServiceWriter(people["joan.tasker"], people["lorna.quayle"])
    writer.begin(
        ago(200),
        "Needs assessment, finding 2",
        title="Interpreters by phone and in person",
        kind="contract",
        regime="light_touch",
        procurement_began_on=ago(150),
        procurement_method="open",
        need="3 in 10 of the people asked had no interpreter at the first meeting.",
    )
    writer.move(
        ago(170), "intention", "Fund by contract.", format_decision_of_day(ago(170), 7), intention=intention
    )
    writer.move(ago(150), "specification", "Two clauses.")
    for words, measure in (
        ("An interpreter by phone within 15 minutes", "90%"),
        ("An interpreter at each first meeting", "All first meetings"),
    ):
        writer.clause(ago(148), words, measure, _cite_finding(intention, "Needs assessment, finding 2"))
    writer.move(ago(90), "market_talk", "Four providers took part.")
    writer.move(ago(4), "tender", f"Open until {format_day(ago(-18))}.", "Invitation to tender")
    with writer.at(ago(4)):
        for stage, days in (("evaluation", 20), ("decision", 45), ("live", 120)):
            stop = PlannedStop(
                line=writer.fetch(), stage=stage, planned_on=ago(-days), person="Head of commissioning"
            )
            lines.save_planned_day_and_lead_of_stage(stop, seen=0, by=writer.office)


def _add_regional_navigator_contract(
    people: Mapping[str, Actor], ago: Any, intention: CommissioningIntention | None, today: date
) -> None:
    """The next specification, whose clause cites the evaluation of the two regional posts, where the demo has it."""
    lines_of_evaluations = EvaluationComparisonEvidenceSource().list_lines(people["joan.tasker"])
    found = next((each for each in lines_of_evaluations if each.words.startswith(EVALUATED)), None)
    writer = CommissionedServiceWriter(people["joan.tasker"], people["lorna.quayle"])
    writer.begin(
        ago(12),
        "Evaluation of the East Midlands posts",
        title="Victim navigators, East Midlands",
        kind="contract",
        regime="light_touch",
        procurement_began_on=ago(6),
        need=_describe_need_of_regional_navigators(today),
    )
    writer.move(
        ago(9),
        "intention",
        "Go ahead, with the two other areas.",
        format_decision_of_day(ago(9), 33),
        intention=intention,
    )
    writer.move(ago(6), "specification", "Two clauses so far.")
    if found is not None:
        writer.clause(
            ago(3),
            "A navigator is offered to every victim whose crime is recorded, within two working days",
            "90%",
            ClauseCitation(kind=EvaluationComparisonEvidenceSource.kind, source_id=found.id),
        )
    writer.clause(
        ago(2),
        "The same navigator stays for as long as the investigation is open",
        "Changes of navigator are counted, with the reason",
        _cite_finding(intention, "What victims said to the evaluator, chapter 4"),
    )
