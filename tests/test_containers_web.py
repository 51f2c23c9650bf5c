"""Web archives and feeds: pages with their address and time, items with the name of their feed."""

import gzip
import zlib

import pytest

from container_files import DAY, codes, is_document, names, packed_records, record, taken, zipped
from reportedly.sources.containers import webarchive

PAGE = b"<p>The light is lit.</p>"
GOOD = [record(f"https://ledger.example/{number}", PAGE + str(number).encode()) for number in range(4)]


@pytest.mark.parametrize("data", [b"".join(GOOD), packed_records(*GOOD), gzip.compress(b"".join(GOOD))])
def test_pages_come_with_address_and_time(data: bytes) -> None:
    inside, refused, left_out = taken(data, "crawl.warc")
    assert [(m.name, m.url, m.time, m.data) for m in inside] == [
        (f"ledger.example/{n}", f"https://ledger.example/{n}", DAY, PAGE + str(n).encode()) for n in range(4)
    ]
    assert not refused and not left_out


@pytest.mark.parametrize("path", ["story?picture=a.png", ".well-known/story", "news.js", "a.toml"])
def test_an_address_does_not_say_what_was_answered(path: str) -> None:
    inside, _, left_out = taken(record(f"https://ledger.example/{path}"))
    assert [member.name for member in inside] == [f"ledger.example/{path}"] and not left_out


def test_time_is_utc() -> None:
    assert taken(record(date="2031-05-09T10:00:00.250+02:00"))[0][0].time == "2031-05-09T08:00:00Z"
    assert taken(record(date="yesterday"))[0][0].time is None


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("gzip", PAGE),
        ("br", PAGE),
        ("unheard-of", PAGE),
    ],
    ids=["gzip", "deflate", "bare", "unwrapped already", "no brotli", "unknown"],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_what_http_wrapped_is_unwrapped(encoding: str, body: bytes, chunked: bool) -> None:
    headers = f"Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n"
    if chunked:
        headers += "Transfer-Encoding: chunked\r\n"
        body = b"5\r\n" + body[:5] + b"\r\n%x\r\n" % len(body[5:]) + body[5:] + b"\r\n0\r\n\r\n"
    inside, refused, _ = taken(record(body=body, headers=headers) + GOOD[1])
    assert [member.data for member in inside] == [PAGE, PAGE + b"1"]
    assert not refused


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (record(status="404 Not Found"), webarchive.NO_PAGE),
        (record(headers="Content-Type: image/png\r\n"), webarchive.NOT_READ),
        (record(kind="request"), webarchive.ABOUT_CRAWL),
        (
            record(kind="warcinfo", headers="Content-Type: application/warc-fields\r\n"),
            webarchive.ABOUT_CRAWL,
        ),
        (record(kind="revisit", headers=""), webarchive.UNCHANGED),
        (record(body=b"", status=""), webarchive.NO_PAGE),
    ],
)
def test_what_is_no_page_is_counted(one: bytes, why: str) -> None:
    inside, refused, left_out = taken(one + GOOD[0])
    assert len(inside) == 1 and not refused and left_out == {why: 1}


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_records_without_http_are_read(kind: str) -> None:
    inside, _, _ = taken(record(kind=kind, headers="Content-Type: text/plain\r\n", body=b"plain words"))
    assert [member.data for member in inside] == [b"plain words"]


def spoiled(data: bytes) -> bytes:
    return data[:60] + bytes(20) + data[80:]


@pytest.mark.parametrize(
    "data",
    [
        GOOD[0] + b"noise\r\nbetween\r\n" + GOOD[2] + GOOD[3],
        GOOD[0] + record(length=500_000) + GOOD[2] + GOOD[3],
        packed_records(GOOD[0]) + spoiled(packed_records(GOOD[1])) + packed_records(*GOOD[2:]),
        packed_records(GOOD[0]) + b"\x1f\x8b\x08noise" * 50 + packed_records(*GOOD[2:]),
    ],
    ids=["noise", "wrong length", "spoiled gzip", "noise in gzip"],
)
def test_after_a_broken_record_the_next_good_one_is_found(data: bytes) -> None:
    inside, refused, _ = taken(data)
    assert [member.name[-1] for member in inside] == ["0", "2", "3"]
    assert [(row.name, row.code) for row in refused] == [("", "broken-record")]


def test_many_broken_records_are_one_row_with_a_count() -> None:
    data = b"".join(one + b"noise\r\n" for one in GOOD)
    inside, refused, _ = taken(data + GOOD[0])
    assert len(inside) == 5
    assert [row.code for row in refused] == ["broken-record"]
    assert refused[0].why.startswith("4 of its members are not read")


@pytest.mark.parametrize("data", [b"".join(GOOD), packed_records(*GOOD)])
def test_an_archive_that_is_cut_short_says_so(data: bytes) -> None:
    inside, refused, _ = taken(data[:-30])
    assert [member.name[-1] for member in inside] == ["0", "1", "2"]
    assert [(row.name, row.code) for row in refused] == [("", "truncated")]
    cut = packed_records(GOOD[0]) + packed_records(record(headers="Content-Type: image/png\r\n"))[:-30]
    assert codes(cut) == [("", "truncated")]


def test_of_a_wacz_the_web_archives_are_read() -> None:
    files = {"archive/a.warc.gz": packed_records(*GOOD), "datapackage.json": b"{}", "indexes/i.cdx": b"x",
             "pages/pages.jsonl": b'{"text":"a"}\n{"text":"b"}\n'}  # fmt: skip
    inside, refused, left_out = taken(zipped(dict(files)))
    assert [member.name for member in inside] == [f"archive/a.warc.gz/ledger.example/{n}" for n in range(4)]
    assert not refused and left_out == {webarchive.ABOUT_CRAWL: 3}


RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Narrows  News</title>
<link>https://n.example/</link><lastBuildDate>now</lastBuildDate><language>en</language>
<item><title>Light lit</title><link>https://n.example/1</link><dc:creator>A. Writer</dc:creator>
<source url="https://w.example/rss">Wire</source></item>
<item><title>Pier/shut</title><guid>https://n.example/2</guid></item>
<item><title>Pier open</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Narrows News</title><updated>now</updated>
<entry><title>Light</title><link rel="self" href="https://n.example/self"/><link href="https://n.example/1"/>
<content type="html">&lt;p&gt;lit&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Narrows News</title></channel><item><title>Light</title><link>https://n.example/1</link></item>
</rdf:RDF>"""


def test_a_feed_gives_its_items() -> None:
    inside, refused, _ = taken(RSS.encode())
    assert [(m.name, m.url, m.feed) for m in inside] == [
        ("n.example/1", "https://n.example/1", "Narrows News"),
        ("n.example/2", "https://n.example/2", "Narrows News"),
        ("Pier open", None, "Narrows News"),
    ]
    assert b'<source url="https://w.example/rss">Wire</source>' in inside[0].data
    assert b"<language>en</language>" in inside[0].data and b"lastBuildDate" not in inside[0].data
    assert not refused


@pytest.mark.parametrize(
    "text", [ATOM, RDF, ATOM.replace("<feed", "<?xml version='1.0'?><!-- made --><feed")]
)
def test_atom_and_rss_1_likewise(text: str) -> None:
    inside, _, _ = taken(text.encode())
    assert [(m.url, m.feed) for m in inside] == [("https://n.example/1", "Narrows News")]


@pytest.mark.parametrize("text", [RSS, ATOM, RDF])
def test_an_item_alone_is_a_feed_of_the_same_item(text: str) -> None:
    for member in taken(text.encode())[0]:
        again, _, _ = taken(member.data)
        assert again[0].data == member.data


def test_entities_are_not_expanded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{lol}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    text = RSS.replace("<rss", bomb + "<rss", 1).replace("Light lit", 'Light &l11; &f; lit<a b="&l11;"/>')
    inside, refused, _ = taken(text.encode())
    assert len(inside) == 3 and max(len(member.data) for member in inside) < 1_000
    assert [(row.name, row.code) for row in refused] == [("", "entities")]


def test_a_harmless_doctype_and_another_encoding() -> None:
    head = '<?xml version="1.0" encoding="windows-1251"?>\n<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n/x.dtd">'
    text = RSS.replace('<?xml version="1.0"?>', head).replace("Narrows  News", "Новости пролива")
    inside, refused, _ = taken(text.encode("cp1251"))
    assert inside[0].feed == "Новости пролива" and not refused


def test_a_feed_that_is_cut_short_gives_what_came() -> None:
    assert names(RSS[:-60].encode())[:2] == ["n.example/1", "n.example/2"]
    assert taken(b"<rss>")[0] == []


def test_a_page_is_no_feed() -> None:
    assert is_document(b"<html><body><rss></rss></body></html>")
    assert is_document(b"<feedback>words</feedback>")
