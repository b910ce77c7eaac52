"""From the codes that pages carry to the rows that they name."""

from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body, Language


def get_language_by_tag(tag: str) -> Language | None:
    """The language with that tag, None for no tag. Raises ActionNotPossibleError for one that is not on the list."""
    if not tag:
        return None
    found = Language.objects.filter(tag=tag).first()
    if found is None:
        raise ActionNotPossibleError("Choose a language from the list.")
    return found


def get_body_by_code(code: str) -> Body:
    """The body with that code. Raises ActionNotPossibleError for one that is not on the list."""
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise ActionNotPossibleError("Choose an organisation from the list.")
    return found
