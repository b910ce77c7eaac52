"""What a form offers to choose from in the reference lists: codes and names, never rows."""

from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import list_area_codes_and_names, list_languages

Choices = list[tuple[str, str]]


def list_area_choices() -> Choices:
    """Police force areas, by name."""
    return list(list_area_codes_and_names())


def get_area_code_of_body(body_id: int) -> str:
    """The code of the body's own area, empty where it has none."""
    return Body.objects.filter(pk=body_id).values_list("area_id", flat=True).first() or ""


def list_language_choices() -> Choices:
    """Languages, by name."""
    return [(line.tag, line.name) for line in list_languages()]
