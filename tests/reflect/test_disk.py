"""A stolen disk (A8): in the files of the database, its journal and everything beside it stands no private word, and
what was removed is gone from them."""

import subprocess
import sys


def test_the_files_hold_no_word_and_forget_what_was_removed(tmp_path):
    done = subprocess.run([sys.executable, "-m", "tests.reflect.disk", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert dict(line.split(": ") for line in done.stdout.splitlines()) == {
        "shared words": "True",
        "private words": "False",
        "data key": "False",
        "sealed while it is there": "True",
        "sealed after it was changed": "False",
        "sealed after it was removed": "False",
        "key while it is there": "True",
        "key after the room was ended": "False",
        "sealed after the room was ended": "False",
    }
