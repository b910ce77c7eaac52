"""Where sealed bytes belong."""

from handrail.vault.parts import parts


def place(model_label: str, field: str, row: object) -> bytes:
    """The place of one field in one row, such as place("casework.Person", "called", person.pk)."""
    if row is None or row == "":
        raise ValueError(f"{model_label}.{field} needs the row's key before it can be sealed.")
    return parts("field", model_label, field, str(row))
