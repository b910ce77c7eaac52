"""How much each field says about a person: nothing about anybody who is supported; who was written to."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Message", plain="id key kind path about state attempts made_at changed_at", personal="to fault"
    ),
}
