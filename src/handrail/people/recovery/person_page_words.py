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
PHASE_WORDS: Final = {
    "before": "You can take time to decide about the NRM. Help here continues, whatever you decide.",
    "during": "You are waiting for a decision in the NRM. Help here continues while you wait.",
    "after": "The NRM has decided. Help here continues.",
    "outside": "You are not in the NRM. Help here continues: it does not depend on the NRM or the police.",
}
ALWAYS: Final = (
    "You can say no to anything on this page, and ask for it again later.",
    "You can change a yes to a no at any time. Tell us, and we will stop.",
    "You can tell us when something is wrong. It does not change the help you get.",
)
