// Pins: a key for the marked row, a bar for selected words, footnotes to the clipboard. Forms work without.
(() => {
  const bar = document.getElementById("pin-words");
  const blocks = [...document.querySelectorAll("[data-text]")];

  // The numbers and words before the marks stand in the text and are none of it.
  const bare = (range) => {
    const part = range.cloneContents();
    part.querySelectorAll(".n").forEach((number) => number.remove());
    return part.textContent;
  };

  // The text of the article up to a place in the page.
  const until = (node, offset) => {
    let text = "";
    for (const block of blocks) {
      const part = document.createRange();
      part.selectNodeContents(block);
      const side = part.comparePoint(node, offset);
      if (side < 0) break;
      if (side === 0) part.setEnd(node, offset);
      text += bare(part);
      if (side === 0) break;
    }
    return text;
  };

  const take = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return false;
    const range = selection.getRangeAt(0);
    const before = until(range.startContainer, range.startOffset);
    const words = until(range.endContainer, range.endOffset).slice(before.length);
    if (!words.trim()) return false;
    const start = [...before].length;
    bar.elements.at.value = `${start}-${start + [...words].length}`;
    bar.elements.words.value = words;
    return true;
  };

  if (bar) {
    let waiting;
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (!bar.contains(document.activeElement)) bar.hidden = !take();
      }, 120);
    });
    bar.addEventListener("htmx:afterRequest", () => {
      bar.hidden = true;
      bar.reset();
      getSelection().removeAllRanges();
    });
  }

  document.addEventListener("reportedly:pin", () => {
    if (bar && take()) bar.requestSubmit();
    else {
      const form = document.querySelector("[data-row].here .pin form");
      if (form) form.requestSubmit();
      else document.querySelector("[data-row].here .to-tools")?.click();
    }
  });

  document.querySelectorAll(".copy").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const words = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  });

  document.querySelectorAll(".print").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
})();
