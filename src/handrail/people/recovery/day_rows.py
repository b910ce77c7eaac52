"""On My day: what people said of our organisation and wait to be answered for."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.day_rows import MOST_PER_SORT, Candidate, DayRow, DayRowProvider
from handrail.people.records.models import Case
from handrail.people.records.sql_lines import Line, branch, embedded, first_of, table
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import readable_feedback_q
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting


class FeedbackRows(DayRowProvider):
    """Feedback that was promised an answer by a day."""

    sort = "said"
    act, has_number = ("Answer", "answer_said"), True

    def get_filtered_branch(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.ANSWER_FEEDBACK):
            return None
        readable, values = embedded(
            CaseFeedback.objects.filter(readable_feedback_q(actor)).values("pk"), "heard"
        )
        rows = (
            f"FROM {table(CaseFeedback)} f JOIN {table(Case)} c ON c.file_id = f.case_id "
            "WHERE c.owner_id = %(body)s "
            f"AND f.answered_on IS NULL AND f.answer_by <= %(until)s AND f.id IN ({readable}) "
            f"ORDER BY f.answer_by LIMIT {MOST_PER_SORT}"
        )
        return first_of(branch("said", rows, case_id="f.case_id", pk="f.id", day="f.answer_by")), values

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[Line]]) -> Iterable[Candidate]:
        for line in lines.get("said", []):
            row = DayRow("said", "Answer what was said of us", due_on=line.day, number=line.pk)
            yield Candidate(line.case_id, Kind.SUPPORT, row, inside=True)

    def describe(self, row: DayRow) -> str:
        return msg(
            "They were promised an answer by {due_on}.", due_on=formatting.format_weekday_near(row.due_on)
        )
