"""What a copy says beside what is held: why, from whom, who gets it, how long, and what the person can ask for.

UK GDPR article 15(1), its list as a guide for trade unions sums it up (Labour Research Department, "Right of access";
the Act's own text was not seen). Pure.
"""

from dataclasses import dataclass

from handrail.people.personal_data.retention_schedule import RetentionRule, list_retention_rules

SOURCE = "UK GDPR article 15(1), read in a summary"
PURPOSES = (
    "To keep you safe, and to find and arrange the help that you asked for",
    "To remember what you agreed to, and who you let see what",
    "To keep to the time limits of the law, and to remind the people who work with you",
    "To account for what was spent, and to count what help is missing: without your name",
)
SOURCES = (
    "What you said",
    "What people who work with you saw, did and wrote",
    "What other organisations answered or sent: each row that came from one names it",
)
DECISIONS = "Handrail works out deadlines and reminders. People make every decision about you."
RIGHTS = (
    "Ask us to correct what is wrong or to add what is missing",
    "Ask us to erase your record, or not to use it for a time",
    "Object to what we use it for",
    "Take back what you agreed to: it then ends for the time after",
    "Complain to the Information Commissioner if you are not content with our answer",
)


@dataclass(frozen=True, slots=True)
class CopyExplanation:
    """One heading of the copy and what stands under it."""

    code: str
    heading: str
    sentences: tuple[str, ...]


def list_copy_explanations(*, organisation: str, is_adult: bool) -> tuple[CopyExplanation, ...]:
    """What stands before the record itself.

    Args:
        organisation: who answers for the record.
        is_adult: whether the record is one of an adult: it is kept for another time.

    Returns:
        In the order in which it is read.
    """
    rule = _get_rule_of_record(is_adult=is_adult)
    kept = (f"{rule.how_long}. {rule.sure}.", "Longer if a court or the police needs it, and we say why")
    return (
        CopyExplanation("purposes", "What we use it for", PURPOSES),
        CopyExplanation("sources", "Where it comes from", SOURCES),
        CopyExplanation(
            "recipients",
            "Who gets it",
            (f"{organisation}, and those named under “Who it was shared with” and “Who viewed it”",),
        ),
        CopyExplanation("kept", "How long we keep it", kept),
        CopyExplanation("decisions", "How decisions are made", (DECISIONS,)),
        CopyExplanation("rights", "What you can ask for", RIGHTS),
    )


def _get_rule_of_record(*, is_adult: bool) -> RetentionRule:
    code = "adult" if is_adult else "child"
    return next(rule for rule in list_retention_rules() if rule.code == code)
