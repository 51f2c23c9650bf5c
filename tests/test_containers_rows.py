"""Tables, JSON and mails: a row or an attachment is a document of its own."""

import json
import time
from collections import Counter
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from container_files import codes, is_document, names, taken

TEXT = "The harbour board said, on Monday, that the light would be lit again."


def row(**fields: str) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["rows.csv", "-"])
def test_a_table_gives_its_rows(mark: str, name: str) -> None:
    table = f'id{mark}Full Text{mark}link\n1{mark}"{TEXT}\nTwice."{mark}https://n.example/1\n2{mark}"{TEXT}"{mark}\n'
    inside, refused, left_out = taken(table.encode(), name)
    assert [m.url for m in inside] == ["https://n.example/1", None]
    assert inside[0].data == row(**{"Full Text": f"{TEXT}\nTwice.", "id": "1", "link": "https://n.example/1"})
    assert inside[1].data == row(**{"Full Text": TEXT, "id": "2"})
    assert not refused and not left_out


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "cp1251", "gb18030"]
)
def test_a_table_in_any_encoding(encoding: str) -> None:
    words = {
        "cp1251": "Совет гавани сообщил, что маяк снова зажгут. ",
        "gb18030": "港口委员会周一表示，灯塔将重新点亮。",
    }
    text = words.get(encoding, "Der Hafenrat sagte, das Licht in Köln werde für alle ‘leuchten’. ") * 8
    table = "".join(f'{n};"{text}"\r\n' for n in range(40))
    inside, refused, _ = taken(f"id;text\r\n{table}".encode(encoding), "rows.csv")
    assert len(inside) == 40 and not refused
    assert json.loads(inside[39].data) == {"id": "39", "text": text}


def test_a_row_goes_by_its_words_wherever_it_stands() -> None:
    head, one, other = "headline,text,views\n", f"Light lit,{TEXT[:11]},7\n", f"Light out,{TEXT[:11]},7\n"
    first, second = names((head + one + other).encode(), "rows.csv")
    assert first != second
    assert names((head + other + one).encode(), "rows.csv") == [second, first]
    assert names((head + one.replace("7", "8") + one).encode(), "rows.csv") == [first, f"{first}-2"]
    taken_over = [f"Light lit,{TEXT[:11]},Post {n}\n" for n in range(3)]
    told = names(("headline,text,outlet\n" + "".join(taken_over[1:])).encode(), "rows.csv")
    assert names(("headline,text,outlet\n" + "".join(taken_over)).encode(), "rows.csv")[1:] == told
    as_object = json.dumps([{"text": TEXT[:11], "headline": "Light lit"}])
    assert names(as_object.encode(), "rows.json") == [first]


def test_cells_beyond_the_header_and_columns_of_one_name_are_kept() -> None:
    inside, _, _ = taken(b"text,tag,tag\nwords,a,b,c,d\n\nonly words\n", "rows.csv")
    assert inside[0].data == b'{"(more)":["c","d"],"tag":"a","tag 2":"b","text":"words"}'
    assert inside[1].data == b'{"text":"only words"}'


def test_rows_without_text_are_counted() -> None:
    inside, _, left_out = taken(b"id,text\n1,\n2,words\n3, \n", "rows.csv")
    assert [json.loads(m.data)["id"] for m in inside] == ["2"] and left_out == {"rows without text": 2}


def test_a_cell_longer_than_the_library_likes() -> None:
    inside, refused, _ = taken(b"id,text\n1," + b"word " * 100_000 + b"\n", "rows.csv")
    assert len(inside) == 1 and not refused


def test_a_mark_that_is_never_closed_is_one_row() -> None:
    data = b"id,text\n" + b"1,words\n" * 50 + b'2,"open\n' + b"3,words\n" * 2_000
    inside, refused, _ = taken(data, "rows.csv", max_bytes=5_000)
    assert len(inside) == 2_051
    assert [(one.name, one.code) for one in refused] == [("", "open-quote")]
    assert "in line 52" in refused[0].why


@pytest.mark.parametrize(
    ("table", "cells", "lines"),
    [
        ('1,A,"one\n2,B,"two"\n3,C,three\n', [("A", "one"), ("B", "two"), ("C", "three")], [2]),
        ('1,A,"one, and more\n2,B,"two"\n', [("A", "one, and more"), ("B", "two")], [2]),
        ('1,"A,one\n2,"B",two\n', [("A", "one"), ("B", "two")], [2]),
        ('1,A,"one\nagain\n2,B,"two"\n', [("A", "one\nagain"), ("B", "two")], [2]),
        ('1,A,"one\n2,B,"two\n3,C,"three\n', [("A", "one"), ("B", "two"), ("C", "three")], [2, 3, 4]),
        ('1,A,one\n2,B,"two\n', [("A", "one"), ("B", "two")], [3]),
        ('1,A,"one\n\ntwo, ""so"""\n2,B,two\n', [("A", 'one\n\ntwo, "so"'), ("B", "two")], []),
        ('1,A,5" one\n2,B,two\n', [("A", '5" one'), ("B", "two")], []),
    ],
    ids=["plain", "a comma in it", "another cell", "two lines", "each row", "the last", "closed", "inches"],
)
def test_an_open_mark_costs_no_other_row(table: str, cells: list[tuple[str, str]], lines: list[int]) -> None:
    inside, refused, left_out = taken(f"id,title,text\n{table}".encode(), "rows.csv")
    rows = [json.loads(one.data) for one in inside]
    assert [(one["title"], one["text"]) for one in rows] == cells
    assert not left_out and bool(refused) == bool(lines)
    assert all(str(number) in refused[0].why for number in lines)


def test_many_open_marks_are_read_in_no_more_time_than_few() -> None:
    began = time.process_time()
    inside, refused, _ = taken(b"id,text\n" + b'1,"open ""\n' * 6_000, "rows.csv")
    assert time.process_time() - began < 20
    assert inside and [one.code for one in refused] == ["open-quote"]


@given(st.lists(st.lists(st.sampled_from(["a", "b c", '"', ",", "\n", "é"]), max_size=6).map("".join)))
def test_every_letter_of_a_table_is_in_a_row(texts: list[str]) -> None:
    inside, _, left_out = taken(("id,text\n" + "\n".join(f"1,{x}" for x in texts)).encode(), "rows.csv")
    told = "".join(one.data.decode() for one in inside)
    if not left_out:
        assert Counter("".join(texts))["é"] <= Counter(told)["é"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nthe text of the report, as agreed, follows.\n",
        "text\nwords\n",
        "The text, which nobody read\nwas short, and, so, to, say, nothing.\n",
        "id,val\n1,2\n",
        "text,\nwords,\n",
        "News | Story\nWorld | Africa\nThe light is lit.\n",
        "From our correspondent\nMoorgate: the light is lit.\n\nFrom there to here.\n",
        "",
    ],
)
def test_prose_and_tables_without_text_are_documents(text: str) -> None:
    assert is_document(text.encode(), "note.txt")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"id,val\n1,2\n", "rows.csv"),
        (b"id\tval\n1\t2\n", "rows.tsv"),
        (b'{"id":1,"val":2}\n{"id":2,"val":2}\n', "rows.jsonl"),
        (b'[{"id":1,"val":2}]', "rows.json"),
    ],
)
def test_a_table_without_text_names_its_columns(data: bytes, name: str) -> None:
    inside, refused, _ = taken(data, name)
    assert not inside and [(one.name, one.code) for one in refused] == [("", "no-text-column")]
    assert "id, val" in refused[0].why


def test_a_single_column_is_a_table_by_its_name() -> None:
    assert len(names(b"text\nwords\nmore words\n", "rows.csv")) == 2


OBJECTS = [
    {"text": f"{TEXT} {n}", "url": f"https://n.example/{n}", "tags": ["a", {"b": n}]} for n in range(60)
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, OBJECTS)),
        "\r\n\r\n".join(map(json.dumps, OBJECTS)),
        json.dumps(OBJECTS),
        json.dumps(OBJECTS, indent=2),
        json.dumps({"status": "ok", "articles": OBJECTS}),
        json.dumps({"response": {"total": 60, "results": OBJECTS}}),
    ],
    ids=["lines", "blank lines", "array", "indented", "wrapped", "wrapped twice"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_gives_its_objects(text: str, encoding: str) -> None:
    inside, refused, _ = taken(text.encode(encoding))
    assert [json.loads(m.data) for m in inside] == OBJECTS
    assert [m.url for m in inside] == [f"https://n.example/{n}" for n in range(60)]
    assert len({m.name for m in inside}) == 60
    assert not refused


@pytest.mark.parametrize(
    "text", ['{"title": "a", "text": "b"}', '{"a": 1}', '{"articles": []}', '{"articles": "none"}', '{"a": ',
             "[1, 2]", '["a"]', "{}", "[]", "{not json}", "[{]"],
)  # fmt: skip
def test_other_json_stays_one_document(text: str) -> None:
    if not is_document(text.encode()):
        inside, refused, _ = taken(text.encode())
        assert [(m.name, m.data) for m in inside] == [("", text.encode())]
        assert all(one.code in ("truncated", "damaged") for one in refused)


def test_bad_lines_are_one_row_with_a_count() -> None:
    deep = "[" * 200_000
    data = f'{{"text":"a b"}}\n{{"text":"c d"}}\n{{oops\n[1]\n{deep}\n{{"text":"e"}}\n'
    inside, refused, _ = taken(data.encode(), "rows.jsonl")
    assert [json.loads(m.data)["text"] for m in inside] == ["a b", "c d", "e"]
    assert [one.code for one in refused] == ["bad-row"] and refused[0].why.startswith("3 of its members")


def test_an_array_that_is_cut_short() -> None:
    data = json.dumps(OBJECTS).encode()
    inside, refused, _ = taken(data[:-200])
    assert 50 < len(inside) < 60 and [one.code for one in refused] == ["truncated"]


def test_lines_longer_than_what_is_looked_at() -> None:
    lines = "\n".join(json.dumps({"text": TEXT * 500, "n": n}) for n in range(3))
    assert len(names(lines.encode())) == 3
    table = "id,text\n" + "".join(f'{n},"{TEXT * 500}"\n' for n in range(3))
    assert len(names(table.encode())) == 3


def test_an_empty_table_is_an_empty_document() -> None:
    assert is_document(b"", "rows.csv") and is_document(b"\n", "rows.csv")


def test_the_same_row_is_the_same_bytes_however_it_is_written() -> None:
    one = taken(b'{"text":"\\u00e9t\\u00e9","n":1}\n{"text":"b"}\n')[0][0].data
    two = taken('[{"n": 1, "text": "été"}]'.encode())[0][0].data
    assert one == two == '{"n":1,"text":"été"}'.encode()


def mail(*attached: tuple[bytes, str, str, str]) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@n.example", "Clippings"
    message.set_content("See the files.")
    for content, main, sub, name in attached:
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def test_a_mail_gives_itself_and_its_attachments() -> None:
    message = mail(
        (b"The light is lit.", "text", "plain", "note.txt"),
        (b"\x89PNG\r\n\x1a\n", "image", "png", "logo.png"),
        (b"%PDF-1.4 words", "application", "pdf", "../report.pdf"),
    )
    data = message.as_bytes()
    inside, _, left_out = taken(data, "mail.eml")
    assert [m.name for m in inside] == ["", "note.txt", "_report.pdf"]
    assert inside[0].data == data
    assert inside[1].data.strip() == b"The light is lit."
    assert left_out == {"pictures, sound, scripts and styles": 1}


def test_a_forwarded_mail_is_a_mail_with_its_own_attachments() -> None:
    inner = mail((b"words within", "text", "plain", "a.txt"))
    outer = mail()
    outer.add_attachment(inner)
    inside, _, _ = taken(outer.as_bytes(), "mail.eml")
    assert [m.name for m in inside] == ["", "attachment 1.eml", "attachment 1.eml/a.txt"]
    assert inside[2].data.strip() == b"words within"


@pytest.mark.parametrize("kind", ["alternative", "related"])
def test_a_mail_without_attachments_is_a_document(kind: str) -> None:
    message = mail()
    getattr(message, f"add_{kind}")("<p>See the files.</p>", subtype="html")
    assert is_document(message.as_bytes(), "mail.eml")
    assert is_document(mail().as_bytes(), "mail.eml")


def test_a_mailbox_gives_its_mails() -> None:
    one, two = mail().as_bytes(), mail((b"words", "text", "plain", "a.txt")).as_bytes()
    box = (
        b"From desk@n.example Fri May  9 10:00:00 2031\n"
        + one
        + b"\nFrom desk Fri May  9 10:00:00 2031\n"
        + two
    )
    inside, _, _ = taken(box, "box.mbox")
    assert [m.name for m in inside] == ["1.eml", "2.eml", "2.eml/a.txt"]


def test_parts_within_parts_without_end() -> None:
    head = b"MIME-Version: 1.0\nSubject: x\n"
    boxes = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000))
    inside, refused, _ = taken(head + boxes, "mail.eml")
    assert [m.name for m in inside] == [""]
    assert [one.code for one in refused] in ([], ["damaged"])


def test_nothing_is_said_twice() -> None:
    assert codes(b"id,val\n1,2\n", "rows.csv") == [("", "no-text-column")]
