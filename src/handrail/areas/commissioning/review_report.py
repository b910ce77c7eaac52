"""The report of a renewal review as a document: page, PDF and Word file from one content."""

from typing import Final

from handrail.areas.commissioning.models import (
    RenewalDecision,
    RenewalOption,
    RenewalReview,
    ReviewFigure,
    SurvivorWords,
)
from handrail.areas.commissioning.queries.reviews import PublishedSupportTakeUpOfArea, SpendUpToReview
from handrail.insight.facts.take_up import SEEN_AFTER_MONTHS
from handrail.insight.publication.months_and_quarters import format_month
from handrail.insight.take_up.group_comparison import SMALLEST_BASE as SMALLEST_PERCENTAGE_BASE
from handrail.platform.access.today import today
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Heading,
    Paragraph,
    Runs,
    Table,
    make_runs,
)
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.kernel.money import format_pence


def build_renewal_review_report(
    review: RenewalReview,
    words: list[SurvivorWords],
    take_up: PublishedSupportTakeUpOfArea | None,
    spend: SpendUpToReview | None = None,
) -> Document:
    """What the review holds, in the order in which it is read before the decision.

    Args:
        review: of `get_renewal_review`.
        words: that were checked by a second reader.
        take_up: published figures of the area, or none.
        spend: planned and claimed by then, or none.
    """
    line = review.line
    decide = format_day(review.decide_by) if review.decide_by else "no date"
    blocks: list[Block] = [
        *_list_renewal_decision_blocks(review),
        *_list_renewal_option_blocks(review),
        Heading("Risks and issues", 2, "risks"),
        *_list_renewal_risk_blocks(review),
        Heading("What was said", 2, "said"),
        *(
            Paragraph(
                make_runs(
                    f"{row.get_kind_display()}, {row.who}, {format_day(row.on)}: {row.words}",
                )
            )
            for row in review.contributions.all()
        ),
        *([] if is_complaint_heard(review) else [Paragraph(make_runs(NO_COMPLAINTS))]),
        Heading("Performance", 2, "performance"),
        *_list_renewal_performance_figure_blocks(review),
        Heading("Spend", 2, "spend"),
        Paragraph(make_runs(describe_spend_up_to_review(spend))),
        Heading("Take-up in the area", 2, "take-up"),
        Paragraph(make_runs(describe_published_support_take_up(take_up, review))),
        Heading("Survivors’ words", 2, "words"),
        *(
            _list_survivor_word_blocks(words)
            or [Paragraph(make_runs("No words for publication are recorded."))]
        ),
    ]
    return Document(
        title=line.title,
        on=today(),
        blocks=tuple(blocks),
        above="Renewal review",
        lead=make_runs(msg("{body}. To be decided by {day}.", body=line.body.name, day=decide)),
        author=line.body.name,
        subject="Renewal review",
    )


NO_COMPLAINTS: Final = "Complaints: nothing is recorded yet, not even that there were none."


def is_complaint_heard(review: RenewalReview) -> bool:
    """Whether the review says what was complained of, or that nobody complained."""
    return any(row.kind == "complaints" for row in review.contributions.all())


def describe_spend_up_to_review(spend: SpendUpToReview | None) -> str:
    """Planned and claimed in one sentence."""
    if spend is None:
        return "No quarter of the award was over."
    return msg(
        "{claimed} claimed of {planned} planned for the quarters that were over by {day}.",
        claimed=format_pence(spend.claimed_pence),
        planned=format_pence(spend.planned_pence),
        day=format_day(spend.until),
    )


def describe_renewal_option_cost(option: RenewalOption) -> str:
    """“£88,200 a year”, or that its cost is not known."""
    if option.pence is None:
        return "Cost not recorded"
    return msg("{sum} a year", sum=format_pence(option.pence))


def describe_options_by_outcome(review: RenewalReview) -> dict[str, str]:
    """What each possible decision means, costs and rests on, as the review has it.

    Args:
        review: of `get_renewal_review`.

    Returns:
        Words by the code of the outcome; several options of one outcome together.
    """
    found: dict[str, list[str]] = {}
    for row in review.options.all():
        words = f"{row.words}. {describe_renewal_option_cost(row)}."
        if row.rests_on:
            words = f"{words} {msg('Evidence: {what}', what=row.rests_on)}."
        found.setdefault(row.outcome, []).append(words)
    return {outcome: join_texts(words, " ") for outcome, words in found.items()}


def describe_published_support_take_up(
    found: PublishedSupportTakeUpOfArea | None, review: RenewalReview
) -> str:
    """Published take-up in one sentence, with its period; what there was by the day of the decision."""
    decision = getattr(review, "decision", None)
    if found is None and decision:
        return msg(
            "No take-up figures for this area were published by {day}, the day of the decision.",
            day=format_day(decision.decided_on),
        )
    if found is None:
        return "No take-up figures for this area are published yet."
    return msg(
        "{referred} people were referred for support in the area, {first} to {last}, and {started} had started it "
        "{months} months later. These figures are for all services in the area, not this one. They are rounded to "
        "protect people.",
        referred=f"{found.referred:,}",
        started=f"{found.started:,}",
        first=format_month(found.first_month),
        last=format_month(found.last_month),
        months=SEEN_AFTER_MONTHS,
    )


def _list_renewal_decision_blocks(review: RenewalReview) -> list[Block]:
    decision = getattr(review, "decision", None)
    if decision is None:
        return []
    day = format_day(decision.decided_on)
    return [
        Heading("Decision", 2, "decision"),
        Paragraph(make_runs(f"{decision.get_outcome_display()}, {day}"), look="lead"),
        *_list_renewal_decision_maker_blocks(decision),
        Paragraph(make_runs(decision.reasons)),
        *(
            [
                Paragraph(
                    make_runs(
                        msg("Conditions or changes: {conditions}", conditions=UserText(decision.conditions))
                    )
                )
            ]
            if decision.conditions
            else []
        ),
    ]


def _list_renewal_decision_maker_blocks(decision: RenewalDecision) -> list[Block]:
    """Who decided, and the reference under which the decision can be found."""
    maker = decision.by.name if decision.by else decision.review.line.body.name
    words = msg("Decided by {who}", who=UserText(maker))
    if decision.document:
        words = msg("{decided}, {reference}", decided=words, reference=UserText(decision.document))
    return [Paragraph(make_runs(words))]


def _list_renewal_risk_blocks(review: RenewalReview) -> list[Block]:
    rows: list[tuple[Runs, ...]] = [
        (
            make_runs(f"{row.number}. {row.event}"),
            make_runs(row.get_kind_display()),
            make_runs(". ".join(part for part in (f"{row.cause} → {row.effect}", row.report_line) if part)),
            make_runs(str(row.score)),
            make_runs(
                f"{row.control} ({row.owner.name}"
                + (f", {format_day(row.due_on)}" if row.due_on else "")
                + f"). {row.get_state_display()}"
            ),
        )
        for row in review.risks.all()
    ]
    if not rows:
        return [Paragraph(make_runs("No risk or issue is recorded yet."))]
    heads = ("What", "Type", "Cause and effect", "Score, 1 to 25", "Control and owner")
    return [Table("Risks and issues", heads, tuple(rows), numbers=(3,))]


def _list_renewal_performance_figure_blocks(review: RenewalReview) -> list[Block]:
    rows: list[tuple[Runs, ...]] = [
        (
            make_runs(f"{row.what}, {row.period}"),
            make_runs(format_review_figure(row)),
            make_runs(format_review_figure_target(row)),
            make_runs(f"{row.get_kind_display()}: {row.source}"),
        )
        for row in review.figures.all()
    ]
    if not rows:
        return [Paragraph(make_runs("No figure is recorded yet."))]
    return [Table("Performance", ("Measure", "Figure", "Target", "Source"), tuple(rows))]


def _list_survivor_word_blocks(words: list[SurvivorWords]) -> list[Block]:
    return [
        Paragraph(
            make_runs(f"“{row.words}” ", "(", row.how_given, "). ", "The person agreed to publication.")
        )
        for row in words
    ]


def _list_renewal_option_blocks(review: RenewalReview) -> list[Block]:
    rows: list[tuple[Runs, ...]] = [
        (
            make_runs(f"{row.get_outcome_display()}: {row.words}"),
            make_runs(describe_renewal_option_cost(row)),
            make_runs(row.rests_on or "Nothing is named"),
        )
        for row in review.options.all()
    ]
    if not rows:
        return []
    heads = ("Option", "Cost", "Evidence")
    return [Heading("Options", 2, "options"), Table("Options", heads, tuple(rows))]


def format_review_figure(row: ReviewFigure) -> str:
    """“118 of 131 calls (90%)”, “23 people”; no percentage of fewer than 20."""
    if row.out_of is None:
        return _format_figure(row.value, row)
    whole = msg("{value} of {whole}", value=f"{row.value:,}", whole=_format_figure(row.out_of, row))
    if row.out_of < SMALLEST_PERCENTAGE_BASE:
        return whole
    return f"{whole} ({round(100 * row.value / row.out_of)}%)"


def format_review_figure_target(row: ReviewFigure) -> str:
    """“112 calls. Clause 1: 85%”: the number that was to be reached, and the measure that it was worked out from."""
    target = "None" if row.target is None else _format_figure(row.target, row)
    if row.clause is None or not row.clause.measure:
        return target
    return msg(
        "{target}. Clause {number}: {measure}",
        target=target,
        number=row.clause.number,
        measure=row.clause.measure,
    )


def _format_figure(number: int, row: ReviewFigure) -> str:
    """“118 people”, “86%”."""
    return f"{number:,}%" if row.unit == "in_100" else f"{number:,} {row.get_unit_display().lower()}"
