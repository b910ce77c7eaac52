"""The home of the data protection lead: what waits, with a count; nobody else opens it."""

HOME = "/to-review/"


def test_with_nothing_to_do_the_page_says_so_and_leads_to_every_list(cast, signed_in):
    page = signed_in(cast.protector).get(HOME).content.decode()
    assert "Nothing to review." in page
    for address in ("/personal-data/", "/personal-data/erasures/", "/emergencies/", "/unusual-use/"):
        assert f'href="{address}"' in page


def test_nobody_else_opens_it(cast, signed_in):
    for who in (cast.worker, cast.lead, cast.commissioner, cast.outsider):
        assert signed_in(who).get(HOME).status_code in (403, 404)
