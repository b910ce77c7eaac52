"""The cases drawn by hand: those of one navigator's day, and of two officers' night.

Offices work on working days: what one of them does on a person's word waits for the next, so that a referral comes
after the yes on every day of the year. Where a text means one day by its weekday, it is counted from today.
"""

from datetime import date, time, timedelta
from typing import Final

from handrail.demo.bodies import LINCOLNSHIRE
from handrail.demo.plan_types import (
    PlannedAgreement,
    PlannedCase,
    PlannedChannel,
    PlannedDanger,
    PlannedEvent,
    PlannedNeed,
    PlannedOffer,
    PlannedPerson,
    PlannedSafety,
)
from handrail.demo.relative_dates import (
    days_before,
    get_next_office_day,
    get_office_day,
    get_working_days_before,
)

RUTH: Final = "ruth.adeyemi"
POLICE: Final = "lincolnshire-police"
HOUSING: Final = "fenmarsh-housing"


def make_scripted_cases(today: date) -> list[PlannedCase]:
    """Ten people, their dates laid against today."""
    told = (
        make_mirela,
        make_tuan,
        make_arben,
        make_nadia,
        make_sofia,
        make_yusuf,
        make_petra,
        make_kwame,
        make_jo,
        make_adaeze,
    )
    return [tell(today) for tell in told]


def make_crime_events(on: date) -> tuple[PlannedEvent, ...]:
    """Recorded by the police, and what the person has a right to hear then."""
    return (
        PlannedEvent("crime_recorded", on),
        PlannedEvent("victim_informed", on, of="crime"),
        PlannedEvent("victim_informed", on, of="process"),
        PlannedEvent("support_referral_made", on, of="service"),
    )


def make_mirela(today: date) -> PlannedCase:
    """In the recovery period, with a new threat: her plan is looked at again today."""
    met, said_yes, sent = (
        days_before(today, 29),
        days_before(today, 27),
        get_next_office_day(days_before(today, 26)),
    )
    decided, asked = get_office_day(days_before(today, 15)), get_office_day(days_before(today, 5))
    return PlannedCase(
        key="mirela",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        stand_in="gareth.pell",
        number=417,
        opened=met,
        opened_time=time(11, 40),
        person=PlannedPerson(
            called="Mirela",
            full_name="Mirela Stoica",
            born=date(1996, 3, 14),
            gender="female",
            language="ro",
            interpreter="yes",
            nationality="Romanian",
            where_now="Safe house, Lincoln",
        ),
        facts=("enhanced_rights",),
        danger=(
            PlannedDanger("hurt", "Old wrist injury. Seen by a GP the week after.", met),
            PlannedDanger(
                "neither",
                "Asked on the phone. She is well.",
                days_before(today, 1),
                {"watched": "unsure", "phone_tracked": "no", "children_at_risk": "unsure", "self_harm": "no"},
            ),
        ),
        safest="Tuesday or Thursday at the centre. By phone only after 6pm.",
        channels=(
            PlannedChannel(
                "call",
                "yes",
                "07700 900142",
                "After 6pm. Say “Ruth from the clinic”. If a man answers, hang up.",
            ),
            PlannedChannel("text", "no", "", "Her messages are read."),
            PlannedChannel(
                "letter",
                "yes",
                "PO Box 14, our office",
                "Only to our office. The Home Office has this address.",
            ),
            PlannedChannel("in_person", "yes", "", "At the centre, Tuesday or Thursday."),
        ),
        safety=PlannedSafety(
            "If I see his car I go in the shop and ring Ruth. I do not walk home.",
            f"New threat: the man she reported was released on bail on {days_before(today, 1):%A}. "
            "She has not been told yet. "
            "Phone checked in the first week, location turned off.",
            "Ring 999, then the duty lead on 01632 960141. She agreed that her sister may be told.",
            days_before(today, 1),
            review_on=today,
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("place_of_safety_entered", met, note="Flat under county agreement."),
            PlannedEvent("nrm_explained", met, note="Through an interpreter, a woman. Wants to think."),
            PlannedEvent("nrm_consent_given", said_yes, note="“Yes. If he cannot find out where I am.”"),
            PlannedEvent("nrm_referred", sent),
            *make_crime_events(sent),
            PlannedEvent("nrm_reference_issued", get_next_office_day(days_before(today, 25))),
            PlannedEvent("rg_positive", decided, first_said=decided + timedelta(days=1)),
            PlannedEvent(
                "place_of_safety_left", days_before(today, 13), note="Moved to a national safe house."
            ),
            PlannedEvent("national_support_started", days_before(today, 13)),
            PlannedEvent("evidence_requested", asked, note="Statement and GP letter."),
            PlannedEvent(
                "suspect_released",
                days_before(today, 1),
                time(11, 20),
                note="On bail. Her plan is looked at again.",
            ),
        ),
        agreements=(
            PlannedAgreement("national_support", "yes", said_yes),
            PlannedAgreement(
                "sharing",
                "yes",
                said_yes,
                "Contact and the crime only.",
                POLICE,
                ("contact", "pathway"),
                days_before(today, -63),
            ),
            PlannedAgreement(
                "sharing", "no", days_before(today, 20), "“They know people at the council.”", HOUSING
            ),
        ),
        needs=(
            PlannedNeed(
                "place",
                "A door that locks.",
                met,
                (
                    PlannedOffer(
                        "fenmarsh-housing/Flat under county agreement",
                        met,
                        "accepted",
                        met,
                        "",
                        "16 nights.",
                        0,
                    ),
                    PlannedOffer(
                        "lantern/Alder house",
                        days_before(today, 13),
                        "accepted",
                        days_before(today, 13),
                        "",
                        "Living there.",
                    ),
                ),
            ),
            PlannedNeed(
                "essentials",
                "I came with what I am wearing.",
                met,
                (
                    PlannedOffer(
                        "lincolnshire-police/Go-bag and phone",
                        met,
                        "accepted",
                        met,
                        "",
                        "Shoes changed three days later.",
                        6200,
                    ),
                ),
            ),
            PlannedNeed(
                "health",
                "I can't sleep. My wrist did not mend well.",
                days_before(today, 25),
                (
                    PlannedOffer(
                        "wash-health/GP registration",
                        days_before(today, 25),
                        "accepted",
                        days_before(today, 25),
                        "",
                        "Seen within the week.",
                    ),
                ),
            ),
            PlannedNeed(
                "english",
                "I want to learn English properly.",
                days_before(today, 12),
                (
                    PlannedOffer(
                        "lantern/English class",
                        days_before(today, 12),
                        "declined",
                        days_before(today, 12),
                        "Not until I sleep better. Ask again in the new year.",
                    ),
                ),
            ),
            PlannedNeed(
                "status",
                "I don't know if I may work.",
                days_before(today, 6),
                (PlannedOffer("fen-legal/Immigration appointment", days_before(today, 6)),),
            ),
        ),
    )


def make_tuan(today: date) -> PlannedCase:
    """Has not decided, and two calls were missed: his plan says whom to tell."""
    met = days_before(today, 43)
    return PlannedCase(
        key="tuan",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        number=398,
        opened=met,
        opened_time=time(16, 5),
        person=PlannedPerson(
            called="Tuan",
            gender="male",
            language="vi",
            interpreter="yes",
            nationality="Vietnamese",
            where_now="Boston",
        ),
        danger=(
            PlannedDanger(
                "unsure",
                f"Two planned calls missed, on {days_before(today, 4):%A} and {days_before(today, 1):%A}.",
                days_before(today, 1),
                {"watched": "yes", "phone_tracked": "unsure", "self_harm": "unsure"},
            ),
        ),
        channels=(
            PlannedChannel("call", "yes", "07700 900233", "Mornings. He rings back if he can."),
            PlannedChannel("text", "unsure", "", "The phone may be shared."),
        ),
        safety=PlannedSafety(
            "If they move us I send one word to the centre.",
            "The house has a camera at the door.",
            "After a third missed call, tell the duty lead the same day.",
            days_before(today, 20),
            review_on=days_before(today, 2),
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("nrm_explained", days_before(today, 41), note="Explained with the picture card."),
            PlannedEvent(
                "nrm_undecided",
                days_before(today, 27),
                note="Wants to pay off what he owes first. We said he owes nothing.",
            ),
        ),
        needs=(
            PlannedNeed(
                "understood",
                "Not an interpreter from my town.",
                met,
                (
                    PlannedOffer(
                        "crossing-words/Interpreter by phone",
                        met,
                        "accepted",
                        met,
                        "",
                        "Another voice, from the north.",
                        3600,
                    ),
                ),
            ),
        ),
    )


def make_arben(today: date) -> PlannedCase:
    """In the place of safety; the third working day is today, or the next where today is none."""
    entered = get_working_days_before(get_next_office_day(today), 3)
    return PlannedCase(
        key="arben",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        stand_in="gareth.pell",
        number=426,
        opened=entered,
        opened_time=time(13, 20),
        person=PlannedPerson(
            called="Arben",
            full_name="Arben Kola",
            gender="male",
            language="sq",
            interpreter="yes",
            nationality="Albanian",
            where_now="Rowan, Lincoln",
        ),
        danger=(PlannedDanger("neither", "Sleeps, eats with the others.", days_before(today, 1)),),
        channels=(
            PlannedChannel("call", "yes", "07700 900288", "The house phone, before ten."),
            PlannedChannel(
                "in_person", "yes", "", f"Visit on {today:%A}, 10:30am. Interpreter booked, a man, by phone."
            ),
        ),
        safety=PlannedSafety(
            "I stay in until I have decided.", "", "Ring the duty lead the same day.", entered
        ),
        events=(
            PlannedEvent("local_support_started", entered),
            PlannedEvent("place_of_safety_entered", entered),
            PlannedEvent(
                "nrm_explained",
                max(entered, days_before(today, 3)),
                note="Undecided is an answer. His bed does not end with the clock.",
            ),
            PlannedEvent("nrm_undecided", max(entered, days_before(today, 1))),
        ),
        needs=(
            PlannedNeed(
                "place",
                "Somewhere nobody asks me tonight.",
                entered,
                (
                    PlannedOffer(
                        "lantern/Rowan place of safety",
                        entered,
                        "accepted",
                        entered,
                        "",
                        "Here since the first night.",
                        0,
                    ),
                ),
            ),
        ),
    )


def make_nadia(today: date) -> PlannedCase:
    """A negative conclusive decision; the thirty days to ask again end tomorrow, or soon after."""
    met, decided = days_before(today, 262), get_next_office_day(days_before(today, 29))
    asked = decided + timedelta(days=3)
    return PlannedCase(
        key="nadia",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        number=352,
        opened=met,
        opened_time=time(10, 10),
        person=PlannedPerson(
            called="Nadia",
            full_name="Nadia Qureshi",
            born=date(1989, 11, 2),
            gender="female",
            language="ur",
            interpreter="yes",
            nationality="Pakistani",
            where_now="Lincoln, with a friend",
        ),
        danger=(
            PlannedDanger("neither", "Worried about the letter, safe where she is.", days_before(today, 4)),
        ),
        channels=(
            PlannedChannel("call", "yes", "07700 900371", "Any time."),
            PlannedChannel("letter", "yes", "c/o our office", "Opened with her."),
        ),
        safety=PlannedSafety(
            "I don't go to that side of town.",
            "",
            "Ring her friend first.",
            days_before(today, 250),
            days_before(today, -40),
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("nrm_explained", met),
            PlannedEvent("nrm_consent_given", days_before(today, 260)),
            PlannedEvent("nrm_referred", get_next_office_day(days_before(today, 259))),
            *make_crime_events(get_next_office_day(days_before(today, 259))),
            PlannedEvent("rg_positive", get_next_office_day(days_before(today, 252))),
            PlannedEvent("national_support_started", get_next_office_day(days_before(today, 250))),
            PlannedEvent("cg_negative", decided),
            PlannedEvent(
                "cg_notice_received",
                decided,
            ),
            PlannedEvent("national_support_ended", days_before(today, 15)),
        ),
        agreements=(PlannedAgreement("national_support", "yes", days_before(today, 260)),),
        needs=(
            PlannedNeed(
                "legal",
                "I want them to read it again, with what the doctor wrote.",
                asked,
                (
                    PlannedOffer(
                        "fen-legal/Solicitor, first hour",
                        asked,
                        "accepted",
                        asked,
                        "",
                        "Took the case on.",
                        0,
                    ),
                ),
            ),
        ),
    )


def make_sofia(today: date) -> PlannedCase:
    """Has waited for more than a year; a consent to share ends on the day after tomorrow."""
    met, decided = days_before(today, 428), get_next_office_day(days_before(today, 412))
    return PlannedCase(
        key="sofia",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        stand_in="gareth.pell",
        number=211,
        opened=met,
        opened_time=time(9, 50),
        person=PlannedPerson(
            called="Sofia",
            full_name="Sofia Petkov",
            born=date(2001, 6, 21),
            gender="female",
            language="bg",
            interpreter="no",
            nationality="Bulgarian",
            where_now="Flat, Sleaford",
        ),
        danger=(PlannedDanger("neither", "Calm. The waiting is hard.", days_before(today, 12)),),
        channels=(
            PlannedChannel("call", "yes", "07700 900118", "Any time."),
            PlannedChannel("text", "yes", "07700 900118", "Short, no names."),
            PlannedChannel("whatsapp", "yes", "", ""),
        ),
        safety=PlannedSafety(
            "I tell Ruth before I travel.",
            "Not that we know.",
            "Ring Ruth, then the police.",
            days_before(today, 180),
            days_before(today, -30),
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("nrm_explained", met),
            PlannedEvent("nrm_consent_given", days_before(today, 426)),
            PlannedEvent("nrm_referred", get_next_office_day(days_before(today, 425))),
            *make_crime_events(get_next_office_day(days_before(today, 425))),
            PlannedEvent("rg_positive", decided),
            PlannedEvent("national_support_started", get_next_office_day(days_before(today, 409))),
        ),
        agreements=(
            PlannedAgreement("national_support", "yes", days_before(today, 426)),
            PlannedAgreement(
                "sharing",
                "yes",
                days_before(today, 88),
                "For the flat only.",
                HOUSING,
                ("identity", "contact", "support"),
                days_before(today, -2),
            ),
        ),
        needs=(
            PlannedNeed(
                "place",
                "Somewhere I can stay longer than a week.",
                days_before(today, 88),
                (
                    PlannedOffer(
                        "fenmarsh-housing/Help to keep a home",
                        days_before(today, 88),
                        "accepted",
                        days_before(today, 86),
                        "",
                        "Has the keys.",
                    ),
                ),
            ),
            PlannedNeed(
                "english",
                "I want to read what I sign.",
                days_before(today, 12),
                (PlannedOffer("lantern/English class", days_before(today, 12)),),
            ),
        ),
    )


def make_yusuf(today: date) -> PlannedCase:
    """Referred; the five working days passed three working days ago and nobody has answered."""
    sent = get_working_days_before(today, 8)
    met = days_before(today, 36)
    return PlannedCase(
        key="yusuf",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        stand_in="gareth.pell",
        number=405,
        opened=met,
        opened_time=time(15, 30),
        person=PlannedPerson(
            called="Yusuf",
            full_name="Yusuf Abdalla Idris",
            gender="male",
            language="apd",
            interpreter="yes",
            nationality="Sudanese",
            where_now="Hostel, Lincoln",
        ),
        danger=(PlannedDanger("neither", "Nobody there knows him.", met),),
        channels=(
            PlannedChannel("call", "yes", "07700 900456", "After prayers."),
            PlannedChannel("whatsapp", "yes", "07700 900456", "Voice messages are best."),
        ),
        safety=PlannedSafety(
            "I don't go back for my things alone.", "", "Ask at the mosque.", met, days_before(today, -20)
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("nrm_explained", days_before(today, 34)),
            PlannedEvent(
                "nrm_undecided", days_before(today, 30), note="Wants to ask somebody at the mosque."
            ),
            PlannedEvent("nrm_consent_given", days_before(sent, 1)),
            PlannedEvent("nrm_referred", sent),
            *make_crime_events(sent),
        ),
        agreements=(PlannedAgreement("national_support", "yes", days_before(sent, 1)),),
        needs=(
            PlannedNeed(
                "company",
                "A mosque, if there is one near.",
                sent,
                (
                    PlannedOffer(
                        "lantern/Walk on Sundays", sent, "declined", sent, "Has found people at the mosque."
                    ),
                ),
            ),
        ),
    )


def make_petra(today: date) -> PlannedCase:
    """Recognised, and moving on: has asked for a longer stay in national support."""
    asked = get_working_days_before(today, 2)
    met = days_before(today, 296)
    return PlannedCase(
        key="petra",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        number=340,
        opened=met,
        opened_time=time(14, 45),
        person=PlannedPerson(
            called="Petra",
            full_name="Petra Wrobel",
            born=date(1978, 1, 30),
            gender="female",
            language="pl",
            interpreter="no",
            nationality="Polish",
            where_now="Outreach, Grantham",
        ),
        danger=(PlannedDanger("neither", "Well. Working two days a week.", days_before(today, 9)),),
        channels=(
            PlannedChannel("call", "yes", "07700 900512", "Not during the shift."),
            PlannedChannel("letter", "yes", "", "Her own address, she asked for it."),
        ),
        safety=PlannedSafety(
            "I know whom to ring and I do.",
            "",
            "Ring her daughter.",
            days_before(today, 200),
            days_before(today, -14),
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("nrm_explained", met),
            PlannedEvent("nrm_consent_given", days_before(today, 295)),
            PlannedEvent("nrm_referred", get_next_office_day(days_before(today, 294))),
            *make_crime_events(get_next_office_day(days_before(today, 294))),
            PlannedEvent("rg_positive", get_next_office_day(days_before(today, 287))),
            PlannedEvent("national_support_started", get_next_office_day(days_before(today, 285))),
            PlannedEvent("cg_positive", get_next_office_day(days_before(today, 36))),
            PlannedEvent("cg_notice_received", get_next_office_day(days_before(today, 33))),
            PlannedEvent("extension_requested", asked, note="Needs time to find a flat before support ends."),
        ),
        agreements=(PlannedAgreement("national_support", "yes", days_before(today, 295)),),
        needs=(
            PlannedNeed(
                "work",
                "A real job, with a contract.",
                days_before(today, 120),
                (
                    PlannedOffer(
                        "lantern/Getting ready for work",
                        days_before(today, 120),
                        "accepted",
                        days_before(today, 118),
                        "",
                        "Two days a week, paid.",
                    ),
                ),
            ),
        ),
    )


def make_kwame(today: date) -> PlannedCase:
    """Said no to the NRM. Keeps his name here, a safe way to reach him, and help."""
    met = days_before(today, 40)
    return PlannedCase(
        key="kwame",
        story="hero",
        body="lantern",
        area=LINCOLNSHIRE,
        worker=RUTH,
        number=400,
        opened=met,
        opened_time=time(12, 25),
        person=PlannedPerson(
            called="Kwame",
            gender="male",
            language="tw",
            interpreter="no",
            nationality="Ghanaian",
            where_now="Spalding",
        ),
        danger=(
            PlannedDanger(
                "neither",
                f"Agreed to a welfare visit in a week, on {today:%A} at 2pm, with DC Marsh.",
                days_before(today, 7),
            ),
        ),
        channels=(
            PlannedChannel("call", "yes", "07700 900629", "Evenings."),
            PlannedChannel("letter", "no", "", "The house is shared with people from work."),
            PlannedChannel("in_person", "yes", "", "At the library."),
        ),
        safety=PlannedSafety(
            "I keep my papers with a friend.", "", "He does not want anybody told.", days_before(today, 30)
        ),
        events=(
            PlannedEvent("local_support_started", met),
            PlannedEvent("nrm_explained", met),
            PlannedEvent(
                "nrm_consent_declined", days_before(today, 38), note="“I want to work. Help me with that.”"
            ),
            PlannedEvent("duty_to_notify_sent", get_next_office_day(days_before(today, 36))),
        ),
        agreements=(
            PlannedAgreement(
                "sharing",
                "yes",
                days_before(today, 7),
                "For the visit.",
                POLICE,
                ("contact",),
                days_before(today, -21),
            ),
        ),
        needs=(
            PlannedNeed(
                "work",
                "I am a welder. I have certificates at home.",
                days_before(today, 38),
                (
                    PlannedOffer(
                        "lantern/Bank account day",
                        days_before(today, 30),
                        "accepted",
                        days_before(today, 30),
                        "",
                        "Account opened.",
                    ),
                ),
            ),
            PlannedNeed(
                "money",
                "I need to send something home.",
                days_before(today, 37),
                (
                    PlannedOffer(
                        "lantern/Emergency fund",
                        days_before(today, 37),
                        "accepted",
                        days_before(today, 37),
                        "",
                        "Paid the same day.",
                        4000,
                    ),
                ),
            ),
        ),
    )


def make_jo(today: date) -> PlannedCase:
    """Met beside a car in the small hours: six short answers, and nothing more yet."""
    return PlannedCase(
        key="jo",
        story="hero",
        body=POLICE,
        area=LINCOLNSHIRE,
        worker="sam.whitlock",
        number=431,
        opened=today,
        opened_time=time(2, 12),
        person=PlannedPerson(called="Jo", gender="unknown", where_now="Boston, at work"),
        danger=(PlannedDanger("neither", "As far as I can tell.", today),),
        channels=(
            PlannedChannel("call", "yes", "07700 900586", "Mornings. Say “Jo from work”."),
            PlannedChannel("text", "no", "", ""),
            PlannedChannel("letter", "unsure", "", ""),
        ),
    )


def make_adaeze(today: date) -> PlannedCase:
    """A mother and a baby, met yesterday evening; two bodies say that the other must house them."""
    met = days_before(today, 1)
    return PlannedCase(
        key="adaeze",
        story="hero",
        body=POLICE,
        area=LINCOLNSHIRE,
        worker="sam.whitlock",
        stand_in="clive.saunders",
        number=429,
        opened=met,
        opened_time=time(18, 35),
        person=PlannedPerson(
            called="Adaeze",
            gender="female",
            language="yo",
            interpreter="no",
            nationality="Nigerian",
            where_now="Rowan, with her baby of seven months",
        ),
        danger=(
            PlannedDanger("neither", "Both fed and warm. Keep away from two places that she named.", met),
        ),
        channels=(
            PlannedChannel("call", "yes", "07700 900577", "She picks up herself."),
            PlannedChannel("text", "yes", "", ""),
        ),
        safety=PlannedSafety(
            "I don't open the door. I ring first.",
            "",
            "Ring 999 at once: there is a baby.",
            met,
            days_before(today, -3),
        ),
        events=(PlannedEvent("local_support_started", met), PlannedEvent("place_of_safety_entered", met)),
        needs=(
            PlannedNeed(
                "place",
                "Ground floor, for the pram.",
                met,
                (
                    PlannedOffer(
                        "lantern/Rowan place of safety", met, "accepted", met, "", "Cot in the room.", 0
                    ),
                    PlannedOffer("fenmarsh-housing/Flat under county agreement", met),
                ),
            ),
            PlannedNeed(
                "essentials",
                "Nappies and a coat.",
                met,
                (
                    PlannedOffer(
                        "lincolnshire-police/Go-bag and phone",
                        met,
                        "accepted",
                        met,
                        "",
                        "Given by hand.",
                        5500,
                    ),
                ),
            ),
        ),
    )
