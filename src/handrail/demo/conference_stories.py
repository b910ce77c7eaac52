"""What is told at each conference of the demo: each of its own case, as `data/cases/` has it. Days count back."""

from dataclasses import dataclass
from typing import Final

from handrail.people.conferences.text_choices import ConferenceItemKind, MemberAgency

WORKER, LEAD, OFFICER, HOUSING, ADVISER = (
    "ruth.adeyemi",
    "gareth.pell",
    "sam.whitlock",
    "colm.farrow",
    "isla.renshaw",
)
SEATS: Final = (
    (OFFICER, MemberAgency.POLICE, "Patrols, and the force’s exploitation team"),
    (HOUSING, MemberAgency.HOUSING, "A bed for the nights that are needed"),
    (ADVISER, MemberAgency.LEGAL, "Advice within two days"),
)


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One thing that is told. `withheld_from`: agencies that see only that it is withheld, and why."""

    kind: ConferenceItemKind
    text: str
    need: str = ""
    withheld_from: tuple[MemberAgency, ...] = ()
    withheld_why: str = ""


@dataclass(frozen=True, slots=True)
class StoryAction:
    """One action: whose, what, why, what the person said; when it is due, and how it ended if it has."""

    owner: str
    what: str
    lowers: str
    said: str
    due: int
    result: str = ""
    words: str = ""
    ended: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class ConferenceStory:
    """What is told at one conference."""

    grounds: tuple[str, ...]
    why: str
    language: str
    choice: str
    words: str
    agenda: str
    minutes: str
    items: tuple[StoryItem, ...]
    actions: tuple[StoryAction, ...] = ()
    track: str = "urgent"


ILIR: Final = ConferenceStory(
    grounds=("exploiter", "no_roof", "thinking"),
    why="His cousin came to the car wash and asked where he sleeps, and there is no bed after this week.",
    language="sq",
    choice="represented",
    words="I want to sleep and then decide. My cousin must not know where I am.",
    agenda="A bed after this week\nThe cousin and his van\nA dentist\nHow he asks about the NRM again",
    minutes="The bed stays until the end of next week. The van is watched for. His address is told to no one new. "
    "He decides about the NRM in his own time.",
    items=(
        StoryItem(ConferenceItemKind.IDENTITY, "Ilir. Albanian, no papers with him."),
        StoryItem(
            ConferenceItemKind.SAFETY, "His cousin drives a white van, and asked at work where he sleeps."
        ),
        StoryItem(
            ConferenceItemKind.CONTACT,
            "By phone after 6pm. Hang up if someone else answers.",
            withheld_from=(MemberAgency.HOUSING, MemberAgency.HEALTH),
            withheld_why="You reach him through Lantern: he gave his number to one person.",
        ),
        StoryItem(
            ConferenceItemKind.NEEDS, "A friend’s sofa until the end of the week.", "A bed after this week"
        ),
        StoryItem(
            ConferenceItemKind.HEALTH, "Toothache for a week, sleeps badly.", "Needs an urgent dentist"
        ),
    ),
    actions=(
        StoryAction(
            HOUSING,
            "Keep the bed until the end of next week",
            "To avoid another move",
            "Good.",
            -2,
            "done",
            "Kept, and confirmed by the landlord.",
            2,
            HOUSING,
        ),
        StoryAction(
            OFFICER,
            "Ask patrols to watch for the van",
            "To spot the van early",
            "Yes, but not where I sleep.",
            -1,
        ),
        StoryAction(
            WORKER, "Send his post to the PO box", "To keep letters from leading to him", "Fine.", -3
        ),
        StoryAction(WORKER, "Book a dentist", "To end the pain", "Please.", -4),
    ),
)
DANUTA: Final = ConferenceStory(
    grounds=("unsafe", "threat", "nobody_leads"),
    why="The packhouse asks for a debt that nobody wrote down, and the caravan is theirs.",
    language="pl",
    choice="part",
    words="I want a door that I can lock. After that we can talk about the rest.",
    agenda="A door that she can lock\nThe debt\nWhat the NRM would change",
    minutes="The council has a flat from tomorrow. There is no debt: the adviser has confirmed that in writing. She "
    "asks about the NRM herself next week.",
    items=(
        StoryItem(ConferenceItemKind.IDENTITY, "Danuta. Polish, with settled status."),
        StoryItem(ConferenceItemKind.SAFETY, "The packhouse sends somebody on pay day to ask for the debt."),
        StoryItem(
            ConferenceItemKind.PATHWAY,
            "She has been told what the NRM is, and has not decided.",
            withheld_from=(MemberAgency.HOUSING,),
            withheld_why="Not needed to find her a home.",
        ),
        StoryItem(
            ConferenceItemKind.NEEDS, "Lives in a caravan that belongs to the packhouse.", "A home of her own"
        ),
        StoryItem(
            ConferenceItemKind.HEALTH, "Hands split from the wash line.", "Cream and gloves from a nurse"
        ),
    ),
    actions=(
        StoryAction(
            HOUSING,
            "Hand her the key of the flat",
            "To give her a door",
            "At last.",
            28,
            "done",
            "She has the key.",
            29,
            HOUSING,
        ),
        StoryAction(
            OFFICER,
            "Stand at the gate on pay day",
            "To stop the collecting",
            "No. They would know who told.",
            27,
            "declined",
            "She does not want police at the gate.",
            28,
            OFFICER,
        ),
        StoryAction(
            ADVISER,
            "Write to the packhouse about the wages",
            "To stop them asking",
            "Not before I am out.",
            26,
            "not_done",
            "The file was with a colleague who is away.",
            26,
            ADVISER,
        ),
        StoryAction(
            WORKER,
            "Fetch her clothes from the caravan",
            "To spare her going back",
            "Only the blue bag.",
            26,
            "not_possible",
            "The caravan was cleared and let to somebody else.",
            26,
            LEAD,
        ),
        StoryAction(
            WORKER,
            "Book a nurse at the drop-in",
            "To heal her hands",
            "Good.",
            25,
            "superseded",
            "The practice saw her on the day on which it registered her.",
            25,
            WORKER,
        ),
        StoryAction(
            WORKER,
            "Register her with a practice",
            "To give her a nurse and a doctor",
            "Good.",
            25,
            "done",
            "Registered, and seen the same day.",
            25,
            WORKER,
        ),
    ),
)
AMADOU_BEFORE: Final = ConferenceStory(
    grounds=("threat", "thinking"),
    why="The man who holds his wages sleeps in the same house.",
    language="fr",
    choice="words",
    words="I want my wages and another room. I do not want my name with the Home Office.",
    agenda="Another room\nThe wages",
    minutes="A room was found in another street. The wages are a matter for the adviser.",
    items=(
        StoryItem(ConferenceItemKind.IDENTITY, "Amadou. Guinean, waiting for a decision on his stay."),
        StoryItem(ConferenceItemKind.SAFETY, "The man who holds his wages has the room beside his."),
    ),
    actions=(
        StoryAction(
            HOUSING,
            "Find a room in another street",
            "To help him sleep",
            "Yes.",
            121,
            "done",
            "He moved the same week.",
            121,
            HOUSING,
        ),
    ),
)
AMADOU: Final = ConferenceStory(
    grounds=("repeat", "exploiter", "declined"),
    why="The man who held his wages four months ago waited outside his new room last night.",
    language="fr",
    choice="words",
    words="He found me. I want to be somewhere else tonight, and still no NRM.",
    agenda="",
    minutes="",
    items=(),
)
BOGDAN: Final = ConferenceStory(
    grounds=("missing", "nobody_leads"),
    why="He sleeps in the van of a gangmaster who takes half of his pay, and speaks of leaving with the next crew.",
    language="ro",
    choice="represented",
    words="I go where there is work that pays me. Ask me there, not here.",
    agenda="Work that pays him\nWho speaks with him when he moves",
    minutes="He has an offer of work in Bristol and wants to take it. Lantern speaks with him until then.",
    items=(
        StoryItem(ConferenceItemKind.IDENTITY, "Bogdan. Romanian, with a passport."),
        StoryItem(ConferenceItemKind.SAFETY, "The gangmaster knows the yard where the crew sleeps."),
        StoryItem(
            ConferenceItemKind.NEEDS, "Work where nobody takes half of it.", "A job without a gangmaster"
        ),
    ),
    actions=(
        StoryAction(
            WORKER,
            "Find him a contact in Bristol",
            "To keep him company there",
            "Somebody who speaks Romanian.",
            -5,
        ),
        StoryAction(
            OFFICER,
            "Check whether the gangmaster is licensed",
            "To stop anyone following him",
            "All right.",
            6,
            "done",
            "No licence. The labour abuse authority was told.",
            7,
            OFFICER,
        ),
    ),
    track="regular",
)
GITA: Final = ConferenceStory(
    grounds=("judgement", "nobody_leads"),
    why="She is on a ward and cannot be asked, and two men have rung to learn where she is.",
    language="pa",
    choice="",
    words="",
    agenda="",
    minutes="",
    items=(),
)
