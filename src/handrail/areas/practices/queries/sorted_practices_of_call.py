"""Everything that was sorted of one call, in the order of a report: practices, and what no single body told."""

from collections import Counter
from dataclasses import dataclass

from handrail.areas.calls.states_and_kinds import ReturnState
from handrail.areas.practices.models import EditorText, Practice
from handrail.areas.practices.sections import format_paragraph_name, get_paragraph_sort_key


@dataclass(frozen=True, slots=True)
class PracticeWithThemeAndSection:
    """A sorted practice. Where `withheld` is true, `words` may not be published: `open_words` may, if there are any."""

    key: str
    call: str
    area_code: str
    area_name: str  # as the source names it
    body_code: str
    body_name: str
    title: str
    words: str
    open_words: str
    kind: str
    phases: tuple[str, ...]
    state: str
    since: str
    evidence: str
    evaluated: str
    theme: str
    section: str
    source_paragraph: str
    source_words: str  # the paragraph's name in words
    return_id: int
    edition_id: int
    edition_number: int
    withheld: bool
    withdrawn: bool  # its return was taken back


@dataclass(frozen=True, slots=True)
class TextFromNoSingleBodyRow:
    """What the source says of no single body that was asked."""

    id: int
    call: str
    section: str
    about: str
    words: str
    why: str
    source_paragraph: str
    source_words: str


@dataclass(frozen=True, slots=True)
class PracticesAndTextsClassifiedForReport:
    """Both, each in the order of sections, paragraphs and areas."""

    practices: tuple[PracticeWithThemeAndSection, ...]
    texts: tuple[TextFromNoSingleBodyRow, ...]

    @property
    def quoted(self) -> int:
        """How many bodies told at least one of the practices."""
        return len({practice.body_code for practice in self.practices})

    @property
    def by_section(self) -> Counter[str]:
        """How many practices stand in each section."""
        return Counter(practice.section for practice in self.practices)


def get_classified_practices_and_collator_texts(call: str) -> PracticesAndTextsClassifiedForReport:
    """What was sorted of the call with this code, in three statements whatever its size."""
    rows = Practice.objects.filter(call__code=call, taken_out_at__isnull=True)
    practices = [
        _make_practice_with_theme_and_section(row)
        for row in rows.select_related("call", "body", "edition__of")
    ]
    texts = [
        _make_editor_text_row(row)
        for row in EditorText.objects.filter(call__code=call).select_related("call")
    ]
    return PracticesAndTextsClassifiedForReport(
        tuple(
            sorted(
                practices,
                key=lambda p: (get_paragraph_sort_key(p.section, p.source_paragraph), p.area_name, p.key),
            )
        ),
        tuple(sorted(texts, key=lambda t: get_paragraph_sort_key(t.section, t.source_paragraph))),
    )


def _make_practice_with_theme_and_section(row: Practice) -> PracticeWithThemeAndSection:
    same = (
        "key title words open_words kind phases state since evidence evaluated theme section source_paragraph"
    )
    return PracticeWithThemeAndSection(
        **{name: getattr(row, name) for name in same.split()},
        call=row.call.code,
        area_code=row.area_id or "",
        area_name=row.area_as_told,
        body_code=row.body.code,
        body_name=row.body.name,
        source_words=format_paragraph_name(row.source_paragraph),
        return_id=row.edition.of_id,
        edition_id=row.edition_id,
        edition_number=row.edition.number,
        withheld=row.safe_venue,
        withdrawn=row.edition.of.state == ReturnState.WITHDRAWN,
    )


def _make_editor_text_row(row: EditorText) -> TextFromNoSingleBodyRow:
    return TextFromNoSingleBodyRow(
        id=row.pk,
        call=row.call.code,
        section=row.section,
        about=row.about,
        words=row.words,
        why=row.why,
        source_paragraph=row.source_paragraph,
        source_words=format_paragraph_name(row.source_paragraph),
    )
