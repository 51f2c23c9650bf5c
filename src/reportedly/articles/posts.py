"""Posts of a channel, as a messenger copies them: ``The Example Channel, [05.03.2031 09:12]`` over each.

No headline parts them, and mostly no blank line, so that nothing of what the splitter learned from web pages
stands between them. The head's form is sure by itself, if it comes again.
"""

import re
from collections.abc import Sequence

from reportedly.articles.lines import Line, has_date

_HEAD = re.compile(r"(?=\S).{1,80}, \[(?P<when>[^\[\]]{8,40})\]:?")
_TIME = re.compile(r"\d:\d\d")


def find_posts(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that stand over posts, in order; none where there is only one."""
    found = [i for i, line in enumerate(lines) if line.text[-1] in "]:" and _is_head(line.text)]
    return found if len(found) > 1 else []


def _is_head(text: str) -> bool:
    head = _HEAD.fullmatch(text)
    return head is not None and has_date(head["when"]) and _TIME.search(head["when"]) is not None
