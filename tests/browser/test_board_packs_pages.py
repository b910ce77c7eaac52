"""Every page of board packs at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from support.board_packs import board_packs
from support.monitoring_returns import monitoring_arguments


def test_every_page_can_be_used(cast, desk):
    walker = Walker(desk(cast.commissioner))
    assert fault(walker, reverse("packs")) == []
    walker.says("No board packs for your area.")
    made = board_packs(cast)
    series, draft, signed = ([made[key]] for key in ("series", "draft", "signed"))
    pages = (
        ("packs", []), ("add_pack_series", []), ("pack_series", series), ("change_pack_series", series),
        ("order_pack_measures", series), ("restart_limits", series), ("make_next_pack", series),
        ("pack", draft), ("pack", signed),
        ("write_pack", draft), ("comment_on_pack", [*draft, "referred"]), ("promise_pack", draft),
        ("send_pack", draft), ("sign_pack", draft), ("correct_pack", signed),
    )  # fmt: skip
    found = [each for name, args in pages for each in fault(walker, reverse(name, args=args))]
    board = Walker(desk(cast.board))
    monitoring = monitoring_arguments(cast)
    own = [name for name in monitoring if name not in ("monitoring_return_csv", "give_exact_count")]
    pages_of_returns = ("monitoring_returns", "add_monitoring_template", *own)
    found += [
        each
        for name in pages_of_returns
        if name != "sign_monitoring_return"
        for each in fault(walker, reverse(name, args=monitoring.get(name, [])))
    ]
    lead = Walker(desk(cast.lead))
    for name in ("asked_counts", "give_exact_count"):
        found += fault(lead, reverse(name, args=monitoring.get(name, [])))
    found += [
        each
        for name, args in (("packs", []), ("pack", signed))
        for each in fault(board, reverse(name, args=args))
    ]
    assert found == []
