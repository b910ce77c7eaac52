"""Where sealed bytes belong."""

from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts


def associated_data(model_label: str, field: str, row: object) -> bytes:
    """The place of one field in one row, such as associated_data("records.Person", "called", person.pk).

    Args:
        model_label: app and model.
        field: the column.
        row: the row's key.

    Returns:
        Bytes that no other place shares.

    Raises:
        ValueError: the row has no key yet.
    """
    if row is None or row == "":
        raise ValueError(f"{model_label}.{field} needs the row's key before it can be sealed.")
    return encode_length_prefixed_parts("field", model_label, field, str(row))
