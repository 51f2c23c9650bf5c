"""Pictures of the site's pages, from the example pile: desktop and phone, light and dark.

    python benchmarks/screenshots.py OUT [--chromium PATH]

Reads the pile into a case of its own, serves it on a free port, and writes NAME-light.png, NAME-dark.png,
NAME-phone.png and NAME-phone-dark.png for each page. Needs Playwright (extra ``dev``) and a Chromium. Where
Pillow is installed the pictures have 128 colours and are half as large.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from reportedly.case import Case

PILE = Path(__file__).resolve().parents[1] / "examples" / "strait" / "pile"
DRAFT = """The Narrow Seas Yearbook says that both "will come to act as allies in everything but name," the
Kestry Press reported.

The liaison office denied that talks on a defence pact were under way.

"Nobody will ever close the strait again," Teodora Vance said.
"""
WIDE, HIGH = 1280, 860
PHONE = {"width": 390, "height": 844}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("chromium-browser"))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as started:
        case = Path(folder) / "strait"
        with Case(case) as opened:
            opened.read(PILE)
            pages = addresses(opened)
            pin(opened)
        browser = started.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        with site(case) as base:
            for name, address in pages.items():
                shoot(browser, base + address, asked.out / name)
        browser.close()


def addresses(case: Case) -> dict[str, str]:
    """The pages and where they are."""
    story = max(case.stories(), key=lambda one: len(one.articles))
    first, second, third = story.articles[:3]
    return {
        "intake": "/",
        "story": f"/stories/{story.id}",
        "compare": f"/compare?article={first}&article={third}&article={second}",
        "statements": "/statements?modality=possible",
        "bent": "/bent",
        "relations": "/relations",
        "pair": "/relations/IDN-IND",
        "dossier": "/pins",
        "reader": f"/articles/{first}",
        "file": f"/sources/{case.article(first).source}",
        "check": "/check",
    }


def pin(case: Case) -> None:
    """Lines for the dossier's page: the count of the largest story and two statements on its report."""
    story = max(case.stories(), key=lambda one: len(one.articles))
    said = [row for row in case.statements() if row.modality == "possible" and row.kind == "mixed"]
    case.pin(story.id, author="A. Reader", note="Count origins, not articles.", tags=["lead"])
    for row, note in zip(said[:2], ("The hedge that later tellings drop.", ""), strict=True):
        case.pin(row.id, author="A. Reader", note=note, tags=["lead"] if note else [])


@contextmanager
def site(case: Path) -> Iterator[str]:
    """The site of a case in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "reportedly", "serve", "--case", str(case), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    while process.poll() is None and not _answers(base):
        time.sleep(0.2)
    try:
        yield base
    finally:
        process.terminate()
        process.wait()


def shoot(browser: Any, address: str, out: Path) -> None:
    """Four pictures of one page."""
    looks = (
        ("light", {"width": WIDE, "height": HIGH}, "light"),
        ("dark", {"width": WIDE, "height": HIGH}, "dark"),
        ("phone", PHONE, "light"),
        ("phone-dark", PHONE, "dark"),
    )
    for name, size, scheme in looks:
        page = browser.new_page(viewport=size, color_scheme=scheme)
        page.goto(address)
        if address.endswith("/check"):
            page.fill("#draft", DRAFT)
            with page.expect_navigation():
                page.get_by_role("button", name="Check it").click()
        page.screenshot(path=f"{out}-{name}.png")
        page.close()
        lighten(Path(f"{out}-{name}.png"))


def lighten(picture: Path) -> None:
    """The same picture in 128 colours, which text on paper does not miss."""
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(picture) as read:
        few = read.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def _answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(base):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    main()
