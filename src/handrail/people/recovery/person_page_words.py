"""The words of the person’s own page. Found by the wrong hands they say little: no police, no NRM, no danger."""

from typing import Final

from handrail.people.records.text_choices import ConsentAnswer, ConsentMatter

EXIT_URL: Final = "https://www.bbc.co.uk/weather"
"""Where the quick exit leads: a page that anybody might be reading."""

NEEDS: Final = {
    "place": "A place to stay",
    "essentials": "Clothes, food and a phone",
    "money": "Money",
    "alongside": "Someone who goes with you",
    "understood": "An interpreter",
    "health": "Health",
    "mind": "Sleep and worry",
    "english": "English and learning",
    "work": "Work",
    "family": "Children and family",
    "company": "Social contact",
    "travel": "Travel",
}
GUARDED: Final = {
    "safety": "Feeling safe",
    "drugs_alcohol": "Help with drugs or alcohol",
    "status": "Advice on immigration status",
    "legal": "Legal advice",
    "justice": "Police and court",
    "return_home": "Going home safely",
}
"""Shown only where the worker and the person said that it is safe."""

MATTERS: Final = {ConsentMatter.LOCAL_SUPPORT: "Help from organisations near you"}
GUARDED_MATTERS: Final = {
    ConsentMatter.NRM: "NRM referral",
    ConsentMatter.NATIONAL_SUPPORT: "Help from the national programme",
}
SHARING_WORDS: Final = "Sharing what you told us with an organisation"
CONSENT_WORDS: Final = {
    ConsentAnswer.YES: "You said yes",
    ConsentAnswer.NO: "You said no",
    ConsentAnswer.WITHDRAWN: "You withdrew your consent",
}
BEST_INTERESTS_WORDS: Final = {
    ConsentAnswer.YES: "Yes, decided in your best interests",
    ConsentAnswer.NO: "No, decided in your best interests",
    ConsentAnswer.WITHDRAWN: "Ended, decided in your best interests",
}
"""Where somebody else decided for them: they said neither yes nor no."""
SHARING_ENDED_WORDS: Final = "This ended"
"""Sharing is ended by them or by us, and the record is the same."""

UNDER_18_STAGES: Final = frozenset({"child_found", "child_to_refer"})
UNDER_18_WORDS: Final = (
    "While you are treated as under 18, you can be referred to the NRM without saying yes. "
    "Ask us what that means."
)
DECIDING_STAGES: Final = frozenset({"found", "explained", "undecided"})
ASK_AGAIN_WORDS: Final = (
    "You answered about the NRM when you were treated as under 18. You can answer again now, without hurry."
)
ANSWER_YOURSELF_WORDS: Final = "You can answer about the NRM yourself now, without hurry."
"""Who was treated as under 18 and for whom somebody else answered, or nobody did."""
DISQUALIFIED_STAGES: Final = frozenset({"disqualified", "disqualified_after"})
"""No source tells what follows where a disqualification is lifted: then nothing is said."""
NEGATIVE_STAGES: Final = frozenset({"rg_negative", "cg_negative"})
RECONSIDERATION_WORDS: Final = (
    "The decision in the NRM was negative. You are waiting to hear if it is looked at again."
)
NRM_WORDS: Final = {
    "found": "You can ask us about the NRM. You can take time to decide.",
    "explained": "You can take time to decide about the NRM.",
    "undecided": "You can take time to decide about the NRM.",
    "asked_as_child": ASK_AGAIN_WORDS,
    "agreed": "The next step in the NRM is your referral.",
    "rejected": "Your NRM referral was not accepted. Ask us what that means.",
    "declined": "You are not in the NRM. You can ask us about it again at any time.",
    "notified": "You are not in the NRM. You can ask us about it again at any time.",
    "withdrawn": "You are not in the NRM. You can ask us about it again at any time.",
    "referred": "You are in the NRM. You are waiting for the first decision.",
    "recovery": "The first decision in the NRM was positive. You are waiting for the final decision.",
    "awaiting_cg": "The first decision in the NRM was positive. You are waiting for the final decision.",
    "reconsidering": "A decision in the NRM is being looked at again.",
    "decision_withdrawn": "A decision in the NRM was withdrawn. You are waiting for a new one.",
    "rg_negative": "The decision in the NRM was negative. Ask us what you can do now.",
    "cg_negative": "The decision in the NRM was negative. Ask us what you can do now.",
    "moving_on": "The final decision in the NRM was positive.",
    "moved_on": "The final decision in the NRM was positive.",
    "disqualified": "Your protection in the NRM has ended. Ask us about legal advice now.",
    "disqualified_after": (
        "The final decision in the NRM was positive. Your protection in it has ended. "
        "Ask us about legal advice now."
    ),
}
"""By the stage of the pathway. Of the others nothing is certain, or nobody is left to read it."""

LOCAL_GOES_ON_WORDS: Final = "Help here continues. It does not depend on the NRM or the police."
LOCAL_WANTED_WORDS: Final = (
    "You said yes to help from organisations near you. It does not depend on the NRM or the police."
)
LOCAL_ENDED_WORDS: Final = "Help from organisations near you has ended. You can ask for it again at any time."
LOCAL_ANSWER_WORDS: Final = {
    ConsentAnswer.NO: "You said no to help from organisations near you. You can ask for it at any time.",
    ConsentAnswer.WITHDRAWN: (
        "You said that help from organisations near you should stop. You can ask for it again at any time."
    ),
    ConsentAnswer.UNDECIDED: "You can take time to decide about help from organisations near you.",
}
ALWAYS: Final = (
    "You can say no to anything we offer, and ask for it again later.",
    "You can change a yes to a no at any time. Just tell us.",
    "You can tell us when something is wrong. It does not change the help you get.",
)
