"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Recommendation",
        plain="id code source title text issued_by kept_by national published_on due_on due_words comment_rule "
        "comment_due_on origin_note state registered_by registered_at version changed_by changed_at",
    ),
    **classify_fields("Addressee", plain="id recommendation body how"),
    **classify_fields(
        "UpdateRequest",
        plain="id recommendation asker owner every unit first_due next_due asks_for state version asked_by asked_at",
    ),
    **classify_fields(
        "RecommendationUpdate",
        plain="id asking number body due_on support support_why words evidence at by",
    ),
    **classify_fields("RecommendationDecision", plain="id recommendation asking kind reason body at by"),
    **classify_fields("PublishedComment", plain="id recommendation body published_on words address at by"),
}
