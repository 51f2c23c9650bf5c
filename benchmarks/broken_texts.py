"""Texts as nobody wants them: sentences of the press, broken in every way that a pile breaks them.

Everything here is invented. The same seed gives the same texts.
"""

from collections.abc import Callable, Iterator
from random import Random

SENTENCES = (
    "“We will never leave the strait,” Mara Lind, the harbour minister, said on Tuesday. “Not today.” ",
    "The ministry said that the talks had failed, and that it “could not rule out” further drills. ",
    "According to a report by the Harbour Institute, the two states may form a de facto alliance. ",
    "It warned of a blockade; he denied it. ",
    "'We go,' he told the Morning Signal, adding that ''nobody asked'' and ``nobody answered''. ",
    "PORT OSTRAVEN (Kestry) — Two piers were closed. Photo: Kestry/A. Rao. ",
    'LIND: No. She wrote: “They said: ‘It\'s the allies’ plan.’ I said "no".” ',
    "林田外相は3日、記者団に「交渉は続いている」と述べた。北辰研究所によると、演習は『大規模』だという。",
    "北国外交部发言人李某3日表示，海峡“不属于任何一国”。据白桦通讯社报道，谈判将重启。",
    "«Мы не уйдём, — заявил министр Лев Орлин, — и это „окончательно“». По словам главы МИД, всё решено. ",
    "„Wir gehen“, sagte sie; »nie«, schrieb er. Elle a dit : « Jamais ‹non› ». ",
    '\u202b\u200f"אנחנו נשארים", אמר השר.\u202c قال الوزير: «لن نغادر». ',
    "<p>The <b>board</b> said:&nbsp;&quot;No.&quot;</p><script>if (a < b) say('x')</script> ",
    "Breaking 🚨🚨 minister says 👉 “no” 😀👨‍👩‍👧‍👦 #strait @kestry https://example.org/a?b=“c” ",
    "1,234.5 % of 6'2\" men, i.e. U.S.-led (or not?!) … said so... ",
)
MARKS = [*"“”\"'‘’«»„‚‹›「」『』`´＂〝〟", "''", "``", "'''", "“”", "”“"]
INVISIBLE = "\u200b\u200f\u202e\u2066\u00ad\u0301\ufeff\ud800\udfff\ue000\x00\x1b\t\u2028\u3000\xa0\r"
NOISE = [*INVISIBLE, "\n", "\n\n", "<br>", "</div>", "&#8220;", *"😀—…:;.() 𝔘ﬁ", "!?", ""]
LANGUAGES = (None, "en", "en", "en", "ja", "zh", "ru", "fr")


def text(chance: Random) -> str:
    """One broken text of up to some 800 characters."""
    made = "".join(chance.choices(SENTENCES, k=chance.choice((0, 1, 1, 2, 3, 6))))
    for change in chance.sample(CHANGES, k=chance.randint(0, 3)):
        made = change(made, chance)
    return made


def texts(count: int, seed: int) -> Iterator[tuple[str, str | None]]:
    """So many texts, each with the language that it is said to be in."""
    chance = Random(seed)
    for _ in range(count):
        yield text(chance), chance.choice(LANGUAGES)


def _marked(made: str, chance: Random) -> str:
    return _sprinkled(made, chance, MARKS)


def _noisy(made: str, chance: Random) -> str:
    return _sprinkled(made, chance, NOISE)


def _sprinkled(made: str, chance: Random, bits: list[str]) -> str:
    parts = list(made)
    for _ in range(chance.randint(1, 20)):
        parts.insert(chance.randint(0, len(parts)), chance.choice(bits))
    return "".join(parts)


def _unmarked(made: str, chance: Random) -> str:
    lost = chance.choice(MARKS)
    return made.replace(lost, "")


def _bare(made: str, _: Random) -> str:
    return "".join(c if c.isalnum() or c.isspace() else "" for c in made)


def _lines(made: str, chance: Random) -> str:
    return made.replace(" ", chance.choice(["\n", "  ", "\n\n", "", "\t"]))


def _cut(made: str, chance: Random) -> str:
    return made[chance.randint(0, len(made)) :][: chance.randint(0, 400)]


def _shuffled(made: str, chance: Random) -> str:
    words = made.split(" ")
    chance.shuffle(words)
    return " ".join(words)


CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _marked,
    _noisy,
    _unmarked,
    _bare,
    _lines,
    _cut,
    _shuffled,
    lambda made, _: made.upper(),
    lambda made, _: made.encode("utf-8", "replace").decode("latin-1"),
    lambda made, _: made[::-1],
    lambda made, chance: made * chance.randint(1, 3),
)

# Each is repeated to any length; the time that it takes may grow no faster than the length.
UNITS = {
    "one paragraph": SENTENCES[0] + SENTENCES[1],
    "one sentence": "the board said that the piers were closed and ",
    "capitals": SENTENCES[1].upper(),
    "a word": "said",
    "cues": "said ",
    "according to": "according to ",
    "nested talk": "he said that ",
    "commas": "Lind, Rao, ",
    "markup": SENTENCES[12],
    "right to left": SENTENCES[11],
    "zero width": "sa\u200bid\u200b ",
    "surrogates": "said \ud800 ",
    "combining": "e\u0301\u0301\u0301",
    "emoji": "😀👨‍👩‍👧‍👦 ",
    "blank lines": "\n \n",
    "short lines": "he said\n",
    "transcript": "LIND: No.\n",
    "opening marks": "“",
    "closing marks": "”",
    "straight marks": '"',
    "apostrophes": "'",
    "marks with words": "“he said ",
    "single marks": "‘a ’b ",
    "paragraphs left open": "“We stay.\n",
    "brackets": "(((",
    "dashes": "— he said — ",
    "Japanese": SENTENCES[7],
    "Chinese": SENTENCES[8],
    "Russian": SENTENCES[9],
}
