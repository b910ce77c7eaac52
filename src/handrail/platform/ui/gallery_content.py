"""Invented people for the gallery, seen on Tuesday 24 November 2026. No query, no record: plain values alone."""

from datetime import date, datetime, time
from types import SimpleNamespace as Row
from typing import Any

from handrail.platform.ui.formatting import LONDON
from handrail.platform.ui.tag_states import STATES

WORDS = {
    "overdue": "Overdue 2 days",
    "today": "Due today",
    "soon": "Tomorrow",
    "running": "Day 16 of 30",
    "waiting": "Waiting 412 days",
    "passed": "Target missed",
    "met": "Accepted",
    "declined": "Declined",
    "unsafe": "Not safe",
    "unsure": "Not sure",
    "unknown": "Not asked",
}
GUIDANCE = "Home Office, statutory guidance on modern slavery"


def get_gallery_content() -> dict[str, object]:
    """An invented example of every component.

    Returns:
        The variables of gallery.html.
    """
    return {
        "signed_in": Row(name="Ruth Adeyemi", role="navigator"),
        "nav": _list_sample_navigation_links(),
        "search_url": "/cases/",
        "training": True,
        "tags": [(state, WORDS[state.code]) for state in STATES.values()],
        "now": datetime(2026, 11, 24, 8, 41, tzinfo=LONDON),
        "case": _make_sample_case(),
        "danger_rows": _list_sample_danger_answers(),
        "channels": _list_sample_contact_channels(),
        "no_channels": [
            Row(
                name="Call",
                state="unsafe",
                words="Not safe",
                text="A man answers",
                href="",
                link="",
            )
        ],
        "steps": _list_sample_steps(),
        "lanes": _list_sample_support_periods(),
        "short_steps": _list_sample_steps_after_refusal(),
        "longest_steps": _list_sample_steps_of_longest_road(),
        "clocks": _list_sample_clocks(),
        "past_clocks": _list_sample_past_clocks(),
        "needs": _list_sample_needs(),
        "case_rows": _list_sample_case_rows(),
        "events": _list_sample_events(),
        "consents": _list_sample_consents(),
        "looks": _list_sample_case_access_log_rows(),
        "waited": [
            Row(who="DC Marsh", what="to tell her of the bail", state="today", words="Due today"),
            Row(who="Home Office", what="for conclusive grounds", state="waiting", words="Waiting 15 days"),
        ],
        "contacts": _list_sample_contacts_today(),
        "unanswered": _list_sample_unanswered_offers(),
        "work": _list_sample_own_work(),
        "others": _list_sample_work_of_others(),
        "figures": _list_sample_figures_of_data_call(),
    }


def _list_sample_navigation_links() -> list[tuple[Any, ...]]:
    names = ("My day", "Cases", "Find a place tonight")
    under = [(name, "/design/", name == "Services") for name in ("Services", "Referrals", "Money and bags")]
    links = [(name, "/design/", name == "Cases") for name in names]
    return [*links, ("Help and services", "", False, under)]


def _make_sample_case() -> Row:
    facts = ("Adult", "Speaks Romanian, needs an interpreter (a woman)", "No dependants")
    return Row(
        reference="LN-0417-M",
        called="Mirela",
        phase="during",
        contact="Ruth Adeyemi",
        contact_is_you=True,
        facts=facts,
    )


def _list_sample_danger_answers() -> list[tuple[str, str]]:
    return [
        ("In danger now", "No. Asked yesterday, 6:20pm, by Ruth Adeyemi"),
        ("Hurt or ill", "Old wrist injury. Seen by a GP on 6 November"),
        ("Watched or tracked", "Phone checked on 27 October, location turned off"),
        ("Her plan", "“If I see his car I go in the shop and ring Ruth. I do not walk home.”"),
        (
            "If she disappears",
            "Ring 999, then the duty lead on 01632 960 141. Mirela agreed that her sister may be told",
        ),
    ]


def _list_sample_contact_channels() -> list[Row]:
    def channel(name: str, state: str, words: str, text: str, href: str = "", link: str = "") -> Row:
        return Row(name=name, state=state, words=words, text=text, href=href, link=link)

    return [
        channel(
            "Call",
            "met",
            "Safe after 6pm",
            "07700 900142. Say “Ruth from the clinic”. If a man answers, hang up",
        ),
        channel("Text", "unsafe", "Not safe", "Her messages are read"),
        channel("WhatsApp", "unknown", "Not asked", "", "/design/", "Ask her"),
        channel("Letter", "met", "Safe", "Only to our office, PO Box 14. The Home Office has this address"),
        channel("In person", "met", "Safe", "At the centre, Tuesday or Thursday"),
    ]


def _make_sample_step(
    name: str, phase: str, state: str, on: date | None = None, note: str = "", **more: str
) -> Row:
    texts = {"duty": "", "who": "", "record": "", "source": "", "sureness": ""} | more
    return Row(name=name, phase=phase, state=state, on=on, note=note, **texts)


def _list_sample_steps() -> list[Row]:
    found = {
        "duty": "Make the person safe and tell them what help there is.",
        "who": "The first responder who found them",
        "record": "Record what happened: found.",
        "source": "Home Office, first responder toolkit, April 2026",
        "sureness": "In guidance.",
    }
    return [
        _make_sample_step("Identified", "before", "done", date(2026, 10, 26), **found),
        _make_sample_step("Immediate safety", "before", "done", date(2026, 10, 26)),
        _make_sample_step("NRM explained", "before", "done", date(2026, 10, 26)),
        _make_sample_step("Consented", "before", "done", date(2026, 10, 28)),
        _make_sample_step("Referred", "during", "done", date(2026, 10, 29)),
        _make_sample_step("Reasonable grounds", "during", "done", date(2026, 11, 9), "positive"),
        _make_sample_step("Recovery", "during", "here", date(2026, 11, 9), "Day 16 of 30"),
        _make_sample_step("Conclusive grounds", "during", "ahead", date(2026, 12, 9)),
        _make_sample_step("Moving on", "after", "ahead"),
    ]


def _list_sample_support_periods() -> list[Row]:
    return [
        Row(name="Local support", text="since 26 October. Does not depend on the NRM.", start=1),
        Row(name="National support", text="since 11 November", start=7),
    ]


def _list_sample_steps_after_refusal() -> list[Row]:
    return [
        _make_sample_step("Identified", "before", "done", date(2026, 11, 17)),
        _make_sample_step("Immediate safety", "before", "passed", note="Not recorded"),
        _make_sample_step("NRM explained", "before", "done", date(2026, 11, 18)),
        _make_sample_step("Declined", "outside", "here", date(2026, 11, 19), "19 Nov, may change his mind"),
        _make_sample_step("Local support", "outside", "ahead"),
    ]


def _list_sample_steps_of_longest_road() -> list[Row]:
    """As many steps as a road has, in a row at 1280 pixels."""
    passed = ("Identified", "Immediate safety", "Conference", "NRM explained", "Consented")
    decided = ("Referred", "Reasonable grounds", "Recovery", "Conclusive grounds")
    return [
        *(_make_sample_step(name, "before", "done", date(2025, 11, 17)) for name in passed),
        *(_make_sample_step(name, "during", "done", date(2025, 11, 28), "negative") for name in decided),
        _make_sample_step("Reconsideration", "after", "here", date(2026, 11, 19)),
        _make_sample_step(
            "Local support", "outside", "ahead", note="Ended 23 September 2025; offer it again"
        ),
    ]


def _make_sample_clock(name: str, state: str, words: str, when: str, **more: Any) -> Row:
    texts: dict[str, Any] = {"why": "", "rule": "", "source": "", "confidence": "", "owner": "", "ours": True}
    return Row(name=name, state=state, words=words, when=when, **texts | more)


def _list_sample_clocks() -> list[Row]:
    return [
        _make_sample_clock(
            "Review the safety plan",
            "today",
            "Due today",
            "Tue 24 Nov",
            why="a plan is reviewed at each move, threat and hearing. The release was recorded on Monday 23 November.",
            rule="one working day; no national rule sets a time.",
            confidence="your team’s setting",
            source="your team’s rule",
        ),
        _make_sample_clock(
            "Reply to the Home Office’s request for evidence",
            "soon",
            "In 9 days",
            "Thu 3 Dec",
            why="asked on 19 November.",
        ),
        _make_sample_clock(
            "Recovery period",
            "running",
            "Day 16 of 30",
            "At least to Tue 8 Dec",
            why="positive reasonable grounds on 9 November 2026; that day is day 1.",
            rule="30 days, for decisions since 13 December 2022.",
            confidence="confirmed",
            source=GUIDANCE,
        ),
        _make_sample_clock(
            "Conclusive grounds decision",
            "waiting",
            "Waiting 15 days",
            "Not before Wed 9 Dec",
            ours=False,
            owner="Home Office",
            why="no time limit exists in law, so this is never overdue.",
            source=GUIDANCE,
        ),
        _make_sample_clock(
            "Claim for criminal injuries",
            "soon",
            "In 23 months",
            "Thu 26 Oct 2028",
            why="two years from the crime.",
        ),
    ]


def _list_sample_past_clocks() -> list[Row]:
    return [
        _make_sample_clock(
            "Reasonable grounds decision",
            "passed",
            "Target missed",
            "Due Thu 5 Nov, came Mon 9 Nov",
            owner="Home Office",
        ),
        _make_sample_clock(
            "Explain the NRM", "met", "Met", "Mon 26 Oct", why="explained on the day she was found."
        ),
    ]


def _make_sample_offer(
    name: str, on: date, phase: str, state: str, words: str, result: str = "", href: str = ""
) -> Row:
    return Row(name=name, on=on, phase=phase, state=state, words=words, result=result, href=href)


def _list_sample_needs() -> list[Row]:
    flat = _make_sample_offer(
        "County emergency flat", date(2026, 10, 26), "before", "met", "Accepted", "16 nights, no charge"
    )
    house = _make_sample_offer(
        "National safe house", date(2026, 11, 11), "during", "met", "Accepted", "Living there"
    )
    bag = _make_sample_offer(
        "Go-bag and phone",
        date(2026, 10, 26),
        "before",
        "met",
        "Accepted",
        "Shoes changed 29 Oct. £62 from the fund",
    )
    lawyer = _make_sample_offer(
        "Immigration appointment",
        date(2026, 11, 18),
        "during",
        "waiting",
        "No answer yet",
        "6 days.",
        "/design/",
    )
    english = _make_sample_offer(
        "Evening class",
        date(2026, 11, 12),
        "during",
        "declined",
        "Declined",
        "“Not until I sleep better.” Ask in January",
    )
    return [
        Row(name="A place to sleep", said="A door that locks", offers=[flat, house]),
        Row(name="Clothes and phone", said="", offers=[bag]),
        Row(name="Advice on her status", said="", offers=[lawyer]),
        Row(name="English", said="", offers=[english]),
        Row(name="Sleep and health", said="", offers=[]),
    ]


def _list_sample_case_rows() -> list[Row]:
    def case(reference: str, called: str, phase: str, stage: str, contact: str, *due: Any) -> Row:
        state, words, ours, text = due
        shown = {"next_state": state, "next_words": words, "next_ours": ours, "next_text": text}
        return Row(
            reference=reference,
            called=called,
            href="/design/",
            phase=phase,
            stage=stage,
            contact=contact,
            changed=date(2026, 11, 23),
            **shown,
        )

    return [
        case(
            "LN-0398-D",
            "Tuan",
            "before",
            "Explained, undecided",
            "Ruth Adeyemi",
            "overdue",
            "Overdue 2 days",
            True,
            "Try again to reach him",
        ),
        case(
            "LN-0417-M",
            "Mirela",
            "during",
            "Recovery",
            "Ruth Adeyemi",
            "today",
            "Due today",
            True,
            "Review the safety plan",
        ),
        case(
            "LN-0405-Q",
            "Yusuf",
            "during",
            "Waiting for reasonable grounds",
            "",
            "passed",
            "Target missed",
            False,
            "Home Office",
        ),
        case(
            "LN-0431-L",
            "Kwame",
            "outside",
            "Said no, local support",
            "Gareth Pell",
            "",
            "",
            True,
            "Nothing due",
        ),
    ]


def _make_sample_event(title: str, by: str, at: Any, text: str = "", **more: Any) -> Row:
    rest: dict[str, Any] = {
        "phase": "during",
        "started": (),
        "has_time": isinstance(at, datetime),
        "recorded": None,
        "struck": False,
        "correction": "",
        "href": "",
    }
    return Row(title=title, by=by, at=at, text=text, **rest | more)


def _list_sample_events() -> list[Row]:
    bailed = datetime(2026, 11, 23, 11, 20, tzinfo=LONDON)
    called = datetime(2026, 11, 23, 18, 20, tzinfo=LONDON)
    return [
        _make_sample_event(
            "Call held",
            "Ruth Adeyemi",
            called,
            "She is well. Told nothing of the bail yet; police will tell her first.",
            href="/design/",
        ),
        _make_sample_event(
            "Suspect released on bail",
            "DC Holly Marsh, Lincolnshire Police",
            bailed,
            started=("Started 2 clocks: safety plan review; telling Mirela, with the police.",),
        ),
        _make_sample_event(
            "Home Office asked for evidence", "Ruth Adeyemi", date(2026, 11, 19), "Statement and GP letter."
        ),
        _make_sample_event(
            "Reasonable grounds: positive",
            "Ruth Adeyemi",
            date(2026, 11, 9),
            "Started recovery and 3 other clocks.",
            recorded=date(2026, 11, 10),
            correction="Corrected once: first recorded as 10 November.",
        ),
        _make_sample_event("Reasonable grounds: positive", "Ruth Adeyemi", date(2026, 11, 10), struck=True),
    ]


def _list_sample_consents() -> list[Row]:
    return [
        Row(says="yes", text="NRM, 28 October", note=""),
        Row(says="yes", text="Local and national support", note=""),
        Row(says="yes", text="Police: contact and crime only", note="To 26 January"),
        Row(says="no", text="Housing team: said no", note=""),
        Row(says="ask", text="Immigration adviser", note="Has not decided, 24 November"),
        Row(says="ended", text="College: ended on 3 November", note="She asked for it to stop"),
    ]


def _list_sample_case_access_log_rows() -> list[Row]:
    def look(
        who: str, day: int, hour: int, minute: int, saw: str = "", *, you: bool = False, refused: bool = False
    ) -> Row:
        at = datetime(2026, 11, day, hour, minute, tzinfo=LONDON)
        return Row(who=who, at=at, saw=saw, you=you, refused=refused)

    return [
        look("Ruth Adeyemi", 24, 8, 41, you=True),
        look("DC Holly Marsh", 23, 11, 24, "Saw contact and crime. By her consent"),
        look("Gareth Pell", 20, 9, 2, "Saw everything. Stand-in"),
        look("a commissioner’s office", 18, 15, 30, refused=True),
    ]


def _list_sample_contacts_today() -> list[Row]:
    warnings = (
        ("no", "Do not text. Her messages are read."),
        ("yes", "Calls are safe after 6pm. Say “Ruth from the clinic”."),
    )
    return [
        Row(
            at=time(10, 30),
            title="Visit Arben",
            href="/design/",
            with_words=", in person",
            note="Albanian interpreter booked, a man, by phone",
            warnings=(),
        ),
        Row(
            at=time(14),
            title="Welfare visit to Kwame",
            href="/design/",
            with_words=", with DC Marsh",
            note="Outside the NRM. He agreed to this visit on 17 November.",
            warnings=(),
        ),
        Row(at=time(18, 15), title="Call Mirela", href="/design/", with_words="", note="", warnings=warnings),
    ]


def _list_sample_unanswered_offers() -> list[Row]:
    return [
        Row(name="English class", href="/design/", called="Sofia", on=date(2026, 11, 12)),
        Row(name="Immigration advice", href="/design/", called="Mirela", on=date(2026, 11, 18)),
    ]


def _make_sample_work_row(
    state: str, words: str, title: str, who: tuple[str, str, str], text: str, **more: Any
) -> Row:
    called, reference, phase = who
    rest: dict[str, Any] = {
        "ours": True,
        "href": "/design/",
        "why": "",
        "rule": "",
        "source": "",
        "confidence": "",
        "act": "",
        "act_href": "/design/",
    }
    return Row(
        state=state,
        words=words,
        title=title,
        called=called,
        reference=reference,
        phase=phase,
        text=text,
        **rest | more,
    )


def _list_sample_own_work() -> list[Row]:
    team = "your team’s rule, one working day. No national rule sets a time."
    return [
        _make_sample_work_row(
            "overdue",
            "Overdue 2 days",
            "Try again to reach Tuan",
            ("Tuan", "LN-0398-D", "before"),
            "Two planned calls missed. His plan says: after a third miss, tell the duty lead the same day.",
            why="a missed call is tried again on the next working day.",
            source=team,
            act="Record a contact",
        ),
        _make_sample_work_row(
            "today",
            "Due today",
            "Review Mirela’s safety plan",
            ("Mirela", "LN-0417-M", "during"),
            "The man she reported was released on bail yesterday at 11:20am. She has not been told yet.",
            why="a plan is reviewed at each move, threat and hearing.",
            source=team,
            act="Review plan",
        ),
        _make_sample_work_row(
            "today",
            "Ends today",
            "Ask what Arben has decided about the NRM",
            ("Arben", "LN-0426-Z", "before"),
            "Third of 3 working days. Undecided is an answer; his bed must not end with the clock.",
            why="he came to the place of safety on Thursday 19 November.",
            act="Record answer",
        ),
        _make_sample_work_row(
            "soon",
            "Thursday",
            "Ask Sofia again about sharing with housing",
            ("Sofia", "LN-0211-Y", "during"),
            "Her consent to share with the housing team ends on Thursday 26 November.",
            act="Record consent",
        ),
    ]


def _list_sample_work_of_others() -> list[Row]:
    return [
        _make_sample_work_row(
            "passed",
            "Target missed",
            "Reasonable grounds decision",
            ("Yusuf", "LN-0405-Q", "during"),
            "From the Home Office. Referred on 12 November; the 5 working day target was Thursday 19 November.",
            ours=False,
            act="Chase",
        ),
        _make_sample_work_row(
            "today",
            "Due today",
            "Tell Mirela that the suspect was bailed",
            ("Mirela", "LN-0417-M", "during"),
            "From DC Holly Marsh, Lincolnshire Police.",
            ours=False,
            act="Message",
        ),
        _make_sample_work_row(
            "waiting",
            "Waiting 412 days",
            "Conclusive grounds decision",
            ("Sofia", "LN-0211-Y", "during"),
            "From the Home Office. No time limit exists. Last asked on 2 November.",
            ours=False,
            act="Chase",
        ),
    ]


def _list_sample_figures_of_data_call() -> list[Row]:
    return [
        Row(
            name="Asked",
            value="43",
            means="Every body that was a local policing body on 26 May 2026",
            still=False,
        ),
        Row(
            name="Answered",
            value="31",
            means="Submitted 28, of which 2 late. Said “nothing to add”: 3. Silence is not an answer",
            still=False,
        ),
        Row(
            name="Quoted",
            value="17",
            means="Named at least once in the draft report. Being quoted is not a mark of quality",
            still=False,
        ),
        Row(name="Not yet answered", value="12", means="Includes 2 sent back with a comment", still=True),
    ]
