"""What people do to practices: sort one, take one out, write an editor's text, say what became of a plan."""

from handrail.assurance.practices.actions.outcomes import tell_outcome
from handrail.assurance.practices.actions.sorting import sort_practice, take_out
from handrail.assurance.practices.actions.texts import write_editor_text

__all__ = ["sort_practice", "take_out", "tell_outcome", "write_editor_text"]
