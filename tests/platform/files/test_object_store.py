"""Documents in an object store of the S3 protocol: sealed as in the database, moved there and back, none lost."""

import datetime

import boto3
import pytest
import time_machine
from moto import mock_aws

from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.kinds import Kind
from handrail.platform.files import object_store, queries
from handrail.platform.files.file_types import MEGABYTE
from handrail.platform.files.models import Paper, Part
from handrail.platform.files.object_store import ObjectStoreError
from handrail.platform.files.object_store_address import ObjectStoreAddress
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault.errors import DecryptionError
from handrail.site import documents as command
from support import sample_files as made

BUCKET, PREFIX = "papers", "handrail/"
LARGE = b"%PDF-" + bytes(2 * MEGABYTE) + b"%%EOF"


@pytest.fixture
def bucket(settings, monkeypatch):
    """An empty bucket, and Handrail told of it."""
    monkeypatch.setattr("handrail.site.databases.set_up_django", lambda: None)
    with mock_aws():
        made_bucket = boto3.resource("s3", region_name="eu-west-2").Bucket(BUCKET)
        made_bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        settings.OBJECT_STORE = ObjectStoreAddress(BUCKET, "", "eu-west-2", PREFIX, "key", "secret")
        object_store._connect_to_object_store.cache_clear()
        yield made_bucket


def add(cast, told, data=made.TEXT, name="letter.txt"):
    return attach_document_to_case(
        case_id=told.case_id, kind=Kind.HEALTH, name=name, data=data, description="", by=cast.worker.actor
    )


def read(cast, told, paper):
    opened = get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    return queries.read_stored_document_content(opened, paper.pk)


def names(bucket):
    return sorted(one.key for one in bucket.objects.all())


def test_parts_lie_in_the_store_and_the_document_comes_out_byte_for_byte(cast, told, bucket):
    paper = add(cast, told, LARGE, "big.pdf")
    assert names(bucket) == [f"{PREFIX}{paper.pk}/{number}" for number in range(3)]
    assert set(Part.objects.filter(paper=paper).values_list("content", flat=True)) == {None}
    assert read(cast, told, paper) == LARGE


def test_nothing_of_it_can_be_read_in_the_store(cast, told, bucket):
    add(cast, told)
    kept = b"".join(one.get()["Body"].read() for one in bucket.objects.all())
    assert kept
    for word in (b"Mirela", b"appointment", b"letter"):
        assert word not in kept


@pytest.mark.parametrize("harm", ["gone", "changed", "swapped"])
def test_a_document_whose_object_was_tampered_with_is_not_given_out(cast, told, bucket, harm):
    paper = add(cast, told, LARGE, "big.pdf")
    Paper.objects.filter(pk=paper.pk).update(scan="clean", scanned_at=paper.added_at)
    first, second, _ = bucket.objects.all()
    if harm == "gone":
        first.delete()
    elif harm == "changed":
        first.put(Body=first.get()["Body"].read()[:-1] + b"x")
    else:
        first.put(Body=second.get()["Body"].read())
    with pytest.raises((ObjectStoreError, DecryptionError)):
        read(cast, told, paper)


def test_a_store_that_is_away_says_so_and_keeps_no_half_of_a_document(cast, told, bucket):
    bucket.delete()
    with pytest.raises(ActionNotPossibleError, match="document store did not answer"):
        add(cast, told)
    assert not Paper.objects.exists()


def test_documents_move_to_the_store_and_back(cast, told, bucket, settings, capsys):
    there, settings.OBJECT_STORE = settings.OBJECT_STORE, None
    paper = add(cast, told, LARGE, "big.pdf")
    settings.OBJECT_STORE = there
    assert command.main(["move"]) == 0
    assert "Moved to the object store: 3 parts" in capsys.readouterr().out
    assert len(names(bucket)) == 3
    assert read(cast, told, paper) == LARGE
    assert command.main(["move"]) == 0
    assert "Moved to the object store: 0 parts" in capsys.readouterr().out
    assert command.main(["move-back"]) == 0
    assert names(bucket) == []
    assert read(cast, told, paper) == LARGE


def test_tidying_deletes_what_no_document_names_and_only_after_a_day(cast, told, bucket):
    paper = add(cast, told)
    bucket.Object(f"{PREFIX}lost/0").put(Body=b"x")
    bucket.Object("of others/0").put(Body=b"x")
    assert command.main(["tidy"]) == 0
    assert len(names(bucket)) == 3
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)):
        assert command.main(["tidy"]) == 0
    assert names(bucket) == [f"{PREFIX}{paper.pk}/0", "of others/0"]


def test_a_check_names_what_is_missing(cast, told, bucket, capsys):
    paper = add(cast, told, LARGE, "big.pdf")
    assert command.main(["check"]) == 0
    bucket.Object(f"{PREFIX}{paper.pk}/1").delete()
    capsys.readouterr()
    assert command.main(["check"]) == 1
    said = capsys.readouterr()
    assert "In the object store: 2 of 3 parts" in said.out
    assert f"{paper.pk}/1" in said.err


def test_without_a_store_the_command_says_what_to_set(settings, capsys, monkeypatch):
    monkeypatch.setattr("handrail.site.databases.set_up_django", lambda: None)
    settings.OBJECT_STORE = None
    assert command.main(["check"]) == 2
    assert "HANDRAIL_OBJECT_STORE" in capsys.readouterr().err
