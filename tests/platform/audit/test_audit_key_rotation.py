"""Another audit key: the trail goes on, and tampering is found in its old part and in its new one."""

import pytest
from django.core.management import CommandError, call_command

from handrail.platform.access.models import User
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit import audit_key_rotation, audit_keys, checkpoints
from handrail.platform.audit.macs import compute_link_digest, compute_record_mac, compute_row_mac
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.audit.verification import verify_trail
from handrail.platform.vault.models import ProductKey
from support.trail import stops_down

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEW = "another audit key that a machine made, 0123456789"


@pytest.fixture(autouse=True)
def nothing_remembered():
    audit_keys.clear_audit_key_cache()
    yield
    audit_keys.clear_audit_key_cache()


def begin(settings):
    settings.AUDIT_NEW_KEY = NEW
    call_command("audit_rotate")


def restart(settings):
    settings.AUDIT_KEY, settings.AUDIT_NEW_KEY = NEW, ""
    audit_keys.clear_audit_key_cache()


@pytest.fixture
def changed(write, north, settings):
    """Six records under the old key in two batches, two waiting; then two under the new key, and one waiting."""
    for count in (3, 3):
        write(count)
        seal_pending_records()
    write(2)
    begin(settings)
    restart(settings)
    with acting_as_system(SystemActor.KEY_ROTATION):
        call_command("audit_rotate", "--finish")
        write(2)
        seal_pending_records()
        write(1)
        with stops_down():
            yield


@pytest.fixture
def north(cast):
    """Accounts and grants that the old key signed."""
    return cast


def found():
    return {fault.kind for fault in verify_trail().faults} - {"stops"}


def sealed(sequence):
    return Record.objects.get(pk=Link.objects.get(pk=sequence).record_id)


def change(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def with_old_key(settings, old):
    settings.AUDIT_KEY = old
    audit_keys.clear_audit_key_cache()


def test_nothing_is_wrong_with_a_trail_of_two_keys_and_the_change_is_in_it(changed, capsys):
    report = verify_trail()
    assert found() == set(), report.faults
    assert report.sealed >= 11
    assert report.unsealed == 1
    assert report.rows > 0
    assert Record.objects.filter(verb="changed the audit key").count() == 1
    assert {bytes(mac[:4]) for mac in User.objects.values_list("mac", flat=True)} == {
        audit_keys.get_audit_key().mark
    }


@pytest.mark.parametrize("sequence", [2, 10])
def test_an_edit_is_found_in_the_old_part_and_in_the_new(changed, sequence):
    change(sealed(sequence), verb="looked at nothing")
    assert found() == {"edited"}


@pytest.mark.parametrize("sequence", [2, 10])
def test_a_deletion_is_found_in_the_old_part_and_in_the_new(changed, sequence):
    sealed(sequence).delete()
    assert "deleted" in found()


OLD = "an audit key for tests alone, of forty-eight characters"


def test_whoever_has_the_old_key_cannot_write_the_old_part_anew(changed, settings):
    """They make good macs and links as far as the old key reached; the first link of the new key does not follow."""
    settings.AUDIT_KEY, new = OLD, settings.AUDIT_KEY
    record = sealed(5)
    record.verb = "looked at nothing"
    change(record, verb=record.verb, mac=compute_record_mac(record))
    old = audit_keys.get_audit_key().mark
    before = bytes(Link.objects.get(pk=4).digest)
    for link in Link.objects.filter(pk__gte=5).order_by("pk"):
        if bytes(link.digest[:4]) == old:
            mac = bytes(Record.objects.get(pk=link.record_id).mac)
            before = compute_link_digest(before, link.pk, link.record_id, mac, is_head=link.is_head)
            change(link, digest=before)
    with_old_key(settings, new)
    assert {"chain", "heads"} <= found()


def test_nothing_new_is_good_by_the_old_key(changed, write, settings):
    new = settings.AUDIT_KEY
    with_old_key(settings, OLD)
    write(1)
    planted = Record.objects.order_by("-id").first()
    with_old_key(settings, new)
    assert found() == {"inserted"}
    last = Link.objects.order_by("-sequence").first()
    with_old_key(settings, OLD)
    made = compute_link_digest(bytes(last.digest), last.pk + 1, planted.pk, bytes(planted.mac), is_head=False)
    with_old_key(settings, new)
    Link.objects.create(sequence=last.pk + 1, record_id=planted.pk, is_head=False, digest=made)
    said = {(fault.kind, fault.words) for fault in verify_trail().faults if fault.kind != "stops"}
    ended = f"(link {last.pk + 1}): it was signed with an audit key that had ended."
    assert ("inserted", f"Record {planted.pk} {ended}") in said
    assert ("chain", f"Link {last.pk + 1}: {ended.partition(': ')[2]}") in said
    assert {kind for kind, _ in said} == {"inserted", "chain"}


def test_a_row_that_the_old_key_signed_opens_nothing(changed, settings):
    user = User.objects.order_by("pk").first()
    new = settings.AUDIT_KEY
    assert user.is_intact
    with_old_key(settings, OLD)
    forged = user.compute_mac()
    with_old_key(settings, new)
    change(user, mac=forged)
    user.refresh_from_db()
    assert not user.is_intact
    assert found() == {"row"}


def test_a_head_that_the_old_key_signed_is_none(changed, settings, heads_file):
    new = settings.AUDIT_KEY
    with_old_key(settings, OLD)
    link = Link.objects.order_by("-sequence").first()
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text("".join(lines[:-1]))
    checkpoints.append_checkpoint(checkpoints.Checkpoint(link.pk, bytes(link.digest), sealed(link.pk).at))
    with_old_key(settings, new)
    assert "heads" in found()
    ended = r"^The line was signed with an audit key that had ended\.$"
    with pytest.raises(checkpoints.InvalidCheckpointError, match=ended):
        checkpoints.parse_checkpoint(heads_file.read_text().splitlines()[-1])


def test_while_the_change_goes_on_each_key_accepts_what_the_other_signed(write, north, settings):
    user = User.objects.order_by("pk").first()
    begin(settings)
    write(2)
    restart(settings)
    assert user.is_intact
    write(2)
    seal_pending_records()
    assert found() == set()
    kept = compute_row_mac("x")
    with_old_key(settings, OLD)
    assert compute_row_mac("x", like=kept) == kept
    assert found() == set()


def test_a_change_that_was_stopped_is_finished_by_the_next_run_and_another_follows(
    write, north, settings, monkeypatch
):
    write(3)
    begin(settings)
    begin(settings)
    with acting_as_system(SystemActor.KEY_ROTATION):
        with pytest.raises(CommandError, match="still holds the old key"):
            call_command("audit_rotate", "--finish")
        restart(settings)
        with monkeypatch.context() as broken:
            broken.setattr(audit_key_rotation, "seal_pending_records", _stop)
            with pytest.raises(KeyboardInterrupt):
                call_command("audit_rotate", "--finish")
        call_command("audit_rotate", "--finish")
        assert found() == set()
        settings.AUDIT_NEW_KEY = "a third audit key that a machine made, 0123456789"
        call_command("audit_rotate")
        settings.AUDIT_KEY = settings.AUDIT_NEW_KEY
        audit_keys.clear_audit_key_cache()
        write(1)
        call_command("audit_rotate", "--finish")
        assert found() == set()
        assert ProductKey.objects.filter(purpose="audit").count() == 2
        change_to_old_part()
        assert found() == {"edited"}


def _stop():
    raise KeyboardInterrupt


def change_to_old_part():
    with stops_down():
        change(sealed(1), why="another reason")


def test_a_key_that_is_in_use_or_unknown_is_refused(settings):
    settings.AUDIT_NEW_KEY = settings.AUDIT_KEY
    with pytest.raises(CommandError, match="the one in use"):
        call_command("audit_rotate")
    settings.AUDIT_KEY = NEW
    with pytest.raises(CommandError, match="knows nothing of a change"):
        call_command("audit_rotate", "--finish")


def test_a_row_that_something_else_changed_or_took_away_is_not_signed_anew(north, settings):
    begin(settings)
    restart(settings)
    changed_row, gone = north.worker, north.partner
    User.objects.filter(pk=changed_row.pk).update(role="collator")
    assert audit_key_rotation._sign_row_anew_with_present_key(changed_row) is False
    assert not User.objects.get(pk=changed_row.pk).is_intact
    never_saved = User(pk=10_000_000)
    assert audit_key_rotation._sign_row_anew_with_present_key(never_saved) is False
    assert audit_key_rotation._sign_row_anew_with_present_key(gone) is True


def test_finishing_under_the_old_key_says_which_comes_first(north, settings):
    begin(settings)
    with pytest.raises(
        CommandError, match=r"^HANDRAIL_AUDIT_KEY still holds the old key: put the new one there first"
    ):
        call_command("audit_rotate", "--finish")
