"""Bids, pilots and evaluations through the pages, as the people who work with them use them."""

import re
from datetime import date, timedelta

from django.test import Client

from handrail.areas.bids.models import Bid, BidDelivery, PlannedGroup
from handrail.directory.models import PilotMeasure
from handrail.directory.practitioners.actions.register import add_practitioner_post
from handrail.directory.practitioners.models import Post
from handrail.platform.access.today import today
from support.cast import sign_in
from support.permission_table import each
from support.practice_pages import Pages, words_of

BAD = "There is a problem"
HOLDER = "Planted Holder-Name"
"""Of a post: on no page of an area."""
LINCOLNSHIRE, LEICESTERSHIRE = "E23000020", "E23000021"


def make_shared_posts(cast):
    """Two posts of the charity that two areas share, 60 and 40 percent: one began, one should have."""
    shares = {LINCOLNSHIRE: 60, LEICESTERSHIRE: 40}
    told = {
        "role": "navigator",
        "side": "support",
        "planned_start_on": today() - timedelta(days=40),
        "planned_end_on": today() + timedelta(days=300),
    }
    first = Post(title="Regional navigator, East Midlands", started_on=today() - timedelta(days=30), **told)
    second = Post(title="Second regional navigator", **told)
    for post in (first, second):
        add_practitioner_post(post, shares=shares, by=cast.lead.actor)
    return first, second


TEAM = (
    *(f"Investigative support officer {number}" for number in range(1, 7)),
    "Data manager, investigative team",
    "Training co-ordinator, investigative team",
)
"""Greater Manchester's pilot: six support officers, a data manager and a training co-ordinator."""


def make_team_posts(cast):
    """The eight posts of the pilot, paid by the commissioner's area alone; none has begun."""
    shares = {cast.commissioner.body.area_id: 100}
    for title in TEAM:
        post = Post(
            title=title, role="support_worker", side="support", planned_start_on=today() + timedelta(days=30)
        )
        add_practitioner_post(post, shares=shares, by=cast.lead.actor)
    return list(Post.objects.filter(title__in=TEAM).order_by("title"))


COMPARED = {
    "name": "Engaged after six months",
    "design": "comparison",
    "first_group": "With a navigator",
    "first_number": "56",
    "first_of": "70",
    "second_group": "Without a navigator",
    "second_number": "48",
    "second_of": "80",
    "defined": "By the evaluator, from files",
    "same_time": "yes",
    "all_ended": "yes",
    "all_known": "yes",
    "one_per_case": "yes",
    "source": "Files",
}
"""A comparison that the evaluation counted: the checked case of two proportions."""
COMPARED_DAYS = {
    "since-day": "1", "since-month": "1", "since-year": "2025",
    "until-day": "31", "until-month": "12", "until-year": "2025",
}  # fmt: skip


CALL = {
    "title": "Modern Slavery Prevention Fund",
    "funder": "Home Office",
    "about": "Projects that prevent modern slavery.",
    "total_pence": "",
    "most_pence": "",
    "source": "Written question 81143",
}
BID = {
    "title": "1,000 people taught their rights",
    "purpose": "People at risk learn their rights at work, in their own language.",
    "amount_pence": "48,500",
    "match_pence": "2,000",
    "lead": "Dyfed-Powys commissioner’s office",
    "partners": "Citizens advice",
}


def make_bid(office, **more):
    """A call that closed sixty days ago, a bid to it, and its target of a thousand; their addresses."""
    call = office.post("/bids/calls/add/", **CALL, **day("closes_on", today() - timedelta(days=60)))
    bid = office.post(f"{call}bids/add/", **(BID | more))
    target = office.post(
        f"{bid}targets/add/",
        what="People taught their rights",
        people="1000",
        **day("by_on", today() + timedelta(days=200)),
    )
    return call, bid, target


def send_bid(office, bid):
    """The bid was sent a day before the call closed."""
    seen = str(Bid.objects.get().version)
    office.post(f"{bid}sent/", seen=seen, **day("sent_on", today() - timedelta(days=61)))


def award(cast, office, bid):
    """The bid was sent, and the signatory records an award thirty days ago."""
    send_bid(office, bid)
    open_pages(cast.signatory).post(
        f"{bid}decision/",
        outcome="awarded",
        awarded_pence="45,000",
        reason="Meets the aim of the fund.",
        **day("decided_on", today() - timedelta(days=30)),
    )


def teach(office, target, people, sector, language, attendances=None):
    """People who were reached three days ago."""
    office.post(
        f"{target}reached/add/",
        sector=sector,
        language=language,
        people=str(people),
        attendances=str(attendances or people),
        source="Attendance sheets",
        **day("on", today() - timedelta(days=3)),
    )


def make_evaluation(office, question="Do more victims engage?", title="Navigators in the East Midlands"):
    """An evaluation with one line; its address."""
    evaluation = office.post(
        "/evaluations/add/",
        title=title,
        question=question,
        evaluator="A university",
        pilot="",
        method="",
        findings="More do.",
    )
    office.post(f"{evaluation}lines/add/", **COMPARED, **COMPARED_DAYS)
    return evaluation


def open_pages(user):
    """The pages of somebody who is signed in today."""
    return Pages(sign_in(Client(), user), user)


def day(name, on):
    """A date in the three boxes of a form."""
    on = date.fromisoformat(on) if isinstance(on, str) else on
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def refused(pages, address, **answers):
    """What the page says of a form that it does not take."""
    reply = pages.client.post(address, answers, follow=True)
    assert reply.status_code == 200
    page = words_of(reply.content.decode())
    assert BAD in page, page
    return page


PLANTED = ("PLANT-BID", "PLANT-PILOT", "PLANT-EVALUATION")
"""Words of Lincolnshire's own, which no neighbour may read."""


def make_bid_room(cast):
    """Something in every place of bids, pilots and evaluations; what each address takes, by its name."""
    office, post = open_pages(cast.commissioner), make_shared_posts(cast)[0]
    call, bid, target = make_bid(office, purpose="PLANT-BID")
    award(cast, office, bid)
    office.post(f"{bid}conditions/add/", words="A report", evidence="")
    office.post(f"{bid}posts/add/", post=str(post.pk))
    office.post(f"{target}planned/add/", sector="farms", language="ro", people="100")
    teach(office, target, 20, "farms", "ro")
    pilot = office.post(
        "/evaluations/pilots/add/",
        name="A team",
        aim="PLANT-PILOT",
        posts="",
        **day("ends_on", today() + timedelta(days=90)),
    )
    office.post(f"{pilot}outcomes/add/", outcome="Still in touch", counted="Victims")
    evaluation = make_evaluation(office, question="PLANT-EVALUATION")
    ids = [found.strip("/").split("/")[-1] for found in (call, bid, pilot, evaluation)]
    call_id, bid_id, pilot_id, evaluation_id = ids[0], ids[1], int(ids[2]), ids[3]
    of_call = ("funding_call", "change_funding_call", "express_interest", "add_bid")
    of_bid = (
        "bid",
        "change_bid",
        "send_bid",
        "decide_bid",
        "link_bid_post",
        "add_bid_condition",
        "add_bid_target",
    )
    of_target = ("bid_target", "bid_target_csv", "change_bid_target", "plan_group", "record_delivery")
    of_pilot = ("pilot_plan", "pilot_pack", "change_planned_pilot", "write_pilot_plan", "add_pilot_outcome")
    of_pilot += ("fix_baseline", "link_pilot_post", "decide_pilot")
    of_evaluation = ("evaluation", "change_evaluation", "add_own_line", "add_published_line")
    of_evaluation += ("add_figure_of_others", "link_evaluation_post", "publish_evaluation")
    group, delivery = PlannedGroup.objects.get().pk, BidDelivery.objects.get().pk
    measure = PilotMeasure.objects.get().pk
    return {
        **each(of_call, [call_id]),
        **each(of_bid, [bid_id]),
        **each(of_target, [bid_id, 1]),
        **each(of_pilot, [pilot_id]),
        **each(of_evaluation, [evaluation_id]),
        **each(("remove_line", "cite_line"), [evaluation_id, 1]),
        "change_bid_condition": [bid_id, 1],
        "change_planned_group": [bid_id, 1, group],
        "correct_delivery": [bid_id, 1, delivery],
        "record_pilot_numbers": [pilot_id, measure],
        "shared_post": [str(post.pk)],
    }


def section(page, id_):
    """The words of one section of a page, by the number of its heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{id_}".*?</section>', page, re.DOTALL)
    assert found, id_
    return words_of(found[0])
