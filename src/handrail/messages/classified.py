"""How much each field says about a person: nothing about anybody who is supported; who was written to."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Message", plain="id key kind path about state attempts made_at changed_at", personal="to fault"
    ),
}
