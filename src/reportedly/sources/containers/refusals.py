"""The sentences of refusals: what is wrong with a member or a container, and what to do."""

ABOUT = {
    "encrypted": ("encrypted", "Unpack it with its password, and read the files."),
    "link": ("a link or a device, not a file", "Nothing, where what it points to is in the archive too."),
    "too-large": ("larger unpacked than the limit of {}", "Raise max_bytes in case.toml, or cut the file."),
    "too-deep": (
        "a container that lies too deep: {} in one another is the limit",
        "Unpack the outer ones and read them, or raise max_depth in case.toml.",
    ),
    "unsupported": ("packed in a way that is not read: {}", "Unpack it with the program that made it."),
    "damaged": ("damaged: {}", "Fetch or save it again; what could be read was read."),
    "truncated": ("cut short: {}", "Fetch or save it again; what came before the cut was read."),
    "bomb": (
        "packed suspiciously well: it unpacks to more than {}",
        "If you trust it, raise max_ratio or max_unpacked in case.toml. What came before was read.",
    ),
    "too-many": ("fuller than the limit of {} members", "Raise max_members in case.toml, or cut the file."),
    "binary": ("neither text nor a document: {}", "Export it as text, as a web page or as PDF."),
    "broken-record": ("a record that cannot be read: {}", "Nothing, where the others suffice."),
    "bad-row": ("a row that cannot be read: {}", "Correct the row, then read the file again."),
    "open-quote": (
        "a table with a quotation mark that is never closed, in {}",
        "All rows were read, and such a row ends where the next begins; look whether its cells are right, "
        "else close the mark and read the file again.",
    ),
    "no-text-column": (
        "a table of which no column is known to hold text; it has {}",
        "Name the column with the articles 'text', or save the file as .txt to read it as one text.",
    ),
    "entities": (
        "a feed that declares entities of its own, which are not expanded",
        "Look at its text where words seem to be missing.",
    ),
}
MAX_DETAIL = 200
# Members that have no name to be refused by.
OF_NAMELESS = {"broken-record", "bad-row"}


def words(code: str, detail: str, count: int, name: str) -> tuple[str, str]:
    """Why and what to do, for one refusal or for `count` of a kind of which `name` was the first."""
    what, todo = ABOUT[code]
    what = what.replace("{}", " ".join(detail.split())[:MAX_DETAIL]).removesuffix(": ")
    if count == 1 and (name or code not in OF_NAMELESS):
        return f"It is {what}.", todo
    first = f"; the first, {name}, is" if name else "; the first is" if count > 1 else "; it is"
    return f"{count:,} of its members {'are' if count > 1 else 'is'} not read{first} {what}.", todo
