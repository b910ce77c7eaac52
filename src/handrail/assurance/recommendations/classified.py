"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Recommendation",
        plain="id code source title text issued_by kept_by national published_on due_on due_words comment_rule "
        "comment_due_on origin_note state registered_by registered_at version changed_by changed_at",
    ),
    **classed("Addressee", plain="id recommendation body how"),
    **classed(
        "Asking",
        plain="id recommendation asker owner every unit first_due next_due asks_for state version asked_by asked_at",
    ),
    **classed(
        "Update",
        plain="id asking number body due_on support support_why words evidence at by",
    ),
    **classed("Decision", plain="id recommendation asking kind reason body at by"),
    **classed("PublishedComment", plain="id recommendation body published_on words address at by"),
}
