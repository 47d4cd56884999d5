"""A file may be called anything: no export contains anything of its name that does something."""

import json
import os
import re
from dataclasses import replace

import pytest
import sample_story

from tui.article.model import Metadata
from tui.export.formats import FORMATS
from tui.export.options import Layout

UNSAFE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\ufeff]")
NAMES = [
    b"mill\xc2\x9b31m.txt", "mill\u202etxt.exe".encode(), "mill\u2066\u2028.txt".encode(), b"mill\x1b[2J\x07\x7f.txt",
    b"mi\nll\r.txt", b"mill\xff\xfe.txt", b"=mill;\t+1.txt", b"\x9b31m", "\ufeffmi\u200bll.txt".encode(),
]  # fmt: skip


def written(format_, name, layout):
    article = replace(sample_story.ARTICLE, source=f"/tmp/{os.fsdecode(name)}", metadata=Metadata())  # noqa: S108
    pairs = [(article, sample_story.analysis())] * (1 if layout.single else 2)
    parts = list(format_.write(pairs, layout))
    return b"".join(parts).decode() if isinstance(parts[0], bytes) else "".join(parts)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("single", [True, False])
@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_nothing_of_a_file_name_is_raw(format_, single, name):
    if format_.name == "xlsx":
        pytest.skip("it is packed")
    text = written(format_, name, Layout(single=single))
    assert text.encode("utf-8")
    assert not UNSAFE.search(text.removeprefix("\ufeff")), ascii(UNSAFE.search(text))
    if format_.name == "json":
        assert "/tmp/" in (json.loads(text) if single else json.loads(text)[0])["article"]["source"]  # noqa: S108


def test_programs_get_the_name_as_it_is():
    (as_json,) = [one for one in FORMATS if one.name == "json"]
    found = json.loads(written(as_json, NAMES[0], Layout(single=True)))
    assert found["article"]["source"] == "/tmp/mill\x9b31m.txt"  # noqa: S108
