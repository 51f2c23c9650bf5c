"""The command `attribute`: corrects who said what, rejects what nobody said, adds what was missed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from reportedly.case import Case, Change
from reportedly.cli import changes, console
from reportedly.cli.authors import SHORT_ID, Author, Later, Why, ruler
from reportedly.cli.console import DEFAULT_CASE, CaseOption, command, hint
from reportedly.errors import InputError
from reportedly.records import Action, Article, Range, Ruling

ROLES = ("source", "cue", "content")
Name = Annotated[
    str,
    typer.Argument(
        help="A statement's id or the beginning of it, to correct it; a file or an article, as `rule` takes "
        "them, to add a statement that was missed.",
        metavar="STATEMENT",
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall hold of a statement, and who says so; `roles` are the words given for each."""

    values: Sequence[str]
    roles: Mapping[str, Sequence[str]]
    reject: bool
    author: str
    why: str
    later: bool


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(attribute)


def attribute(
    statement: Name,
    case: CaseOption = DEFAULT_CASE,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", help="A field of it, as speaker=NAME or act=deny.", metavar="FIELD=VALUE"),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(help='The words that name who says it; "" for none.', metavar="WORDS")
    ] = None,
    cue: Annotated[
        list[str] | None, typer.Option(help='The words that report it; "" for none.', metavar="WORDS")
    ] = None,
    content: Annotated[
        list[str] | None, typer.Option(help="The words that are said; again for each piece.", metavar="WORDS")
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="It is no statement.")] = False,
    why: Why = "",
    author: Author = None,
    later: Later = False,
) -> None:
    """Correct who said what: a statement's speaker, words or act; reject it; or add one that was missed.

    Words are taken where they stand nearest to the statement. A ruling is an input like the file itself: it
    holds on every later run, and can be undone.
    """
    given = zip(ROLES, (source, cue, content), strict=True)
    roles = {role: words for role, words in given if words}
    asked = Asked(values or [], roles, reject, ruler(author), why, later)
    _check(asked)
    with console.existing(case) as opened:
        made = (_correct if statement.startswith("s_") else _add)(opened, statement, asked)
    undo = command(f"rulings --undo {made[-1].id[:SHORT_ID]}", case)
    hint(f"`{undo}` takes {'it' if len(made) == 1 else 'the last'} back.")


def _check(asked: Asked) -> None:
    """Raises InputError where nothing is asked for, or two things that do not agree."""
    from reportedly.attribution import fault

    if asked.reject and (asked.values or asked.roles):
        raise InputError("--reject says that it is no statement: nothing else can be said of it.")
    if not (asked.reject or asked.values or asked.roles):
        raise InputError(
            "Say what is to hold: --set FIELD=VALUE, --source, --cue or --content WORDS, or --reject."
        )
    wrong = next((why for value in asked.values if (why := fault(Action.AMEND, value))), None)
    if wrong:
        raise InputError(wrong)


def _correct(opened: Case, name: str, asked: Asked) -> list[Ruling]:
    row = opened.statement(name)
    article = opened.article(row.article)
    near = (*row.content, *row.cue)[0].start
    wanted = [Change(Action.REJECT)] if asked.reject else []
    for role, words in asked.roles.items():
        wanted.append(Change(Action.SPAN, role, _places(article, words, near)))
    wanted += [Change(Action.AMEND, value) for value in asked.values]
    before = changes.found(opened, article.source)
    with console.progress() as advance:
        made = opened.correct(
            row.id, *wanted, author=asked.author, why=asked.why, now=not asked.later, progress=advance
        )
    return _told(opened, made, before, asked.later)


def _add(opened: Case, name: str, asked: Asked) -> list[Ruling]:
    said = [words for words in asked.roles.get("content", []) if words.strip()]
    if asked.reject or not said:
        raise InputError(
            "A statement is corrected by its id, which `reportedly statements` lists; to add one to that "
            "file, give its --content."
        )
    source = opened.source_of(name)
    before = changes.found(opened, source)
    article, near = _holder([x for x in before[0] if x.id.startswith(name)] or before[0], said[0])
    places = {role: _places(article, words, near) for role, words in asked.roles.items()}
    with console.progress() as advance:
        made = opened.add_statement(
            article.id,
            places["content"],
            *asked.values,
            cue=places.get("cue", ()),
            source=places.get("source", ()),
            author=asked.author,
            why=asked.why,
            now=not asked.later,
            progress=advance,
        )
    return _told(opened, made, before, asked.later)


def _told(opened: Case, made: list[Ruling], before: changes.Found, later: bool) -> list[Ruling]:
    for line in made:
        changes.say(changes.told_of(line))
    changes.tell(opened, made[-1], before, later)
    return made


def _holder(articles: Sequence[Article], words: str) -> tuple[Article, int]:
    """The article that holds the words, and where. Raises InputError where they stand nowhere or twice.

    Copies of a file have the same articles, of which the first will do: a ruling holds for all.
    """
    pieces = {article.piece: article for article in reversed(articles)}
    found = [(article, place.start) for article in pieces.values() for place in _standing(article, words)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"No article of that file holds the words {words!r}. Give them as they stand.")
    raise InputError(f"That file holds {words!r} {len(found)} times. Give more words, or name the article.")


def _places(article: Article, given: Sequence[str], near: int) -> tuple[Range, ...]:
    """Where the words stand that are nearest to a place. Raises InputError where they do not, or where two
    are equally near."""
    return tuple(_nearest(article, words, near) for words in given if words.strip())


def _nearest(article: Article, words: str, near: int) -> Range:
    found = sorted(_standing(article, words), key=lambda x: abs(x.start - near))
    if not found:
        raise InputError(f"The article does not hold the words {words!r}. Give them as they stand there.")
    if len(found) > 1 and abs(found[0].start - near) == abs(found[1].start - near):
        raise InputError(f"Two {words!r} are equally near to it. Give more words.")
    return found[0]


def _standing(article: Article, words: str) -> list[Range]:
    """Every place of the words, with white space as it may be."""
    loose = re.compile(r"\s+".join(map(re.escape, words.split())))
    return [Range(*match.span()) for match in loose.finditer(article.text)]
