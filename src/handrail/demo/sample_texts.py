"""What people say and what workers write down, in plain words. Invented, and never more than is needed.

Nobody here tells what was done to them: a case does not need it, and a demo needs it less.
"""

from typing import Final

NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "place": (
        "A door that locks.",
        "Somewhere he does not know about.",
        "A room of my own, even a small one.",
        "I want to sleep without listening.",
        "Not that town again, please.",
        "A place where I can cook my own food.",
        "Somewhere I can stay longer than a week.",
        "Ground floor if you can, my knee is bad.",
    ),
    "essentials": (
        "I came with what I am wearing.",
        "A coat. It is cold here.",
        "A phone that only I have.",
        "Shoes, size 42.",
        "Clean clothes before I see the lawyer.",
        "A SIM card so my mother can hear me.",
    ),
    "money": (
        "I have four pounds.",
        "They kept my wages. I need to buy food today.",
        "I don't understand the letter about my money.",
        "There is a debt in my name that is not mine.",
        "Enough for the bus and something to eat.",
    ),
    "alongside": (
        "Someone to come with me. I don't like to go alone.",
        "One person, so I don't tell it again and again.",
        "Somebody who answers the phone.",
        "I want to know what happens next.",
    ),
    "understood": (
        "I understand some, but not the long words.",
        "A woman interpreter, please.",
        "Not an interpreter from my town.",
        "My dialect. The last one I could not follow.",
        "Can the letters come in my language?",
    ),
    "safety": (
        "They know where my brother works.",
        "He still rings the old number.",
        "I look behind me all the time.",
        "I want the lock changed.",
    ),
    "health": (
        "My tooth hurts for months.",
        "My back, from the lifting.",
        "I have not seen a doctor here.",
        "I need my tablets again.",
        "I had glasses. They are lost.",
        "My wrist did not mend well.",
    ),
    "mind": (
        "I can't sleep.",
        "I wake up and I don't know where I am.",
        "I don't want to talk about it yet. Maybe later.",
        "My head is too full.",
        "I want to stop being angry.",
    ),
    "drugs_alcohol": (
        "I want to stop, and not alone.",
        "I drink to sleep. I know it's not good.",
    ),
    "status": (
        "I don't know if I am allowed to be here.",
        "My passport was taken.",
        "I had a letter with a date. I am afraid of it.",
        "Can I work now, or not?",
    ),
    "legal": (
        "I signed papers I could not read.",
        "Am I in trouble for what they made me do?",
        "I want my wages from them.",
        "I have a hearing in the spring.",
    ),
    "justice": (
        "I will talk to the police, but not at the station.",
        "I want to know if he is still in prison.",
        "I am not ready for the police.",
        "Will they see my face in court?",
    ),
    "english": (
        "I want to learn English properly.",
        "I want to read what I sign.",
        "I was good at school. I want to finish.",
        "An evening class, when I'm settled.",
    ),
    "work": (
        "A real job, with a contract.",
        "I am a welder. I have certificates at home.",
        "A bank account in my own name.",
    ),
    "family": (
        "My daughter is with my aunt. I want to hear her.",
        "A place for the little one when I go to the lawyer.",
        "My daughter starts school in September.",
    ),
    "company": (
        "It's very quiet. I would like to meet people.",
        "A church, if there is one near.",
        "I used to play football.",
        "Someone to have tea with who knows nothing about it.",
    ),
    "travel": ("The clinic is two buses away.", "I can't pay for the train to the lawyer."),
    "return_home": ("I want to go home, but not to the same village.", "Could you find out if it's safe?"),
}

# What came of an accepted offer, by kind of support.
RESULTS: Final[dict[str, tuple[str, ...]]] = {
    "place_of_safety": (
        "Stayed three nights.",
        "Stayed two nights, then moved on with the worker.",
        "Slept, ate, rang home.",
    ),
    "safe_house": ("Living there.", "Living there, settling in.", "Moved out to a flat after seven months."),
    "flat": ("Living there.", "Stayed 16 nights.", "Has the keys. Likes the kitchen."),
    "hotel_room": ("Two nights, worker rang twice a day.", "One night until the flat was free."),
    "tenancy_help": ("Found a room in a shared house.", "Viewed three, waiting for the deposit scheme."),
    "go_bag": (
        "Given by hand.",
        "Given by hand. Shoes changed the week after.",
        "Phone set up together, location off.",
    ),
    "food": ("Two weeks of shopping.", "Fetched together from the store."),
    "emergency_payment": ("Paid the same day.", "Paid in vouchers, as asked."),
    "benefits_advice": (
        "Claim made.",
        "The debt was written off.",
        "Claim refused, asked for it to be looked at again.",
    ),
    "navigator": ("Meets every week.", "Came along to the interview and the lawyer.", "Rings on Fridays."),
    "independent_advocate": ("First meeting went well.", "Spoke up at the meeting, as asked."),
    "child_guardian": ("Met at school, will meet each week.", "Allocated the next day."),
    "interpreter": ("Used for two meetings.", "By phone. The same one was asked for again."),
    "translated_letter": ("Letter read together.", "Sent to the safe address."),
    "safety_equipment": ("Lock changed.", "Alarm carried, tested twice."),
    "safety_planning": ("Plan written together.", "Plan looked at again after the move."),
    "gp_registration": (
        "Seen within the week.",
        "Registered without an address.",
        "Seen. Blood tests to follow.",
    ),
    "dentist": ("Tooth treated.", "Waiting list, four weeks."),
    "sexual_health": ("Seen.",),
    "maternity": ("Seen by the midwife. All well.",),
    "counselling": (
        "Six sessions so far.",
        "First session. Wants to go on.",
        "Came twice, then asked for a pause.",
    ),
    "trauma_therapy": ("On the list, first look in May.", "Twelve sessions. Sleeps better."),
    "recovery_worker": ("Goes on Tuesdays.",),
    "immigration_advice": (
        "Saw the adviser for an hour.",
        "The adviser has taken the case on.",
        "Papers asked for from the embassy.",
    ),
    "solicitor": ("Took the case on.", "Statement taken, read back in full."),
    "compensation_advice": ("Claim sent.", "Told of the two years, will decide in spring."),
    "liaison_officer": ("One officer, same number, answers.", "Met at the centre, not at the station."),
    "court_support": ("Saw the court room beforehand.", "Gave evidence behind a screen."),
    "english_class": (
        "Goes twice a week.",
        "Passed the first level.",
        "Started, then moved. New class found.",
    ),
    "college": ("Enrolled for September.",),
    "work_readiness": ("Writing a CV together.", "Two days of trial work, paid."),
    "bank_account": ("Account opened.", "Refused for want of papers, trying another bank."),
    "family_support": ("Nursery place, two mornings.",),
    "family_tracing": ("First message passed on.",),
    "befriending": ("Meets for a walk on Sundays.",),
    "group": ("Goes most weeks.", "Came once. Too many people, maybe later."),
    "faith_visit": ("Goes on Sundays.",),
    "travel_costs": ("Tickets given.",),
    "assisted_return": ("Met at the airport by the partner there.", "Asked for time to think."),
}

REASONS: Final = (
    "Not now. Ask again in a month.",
    "Too far from the bus.",
    "Wants to stay with a friend.",
    "Not until I sleep better.",
    "Would rather have a woman.",
    "Knows somebody there.",
    "Has it from someone else already.",
    "Doesn't want to be asked again about this.",
)

COSTS: Final[dict[str, tuple[int, int]]] = {
    "place_of_safety": (0, 18000),
    "hotel_room": (6400, 12800),
    "go_bag": (3800, 7200),
    "food": (1800, 4500),
    "emergency_payment": (2000, 7500),
    "interpreter": (2400, 9600),
    "translated_letter": (3000, 6500),
    "safety_equipment": (1500, 8900),
    "travel_costs": (450, 3800),
    "college": (0, 12000),
}

PLANS: Final = (
    "If I see the car I go into a shop and ring you. I don't walk home.",
    "I keep the phone off at night and on from eight.",
    "If someone asks for me by my old name, I say no and tell the house.",
    "I don't say where I live, not to friends either.",
    "I go to the class with Sara, never alone.",
    "If they ring I don't answer. I write down the time.",
    "I have the bag ready by the door.",
    "I tell the office before I go out of town.",
    "I meet people at the library, not at my place.",
)
WATCHED: Final = (
    "",
    "",
    "Phone checked, location turned off.",
    "Old SIM thrown away.",
    "Somebody still has the password of an old account. Changing it together.",
    "Not that we know.",
)
IF_MISSING: Final = (
    "Ring the duty lead the same day.",
    "Wait until the evening, then ring the duty lead, then the police.",
    "Ring 999 first, then the duty lead.",
    "A sister may be told. Nobody else.",
    "Ask the friend at the library. The worker knows whom.",
    "Tell the police at once, and say what was agreed.",
)

DANGER: Final[dict[str, tuple[str, ...]]] = {
    "in_danger": (
        "Was followed yesterday.",
        "They know the street.",
        "A call that frightened them this week.",
    ),
    "hurt": ("An old injury, seen by a GP.", "Cough for weeks. Doctor tomorrow.", "Toothache, no fever."),
    "both": ("Seen at A&E, safe tonight.",),
    "neither": (
        "Calm, eating, sleeping a little.",
        "Says they feel safe here.",
        "",
        "Nobody knows where they live.",
    ),
    "unsure": ("Would not say with others in the room.", "Ask again alone."),
    "not_asked": ("",),
}

# What is known of a way to reach somebody, by how safe it is.
CALL_NOTES: Final[dict[str, tuple[str, ...]]] = {
    "yes": (
        "After six.",
        "Mornings. Say you ring from the clinic.",
        "Ring twice, then once more.",
        "Only on Wednesdays.",
        "If somebody else answers, hang up.",
        "Say you are from the library.",
    ),
    "no": ("Somebody else answers it.", "They have the number.", "The calls are listened to."),
    "unsure": ("The phone may be shared.", "Did not want to say.", "Ask again, alone."),
}
TEXT_NOTES: Final[dict[str, tuple[str, ...]]] = {
    "yes": ("Short, no names.", "A time and a place, nothing more.", ""),
    "no": ("Messages are read by others.", "The phone is looked through.", ""),
    "unsure": ("Ask again, alone.", ""),
}
LETTER_NOTES: Final[dict[str, tuple[str, ...]]] = {
    "yes": ("Only to our office.", "Handed over at the centre.", "To the lawyer."),
    "no": ("Never to the house.", "The post is opened by others.", ""),
    "unsure": ("No address of their own yet.", ""),
}
MEET_NOTES: Final = (
    "At the centre, Tuesday or Thursday.",
    "At the library.",
    "At the GP's, before the appointment.",
    "",
)

WHERE: Final[dict[str, tuple[str, ...]]] = {
    "E23000020": ("Boston", "Lincoln", "Spalding", "Skegness", "Grantham", "Sleaford", "Gainsborough"),
    "E23000036": ("Bristol, south", "Bath", "Weston-super-Mare", "Taunton", "Yeovil", "Bridgwater"),
    "E23000005": ("Manchester, north", "Salford", "Bolton", "Oldham", "Rochdale", "Wigan", "Stockport"),
    "W15000002": ("Newport", "Cwmbran", "Caerphilly", "Blackwood", "Abergavenny", "Ebbw Vale"),
}

EVENT_NOTES: Final[dict[str, tuple[str, ...]]] = {
    "nrm_explained": (
        "Explained twice. Wants to think.",
        "Explained over tea, no hurry.",
        "Explained that help here goes on whatever the answer.",
    ),
    "nrm_undecided": (
        "Wants to ask a friend first.",
        "Tired. We said there is no hurry from us.",
        "Asked us to explain it again.",
    ),
    "nrm_consent_given": ("“Yes, if nobody tells them where I am.”", "“I want them to write it down.”", ""),
    "nrm_consent_declined": (
        "“I don't want a file about me in London.”",
        "“Not now. I want to work and forget it.”",
        "“I trust you, not them.”",
    ),
    "evidence_requested": ("Statement and a doctor's letter.", "Asked for the police summary."),
    "national_support_started": ("Worker met them at the house.", "Outreach, rings on Mondays."),
    "conference_held": ("Six people at the table. One plan.", "By video, within two days."),
    "went_missing": ("Did not come to the meeting. Plan followed.",),
    "found": ("Rang from a friend's. Safe.",),
    "extension_requested": ("Needs time to find a home before support ends.",),
    "nrm_withdrawn": ("Wants to stop waiting. Local support goes on.",),
    "social_care_referred": ("Emergency duty team told by phone.",),
}
WHERE_IN_EVALUATED_AREAS: Final = {
    "E23000006": ("Chester", "Crewe", "Warrington", "Macclesfield", "Widnes", "Runcorn"),
    "E23000031": ("Guildford", "Woking", "Redhill", "Staines", "Epsom"),
}
"""Apart from WHERE, of which the drawn cases take: they stay the same people."""
