"""Mails and saved MHT pages: the best text, what is quoted kept out of it, and hostile heads."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.errors import UnreadableSource
from reportedly.records import Article, Rendering, arrival
from reportedly.sources.message import looks_like_message
from reportedly.sources.quoting import paragraphs

BODY = "The Harbour Board said on Friday that the two ports would share their pilots from the coming autumn."
MORE = "Neither of them would raise its fees before the next tide tables are printed, the chairman said."
LONG = f"{BODY} {MORE} {BODY}"


def mail(body: str, kind: str = "text/plain; charset=utf-8", **fields: str) -> bytes:
    head = {
        "From": "Ada Example <ada@desk.example>",
        "Subject": "Pilots",
        "Date": "Fri, 9 May 2031 10:15:00 +0000",
        "Message-ID": "<1@desk.example>",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in head.items()]
    return "\n".join([*lines, f"Content-Type: {kind}", "", body]).encode()


def parts(*held: tuple[str, str], kind: str = "alternative", **fields: str) -> bytes:
    body = "".join(f"--cut\nContent-Type: {kind}\n\n{text}\n" for kind, text in held) + "--cut--\n"
    return mail(body, f'multipart/{kind}; boundary="cut"', **fields)


def lines(rendering: Rendering, *, main: bool | None = None) -> list[str]:
    text = rendering.source.text
    return [text[run.start : run.end] for run in rendering.runs if main is None or run.main == main]


def article(data: bytes) -> Article:
    rendering = sources.read(data)
    (found,) = articles.find(rendering, arrival(rendering.source.id, "a.eml")).articles
    return found


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"From: a\nSubject: b\nDate: c\n\nwords", "", True),
        (b"Received: a\nFrom: b\n folded\nTo: c\n\nwords", "", True),
        (b"From ada Fri May  9 10:15:00 2031\nFrom: a\nTo: b\nMessage-ID: c\n\nwords", "", True),
        (b"From: a\nSubject: b\n\nwords", "a.eml", True),
        (b"From: a\nSubject: b\n\nwords", "", False),
        (b"From: a\nTo: b\nSubject: c\n\nwords", "", False),
        (b"Subject: b\nDate: c\nThe board met.\nFrom: the port\n\nwords", "", False),
        (b"From: a\nSubject: b\nDate: c", "", False),
        (b"PARIS: the board met\nTO: all\n\nwords", "", False),
        (b"", "", False),
    ],
)
def test_a_mail_is_told_by_its_head(data: bytes, name: str, expected: bool) -> None:
    assert looks_like_message(data, name) is expected


def test_html_is_preferred_and_attachments_are_left() -> None:
    page = f"<html><body><p>{BODY}</p><p>{MORE}</p></body></html>"
    rendering = sources.read(parts(("text/plain", "only a hint"), ("text/html", page)))
    assert lines(rendering) == ["Pilots", BODY, MORE]
    assert rendering.runs[1].path == "mail/html/body/p"
    attached = "text/plain\nContent-Disposition: attachment; filename=x.txt"
    rendering = sources.read(parts(("text/plain", BODY), (attached, "left out" * 99), kind="mixed"))
    assert lines(rendering) == ["Pilots", BODY]


@pytest.mark.parametrize(
    ("kind", "encoded"),
    [
        ('text/plain; charset="iso-8859-1"\nContent-Transfer-Encoding: quoted-printable', "Caf=E9 =\nopen"),
        (
            "text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            base64.b64encode("Café open".encode()).decode(),
        ),
        ("text/plain; charset=no-such-charset\nContent-Transfer-Encoding: 8bit", "Café open"),
        ("text/plain\nContent-Transfer-Encoding: x-unheard-of", "Café open"),
        ("text/plain; charset=iso-8859-1", "Café open"),
    ],
)
def test_parts_are_decoded(kind: str, encoded: str) -> None:
    assert lines(sources.read(mail(encoded, kind))) == ["Pilots", "Café open"]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?q?Caf=C3=A9?= of the port", "Café of the port"),
        ("Re: Fwd: Pilots", "Pilots"),
        ("WG: Pilots", "Pilots"),
        ("Re:", "Re:"),
        ("=?utf-8?b?broken", "=?utf-8?b?broken"),
        ("=?no-such-charset?q?abc?=", "=?no-such-charset?q?abc?="),
        ("two\n lines", "two lines"),
    ],
)
def test_subjects(subject: str, title: str) -> None:
    assert lines(sources.read(mail(BODY, Subject=subject)))[0] == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.\n\nAnother.", [("One line.", 0, "body"), ("Another.", 0, "body")]),
        ("short\nlines\nstay", [("short", 0, "body"), ("lines", 0, "body"), ("stay", 0, "body")]),
        (f"{'word ' * 12}\n{'more ' * 12}\nend", [(f"{'word ' * 12}{'more ' * 12}end", 0, "body")]),
        ("> quoted\n>> deeper\nown", [("quoted", 1, "body"), ("deeper", 2, "body"), ("own", 0, "body")]),
        (
            "Text\n-- \nAda\nDesk",
            [("Text", 0, "body"), ("--", 0, "signature"), ("Ada", 0, "signature"), ("Desk", 0, "signature")],
        ),
        (
            "On Thu, 8 May 2031 at 10:00, Bo Sample\n<bo@desk.example> wrote:\n> so",
            [
                ("On Thu, 8 May 2031 at 10:00, Bo Sample <bo@desk.example> wrote:", 0, "head"),
                ("so", 1, "body"),
            ],
        ),
        (
            "-----Original Message-----\nFrom: Bo\nSubject: x\n\ntext",
            [
                ("-----Original Message-----", 0, "head"),
                ("From: Bo", 0, "head"),
                ("Subject: x", 0, "head"),
                ("text", 0, "body"),
            ],
        ),
        ("To: be or not", [("To: be or not", 0, "body")]),
        ("", []),
    ],
)
def test_paragraphs(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(p.text, p.depth, p.kind) for p in paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("text", "delete", "expected"),
    [
        ("one \ntwo\nthree", False, ["one two", "three"]),
        ("one \ntwo", True, ["onetwo"]),
        (" stuffed", False, ["stuffed"]),
        ("> a \n> b\nc", False, ["a b", "c"]),
        ("> a \nb", False, ["a", "b"]),
        ("end\n-- \nAda", False, ["end", "--", "Ada"]),
    ],
)
def test_flowed_text(text: str, delete: bool, expected: list[str]) -> None:
    assert [p.text for p in paragraphs(text, flowed=True, delete_space=delete)] == expected


def test_a_reply_is_its_own_words_and_a_forward_is_what_it_passes_on() -> None:
    quoted = f"> {MORE}\n> {MORE}\n"
    reply = sources.read(mail(f"{LONG}\n\n{quoted}", Subject="Re: Pilots"))
    assert lines(reply, main=False) == [MORE, MORE]
    assert lines(reply, main=True) == ["Pilots", LONG]
    head = "---------- Forwarded message ---------\nFrom: Bo Sample <bo@desk.example>\nSubject: Pilots\n"
    forward = sources.read(mail(f"For you.\n\n{head}\n{BODY}\n", Subject="Fwd: Pilots"))
    assert BODY in lines(forward, main=True)
    assert "From: Bo Sample <bo@desk.example>" in lines(forward, main=False)
    only_quoted = sources.read(mail(f"See below.\n\n{quoted}"))
    assert any(MORE in line for line in lines(only_quoted, main=True))


def test_quotations_in_html_are_no_body() -> None:
    page = f"<html><body><p>{LONG}</p><div class='gmail_quote'><p>{MORE} {MORE}</p></div></body></html>"
    assert f"{MORE} {MORE}" in lines(sources.read(mail(page, "text/html")), main=False)
    assert f"{MORE} {MORE}" in lines(sources.read(mail(page, "text/html", Subject="Fwd: x")), main=True)


def test_a_newsletter_is_published_and_a_friends_mail_is_not() -> None:
    friend = article(mail(f"{BODY}\n\n{MORE}"))
    assert (friend.title, friend.date, friend.outlet) == ("Pilots", None, None)
    dates = [(e.value, e.role, e.markup) for e in friend.evidence if e.field == "date" and e.markup]
    assert dates == [("2031-05-09", "captured", "mail/date")]
    sent = mail(
        f"{BODY}\n\n{MORE}", List_Id="<world.post.example>", From='"The Example Post" <a@post.example>'
    )
    letter = article(sent)
    assert (letter.date, letter.outlet) == ("2031-05-09", "The Example Post")


MHT = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/world/pilots
Subject: Ports
Date: Mon, 12 May 2031 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="cut"

--cut
Content-Type: text/html
Content-Location: https://ads.example/frame

<html><body><p>A frame that comes first and is not the page, however long it may be.</p></body></html>
--cut
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/world/pilots

<html><head><title>Two ports share pilots</title></head><body><article>
<h1>Two ports share pilots</h1><p>{BODY}</p><p>{MORE} =93So.=94</p></article></body></html>
--cut--
"""


def test_a_saved_page_is_its_main_page() -> None:
    found = article(MHT.encode())
    assert found.title == "Two ports share pilots"
    assert found.body == f"{BODY}\n{MORE} “So.”"
    assert found.url == "https://post.example/world/pilots"
    # When it was saved is not when it was published.
    assert found.date is None
    assert ("2031-05-12", "captured") in [(e.value, e.role) for e in found.evidence]
    assert sources.read(MHT.encode()).source.media == "multipart/related"


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (mail(""), "empty", ""),
        (parts(("image/png", "x"), kind="mixed"), "empty", "attachments"),
        (mail('boundary="a"\n' * 101), "unparsable", "nested"),
        (MHT.replace("text/html", "image/png").encode(), "empty", "page"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, code: str, word: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        sources.read(data)
    assert caught.value.code == code
    assert word in caught.value.why
    assert caught.value.todo


@pytest.mark.parametrize("boxes", [10, 90])
def test_nested_parts_are_read_to_their_end(boxes: int) -> None:
    inner = f"Content-Type: text/plain\n\n{BODY}\n"
    for number in range(boxes):
        inner = (
            f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n{inner}\n--b{number}--\n'
        )
    head = b"From: a\nSubject: b\nDate: c\nMIME-Version: 1.0\n"
    assert BODY in sources.read(head + inner.encode()).source.text


HEAD = b"From: a\nSubject: b\nDate: c\nMessage-ID: d\n"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: text/html\n"]),
)
def test_any_bytes_below_a_head_are_read_or_refused(data: bytes, kind: bytes) -> None:
    try:
        rendering = sources.read(HEAD + kind + b"\n" + data.replace(b"\n", b"\n--b\n"))
    except UnreadableSource as error:
        assert error.todo
        return
    text = rendering.source.text
    assert "\n".join(text[run.start : run.end] for run in rendering.runs) == text


@given(st.text(max_size=300), st.booleans(), st.booleans())
def test_paragraphs_keep_every_letter(text: str, flowed: bool, delete: bool) -> None:
    kept = "".join(p.text for p in paragraphs(text, flowed=flowed, delete_space=delete))
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]
