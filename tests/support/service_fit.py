"""A person and strategies for the fit of services."""

from datetime import date

from hypothesis import strategies as st

from handrail.directory import eligibility_terms as lists
from handrail.directory.service_fit import PotentialVictimFactsForServiceFit, ServiceEligibility

MIRELA = PotentialVictimFactsForServiceFit(
    age="adult",
    years=27,
    gender="female",
    language_tag="ro",
    language="Romanian",
    area_code="E23000020",
    area="Lincolnshire",
    phase="before",
    referred=False,
    reasonable=False,
    conclusive=False,
    dependants=False,
    public_funds=False,
    status="none",
)

OPTIONAL_AGE = st.one_of(st.none(), st.integers(0, lists.MAX_AGE))

DAY = date(2026, 11, 24)


@st.composite
def any_terms(draw):
    """Any service that the database would keep."""
    ages = draw(st.sampled_from(lists.get_choice_codes(lists.AGES)))
    low = high = None
    if ages == "limits":
        low, high = draw(OPTIONAL_AGE), draw(OPTIONAL_AGE)
        low = 18 if low is None and high is None else low
        if low is not None and high is not None and low > high:
            low, high = high, low
    full = draw(st.booleans())
    return ServiceEligibility(
        need=draw(st.sampled_from(("place", "legal"))),
        state=draw(st.sampled_from(("planned", "funded", "open", "paused", "closed"))),
        phases=tuple(draw(st.sets(st.sampled_from(("before", "during", "after", "outside")), min_size=1))),
        nrm_point=draw(st.sampled_from(lists.get_choice_codes(lists.NRM_POINTS))),
        everywhere=draw(st.booleans()),
        area_codes=("E23000020",),
        ages=ages,
        min_age=low,
        max_age=high,
        genders=draw(st.sampled_from(lists.get_choice_codes(lists.GENDERS))),
        dependants=draw(st.sampled_from(lists.get_choice_codes(lists.DEPENDANTS))),
        public_funds=draw(st.sampled_from(lists.get_choice_codes(lists.FUNDS))),
        status_rule=draw(st.sampled_from(lists.get_choice_codes(lists.STATUSES))),
        rule_note=draw(st.sampled_from(("", "Nobody under the influence"))),
        language_tags=draw(st.sampled_from(((), ("ro",)))),
        interpreters=draw(st.sampled_from(lists.get_choice_codes(lists.INTERPRETERS))),
        free_now=0 if full else None,
        free_on=DAY if full else None,
    )


MAYBE = st.sampled_from((None, True, False))


any_facts = st.builds(
    PotentialVictimFactsForServiceFit,
    age=st.sampled_from((None, "adult", "child")),
    gender=st.sampled_from((None, "female", "male", "other")),
    language_tag=st.sampled_from((None, "en", "ro", "vi")),
    language=st.just("their language"),
    area_code=st.sampled_from((None, "E23000020", "W15000002")),
    area=st.just("their area"),
    phase=st.sampled_from((None, "before", "during", "after", "outside")),
    referred=MAYBE,
    reasonable=MAYBE,
    conclusive=MAYBE,
    dependants=MAYBE,
    public_funds=MAYBE,
    status=st.sampled_from((None, "british", "settled", "leave", "asylum", "none")),
)
