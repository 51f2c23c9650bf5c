"""Article + Parse -> statements: find the cues, complete the quotations, name the speakers, weigh the words."""

from reportedly.records import Article, Parse, Statement
MAKER="rules 1"
def extract(article: Article, parse: Parse) -> list[Statement]:
    return []
