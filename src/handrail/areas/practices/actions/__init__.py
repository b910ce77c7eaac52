"""What people do to practices: sort one, take one out, write an editor's text, say what became of a plan."""

from handrail.areas.practices.actions.editor_texts import add_collator_text_from_no_single_body
from handrail.areas.practices.actions.planned_practice_outcomes import record_outcome_of_planned_practice
from handrail.areas.practices.actions.theme_and_section_sorting import (
    remove_practice_from_library,
    sort_practice_into_theme_and_section,
)

__all__ = [
    "add_collator_text_from_no_single_body",
    "record_outcome_of_planned_practice",
    "remove_practice_from_library",
    "sort_practice_into_theme_and_section",
]
