"""The report of a renewal review as a document: page, PDF and Word file from one content."""

from handrail.areas.commissioning.models import RenewalReview, SurvivorWords
from handrail.areas.commissioning.queries.reviews import PublishedSupportTakeUpOfArea
from handrail.insight.publication.months_and_quarters import format_month
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
from handrail.platform.kernel.messages import msg


def build_renewal_review_report(
    review: RenewalReview, words: list[SurvivorWords], take_up: PublishedSupportTakeUpOfArea | None
) -> Document:
    """What the review holds, in the order in which it is read before the decision.

    Args:
        review: of `get_renewal_review`.
        words: that were checked by a second reader.
        take_up: published figures of the area, or none.
    """
    line = review.line
    decide = format_day(review.decide_by) if review.decide_by else "no date"
    blocks: list[Block] = [
        *_list_renewal_decision_blocks(review),
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
        Heading("Performance", 2, "performance"),
        *_list_renewal_performance_figure_blocks(review),
        Heading("Take-up in the area", 2, "take-up"),
        Paragraph(make_runs(describe_published_support_take_up(take_up, review))),
        Heading("Survivors’ words", 2, "words"),
        *(_list_survivor_word_blocks(words) or [Paragraph(make_runs("None were given for publication."))]),
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


def describe_published_support_take_up(
    found: PublishedSupportTakeUpOfArea | None, review: RenewalReview
) -> str:
    """Published take-up in one sentence, with its period; what there was by the day of the decision."""
    decision = getattr(review, "decision", None)
    if found is None and decision:
        return msg(
            "No take-up figures of this area were published by the day of the decision, {day}.",
            day=format_day(decision.decided_on),
        )
    if found is None:
        return "No take-up figures of this area are published yet."
    return msg(
        "{referred} people were referred for support in the area and {started} started it, {first} to {last}. "
        "Published figures, rounded to protect people; of all services, not of this one.",
        referred=f"{found.referred:,}",
        started=f"{found.started:,}",
        first=format_month(found.first_month),
        last=format_month(found.last_month),
    )


def _list_renewal_decision_blocks(review: RenewalReview) -> list[Block]:
    decision = getattr(review, "decision", None)
    if decision is None:
        return []
    day = format_day(decision.decided_on)
    return [
        Heading("Decision", 2, "decision"),
        Paragraph(make_runs(f"{decision.get_outcome_display()}, {day}"), look="lead"),
        Paragraph(make_runs(decision.reasons)),
        *([Paragraph(make_runs(decision.conditions))] if decision.conditions else []),
    ]


def _list_renewal_risk_blocks(review: RenewalReview) -> list[Block]:
    rows: list[tuple[Runs, ...]] = [
        (
            make_runs(f"{row.number}. {row.event}"),
            make_runs(row.get_kind_display()),
            make_runs(f"{row.cause} → {row.effect}"),
            make_runs(str(row.score)),
            make_runs(f"{row.control} ({row.owner.name})"),
        )
        for row in review.risks.all()
    ]
    if not rows:
        return [Paragraph(make_runs("No risk or issue is recorded yet."))]
    heads = ("What", "Kind", "Cause and effect", "Score, 1 to 25", "Control and owner")
    return [Table("Risks and issues", heads, tuple(rows), numbers=(3,))]


def _list_renewal_performance_figure_blocks(review: RenewalReview) -> list[Block]:
    rows: list[tuple[Runs, ...]] = [
        (
            make_runs(f"{row.what}, {row.period}"),
            make_runs(f"{row.value:,} {row.get_unit_display().lower()}"),
            make_runs(f"{row.target:,}" if row.target is not None else "None"),
            make_runs(f"{row.get_kind_display()}: {row.source}"),
        )
        for row in review.figures.all()
    ]
    if not rows:
        return [Paragraph(make_runs("No figure is recorded yet."))]
    return [Table("Performance", ("Measure", "Figure", "Target", "Source"), tuple(rows))]


def _list_survivor_word_blocks(words: list[SurvivorWords]) -> list[Block]:
    return [Paragraph(make_runs(f"“{row.words}” ({row.how_given})")) for row in words]
