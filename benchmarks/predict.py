"""Turn an input file into predictions, through the product's public Python interface.

    python benchmarks/predict.py TASK INPUT OUTPUT

INPUT and OUTPUT hold one JSON object a line. TASK is one of

    textdump     {id, text} -> {id, articles: [{lines, title}]}, the 0-based numbers of the body lines
    extraction   {id} -> {id, text}; the page is html/ID.html.gz beside INPUT
    metadata     {id} -> {id, date, author, title}, null where nothing says it; the page as for extraction, or
                 ../extraction/html/ID.html.gz beside INPUT
    attribution  {doc_id, text} -> {doc_id, attributions: [{source, cue, content}]}, lists of [start, end)
    attribution-fast  the same by the fast tier
    events       {id, text, date} -> {id, events: [{source, target, root}]} in PLOVER's own coding
    status       {id, article_date, kind, text} -> {id, events: [{trigger, root, status, sources, targets,
                 reciprocal, hedges, attributed_to, date}]}, the event itself and whether it happened
    actors       {id, text} -> {id, country}, an ISO 3166-1 alpha-3 code, UNO for the United Nations, or null;
                 date is read where it is given
    quotes       {id, a: {outlet, date, text}, b: {...}} -> {id, same_utterance, operations, effect, severity}
    stories      {id, text} -> {doc, cluster}; title, and published or date, are read where they are given
    stemma       {id, text} -> {parent, child}
    reuse        {id, text} -> OUTPUT is a folder of pairs.jsonl {a, b}, spans.jsonl {a, b, a_span, b_span},
                 edges.jsonl {parent, child} and quotes.jsonl {doc, span, cluster, mutation}; title, outlet
                 and published are read where they are given

No other field is read. Places count code points of the text as given. Exit codes: 0 done, 2 the task, the
input or the output cannot be used (one line on standard error says why).
"""

import gzip
import json
import shutil
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import reportedly
from reportedly import articles, language, lineage
from reportedly.actors import link
from reportedly.errors import InputError, UnreadableSource
from reportedly.knowledge import load
from reportedly.records import Article, Statement, arrival
from yardsticks.eventful import coded_rows, mentions, status_rows
from yardsticks.plain import given_lines, given_places, origins, rendering, whole_article
from yardsticks.reuse_lines import reuse_files

Row = dict[str, Any]
BAD_USE = 2
UN = {f"body:{key}" for key, row in load("organisations")["bodies"].items() if row.get("family") == "un"}


def textdump(source: Path) -> Iterator[Row]:
    """The articles of each text dump, by the numbers of their body lines."""
    for row in rows(source, "id", "text"):
        read = rendering(row["text"])
        cut = articles.find(read, arrival(read.source.id, row["id"]))
        found = [{"lines": given_lines(a.kept, row["text"]), "title": a.title} for a in cut.articles]
        yield {"id": row["id"], "articles": found}


def extraction(source: Path) -> Iterator[Row]:
    """The body of each page; nothing for a page that is no article or cannot be read."""
    for row in rows(source, "id"):
        yield {"id": row["id"], "text": page_body(page(source, row["id"]))}


def metadata(source: Path) -> Iterator[Row]:
    """Day of publication, who signs, and title of each page; null where nothing says it."""
    for row in rows(source, "id"):
        found = first_article(page(source, row["id"]))
        values = (found.date, found.byline, found.title) if found else (None, None, None)
        yield {"id": row["id"], **dict(zip(("date", "author", "title"), values, strict=True))}


def first_article(data: bytes) -> Article | None:
    """The first article of a page, or None."""
    try:
        return next(iter(reportedly.clean(data)), None)
    except UnreadableSource:
        return None


def page(source: Path, name: str) -> bytes:
    """The raw bytes of the page that belongs to a row of `source`."""
    file = source.parent / "html" / f"{name}.html.gz"
    if not file.exists():
        file = source.parent.parent / "extraction" / "html" / file.name
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"The page {name!r} cannot be read: {error}.") from error


def page_body(data: bytes) -> str:
    """The body text of all articles of a page."""
    try:
        return "\n".join(article.body for article in reportedly.clean(data))
    except UnreadableSource:
        return ""


def attribution(source: Path, tier: str = "encoder") -> Iterator[Row]:
    """The attributions of each text; every line of it counts as body. PolNeAR marks no attribution inside
    another one, so statements inside statements are left out.
    """
    for row in rows(source, "doc_id", "text"):
        article, origin = whole_article(row["text"], row["doc_id"]), origins(row["text"])
        found = [_roles(article, one, origin) for one in outermost(reportedly.statements(article, tier=tier))]
        yield {"doc_id": row["doc_id"], "attributions": found}


def outermost(found: Sequence[Statement]) -> list[Statement]:
    """The statements whose cue, else whose content, does not stand in the content of another one."""
    told = [(one.id, s.start, s.end) for one in found if one.cue for s in one.content]
    places = [(one, (one.cue or one.content)[0]) for one in found]
    return [
        one
        for one, place in places
        if not any(name != one.id and a <= place.start and place.end <= b for name, a, b in told)
    ]


def _roles(article: Article, one: Statement, origin: Sequence[int]) -> Row:
    roles = {"source": one.source, "cue": one.cue, "content": one.content}
    return {role: given_places(article, spans, origin) for role, spans in roles.items()}


def stories(source: Path) -> Iterator[Row]:
    """The story of each article, told from words, names, dates and shared passages."""
    given = [(row["id"], _article(row)) for row in rows(source, "id", "text")]
    names, pile = {article.id: name for name, article in given}, [article for _, article in given]
    texts = [lineage.StoryText(a.id, a.title or "", a.text, a.date) for a in pile]
    for story in lineage.stories(texts, lineage.passages(pile)):
        for member in story.articles:
            yield {"doc": names[member], "cluster": story.id}


def stemma(source: Path) -> Iterator[Row]:
    """Which text of a tradition comes from which; dates and outlets are read where they are given."""
    given = [(row["id"], _article(row)) for row in rows(source, "id", "text")]
    names, pile = {article.id: name for name, article in given}, [article for _, article in given]
    for edge in lineage.derivations([lineage.witness(one) for one in pile], lineage.passages(pile)):
        yield {"parent": names[edge.parent], "child": names[edge.child]}


def quotes(source: Path) -> Iterator[Row]:
    """How the relay `b` of each pair tells what the witness `a` tells."""
    for row in rows(source, "id"):
        a, b = (relay(row, side) for side in ("a", "b"))
        found = lineage.compare(a, b)
        yield {
            "id": row["id"],
            "same_utterance": found.utterance,
            "operations": list(found.operations),
            "effect": found.effect,
            "severity": found.severity,
        }


def relay(row: Row, side: str) -> lineage.Relay:
    given = row.get(side)
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise InputError(f"{row['id']}: there is no text in the field {side!r}.")
    article = whole_article(given["text"], f"{row['id']} {side}", date=given.get("date"))
    return lineage.Relay(article, next(iter(language.parse([article]))), article.date)


def _article(row: Row) -> Article:
    date = row.get("published") or row.get("date")
    return whole_article(row["text"], row["id"], title=row.get("title") or "", date=date)


def actors(source: Path) -> Iterator[Row]:
    """The state that each phrase means or speaks for; UNO for an organ of the United Nations."""
    for row in rows(source, "id", "text"):
        found = link(row["text"], row.get("date"))
        country = ("UNO" if found.actor in UN else found.country) if found else None
        yield {"id": row["id"], "country": country}


def events(source: Path) -> Iterator[Row]:
    """What happened in each sentence, as PLOVER codes it."""
    for row in rows(source, "id", "text"):
        yield {"id": row["id"], "events": coded_rows(mentions(row))}


def status(source: Path) -> Iterator[Row]:
    """Each event of a passage, and whether it happened."""
    for row in rows(source, "id", "text"):
        yield {"id": row["id"], "events": status_rows(mentions(row))}


def reuse(source: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """What the documents share, who has it from whom, and what became of their quotations."""
    yield from reuse_files(list(rows(source, "id", "text")))


TASKS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "textdump": textdump,
    "extraction": extraction,
    "metadata": metadata,
    "attribution": attribution,
    "attribution-fast": partial(attribution, tier="fast"),
    "stories": stories,
    "stemma": stemma,
    "quotes": quotes,
    "actors": actors,
    "events": events,
    "status": status,
}


FOLDERS: dict[str, Callable[[Path], Iterator[tuple[str, Iterator[Row]]]]] = {"reuse": reuse}


def rows(source: Path, *fields: str) -> Iterator[Row]:
    """The objects of a file, one a line. Raises InputError where one is none or lacks a field."""
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _row(line, f"{source}, line {number}", fields)


def _row(line: str, where: str, fields: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: this is no JSON object: {error}.") from error
    for field in fields:
        if not isinstance(row, dict) or not isinstance(row.get(field), str):
            raise InputError(f"{where}: there is no text in the field {field!r}.")
    return dict(row)


def predict(task: str, source: Path, output: Path) -> None:
    """Write the predictions beside `output` and rename them, so that a file that is there is whole.

    Raises InputError for an unknown task or a bad row, OSError for a file that cannot be read or written.
    """
    if task not in (*TASKS, *FOLDERS):
        raise InputError(f"There is no task {task!r}; there are {', '.join((*TASKS, *FOLDERS))}.")
    if not source.is_file():
        raise InputError(f"There is no file {str(source)!r} to read.")
    part = output.with_name(output.name + ".part")
    try:
        if task in FOLDERS:
            _write_folder(part, FOLDERS[task](source))
        else:
            _write(part, TASKS[task](source))
        if output.is_dir():
            shutil.rmtree(output)
        part.replace(output)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        part.unlink(missing_ok=True)


def _write_folder(folder: Path, files: Iterator[tuple[str, Iterator[Row]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in files:
        _write(folder / f"{name}.jsonl", made)


def _write(file: Path, made: Iterator[Row]) -> None:
    with file.open("w", encoding="utf-8") as out:
        for row in made:
            out.write(json.dumps(row) + "\n")


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print(
            f"usage: predict.py TASK INPUT OUTPUT, with a TASK of {', '.join((*TASKS, *FOLDERS))}",
            file=sys.stderr,
        )
        return BAD_USE
    task, source, output = arguments
    try:
        predict(task, Path(source), Path(output))
    except (InputError, OSError, UnicodeDecodeError) as error:
        print(f"predict.py: {error}", file=sys.stderr)
        return BAD_USE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
