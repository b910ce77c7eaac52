"""Keys made, moved and destroyed by several people at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from handrail.platform.vault import associated_data, keys
from handrail.platform.vault.key_rotation import rotate_body_key
from handrail.platform.vault.models import BodyKey, FileKey

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
HERE = associated_data("records.Person", "called", 1)


def at_once(jobs):
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait()
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def test_a_bodys_first_files_made_at_once_share_one_body_key():
    files = [uuid4() for _ in range(6)]
    at_once([lambda file_id=file_id: keys.create_file_key(file_id, "new-body") for file_id in files])
    assert BodyKey.objects.count() == 1
    assert set(keys.get_ciphers_by_file_id(files)) == set(files)


def test_files_made_and_moved_during_rotations_stay_readable():
    files = [uuid4() for _ in range(24)]
    keys.create_file_key(files[0], "north")
    keys.create_file_key(files[1], "south")

    def make(some):
        for file_id in some:
            keys.create_file_key(file_id, "north")
            keys.rewrap_file_key(file_id, "south")
            keys.rewrap_file_key(file_id, "north")

    at_once(
        [
            lambda: make(files[2:13]),
            lambda: make(files[13:]),
            lambda: [rotate_body_key("north") for _ in range(4)],
        ]
    )
    assert set(keys.get_ciphers_by_file_id(files)) == set(files)


def test_two_rotations_at_once_leave_one_working_key():
    files = [uuid4() for _ in range(10)]
    for file_id in files:
        keys.create_file_key(file_id, "north")
    at_once([lambda: rotate_body_key("north"), lambda: rotate_body_key("north")])
    rotate_body_key("north")
    assert BodyKey.objects.count() == 1
    assert set(keys.get_ciphers_by_file_id(files)) == set(files)


def test_a_destroyed_key_leaves_no_bytes_in_the_key_stores_files():
    if connections["keys"].vendor != "sqlite":
        pytest.skip("PostgreSQL clears its pages in its own time")
    file_id = uuid4()
    keys.create_file_key(file_id, "north")
    wrapped = bytes(FileKey.objects.get(pk=file_id).wrapped)
    assert wrapped in _files()
    keys.destroy_file_key(file_id)
    assert wrapped not in _files()


def _files():
    name = connections["keys"].settings_dict["NAME"]
    return b"".join(Path(f"{name}{end}").read_bytes() for end in ("", "-wal"))
