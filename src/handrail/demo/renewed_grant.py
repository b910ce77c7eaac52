"""Avon and Somerset’s grant: reviewed before 2022/23, renewed, ended, and followed by another.

That the grant was reviewed with the force and the provider is from the progress update of 2021; days, sums and words
are invented.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from handrail.areas.commissioning.actions import (
    renewal_decisions,
    reviews,
)
from handrail.areas.commissioning.clause_sources import (
    RenewalRiskEvidenceSource,
)
from handrail.areas.commissioning.models import (
    ClauseCitation,
    RenewalDecision,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SurvivorWords,
)
from handrail.demo.service_writer import CommissionedServiceWriter, add_navigator_service_to_directory
from handrail.directory.models import Service
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import add_months
from handrail.platform.reference.models import Body

AVON_AND_SOMERSET: Final = "E23000036"
QUARTERS_OF_FOUR_YEARS: Final = 16
LAST_DAY_OF_FOUR_YEARS: Final = date(2027, 3, 31)


def add_grants_of_avon_and_somerset(people: Mapping[str, Actor], today: date) -> None:
    """The grant that was renewed, and the one that followed it."""
    _add_grant_before_renewal(people)
    _add_grant_that_followed(people, today)


def _add_grant_before_renewal(people: Mapping[str, Actor]) -> None:
    writer = CommissionedServiceWriter(people["lucy.hembrow"], people["miles.ottery"])
    writer.begin(
        date(2020, 9, 7),
        "Victim services needs assessment 2020",
        title="Modern slavery support grant",
        kind="grant",
        regime="grant",
        procurement_began_on=date(2020, 10, 5),
        need="Support for victims before, during, after and outside the NRM.",
        intention="Fund a modern slavery service by a yearly grant",
    )
    writer.move(date(2020, 10, 5), "intention", "Fund by a yearly grant.")
    writer.move(date(2020, 11, 2), "specification", "Written with the force.")
    writer.move(date(2020, 11, 30), "grant_call", "One call, four weeks.")
    writer.move(date(2021, 1, 11), "evaluation", "Two applications.")
    service = add_navigator_service_to_directory(
        writer.office, AVON_AND_SOMERSET, "Modern slavery support", "severn-light"
    )
    writer.change(
        date(2021, 2, 1),
        provider_name="Severn Light",
        starts_on=date(2021, 4, 1),
        ends_on=date(2022, 3, 31),
        notice_weeks=4,
        procurement_weeks=8,
        purpose="Two support workers, their travel and interpreters, in every phase and outside the NRM.",
        good_value="The only service in the area with workers in four languages",
        conditions="Quarterly returns; money for victims only; underspend is returned unless the funder agrees",
        directory_service_id=service,
    )
    writer.move(
        date(2021, 2, 8),
        "decision",
        "The only applicant with workers in four languages, and places for people who decline the NRM.",
        "Decision 2021/014",
    )
    writer.award(date(2021, 2, 8), 72_000, date(2022, 3, 31), "Ministry of Justice", "Decision 2021/014")
    writer.move(date(2021, 3, 15), "signed", "Grant agreement signed.", "Grant agreement")
    writer.move(date(2021, 3, 22), "mobilisation", "Referral routes agreed with the force.")
    writer.move(date(2021, 4, 1), "live", "Open.")
    writer.quarter(date(2021, 4, 6), date(2021, 4, 1), 18_000, 17_100)
    writer.quarter(date(2021, 4, 6), date(2021, 7, 1), 18_000, 16_400)
    writer.quarter(date(2021, 4, 6), date(2021, 10, 1), 18_000, 18_000)
    writer.quarter(date(2021, 4, 6), date(2022, 1, 1), 18_000, 18_000)
    writer.move(
        date(2021, 10, 4),
        "review",
        "The risks in the report on support for victims are looked at with the force and the provider.",
    )
    _fill_renewal_review_of_2021(writer)
    line = writer.fetch()
    with writer.at(date(2021, 12, 16)):
        renewal_decisions.record_renewal_decision(
            RenewalDecision(
                outcome="conditions",
                conditions="Evening cover twice a week; cover for a post that is empty for more than four weeks; "
                "a yearly look at waits with the force",
                reasons="Both risks were dealt with by their owners; two of three targets were met, and the third "
                "is in the conditions; survivors asked for evenings.",
                decided_on=date(2021, 12, 16),
                document="Decision 2021/143",
            ),
            line_id=line.pk,
            number=1,
            seen=line.reviews.get().version,
            by=writer.signatory,
        )
    writer.amend(
        date(2022, 3, 7),
        kind="uplift",
        pence=72_000_00,
        ends_on=date(2023, 3, 31),
        known_until=date(2023, 3, 31),
        reason="Renewed for 2022/23",
        document="Decision 2021/143",
    )
    writer.decide_underspend(
        date(2022, 5, 23),
        until=date(2022, 3, 31),
        pence=2_500_00,
        decision="return",
        decided_by="Ministry of Justice, victims grants",
        decided_on=date(2022, 5, 19),
        reason="The money of 2021/22 cannot be carried over.",
    )
    writer.amend(
        date(2022, 8, 22),
        kind="uplift",
        pence=5_724_420,
        known_until=date(2023, 3, 31),
        reason="Uplift told in August; next year is not known",
    )
    for planned_on, first, planned, claimed in (
        (date(2022, 4, 6), date(2022, 4, 1), 18_000, 17_800),
        (date(2022, 4, 6), date(2022, 7, 1), 18_000, 18_000),
        (date(2022, 9, 5), date(2022, 10, 1), 46_600, 43_900),
        (date(2022, 9, 5), date(2023, 1, 1), 46_600, 44_250),
    ):
        writer.quarter(planned_on, first, planned, claimed)
    writer.move(
        date(2023, 3, 31),
        "ended",
        "The last day of the grant. The grant from 2023 follows on a line of its own.",
    )
    writer.decide_underspend(
        date(2023, 5, 22),
        until=date(2023, 3, 31),
        pence=5_294_20,
        decision="return",
        decided_by="Ministry of Justice, victims grants",
        decided_on=date(2023, 5, 19),
        reason="The money was for 2022/23 only and cannot be carried over.",
    )


def _fill_renewal_review_of_2021(writer: CommissionedServiceWriter) -> None:
    day = date(2021, 11, 8)
    review, office = writer.fetch().reviews.get(), writer.office
    force = Body.objects.get(code="avon-and-somerset-constabulary")
    with writer.at(day):
        made = []
        for kind, event, cause, effect, owner, control, due_on in (
            (
                "risk",
                "People who decline the NRM lose contact",
                "No worker between police and support",
                "They go back to those who exploit them",
                force,
                "A named officer rings the service the same day",
                date(2021, 12, 6),
            ),
            (
                "issue",
                "Waits grew over the summer",
                "One post was empty for ten weeks",
                "Support began later",
                Body.objects.get(pk=office.body_id),
                "Cover from a second provider is agreed, and cover for empty posts is made a condition",
                date(2021, 12, 13),
            ),
        ):
            risk = reviews.add_renewal_review_risk(
                ReviewRisk(
                    review=review,
                    kind=kind,
                    report_line="Report of 2021, section on support",
                    event=event,
                    cause=cause,
                    effect=effect,
                    likelihood=3,
                    impact=4,
                    owner=owner,
                    control=control,
                    due_on=due_on,
                ),
                by=office,
            )
            made.append(risk)
        for heard, who, words in (
            (
                "force",
                "Force lead for modern slavery",
                "Referrals go through at night only when the desk is staffed.",
            ),
            (
                "provider",
                "Director, Severn Light",
                "Two workers cover three districts. Evenings are asked for most.",
            ),
            ("complaints", "Office", "One complaint about a wait, answered within the month."),
        ):
            reviews.record_statement_heard_in_renewal_review(
                ReviewContribution(review=review, kind=heard, who=who, on=day, words=words), by=office
            )
        for what, value, out_of, target, unit, table in (
            ("Started support within five working days", 38, 44, 36, "people", 2),
            ("Said at the half-year that they felt safer", 25, 32, 24, "people", 4),
            ("Days with both posts filled", 113, 183, 165, "days", 5),
        ):
            reviews.add_performance_figure_to_renewal_review(
                ReviewFigure(
                    review=review,
                    what=what,
                    value=value,
                    out_of=out_of,
                    target=target,
                    unit=unit,
                    period="April to September 2021",
                    kind="provider",
                    source=f"Half-year return, table {table}",
                ),
                by=office,
            )
        given = SurvivorWords(
            review=review,
            words="She came when she said she would. Evenings would help.",
            given_for_publication=True,
            how_given="Survey of autumn 2021, question 5",
        )
        reviews.add_survivor_words(given, by=office)
    for risk, day in zip(made, (date(2021, 12, 6), date(2021, 12, 13)), strict=True):
        risk.state = "closed"
        with writer.at(day):
            reviews.change_renewal_review_risk(risk, seen=risk.version, by=office)
    with writer.at(date(2021, 11, 22)):
        reviews.confirm_survivor_words_anonymous(given, seen=given.version, by=writer.signatory)


def _add_grant_that_followed(people: Mapping[str, Actor], today: date) -> None:
    """Four years, a year's money at a time; a clause cites a risk of the review of 2021."""
    writer = CommissionedServiceWriter(people["lucy.hembrow"], people["miles.ottery"])
    writer.begin(
        date(2022, 9, 12),
        "Returns of 2022/23 and renewal review 1",
        title="Modern slavery support grant from 2023",
        kind="grant",
        regime="grant",
        procurement_began_on=date(2022, 10, 3),
        need="The yearly grant ends on 31 March 2023, and people who decline the NRM still have no other service.",
        intention="Fund the service for four years, with evenings in it",
    )
    writer.move(date(2022, 10, 3), "intention", "Fund for four years, so that posts can be kept filled.")
    writer.move(date(2022, 10, 24), "specification", "Written from the review of 2021.")
    risk = ReviewRisk.objects.get(review__line__title="Modern slavery support grant", number=1)
    writer.clause(
        date(2022, 10, 26),
        "A worker rings everybody who declines the NRM within one working day",
        "95%",
        ClauseCitation(kind=RenewalRiskEvidenceSource.kind, source_id=str(risk.pk)),
    )
    writer.clause(
        date(2022, 10, 26),
        "Evenings twice a week",
        "Each week",
        "Renewal review 1: survivors asked for evenings",
    )
    writer.move(date(2022, 11, 7), "grant_call", "One call, six weeks.")
    writer.move(date(2023, 1, 9), "evaluation", "Three applications.")
    entry = Service.objects.get(name="Modern slavery support", provider__code="severn-light")
    writer.change(
        date(2023, 2, 6),
        provider_name="Severn Light",
        purpose="Three support workers, evenings twice a week, travel and interpreters.",
        starts_on=date(2023, 4, 1),
        ends_on=LAST_DAY_OF_FOUR_YEARS,
        notice_weeks=4,
        procurement_weeks=8,
        good_value="Lowest cost for each hour of support, with evenings in the price",
        conditions="Quarterly returns; cover for a post that is empty for more than four weeks",
        directory_service_id=entry.pk,
    )
    writer.move(
        date(2023, 2, 13),
        "decision",
        "The only application with evenings from the first week, at the lowest cost for each hour.",
        "Decision 2023/019",
    )
    writer.award(date(2023, 2, 13), 520_000, date(2024, 3, 31), "Ministry of Justice", "Decision 2023/019")
    writer.move(date(2023, 3, 20), "signed", "Grant agreement signed.", "Grant agreement 2023")
    writer.move(date(2023, 3, 27), "mobilisation", "A third worker begins; referral routes stay.")
    writer.move(date(2023, 4, 1), "live", "Open, with evenings.")
    for number in range(QUARTERS_OF_FOUR_YEARS):
        first = add_months(date(2023, 4, 1), 3 * number)
        planned_on = date(first.year - (first.month < 4), 4, 7)
        if planned_on > today:
            break
        claimed = 32_200 if first.month == 7 else 32_500
        is_claimed = add_months(first, 3) + timedelta(days=9) <= today
        writer.quarter(planned_on, first, 32_500, claimed if is_claimed else 0)
    for year in (2024, 2025, 2026):
        writer.amend(
            date(year, 3, 4),
            kind="confirmed",
            known_until=date(year + 1, 3, 31),
            reason="The ministry confirmed the sum for the next year",
            document=f"Grant letter {year}/{year % 100 + 1}",
        )
    if today > LAST_DAY_OF_FOUR_YEARS:
        writer.move(
            LAST_DAY_OF_FOUR_YEARS,
            "ended",
            "The last day of the grant. People who still had help are with the national support or another service.",
        )
