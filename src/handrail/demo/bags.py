"""Two stores of the force with five kinds of bag, what people said of them, and what was changed because of it."""

from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import LINCOLNSHIRE
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.directory.stores.acts import (
    AddBagKind,
    AddStore,
    ChangeBag,
    CountBags,
    DeliverBags,
    ReorderBags,
    WriteOffBags,
)
from handrail.directory.stores.models import BagContents, BagKind, Stock, Store
from handrail.people.bags.actions import issue_bag, record_bag_feedback
from handrail.people.bags.models import BagFeedback
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time

STORE_KEEPER: Final = "nell.cartmel"
HOUR: Final = timedelta(hours=1)
DESK: Final = "Lincoln custody desk"
STATION: Final = "Boston police station"
# name, for whom, size, season, with things for a baby, what is in it
BAG_KINDS: Final = (
    (
        "Women, medium",
        "women",
        "medium",
        "all",
        False,
        ("Tracksuit", "Underwear", "T-shirt", "Toothbrush and paste", "Soap"),
    ),
    (
        "Women, large",
        "women",
        "large",
        "all",
        False,
        ("Tracksuit", "Underwear", "T-shirt", "Toothbrush and paste", "Soap"),
    ),
    (
        "Men, medium",
        "men",
        "medium",
        "all",
        False,
        ("Tracksuit", "Underwear", "T-shirt", "Razor", "Toothbrush and paste"),
    ),
    (
        "Men, large, winter",
        "men",
        "large",
        "winter",
        False,
        ("Padded coat", "Fleece", "Gloves", "Socks", "Razor"),
    ),
    (
        "Mother and baby",
        "women",
        "any",
        "all",
        True,
        ("Nappies", "Wipes", "Blanket", "Sanitary towels", "Soap"),
    ),
)
NEWER_CONTENTS: Final = (
    "Tracksuit",
    "Underwear",
    "T-shirt",
    "Sanitary towels",
    "Hair ties",
    "Toothbrush and paste",
    "Soap",
)
# case, who gave it, days ago, kind, what was said of it
ISSUES: Final = (
    (
        "LN-0400-B",
        "ruth.adeyemi",
        39,
        "Men, large, winter",
        ("good", "cared", "First new coat in three years."),
    ),
    (
        "LN-0405-Q",
        "ruth.adeyemi",
        36,
        "Men, medium",
        ("mixed", "weather", "Good shoes would help more than a T-shirt."),
    ),
    (
        "LN-0417-M",
        "ruth.adeyemi",
        29,
        "Women, medium",
        ("bad", "missing", "Nothing for my period, and nothing to tie my hair."),
    ),
    ("LN-0426-Z", "ruth.adeyemi", 12, "Men, medium", None),
    ("LCL-0429-T", "sam.whitlock", 1, "Mother and baby", ("good", "cared", "The blanket is soft. He slept.")),
)


@transaction.atomic
def load_demo_clothing_and_care_bags(cast: DemoLookups, today: date) -> None:
    """Once: a store of that name is the mark of it."""
    if Store.objects.filter(name=DESK).exists():
        return
    keeper = cast.actors[STORE_KEEPER]
    with use_simulated_clock(make_london_time(get_date_days_before_today(today, 70), time(10))) as clock:
        kinds = {row[0]: _add_bag_kind(row, keeper) for row in BAG_KINDS}
        stores = _open_demo_bag_stores(keeper)
        _fill_demo_bag_stores(stores, kinds, keeper)
        _issue_bags_to_cases(cast, today, clock)
        clock.moment = make_london_time(get_date_days_before_today(today, 20), time(15, 30))
        _change_bag_contents(kinds, keeper)
        clock.moment = make_london_time(get_date_days_before_today(today, 6), time(9, 15))
        _record_stock_changes(stores, kinds, keeper)


def _add_bag_kind(row: tuple[str, str, str, str, bool, tuple[str, ...]], keeper: Actor) -> BagKind:
    name, worn_by, size, season, with_baby, things = row
    about = {"worn_by": worn_by, "size": size, "season": season, "with_baby": with_baby}
    return AddBagKind(BagKind(name=name, **about), by=keeper).run(
        things=list(things), because="The list of the first order"
    )


def _open_demo_bag_stores(keeper: Actor) -> tuple[Store, Store]:
    desk = Store(name=DESK, where="Property cupboard behind the desk, key with the sergeant", for_others=True)
    station = Store(name=STATION, where="Front office, bottom shelf", for_others=True)
    return (
        AddStore(desk, by=keeper).run(area_code=LINCOLNSHIRE),
        AddStore(station, by=keeper).run(area_code=LINCOLNSHIRE),
    )


def _fill_demo_bag_stores(stores: tuple[Store, Store], kinds: dict[str, BagKind], keeper: Actor) -> None:
    for store, number in zip(stores, (8, 4), strict=True):
        for kind in kinds.values():
            stock = Stock(store=store, kind=kind)
            DeliverBags(stock, by=keeper).run(number=number, because="First order")
            ReorderBags(stock, by=keeper).run(level=3)


def _issue_bags_to_cases(cast: DemoLookups, today: date, clock: SettableClock) -> None:
    for reference, who, days, kind, said in ISSUES:
        case = Case.objects.filter(reference=reference, closed_at__isnull=True).first()
        if case is None:
            continue
        clock.moment = max(
            make_london_time(get_date_days_before_today(today, days), time(23, 5)), case.opened_at + HOUR
        )  # nobody gives before they meet
        by = cast.actors[who]
        stock = Stock.objects.get(store__name=DESK, kind__name=kind)
        issue = issue_bag(case_id=case.pk, stock_id=stock.pk, by=by)
        if said:
            feedback = BagFeedback(issue=issue, said=said[0], about=said[1])
            feedback.words = said[2]
            record_bag_feedback(feedback, case_id=case.pk, by=by)


def _change_bag_contents(kinds: dict[str, BagKind], keeper: Actor) -> None:
    """What people said changes what is packed."""
    for name in ("Women, medium", "Women, large"):
        contents = BagContents(
            kind=kinds[name],
            things=list(NEWER_CONTENTS),
            reason="told",
            because="Women asked for sanitary towels and hair ties",
        )
        ChangeBag(contents, by=keeper).run()


def _record_stock_changes(stores: tuple[Store, Store], kinds: dict[str, BagKind], keeper: Actor) -> None:
    """Some came, some were spoilt, some were counted wrongly; of two kinds few are left."""
    desk, station = stores
    women = Stock(store=desk, kind=kinds["Women, medium"])
    DeliverBags(women, by=keeper).run(number=10, because="Second order, twice the first")
    men = Stock(store=station, kind=kinds["Men, large, winter"])
    WriteOffBags(men, by=keeper).run(number=3, because="Damp shelf")
    baby = Stock.objects.get(store=station, kind=kinds["Mother and baby"])
    CountBags(baby, by=keeper).run(counted=2, because="Two were lent to the desk")
