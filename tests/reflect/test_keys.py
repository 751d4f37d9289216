"""Sealing, and the installation's key that is not in the database (R6)."""

import stat
import threading

import pytest
from click.testing import CliRunner

from ours.cli.reflect_key import command
from ours.reflect import acts, keys, turning
from ours.reflect.kinds import Snapshot
from ours.reflect.models import PrivateEntry, PrivateKey
from ours.reflect.sealing import PAD, Unreadable, new_data_key, seal_said, unseal_said
from tests.cast import DAY
from tests.reflect.helping import room_of, words_of


def keep(seat, words="Kept."):
    return acts.note(room_of(seat), Snapshot(words=words, at=DAY))


def words_in(seat) -> list[str]:
    return [one.words for one in room_of(seat).all(Snapshot)]


def test_the_key_file_is_made_when_needed_for_its_owner_alone(cast, folder):
    assert words_in(cast.tom) == [] and list(folder.iterdir()) == []
    keep(cast.tom)
    (file,) = folder.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("reflect.key", 0o600)
    assert len(file.read_text().split()) == 1


def test_many_at_once_make_one_file(folder):
    found = []
    threads = [threading.Thread(target=lambda: found.append(keys.ring().newest)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8 and len(set(found)) == 1
    assert [one.name for one in folder.iterdir()] == ["reflect.key"]


def test_each_author_has_a_key_of_their_own(cast):
    keep(cast.tom, "The same words.")
    keep(cast.bea, "The same words.")
    rows = list(PrivateKey.objects.order_by("author__name"))
    assert [row.author_id for row in rows] == [cast.bea.person_id, cast.tom.person_id]
    assert len({bytes(row.wrapped) for row in rows}) == 2
    assert len({bytes(one) for one in PrivateEntry.objects.values_list("sealed", flat=True)}) == 2
    assert room_of(cast.tom).data_key != room_of(cast.bea).data_key


def test_what_is_sealed_opens_only_in_its_place_and_unchanged(cast):
    key = new_data_key()
    sealed = seal_said(key, {"words": "a"}, "entry:1:2")
    assert unseal_said(key, sealed, "entry:1:2") == {"words": "a"}
    for other, place in ((key, "entry:1:3"), (new_data_key(), "entry:1:2")):
        with pytest.raises(Unreadable):
            unseal_said(other, sealed, place)
    with pytest.raises(Unreadable):
        unseal_said(key, sealed[:-1] + bytes([sealed[-1] ^ 1]), "entry:1:2")
    with pytest.raises(Unreadable):
        unseal_said(key, b"", "entry:1:2")


def test_lengths_tell_little(cast):
    key = new_data_key()
    sizes = {len(seal_said(key, {"words": "x" * length}, "p")) for length in range(PAD - 20)}
    assert len(sizes) <= 2


def test_a_row_put_under_another_author_is_not_read(cast):
    kept = keep(cast.tom, "Tom's.")
    keep(cast.bea, "Bea's.")
    PrivateEntry.objects.filter(pk=kept.id).update(key=room_of(cast.bea).row)
    assert words_in(cast.bea) == ["Bea's."]
    assert words_in(cast.tom) == []


def test_after_rotation_everything_opens_and_old_copies_too(cast, folder):
    keep(cast.tom)
    keep(cast.bea)
    first = keys.ring().newest
    done = CliRunner().invoke(command, ["--rotate"])
    assert (done.exit_code, done.output) == (0, "Wrapped anew: the keys of 2 rooms.\n")
    ring = keys.ring()
    assert ring.newest != first and first in ring.keys
    assert set(PrivateKey.objects.values_list("by_key", flat=True)) == {ring.newest}
    assert (words_in(cast.tom), words_in(cast.bea)) == (["Kept."], ["Kept."])
    assert stat.S_IMODE((folder / "reflect.key").stat().st_mode) == 0o600


def test_a_copy_from_before_a_rotation_opens_until_the_old_key_is_struck(cast):
    keep(cast.tom)
    before = PrivateKey.objects.get()
    CliRunner().invoke(command, ["--rotate"])
    before.save()  # a backup of before is put back
    assert words_in(cast.tom) == ["Kept."]
    assert CliRunner().invoke(command, ["--forget-old"]).exit_code == 1  # it is still needed
    assert turning.wrap_all_anew() == 1
    done = CliRunner().invoke(command, ["--forget-old"])
    assert (done.exit_code, done.output) == (0, "Struck: 1 earlier keys.\n")
    assert words_in(cast.tom) == ["Kept."]
    before.save()
    with pytest.raises(keys.KeyGone):
        words_in(cast.tom)


def test_the_key_may_stand_in_the_environment_instead(cast, settings, folder):
    settings.REFLECT_KEYS = [keys.new_key()]
    keep(cast.tom)
    assert list(folder.iterdir()) == []
    settings.REFLECT_KEYS = [keys.new_key(), *settings.REFLECT_KEYS]
    assert words_in(cast.tom) == ["Kept."]
    assert CliRunner().invoke(command, ["--rotate"]).output == "Wrapped anew: the keys of 1 rooms.\n"
    settings.REFLECT_KEYS = settings.REFLECT_KEYS[:1]
    assert words_in(cast.tom) == ["Kept."]
    assert list(folder.iterdir()) == []


def test_without_its_key_the_room_says_so_and_nothing_is_lost(cast, browser, folder):
    keep(cast.tom, "Still there.")
    file = folder / "reflect.key"
    kept = file.read_text()
    file.unlink()
    tom = browser(cast.tom)
    answer = tom.get("/reflect/snapshots/")
    assert (answer.status_code, "The room does not open" in words_of(answer)) == (409, True)
    assert tom.post("/reflect/own/unlocked/", {"room_passphrase": "x"}).status_code == 303
    file.write_text(kept)
    assert "Still there." in words_of(tom.get("/reflect/snapshots/"))


def test_a_broken_key_is_refused_in_a_sentence(folder):
    (folder / "reflect.key").write_text("not a key\n")
    done = CliRunner().invoke(command, [])
    assert (done.exit_code, done.output) == (
        1,
        "Error: A key of the private room is not as `ours reflect-key --new` prints it.\n",
    )
