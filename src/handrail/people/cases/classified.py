"""How much each field says about a person. Words, names, numbers and places are sealed with the person's key."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("ClockSetting", plain="id body clock length set_at set_by"),
    **classify_fields("NameKey", plain="id case", personal="key"),
    **classify_fields(
        "Channel", plain="id case asked_at asked_by", personal="kind safe", identity="detail note"
    ),
    **classify_fields("SafestContact", plain="id case asked_at asked_by", identity="how"),
    **classify_fields(
        "Due",
        plain="id case sort code run title who rule source confidence kind ours",
        personal="why started due_on due_at ended_on",
    ),
    **classify_fields(
        "Notification",
        plain="id case prepared_at prepared_by sent_event sent_by",
        personal="co_operates gender",
        identity="nationality reason account crime_reference",
    ),
    **classify_fields(
        "Circumstances",
        plain="case version changed_at changed_by",
        personal="gender dependants public_funds status",
    ),
    **classify_fields(
        "Referral",
        plain="id offer case to_body kinds sent_at sent_by answered_at answered_by outcome_at outcome_by chased "
        "chased_on version",
        personal="answer outcome pro_bono pro_bono_hours",
        identity="words answer_words outcome_words",
    ),
}
