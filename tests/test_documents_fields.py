"""JSON records, ninjs, feed items and NewsML: text, title and what their fields state."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.articles.metadata.fields import fields_of, is_field, sender
from reportedly.errors import UnreadableSource
from reportedly.records import Article, Markup, Rendering, arrival

BODY = "The Harbour Board said on Friday that the two ports would share their pilots from the coming autumn."
MORE = "Neither of them would raise its fees before the next tide tables are printed, the chairman said."
HTML = f"<p>{BODY}</p><p>{MORE}</p>"
TITLE = "Two ports share pilots"


def lines(rendering: Rendering, *, main: bool | None = None) -> list[str]:
    text = rendering.source.text
    return [text[run.start : run.end] for run in rendering.runs if main is None or run.main == main]


def article(text: str, **said: str) -> Article:
    rendering = sources.read(text.encode())
    (found,) = articles.find(rendering, arrival(rendering.source.id, "one", **said)).articles
    return found


def record(**fields: Any) -> str:
    return json.dumps({"title": TITLE, "text": f"{BODY}\n\n{MORE}"} | fields)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({"text": f"{BODY}\n{MORE}"}, [BODY, MORE]),
        ({"title": TITLE, "text": BODY}, [TITLE, BODY]),
        ({"Full Text": BODY}, [BODY]),
        ({"body_html": HTML, "body_text": "a shorter text of the same"}, [BODY, MORE]),
        ({"content": f"A &ldquo;plan&rdquo;. {BODY}"}, [f"A “plan”. {BODY}"]),
        ({"text": [BODY, MORE]}, [BODY, MORE]),
        ({"bodies": [{"role": "short", "value": BODY}, {"role": "main", "value": HTML}]}, [BODY, MORE]),
        ({"headlines": [{"value": TITLE}], "bodies": [{"value": BODY}]}, [TITLE, BODY]),
        ({"summary": "A plan for the autumn.", "text": BODY}, ["A plan for the autumn.", BODY]),
        ({"summary": BODY[:40], "text": BODY}, [BODY]),
    ],
)
def test_a_records_text(held: dict[str, Any], expected: list[str]) -> None:
    rendering = sources.read(json.dumps(held).encode())
    assert lines(rendering) == expected
    assert rendering.source.media == "application/json"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '{"text": ""}',
        '{"text": "short"}',
        '{"text": 5}',
        '{"title": "no text"}',
        '{"text": "cut',
        '{"a": ' * 5_000,
        "{}",
    ],
)
def test_what_is_no_record_is_text(text: str) -> None:
    rendering = sources.read(text.encode())
    assert (rendering.source.media, rendering.source.text) == ("text/plain", text)


@pytest.mark.parametrize(
    ("fields", "field", "value", "role"),
    [
        ({"date": "2031-05-09"}, "date", "2031-05-09", "published"),
        ({"Published At": "2031-05-09T10:00:00Z"}, "date", "2031-05-09", "published"),
        ({"publish_date": "9 May 2031"}, "date", "2031-05-09", "published"),
        ({"date_modify": "2031-05-09"}, "date", "2031-05-09", "updated"),
        ({"date_download": "2031-05-09"}, "date", "2031-05-09", "captured"),
        ({"authors": ["Ada Example", "Bo Sample"]}, "byline", "Ada Example, Bo Sample", None),
        ({"author": {"name": "Ada Example"}}, "byline", "Ada Example", None),
        ({"source": {"id": None, "name": "The Example Post"}}, "outlet", "The Example Post", None),
        ({"outlet": "The Example Post"}, "outlet", "The Example Post", None),
        ({"source": "Reuters"}, "agency", "Reuters", "origin"),
        ({"agency": "Sample Press"}, "agency", "Sample Press", "origin"),
        ({"url": "https://post.example/a"}, "url", "https://post.example/a", None),
        ({"lang": "en-GB"}, "language", "en", None),
    ],
)
def test_what_a_records_fields_state(
    fields: dict[str, Any], field: str, value: str, role: str | None
) -> None:
    found = article(record(**fields))
    stated = [e for e in found.evidence if e.field == field and (e.markup or "").startswith("record/")]
    assert (stated[0].value, stated[0].role) == (value, role)


@pytest.mark.parametrize(
    "fields", [{"date": "soon"}, {"day": 5}, {"url": "/a"}, {"provider": "nprov:SP"}, {"note": "2031-05-09"}]
)
def test_what_states_nothing(fields: dict[str, Any]) -> None:
    stated = [e for e in article(record(**fields)).evidence if e.markup and e.markup.startswith("record/")]
    assert {e.field for e in stated} == {"title"}


def test_ninjs() -> None:
    found = article(
        json.dumps(
            {
                "uri": "https://sp.example/1",
                "firstcreated": "2031-05-09T10:00:00Z",
                "versioncreated": "2031-05-10T10:00:00Z",
                "headline": TITLE,
                "byline": "Ada Example",
                "copyrightholder": "Sample Press",
                "language": "en",
                "body_html": HTML,
            }
        )
    )
    assert (found.title, found.agency, found.date) == (TITLE, "Sample Press", "2031-05-09")
    assert (found.byline, found.url, found.body) == ("Ada Example", "https://sp.example/1", f"{BODY}\n{MORE}")


NEWS = f"""<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:sp.example,2031:1" xml:lang="en">
<itemMeta><provider literal="Sample Press"/><versionCreated>2031-05-09T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>{TITLE}</headline><byline>By Ada Example</byline><language tag="en"/></contentMeta>
<contentSet>%s</contentSet></newsItem>"""
NITF = (
    f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
    f"<body.content><block>{HTML}</block></body.content></body></nitf>"
)


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML><html xmlns="x"><head><title>x</title></head><body>{HTML}</body></html></inlineXML>',
        f"<inlineXML>{NITF}</inlineXML>",
        f"<inlineData>{BODY}\n\n{MORE}</inlineData>",
        f"<inlineData>{HTML.replace('<', '&lt;')}</inlineData>",
    ],
)
def test_newsml_items(content: str) -> None:
    found = article(NEWS % content)
    assert (found.title, found.body) == (TITLE, f"{BODY}\n{MORE}")
    assert (found.agency, found.date, found.byline) == ("Sample Press", "2031-05-09", "Ada Example")


def test_bare_nitf() -> None:
    found = article(f"<?xml version='1.0'?>{NITF}")
    assert (found.title, found.body) == (TITLE, f"{BODY}\n{MORE}")


RSS = """<?xml version="1.0"?>%s<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example Post</title>
<item>%s</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example Post</title>
<entry>%s</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example Post</title></channel>
<item>%s</item></rdf:RDF>"""
ESCAPED = HTML.replace("<", "&lt;")
HEAD = f"<title>{TITLE}</title>"


def rss(fields: str, text: str = f"<description>{ESCAPED}</description>") -> str:
    return RSS % ("", HEAD + fields + text)


def atom(fields: str, text: str = f"<content>{ESCAPED}</content>") -> str:
    return ATOM % (HEAD + fields + text)


XHTML = f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{HTML}</div></content>"
ENCODED = f"<content:encoded>{ESCAPED}</content:encoded>"
MARKED_TITLE = "<title>Q&amp;amp;A on &lt;b&gt;ports&lt;/b&gt;</title>"


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (rss(""), [TITLE, BODY, MORE]),
        (rss("", f"<description>{BODY}</description>"), [TITLE, BODY]),
        (rss("", f"<content:encoded><![CDATA[{HTML}]]></content:encoded>"), [TITLE, BODY, MORE]),
        (rss("", f"<description>{BODY[:50]} ...</description>{ENCODED}"), [TITLE, BODY, MORE]),
        (
            rss("", f"<description>A plan for all.</description>{ENCODED}"),
            [TITLE, "A plan for all.", BODY, MORE],
        ),
        (RSS % ("", f"{MARKED_TITLE}<description>{BODY}</description>"), ["Q&A on ports", BODY]),
        (atom("", f"<content type='html'>{ESCAPED}</content>"), [TITLE, BODY, MORE]),
        (atom("", XHTML), [TITLE, BODY, MORE]),
        (atom("", f"<summary>{BODY}</summary>"), [TITLE, BODY]),
        (RDF % f"{HEAD}<description>{BODY}</description>", [TITLE, BODY]),
        (f"<item>{HEAD}<description>{BODY}</description></item>", [TITLE, BODY]),
    ],
)
def test_feed_items(feed: str, expected: list[str]) -> None:
    rendering = sources.read(feed.encode())
    assert lines(rendering) == expected
    assert rendering.source.media == "application/feed+xml"


@pytest.mark.parametrize(
    ("feed", "field", "expected"),
    [
        (rss("<pubDate>Fri, 09 May 2031 10:00:00 GMT</pubDate>"), "date", "2031-05-09"),
        (rss("<dc:date>2031-05-09</dc:date>"), "date", "2031-05-09"),
        (rss("<dc:creator>Ada Example</dc:creator>"), "byline", "Ada Example"),
        (rss("<author>a@post.example (Ada Example)</author>"), "byline", "Ada Example"),
        (rss("<link>https://post.example/a</link>"), "url", "https://post.example/a"),
        (rss(""), "outlet", "The Example Post"),
        (rss("<source url='x'>Sample Courier</source>"), "outlet", "Sample Courier"),
        (
            atom("<published>2031-05-09T10:00:00Z</published><updated>2031-05-11T10:00:00Z</updated>"),
            "date",
            "2031-05-09",
        ),
        (atom("<updated>2031-05-11T10:00:00Z</updated>"), "date", None),
        (atom("<author><name>Ada Example</name></author>"), "byline", "Ada Example"),
        (
            atom("<link rel='self' href='https://x.example'/><link href='https://post.example/a'/>"),
            "url",
            "https://post.example/a",
        ),
    ],
)
def test_what_a_feed_item_states(feed: str, field: str, expected: str | None) -> None:
    assert getattr(article(feed), field) == expected


def test_a_containers_word_is_evidence() -> None:
    found = article(record(), feed="The Example Post", time="2031-05-12T08:00:00Z")
    assert found.outlet == "The Example Post"
    assert found.date is None
    assert ("2031-05-12", "captured", "arrival") in [(e.value, e.role, e.markup) for e in found.evidence]


LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY a 'laugh'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 or str()};' * 10}'>" for n in range(1, 12))
    + "]>"
)


@pytest.mark.parametrize(
    "doctype",
    [
        LAUGHS,
        "<!DOCTYPE rss [<!ENTITY a11 SYSTEM 'file:///etc/hostname'>]>",
        '<!DOCTYPE rss PUBLIC "-//Old//DTD RSS 0.91//EN" "http://old.example/rss.dtd">',
    ],
)
def test_no_entity_is_expanded(doctype: str) -> None:
    started = time.process_time()
    rendering = sources.read((RSS % (doctype, f"{HEAD}<description>{BODY} &a11;</description>")).encode())
    assert time.process_time() - started < 2
    assert rendering.source.text.startswith(f"{TITLE}\n{BODY}")
    assert len(rendering.source.text) < len(TITLE) + len(BODY) + 10


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RSS % ("", f"{HEAD}</item><item>{HEAD}"), "several"),
        ("<rss><channel><title>x</title></channel></rss>", "empty"),
        (RSS % ("", ""), "empty"),
        (f"<newsMessage>{NEWS[21:] % ''}{NEWS[21:] % ''}</newsMessage>", "several"),
        ("<newsItem><contentSet/></newsItem>", "empty"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(text: str, code: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        sources.read(text.encode())
    assert caught.value.code == code
    assert caught.value.todo


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 600))
def test_a_cut_feed_gives_what_is_left(at: int) -> None:
    whole = RSS % ("", f"{HEAD}<description>{ESCAPED}</description>")
    try:
        rendering = sources.read(whole[:at].encode())
    except UnreadableSource as error:
        assert error.todo
        return
    text = rendering.source.text
    assert "\n".join(text[run.start : run.end] for run in rendering.runs) in ("", text)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "text", "date", "by", "bodies", "value"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_record_is_read(held: Any) -> None:
    rendering = sources.read(json.dumps({"text": BODY, "a": held, "title": held, "summary": held}).encode())
    text = rendering.source.text
    assert BODY in text
    assert "\n".join(text[run.start : run.end] for run in rendering.runs) == text
    articles.find(rendering, arrival(rendering.source.id, "one"))


def test_fields_have_a_meaning_below_their_own_root_only() -> None:
    held = [
        Markup("mail/date", "x"),
        Markup("list/date", "x"),
        Markup("meta[name=date]", "x"),
        Markup("contents/text", "x"),
    ]
    assert [(f.path, f.meaning) for f in fields_of(held)] == [
        ("mail/date", "captured"),
        ("list/date", "published"),
    ]
    assert [is_field(path) for path in ("mail/x", "title", "ld+json/a/author", "meta[name=date]")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ('"The Example Post" <a@post.example>', "The Example Post"),
        ("a@post.example (Ada Example)", "Ada Example"),
        ("Ada Example", "Ada Example"),
        ("<a@post.example>", "<a@post.example>"),
        ("", ""),
    ],
)
def test_senders(value: str, name: str) -> None:
    assert sender(value) == name


@pytest.mark.parametrize(
    "prolog",
    ["<!-- -->" * 500, "<?xml?>" * 500, "<!DOCTYPE a []>" * 200, "<!--" * 900, "<!-- --> <?a?> " * 200],
)
def test_what_stands_above_a_document_is_passed_over_once(prolog: str) -> None:
    started = time.process_time()
    assert sources.read(f"{prolog}z".encode()).source.media == "text/plain"
    assert sources.read(f"<!-- a --><?a?>{HTML}".encode(), name="a.html").source.media == "text/html"
    assert time.process_time() - started < 2
