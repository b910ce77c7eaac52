"""Sealed parts of documents in an object store, where the installation names one (the S3 protocol).

The store holds what the database would: bytes that only the person's key opens, under numbers that name nobody.
"""

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from handrail.platform.files.object_store_address import ObjectStoreAddress

PATIENCE = 10  # seconds, for the connection and for each answer


class ObjectStoreError(Exception):
    """The store does not answer, or refuses; never says what was sent."""


class StoredObject(NamedTuple):
    """One object of the store."""

    name: str
    written_at: datetime.datetime


class ObjectStore:
    """The objects under our prefix of one bucket."""

    def __init__(self, address: ObjectStoreAddress) -> None:
        import boto3  # noqa: PLC0415 - optional, and takes a third of a second
        from botocore.config import Config  # noqa: PLC0415 - as above
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

        self._faults = (BotoCoreError, ClientError)
        self._bucket, self._prefix = address.bucket, address.prefix
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=address.endpoint or None,
            region_name=address.region or None,
            aws_access_key_id=address.key_id or None,
            aws_secret_access_key=address.secret or None,
            config=Config(
                connect_timeout=PATIENCE,
                read_timeout=PATIENCE,
                retries={"max_attempts": 3, "mode": "standard"},
            ),
        )

    def write(self, name: str, sealed: bytes) -> None:
        """Keep sealed bytes. Raises ObjectStoreError."""
        self._ask("put_object", Key=self._prefix + name, Body=sealed)

    def read(self, name: str) -> bytes:
        """The bytes again. Raises ObjectStoreError."""
        answer = self._ask("get_object", Key=self._prefix + name)
        try:
            return bytes(answer["Body"].read())
        except self._faults as error:
            raise ObjectStoreError(_describe_fault(error)) from None

    def delete(self, names: Iterable[str]) -> None:
        """Delete them; one that is not there is no fault. Raises ObjectStoreError."""
        for name in names:
            self._ask("delete_object", Key=self._prefix + name)

    def iterate_objects(self) -> Iterator[StoredObject]:
        """Every object under our prefix. Raises ObjectStoreError."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix
        )
        try:
            for page in pages:
                for one in page.get("Contents", ()):
                    yield StoredObject(one["Key"].removeprefix(self._prefix), one["LastModified"])
        except self._faults as error:
            raise ObjectStoreError(_describe_fault(error)) from None

    def _ask(self, verb: str, **words: Any) -> Any:
        try:
            return getattr(self._client, verb)(Bucket=self._bucket, **words)
        except self._faults as error:
            raise ObjectStoreError(_describe_fault(error)) from None


def get_object_store() -> ObjectStore | None:
    """The store of this installation; None where documents stay in the database."""
    address: ObjectStoreAddress | None = settings.OBJECT_STORE
    return _connect_to_object_store(address) if address else None


def make_part_name(paper_id: UUID, number: int) -> str:
    """The name of a part in the store: numbers alone."""
    return f"{paper_id}/{number}"


@lru_cache(maxsize=4)
def _connect_to_object_store(address: ObjectStoreAddress) -> ObjectStore:
    return ObjectStore(address)


def _describe_fault(error: Exception) -> str:
    """The kind of fault and the store's code for it: its sentences may repeat an address or a key."""
    answer = getattr(error, "response", {})
    code = answer.get("Error", {}).get("Code", "")
    return f"{type(error).__name__} {code}".strip()
