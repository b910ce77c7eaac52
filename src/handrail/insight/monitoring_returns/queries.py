"""Templates, returns with their checks, and counts that other bodies are asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.queries import describe_revisions_of_cited_figures, get_cited_figure_key
from handrail.insight.monitoring_returns.checks import (
    CountWithPreviousPeriod,
    MonitoringCountProblem,
    find_monitoring_count_problems,
    is_large_change_since_last_period,
)
from handrail.insight.monitoring_returns.models import (
    ExactCountDisclosure,
    MonitoringCount,
    MonitoringLine,
    MonitoringReturn,
    MonitoringTemplate,
)
from handrail.insight.monitoring_returns.permissions import THING
from handrail.insight.publication.months_and_quarters import (
    format_quarter,
    get_quarter_of_month,
    list_months_of_quarter,
    shift_month,
)
from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)


@dataclass(frozen=True, slots=True)
class MonitoringCountRow:
    """A count as the return's page shows it. `revision`: what is published now, where that differs."""

    line: MonitoringLine
    people: int | None
    previous: int | None
    why: str
    trail: CitedFigureWithSource | None
    given: ExactCountDisclosure | None
    revision: str
    problems: tuple[MonitoringCountProblem, ...]

    @property
    def number_has_changed(self) -> bool:
        """Whether it moved so far from the last period that a reason is asked for."""
        if self.people is None or self.previous is None:
            return False
        return is_large_change_since_last_period(self.people, self.previous)


@dataclass(frozen=True, slots=True)
class MonitoringReturnDetail:
    """A return with its checks."""

    row: MonitoringReturn
    period: str
    lines: tuple[MonitoringCountRow, ...]

    @property
    def problems(self) -> list[tuple[int, str]]:
        """Number and words of each."""
        return [(each.number, each.words) for one in self.lines for each in one.problems]

    @property
    def changed_without_reason(self) -> list[int]:
        """Numbers of the counts of which nothing but a reason for their change is missing."""
        return [each.number for one in self.lines for each in one.problems if each.is_change]

    @property
    def other_problems(self) -> list[tuple[int, str]]:
        """Number and words of each problem besides."""
        return [
            (each.number, each.words) for one in self.lines for each in one.problems if not each.is_change
        ]


class RequestedExactCount(NamedTuple):
    """A count that the reader's body is asked to give for a return of another one."""

    line: MonitoringLine
    monitoring_return: MonitoringReturn
    period: str


def list_monitoring_templates(actor: Actor) -> list[MonitoringTemplate]:
    """All of the reader's body, each title's newest edition first. Three statements."""
    return list(MonitoringTemplate.objects.visible_to(actor).for_page())


def get_monitoring_template(actor: Actor, template_id: UUID) -> MonitoringTemplate:
    """One template. Raises RecordNotVisibleError."""
    row = MonitoringTemplate.objects.visible_to(actor).for_page().filter(pk=template_id).first()
    if row is None:
        raise RecordNotVisibleError(THING)
    return row


def get_monitoring_return_detail(actor: Actor, return_id: UUID) -> MonitoringReturnDetail:
    """One return with last period's counts and its problems. At most eight statements. Raises RecordNotVisibleError."""
    row = MonitoringReturn.objects.visible_to(actor).for_page().filter(pk=return_id).first()
    if row is None:
        raise RecordNotVisibleError(THING)
    return build_monitoring_return_detail(row)


def build_monitoring_return_detail(row: MonitoringReturn) -> MonitoringReturnDetail:
    """The return, fetched `for_page`, with its checks."""
    counts = {count.line_id: count for count in row.counts.all()}
    given = {each.line_id: each for each in row.disclosures.all()}
    previous = _get_previous_counts_by_label(row)
    trails = [count.trail for count in counts.values() if count.trail]
    revisions = describe_revisions_of_cited_figures(trails)
    lines = list(row.template.lines.all())
    problems = find_monitoring_count_problems(
        [_make_count_with_previous_period(line, counts.get(line.pk), previous) for line in lines]
    )
    return MonitoringReturnDetail(
        row,
        format_quarter(row.quarter),
        tuple(
            _make_monitoring_count_row(
                line, counts.get(line.pk), given.get(line.pk), previous, revisions, problems
            )
            for line in lines
        ),
    )


def list_requested_exact_counts(actor: Actor) -> list[RequestedExactCount]:
    """Counts that the reader's body is asked for and has not given, the oldest quarter first. Three statements."""
    lines = MonitoringLine.objects.filter(provider__in=get_own_and_taken_over_body_ids_of_actor(actor))
    by_template = defaultdict[UUID, list[MonitoringLine]](list)
    for line in lines.select_related("provider"):
        by_template[line.template_id].append(line)
    drafts = MonitoringReturn.objects.filter(state="draft", template__in=by_template)
    rows = list(drafts.select_related("template__body").order_by("quarter", "id"))
    given = set(ExactCountDisclosure.objects.filter(of__in=rows).values_list("of", "line"))
    return [
        RequestedExactCount(line, row, format_quarter(row.quarter))
        for row in rows
        for line in by_template[row.template_id]
        if (row.pk, line.pk) not in given
    ]


def get_previous_quarter(quarter: str) -> str:
    """The quarter before."""
    return get_quarter_of_month(shift_month(list_months_of_quarter(quarter)[0], -1))


def _get_previous_counts_by_label(row: MonitoringReturn) -> dict[str, int | None]:
    """Counts of the quarter before, of the same return in whichever edition, by their label."""
    found = MonitoringCount.objects.filter(
        of__template__body=row.template.body_id,
        of__template__title=row.template.title,
        of__quarter=get_previous_quarter(row.quarter),
    )
    return dict(found.values_list("line__label", "people"))


def _make_count_with_previous_period(
    line: MonitoringLine, count: MonitoringCount | None, previous: Mapping[str, int | None]
) -> CountWithPreviousPeriod:
    return CountWithPreviousPeriod(
        line.number,
        line.label,
        line.source,
        count.people if count else None,
        previous.get(line.label),
        count.why if count else "",
        line.part_numbers,
    )


def _make_monitoring_count_row(
    line: MonitoringLine,
    count: MonitoringCount | None,
    given: ExactCountDisclosure | None,
    previous: Mapping[str, int | None],
    revisions: Mapping[tuple[str, str, str, str], str],
    problems: Sequence[MonitoringCountProblem],
) -> MonitoringCountRow:
    trail = count.trail if count else None
    return MonitoringCountRow(
        line=line,
        people=count.people if count else None,
        previous=previous.get(line.label),
        why=count.why if count else "",
        trail=trail,
        given=given,
        revision=revisions.get(get_cited_figure_key(trail), "") if trail else "",
        problems=tuple(each for each in problems if each.number == line.number),
    )
