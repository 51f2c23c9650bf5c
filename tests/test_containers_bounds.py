"""Whatever lies in a container: bounded time and memory, one row a kind, and never an exception."""

import gzip
import io
import tarfile
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from container_files import codes, names, packed_records, record, streamed_zip, taken, tarred, zipped
from reportedly.sources import Limits, Member, Refused, members
from reportedly.sources.containers.refusals import ABOUT, words

WORDS = b"The harbour board said that the light would be lit again. "
MEGA = 1_000_000

SAMPLES = {
    "zip": zipped({"a.txt": WORDS, "in.zip": zipped({"b.txt": WORDS})}),
    "streamed": streamed_zip({"a.txt": WORDS, "b.txt": WORDS * 9}),
    "tar": tarred({"a.txt": WORDS, "b.csv": b"id,text\n1,words\n"}),
    "tar.gz": tarred({"a.txt": WORDS, "b.txt": WORDS}, "w:gz"),
    "tar.xz": tarred({"a.txt": WORDS, "b.txt": WORDS}, "w:xz"),
    "warc": record() + record("https://n.example/2"),
    "warc.gz": packed_records(record(), record("https://n.example/2")),
    "feed": b"<rss><channel><title>N</title><item><title>a</title></item></channel></rss>",
    "mail": b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nwords\n--b\n'
    b'Content-Disposition: attachment; filename="a.txt"\n\nwords\n--b--\n',
    "mbox": b"From a 10:00\nSubject: x\n\nwords\n\nFrom b 10:00\nSubject: y\n\nwords\n",
    "csv": b'id,text\n1,"words"\n2,words\n',
    "jsonl": b'{"text":"a"}\n{"text":"b"}\n',
    "json": b'[{"text":"a"},{"text":"b"}]',
    "object": b'{"items":[{"text":"a"},{"text":"b"}]}',
}


def emptied(data: bytes, name: str = "") -> list[object]:
    return list(members(io.BytesIO(data), name, Limits(max_bytes=MEGA)) or ())


@pytest.mark.parametrize("kind", SAMPLES)
def test_each_sample_is_read_whole(kind: str) -> None:
    inside, refused, _ = taken(SAMPLES[kind])
    assert len(inside) >= 1 + (kind != "feed") and not refused


@pytest.mark.parametrize("kind", SAMPLES)
@given(st.data())
def test_any_cut_and_any_change_is_survived(kind: str, data: st.DataObject) -> None:
    content = SAMPLES[kind]
    at = data.draw(st.integers(0, len(content)))
    noise = data.draw(st.binary(max_size=8))
    for broken in (content[:at], content[:at] + noise + content[at + len(noise) :], content + noise):
        told = [(row.name, row.code) for row in emptied(broken) if isinstance(row, Refused)]
        assert len(told) == len(set(told))
        assert all(code in ABOUT for _, code in told)


@given(
    st.sampled_from(["", "a.csv", "a.json", "a.jsonl", "a.eml", "a.zip", "a.xml"]), st.binary(max_size=300)
)
def test_any_bytes_under_any_name_are_survived(name: str, data: bytes) -> None:
    for start in (
        b"",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"BZh9",
        b"WARC/1.0\r\n",
        b"[{",
        b'{"',
        b"<rss>",
        b"text,a\n",
    ):
        for found in emptied(start + data, name):
            assert not isinstance(found, Member) or len(found.data) <= MEGA


def bomb(size: int) -> bytes:
    return bytes(size)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped({"a.txt": bomb(30 * MEGA)}), "too-large"),
        (zipped({f"{n}.txt": bomb(MEGA - 1) for n in range(60)}), "bomb"),
        (gzip.compress(bomb(30 * MEGA)), "too-large"),
        (tarred({f"{n}.txt": bomb(MEGA - 1) for n in range(60)}, "w:gz"), "bomb"),
        (zipped({"in.tar.gz": tarred({"a.csv": b"id,text\n" + bomb(60 * MEGA)}, "w:gz")}), "bomb"),
        (packed_records(*(record(body=bomb(MEGA)) for _ in range(20))), "bomb"),
        (record(body=gzip.compress(bomb(30 * MEGA)), headers="Content-Encoding: gzip\r\n"), "too-large"),
        (gzip.compress(b"id,text\n1," + bomb(30 * MEGA)), "too-large"),
    ],
    ids=["zip", "many in zip", "gzip", "many in tar", "nested", "records", "wrapped", "table"],
)
def test_a_bomb_is_one_row_and_little_memory(data: bytes, code: str) -> None:
    tracemalloc.start()
    began = time.monotonic()
    refused = [
        row
        for row in members(io.BytesIO(data), "x", Limits(max_bytes=MEGA)) or ()
        if isinstance(row, Refused)
    ]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in [row.code for row in refused] and len(refused) <= 2
    assert peak < 25 * MEGA + len(data)
    assert time.monotonic() - began < 10


def test_a_false_size_in_a_zip_is_not_believed() -> None:
    data = zipped({"a.txt": bomb(5 * MEGA)})
    size = (5 * MEGA).to_bytes(4, "little")
    assert data.count(size) == 2
    found = emptied(data.replace(size, (10).to_bytes(4, "little")))
    assert all(len(one.data) <= MEGA for one in found if isinstance(one, Member))


def test_a_long_name_in_a_tar_is_not_read_into_memory() -> None:
    head = tarfile.TarInfo("././@LongLink")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 60 * MEGA
    data = gzip.compress(tarred({"a.txt": WORDS})[:1024] + head.tobuf(tarfile.GNU_FORMAT) + bomb(60 * MEGA))
    tracemalloc.start()
    inside, refused, _ = taken(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [m.name for m in inside] == ["a.txt"] and [row.code for row in refused] == ["damaged"]
    assert peak < 5 * MEGA


def nested(depth: int) -> bytes:
    data = WORDS
    for number in range(depth):
        data = zipped({f"{number}.zip" if number else "a.txt": data})
    return data


def test_nesting_ends_at_its_depth() -> None:
    assert names(nested(3)) == ["2.zip/1.zip/a.txt"]
    inside, refused, _ = taken(nested(4))
    assert not inside and [(row.name, row.code) for row in refused] == [("3.zip/2.zip/1.zip", "too-deep")]
    assert names(nested(4), max_depth=4) == ["3.zip/2.zip/1.zip/a.txt"]
    assert codes(nested(60)) == [("59.zip/58.zip/57.zip", "too-deep")]


def test_many_tiny_members_are_read_one_by_one() -> None:
    data = tarred({f"{n}.txt": b"w" for n in range(3_000)})
    tracemalloc.start()
    found = members(io.BytesIO(data)) or iter(())
    assert sum(isinstance(one, Member) for one in found) == 3_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.5 * MEGA


def test_too_many_members_are_one_row() -> None:
    data = zipped({f"{n}.txt": b"w" for n in range(50)})
    inside, refused, _ = taken(data, max_members=20)
    assert len(inside) == 20 and [row.code for row in refused] == ["too-many"]
    inside, refused, _ = taken(zipped({"a.zip": data, "b.zip": data}), max_members=60)
    assert [(row.name, row.code) for row in refused] == [("", "too-many")]


def test_many_refusals_of_a_kind_are_one_row_with_a_count() -> None:
    data = zipped({f"{n}.bin": b"\x7fELF" + bytes(90) for n in range(500)})
    inside, refused, _ = taken(data)
    assert not inside and [(row.name, row.code) for row in refused] == [("", "binary")]
    assert "500 of its members are not read" in refused[0].why and "0.bin" in refused[0].why


@pytest.mark.parametrize("code", ABOUT)
@pytest.mark.parametrize(("count", "name"), [(1, "a.txt"), (1, ""), (2, "a.txt"), (2, "")])
def test_every_refusal_says_what_and_what_to_do(code: str, count: int, name: str) -> None:
    why, todo = words(code, "so and so", count, name)
    assert why[0].isupper() or why[0].isdigit()
    assert why.endswith(".") and todo.endswith(".") and "{}" not in why
    assert "  " not in why and ".." not in why
