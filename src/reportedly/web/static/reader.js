// The reader: notes beside their words, and both lit together. It reads as well without.
(() => {
  const margin = document.querySelector(".margin");
  const marks = (number) => document.querySelectorAll(`.s${number}`);
  const light = (number, on) => {
    marks(number).forEach((mark) => mark.classList.toggle("lit", on));
    document.querySelector(`.margin .note[data-number="${number}"]`)?.classList.toggle("lit", on);
  };
  const numbers = (element) => (element.dataset.numbers ?? "").split(" ").filter((n) => n && n !== "0");

  document.querySelectorAll("mark[data-numbers]").forEach((mark) => {
    mark.addEventListener("pointerenter", () => numbers(mark).forEach((n) => light(n, true)));
    mark.addEventListener("pointerleave", () => numbers(mark).forEach((n) => light(n, false)));
  });
  document.querySelectorAll(".margin .note").forEach((note) => {
    note.addEventListener("pointerenter", () => light(note.dataset.number, true));
    note.addEventListener("pointerleave", () => light(note.dataset.number, false));
    note.addEventListener("focusin", () => light(note.dataset.number, true));
    note.addEventListener("focusout", () => light(note.dataset.number, false));
  });

  // What an address names is opened and lit; on a small screen its note may lie over its words.
  const follow = () => {
    document.querySelectorAll(".lit").forEach((x) => x.classList.remove("lit"));
    const at = document.getElementById(location.hash.slice(1));
    if (!at) return;
    for (let box = at.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (at.dataset.number) light(at.dataset.number, true);
    const chip = document.getElementById(`at-${at.id}`);
    if (chip && getComputedStyle(at).position === "fixed") chip.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", follow);
  follow();

  // Each note begins where its mark does, or below the note before it.
  const wide = matchMedia("screen and (min-width: 72rem)");
  const align = () => {
    const notes = [...margin.querySelectorAll(".note")];
    notes.forEach((note) => { note.style.marginTop = ""; });
    if (!wide.matches) return;
    const places = notes.map((note) => {
      const mark = document.getElementById(`at-${note.id}`);
      return [note.getBoundingClientRect(), mark?.getBoundingClientRect().top ?? 0];
    });
    let pushed = 0;
    places.forEach(([box, wanted], i) => {
      const more = Math.max(0, wanted - box.top - pushed);
      if (more) notes[i].style.marginTop = `${more}px`;
      pushed += more;
    });
  };
  if (margin) {
    align();
    document.fonts.ready.then(align);
    addEventListener("resize", align);
    wide.addEventListener("change", align);
    margin.addEventListener("toggle", align, true);
  }
})();
