"""How much each field says about a person. What they said of a bag is sealed with their own key."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "BagIssue",
        plain="id case need offer body stock contents movement given_by given_at back back_at back_by",
        personal="given_on",
    ),
    **classify_fields(
        "BagFeedback", plain="id issue told_at told_to", personal="said about told_on", identity="words"
    ),
}
