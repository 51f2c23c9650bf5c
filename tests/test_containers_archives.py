"""ZIP, TAR and packed files: what lies in them comes out, and nothing leads out of them."""

import bz2
import gzip
import io
import lzma
import random
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from container_files import codes, is_document, names, streamed_zip, taken, tarred, zipped
from reportedly.sources.containers.places import MAX_PLACE, of_url, place

WORDS = b"The harbour board said that the light would be lit again."
FILES = {"a.txt": WORDS, "sub/b.txt": WORDS + b" Twice."}


@pytest.mark.parametrize(
    "data",
    [
        zipped(FILES),
        zipped(FILES, zipfile.ZIP_STORED),
        zipped(FILES, zipfile.ZIP_LZMA),
        streamed_zip(FILES),
        tarred(FILES),
        tarred(FILES, "w:gz"),
        tarred(FILES, "w:bz2"),
        tarred(FILES, "w:xz"),
    ],
    ids=["zip", "stored", "lzma", "streamed", "tar", "gz", "bz2", "xz"],
)
def test_an_archive_gives_its_files_in_order(data: bytes) -> None:
    inside, refused, left_out = taken(data, "pile.bin")
    assert [(member.name, member.data) for member in inside] == list(FILES.items())
    assert not refused and not left_out


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_packed_file_is_named_after_its_container(pack) -> None:
    inside, refused, _ = taken(pack(WORDS), "pile/note.txt.gz")
    assert [(member.name, member.data) for member in inside] == [("note.txt", WORDS)]
    assert not refused


@pytest.mark.parametrize(
    "files",
    [
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"},
        {"_rels/.rels": "<r/>", "word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>"},
        {"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"},
    ],
)
def test_an_office_file_is_a_document(files: dict[str, str]) -> None:
    data = zipped(dict(files))
    assert is_document(data)
    assert is_document(data[:-30])
    assert names(zipped({"in.docx": data})) == ["in.docx"]


@pytest.mark.parametrize("data", [b"", b"words", b"PK", b"%PDF-1.4", b"\x00" * 2_000, b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_container_is_a_document(data: bytes) -> None:
    assert is_document(data)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/abs/a.txt", "abs/a.txt"),
        ("C:\\notes\\a.txt", "notes/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("..", "content"),
        ("a\nb.txt", "a%0Ab.txt"),
        ("новости.txt", "новости.txt"),
    ],
)
def test_a_name_does_not_lead_out(name: str, cleaned: str) -> None:
    assert names(tarred({name: WORDS})) == [cleaned]


@given(st.text(), st.text())
def test_a_place_is_a_plain_path_for_any_name(one: str, two: str) -> None:
    for name in (one, two, f"{one}/{two}", f"../{one}", f"{one}\\..\\{two}"):
        found = place(name)
        assert place(found) == found
        assert len(found) <= MAX_PLACE
        assert not found.startswith("/") and "\\" not in found
        assert not {"", ".", ".."} & set(found.split("/")) or not found
        assert found.encode() is not None and "\n" not in found and "\x00" not in found


@given(st.text())
def test_an_address_of_any_kind_gives_a_place(url: str) -> None:
    for given_url in (url, f"https://{url}", f"https://ledger.example/{url}"):
        assert not of_url(given_url).startswith(("/", ".."))


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), st.binary(max_size=40))
)
def test_any_names_and_bytes_in_a_zip_are_read_or_counted(files: dict[str, bytes]) -> None:
    kept = {name: content for name, content in files.items() if "\x00" not in name}
    inside, refused, left_out = taken(zipped(kept))
    for member in inside:
        assert ".." not in member.name.split("/") and not member.name.startswith("/")
    assert len(inside) <= len(kept)
    assert bool(kept) >= bool(inside or refused or left_out)


def test_long_names_stay_apart() -> None:
    first, second = (place("x" * 5_000 + ending) for ending in ("1.html", "2.html"))
    assert first != second and first.endswith(".html") and len(first) <= MAX_PLACE


def test_hidden_names_and_pictures_are_counted() -> None:
    files = {".DS_Store": "x", "__MACOSX/._a.txt": "x", "a.txt": "words", "p.PNG": "x", "s/a.js": "x",
             "page.html": "<p>w</p>", "page_files/ad.html": "<p>ad</p>", "a.toml": "date = 1"}  # fmt: skip
    inside, refused, left_out = taken(zipped(dict(files)))
    assert [member.name for member in inside] == ["a.txt", "page.html"]
    assert not refused
    assert left_out == {
        "hidden": 2,
        "pictures, sound, scripts and styles": 2,
        "parts of a saved page": 1,
        "sidecar": 1,
    }


def test_links_are_refused_in_one_row() -> None:
    data = tarred({"a.txt": WORDS}, links={"l": "/etc/passwd", "m": "../../x"})
    inside, refused, _ = taken(data)
    assert [member.name for member in inside] == ["a.txt"]
    assert [(row.name, row.code) for row in refused] == [("", "link")]
    assert "2 of its members" in refused[0].why and "l" in refused[0].why
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    assert codes(zipped({"a.txt": WORDS}) + b"") == []
    assert codes(_zip_of(info, "/etc/passwd")) == [("link", "link")]


def _zip_of(info: zipfile.ZipInfo, content: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr(info, content)
    return into.getvalue()


def test_encrypted_members_are_refused_and_the_rest_is_read() -> None:
    data = bytearray(zipped({"secret.txt": WORDS, "open.txt": WORDS}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    inside, refused, _ = taken(bytes(data))
    assert [member.name for member in inside] == ["open.txt"]
    assert [(row.name, row.code) for row in refused] == [("secret.txt", "encrypted")]


def test_a_wrong_sum_spoils_one_member() -> None:
    data = zipped({"a.txt": WORDS, "b.txt": WORDS, "c.txt": WORDS}, zipfile.ZIP_STORED)
    spoiled = data.replace(WORDS, b"x" * len(WORDS), 1)
    inside, refused, _ = taken(spoiled)
    assert [member.name for member in inside] == ["b.txt", "c.txt"]
    assert [(row.name, row.code) for row in refused] == [("a.txt", "damaged")]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: data[:-60], "truncated"),
        (lambda data: data[:-8] + bytes(8), "damaged"),
        (lambda data: data + b"what a server said last", "damaged"),
    ],
    ids=["cut short", "wrong sum", "more behind it"],
)
def test_a_packed_file_is_read_as_far_as_it_came(damage: Callable[[bytes], bytes], code: str) -> None:
    text = random.Random(3).randbytes(40_000).hex().encode()
    inside, refused, _ = taken(damage(gzip.compress(text)), "wire.txt.gz")
    assert [member.name for member in inside] == ["wire.txt"]
    assert text.startswith(inside[0].data)
    assert len(inside[0].data) > 0.9 * len(text)
    assert [(row.name, row.code) for row in refused] == [("", code)]


def test_of_a_packed_file_without_anything_nothing_is_read() -> None:
    inside, refused, _ = taken(gzip.compress(WORDS)[:10], "wire.txt.gz")
    assert (inside, [row.code for row in refused]) == ([], ["truncated"])


@pytest.mark.parametrize("make", [zipped, streamed_zip])
@pytest.mark.parametrize("cut", [25, 90])
def test_of_a_zip_that_is_cut_short_the_whole_files_are_read(make, cut: int) -> None:
    files = {f"{number}.txt": WORDS * (number + 1) for number in range(5)}
    inside, refused, _ = taken(make(dict(files))[:-cut])
    assert [(member.name, member.data) for member in inside] == list(files.items())
    assert [(row.name, row.code) for row in refused] == [("", "truncated")]
    inside, refused, _ = taken(make(dict(files))[:150])
    assert [member.name for member in inside] == ["0.txt"]
    assert [row.code for row in refused] == ["truncated"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_of_a_tar_that_is_cut_short_the_whole_files_are_read(mode: str) -> None:
    noise = random.Random(1)
    files = {f"{number}.txt": noise.randbytes(20_000).hex().encode() for number in range(5)}
    data = tarred(files, mode)
    inside, refused, _ = taken(data[: len(data) * 2 // 3])
    assert [(member.name, member.data) for member in inside] == list(files.items())[: len(inside)]
    assert mode == "w:bz2" or len(inside) >= 2
    assert [row.code for row in refused] == ["truncated"]


def test_a_broken_header_in_a_tar_is_no_end() -> None:
    data = bytearray(tarred({"a.txt": WORDS, "b.txt": WORDS}))
    data[1024 + 10] ^= 0xFF
    inside, refused, _ = taken(bytes(data))
    assert [member.name for member in inside] == ["a.txt"]
    assert [row.code for row in refused] == ["damaged"]


def test_names_of_an_old_machine() -> None:
    data = zipped({"cafe.txt": WORDS})
    assert names(data.replace(b"cafe.txt", b"\xc3\xa9fe.txt")) == ["éfe.txt"]
    assert names(data.replace(b"cafe.txt", b"\x82afe.txt")) == ["éafe.txt"]
