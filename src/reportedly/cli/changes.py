"""What a ruling says, and what it changed, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import structs
from rich.text import Text

from reportedly.case import Case
from reportedly.cli import console
from reportedly.cli.console import Style, cell, command, count, hint, stack
from reportedly.records import ON_STATEMENTS, Action, Article, Ruling, Span, Statement

LONG = 160
FIELDS = ("speaker", "document", "via", "act", "modality", "negated", "certainty", "reporter", "time", "kind")


def tell(opened: Case, line: Ruling, before: "Found", later: bool) -> None:
    """What has changed in the file, or that nothing has yet."""
    if later:
        hint(f"Noted. `{command('read', str(opened.path))}` brings the tables up to date.")
        return
    after = found(opened, line.source)
    on_statements = line.action in ON_STATEMENTS
    say(_statements(before, after) if on_statements else _articles(before[0], after[0]))


Found = tuple[list[Article], list[Statement]]


def found(opened: Case, source: str) -> Found:
    """What a source has now: its articles, and the statements in them."""
    articles = opened.articles(source)
    return articles, [row for article in articles for row in opened.statements(article.id)]


def told_of(line: Ruling) -> Text:
    """A ruling in a line."""
    what = cell(deed(line.action, line.value), Style.NAME)
    return Text.assemble(what, ": ", cell(short(line.words.text)))


def say(words: Text) -> None:
    """Print a line as it is, unfolded."""
    console.output.print(words, soft_wrap=True)


def deed(action: Action, value: str) -> str:
    """A ruling in words."""
    match action:
        case Action.CLASS:
            return f"is {value}"
        case Action.SPLIT:
            return "begins an article"
        case Action.JOIN:
            return "begins no article"
        case Action.SPAN:
            return f"has this {value}"
        case Action.ADD:
            return "is a statement"
        case Action.REJECT:
            return "is no statement"
        case Action.SET | Action.AMEND:
            return value


def short(text: str) -> str:
    """The words on one line, cut after a word where they are many."""
    text = " ".join(text.split())
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0] or text[:LONG]} …"


def _articles(before: Sequence[Article], after: Sequence[Article]) -> Text:
    """What a ruling did to the articles of its file, in a line or two."""
    copies = max(Counter(article.piece for article in after or before).values(), default=1)
    had, has = len(before) // copies, len(after) // copies
    lines = [cell(count(has, "article"), Style.NAME)]
    lines[0].append(" as before" if had == has else f" instead of {had}", "")
    shown = {article.piece: article for article in after}
    was = {article.piece: article for article in before}
    for number, article in sorted(shown.items()):
        lines.append(_article(number, article, was.get(number) if had == has else None))
    return stack(*lines)


def _article(number: int, article: Article, was: Article | None) -> Text:
    """One article: its number, title, and what of it is another than before."""
    from reportedly.articles import SETTABLE

    parts = [f"{len(article.body.split()):,} words of body"]
    if was and len(was.body.split()) != len(article.body.split()):
        parts[0] += f" instead of {len(was.body.split()):,}"
    for field in SETTABLE if was else ("date",):
        old, new = getattr(was, field, None), getattr(article, field)
        if old != new:
            parts.append(f"{field} {new or '–'}" + (f" instead of {old or '–'}" if was else ""))
    name = short(article.title or article.text)
    return Text.assemble(f"  piece {number}  ", cell(name, Style.NAME), "  ", cell(", ".join(parts)))


def _statements(before: Found, after: Found) -> Text:
    """What a ruling did to the statements of its file, a line each."""
    was = {row.id: row for row in before[1]}
    now = {row.id: row for row in after[1]}
    lines = [Text.assemble("- ", _line(row)) for name, row in was.items() if name not in now]
    lines += [Text.assemble("+ ", _line(row)) for name, row in now.items() if name not in was]
    for name in was.keys() & now.keys():
        changes = ", ".join(_differences(was[name], now[name]))
        if changes:
            lines.append(Text.assemble("  ", _line(now[name]), "  ", cell(changes)))
    return stack(*lines) if lines else cell("It was read so already.")


def _line(row: Statement) -> Text:
    """A statement in a line: who, how it is reported, what."""
    words = short(f"{joined(row.cue)} {joined(row.content)}")
    who = cell(row.speaker, Style.NAME) if row.speaker else cell("not named", Style.QUIET)
    return Text.assemble(cell(row.id[:10], Style.QUIET), " ", who, " ", cell(words))


def _differences(was: Statement, now: Statement) -> Iterator[str]:
    for field in FIELDS:
        old, new = (structs.asdict(row)[field] for row in (was, now))
        if old != new:
            yield f"{field} {value_of(new)} instead of {value_of(old)}"


def value_of(value: object) -> str:
    """A field's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " > ".join(value) if isinstance(value, tuple) else str(value or "–")


def joined(spans: Sequence[Span]) -> str:
    """The words of a role on one line."""
    return " … ".join(" ".join(span.text.split()) for span in spans)
