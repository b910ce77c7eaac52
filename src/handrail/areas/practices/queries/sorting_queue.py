"""What waits to be sorted in one call, each with a suggested theme; and how often suggestions are right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Max

from handrail.areas.calls.models import ReturnEdition, ReturnPractice
from handrail.areas.calls.return_edition_content import PracticeContent
from handrail.areas.calls.states_and_kinds import ReturnState
from handrail.areas.practices.models import Practice
from handrail.areas.practices.sections import SECTION_BY_CODE
from handrail.areas.practices.theme_suggestions import (
    NaiveBayesThemeClassifier,
    ThemeSuggestion,
    ThemeTrainingExample,
    count_leave_one_out_hits_and_trials,
    make_practice_text,
)
from handrail.areas.practices.themes import THEME_BY_CODE
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.reference.models import Area

MAX_EXAMPLES = 2_000
MAX_TRIED = 100
NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True, slots=True)
class PracticeClassificationQueueRow:
    """One practice that a person must look at. `why`: new, changed since it was sorted, or no longer told."""

    key: str
    why: str
    call: str
    title: str
    words: str
    area_name: str
    body_name: str
    kind: str
    state: str
    phases: tuple[str, ...]
    safe_venue: bool
    source_paragraph: str
    suggestion: ThemeSuggestion | None
    section: str  # where it usually stands, or where its body would put it
    theme: str  # as sorted before, or empty
    open_words: str
    version: int


@dataclass(frozen=True, slots=True)
class ThemeSuggestionReliability:
    """How often a suggestion met what a person had confirmed, each tried without itself."""

    met: int
    tried: int
    kept_suggestions: int  # suggestions shown to a person who then chose the same
    shown_suggestions: int


def list_practices_waiting_for_classification(
    actor: Actor, call: str
) -> tuple[PracticeClassificationQueueRow, ...]:
    """What waits in one call: submitted practices that nobody has sorted as they now stand.

    Returns:
        One for each, by area, in four statements.
    """
    require_permission(actor, Permission.SORT_PRACTICES)
    told = {practice["key"]: (edition, practice) for edition, practice in _iterate_submitted_practices(call)}
    rows = Practice.objects.filter(call__code=call).select_related("body", "call")
    known = {row.key: row for row in rows}
    areas = dict(Area.objects.values_list("code", "name"))
    suggester = NaiveBayesThemeClassifier(list_theme_training_examples())
    waiting = [
        _make_classification_queue_row_of_practice(edition, practice, known.get(key), areas, suggester)
        for key, (edition, practice) in told.items()
        if key not in known or _was_practice_changed_since_classification(known[key], practice)
    ]
    gone = [row for row in known.values() if row.key not in told and not row.taken_out_at]
    return tuple(
        sorted(
            [*waiting, *(_make_row_of_practice_no_longer_reported(row) for row in gone)],
            key=lambda one: (one.area_name, one.key),
        )
    )


def find_practice_row_for_classification(actor: Actor, key: str) -> PracticeClassificationQueueRow | None:
    """One submitted practice, sorted before or not, for the page that sorts it."""
    require_permission(actor, Permission.SORT_PRACTICES)
    entry = ReturnPractice.objects.filter(key=key).values_list("of__asked__call__code", "of").first()
    if entry is None:
        return None
    for edition, practice in _iterate_submitted_practices(entry[0], of=entry[1]):
        if practice["key"] == key:
            known = Practice.objects.filter(key=key).first()
            areas = dict(Area.objects.filter(code=practice["area"]).values_list("code", "name"))
            return _make_classification_queue_row_of_practice(
                edition,
                practice,
                known,
                areas,
                NaiveBayesThemeClassifier(list_theme_training_examples(but=key)),
            )
    return None


def find_classified_practice(actor: Actor, key: str) -> Practice | None:
    """The practice as it is sorted, with who changed it last; None where nobody has sorted it."""
    require_permission(actor, Permission.SORT_PRACTICES)
    return Practice.objects.select_related("changed_by").filter(key=key).first()


def list_theme_training_examples(*, but: str = "") -> list[ThemeTrainingExample]:
    """What people confirmed, the newest first."""
    rows = Practice.objects.exclude(key=but).order_by("-confirmed_at", "-id")
    return [
        ThemeTrainingExample(make_practice_text(title, words, kind), theme)
        for title, words, kind, theme in rows.values_list("title", "words", "kind", "theme")[:MAX_EXAMPLES]
    ]


def measure_theme_suggestion_reliability() -> ThemeSuggestionReliability:
    """Measured now, on the newest hundred that were confirmed."""
    met, tried = count_leave_one_out_hits_and_trials(list_theme_training_examples()[:MAX_TRIED])
    seen = Practice.objects.exclude(suggested="")
    return ThemeSuggestionReliability(met, tried, seen.filter(suggested=F("theme")).count(), seen.count())


def _iterate_submitted_practices(
    call: str, *, of: int | None = None
) -> Iterable[tuple[ReturnEdition, PracticeContent]]:
    """Each practice of the newest edition of each submitted return, with that edition."""
    rows = ReturnEdition.objects.filter(of__asked__call__code=call, of__state=ReturnState.SUBMITTED)
    if of is not None:
        rows = rows.filter(of=of)
    newest = rows.alias(newest=Max("of__editions__number")).filter(number=F("newest"))
    for edition in newest.select_related("of__asked__body"):
        for practice in edition.content["practices"]:
            yield edition, practice


def _was_practice_changed_since_classification(row: Practice, told: PracticeContent) -> bool:
    """Whether the newest edition tells it otherwise than it was sorted; or it was taken out and is told again."""
    same = "title words kind state since evidence evaluated safe_venue source_paragraph"
    changed = any(getattr(row, name) != value for name, value in told.items() if name in same.split())
    elsewhere = list(row.phases) != told["phases"] or row.area_id != told["area"]
    return changed or elsewhere or row.taken_out_at is not None


def _make_classification_queue_row_of_practice(
    edition: ReturnEdition,
    told: PracticeContent,
    known: Practice | None,
    areas: dict[str, str],
    suggester: NaiveBayesThemeClassifier,
) -> PracticeClassificationQueueRow:
    suggestion = suggester.suggest(make_practice_text(told["title"], told["words"], told["kind"]))
    return PracticeClassificationQueueRow(
        key=told["key"],
        title=told["title"],
        words=told["words"],
        kind=told["kind"],
        state=told["state"],
        safe_venue=told["safe_venue"],
        why=CHANGED if known else NEW,
        call=edition.content["call"],
        area_name=areas.get(told["area"] or "", edition.of.asked.body.name),
        body_name=edition.of.asked.body.name,
        phases=tuple(told["phases"]),
        source_paragraph=told["source_paragraph"],
        suggestion=suggestion,
        section=_suggest_report_section(told, known, suggestion),
        theme=known.theme if known else "",
        open_words=known.open_words if known else "",
        version=known.version if known else 0,
    )


def _suggest_report_section(
    told: PracticeContent, known: Practice | None, suggestion: ThemeSuggestion | None
) -> str:
    if known:
        return str(known.section)
    if told["section_hint"] in SECTION_BY_CODE:
        return told["section_hint"]
    return THEME_BY_CODE[suggestion.theme].section if suggestion else ""


def _make_row_of_practice_no_longer_reported(row: Practice) -> PracticeClassificationQueueRow:
    same = "key title words kind state safe_venue phases source_paragraph section theme open_words version"
    return PracticeClassificationQueueRow(
        **{name: getattr(row, name) for name in same.split()},
        why=GONE,
        call=row.call.code,
        area_name=row.area_as_told,
        body_name=row.body.name,
        suggestion=None,
    )
