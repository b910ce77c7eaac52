"""A fund that Lantern and the force may ask, a store with two kinds of bag, and a case of each worker."""

from handrail.people.money.actions.requests import create_fund_request
from handrail.people.records.models import Case
from support.cases import a_case
from support.funds import Purse, a_purse
from support.stores import Shelf, a_shelf
from support.worlds import shared_world


@shared_world
def purse(cast) -> Purse:
    return a_purse(cast)


@shared_world
def case(cast) -> Case:
    """An adult of the worker's."""
    return a_case(cast.worker.actor)


@shared_world
def asked(cast, case, purse):
    """£40 of clothes, waiting for approval."""
    return create_fund_request(case_id=case.pk, wish=purse.wish("clothing", 40_00), by=cast.worker.actor)


@shared_world
def shelf(cast) -> Shelf:
    return a_shelf(cast)
