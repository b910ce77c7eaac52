"""Which service was offered is sealed; a service's offers are found by one of several numbers."""

from handrail.people.records.models import Offer


def test_a_service_has_sixteen_numbers_and_each_save_takes_one_of_them():
    index = Offer._meta.get_field("service_index")
    numbers = index.list_numbers(7)
    assert len(set(numbers)) == 16
    assert not set(numbers) & set(index.list_numbers(8))
    offer = Offer(service_id=7)
    assert {index.pre_save(offer, add=True) for _ in range(20)} <= set(numbers)
    assert offer.service_index in numbers
