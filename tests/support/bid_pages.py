"""Bids, pilots and evaluations through the pages, as the people who work with them use them."""

import re
from datetime import date, timedelta

from django.test import Client

from handrail.directory.practitioners.actions.register import add_post
from handrail.directory.practitioners.models import Post
from handrail.platform.access.today import today
from support.cast import sign_in
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
        add_post(post, shares=shares, by=cast.lead.actor)
    return first, second


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


def make_evaluation(office):
    """An evaluation with one line; its address."""
    evaluation = office.post(
        "/evaluations/add/",
        title="Navigators in the East Midlands",
        question="Do more victims engage?",
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


def section(page, id_):
    """The words of one section of a page, by the number of its heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{id_}".*?</section>', page, re.DOTALL)
    assert found, id_
    return words_of(found[0])
