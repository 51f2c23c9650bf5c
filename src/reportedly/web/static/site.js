// Conveniences of the keyboard and the eye. Every page works without them.
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const field = document.getElementById("find");
  let waiting = false;

  const move = (step) => {
    const all = rows();
    const now = all.findIndex((row) => row.classList.contains("here"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    if (!next) return;
    all[now]?.classList.remove("here");
    next.classList.add("here");
    next.scrollIntoView({ block: "nearest" });
  };

  const open = () => document.querySelector("[data-row].here a[href^='/articles/']")?.click();

  const leave = (key) => document.querySelector(`nav a[data-key="${CSS.escape(key)}"]`)?.click();

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (waiting) {
      waiting = false;
      leave(event.key);
    } else if (event.key === "/") {
      event.preventDefault();
      field.focus();
    } else if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) open();
    else if (event.key === "p") document.dispatchEvent(new Event("reportedly:pin"));
    else if (event.key === "g") waiting = true;
  });

  // On the search page what is found follows the typing.
  if (document.getElementById("hits")) {
    field.setAttribute("hx-get", "/search");
    field.setAttribute("hx-target", "#hits");
    field.setAttribute("hx-trigger", "input changed delay:150ms");
    field.setAttribute("hx-replace-url", "true");
    window.htmx?.process(field);
  }

  // The words of a statement light up as one under the pointer and when its number is followed.
  const light = (number, on) => document.querySelectorAll(`.s${number}`).forEach((x) => x.classList.toggle("lit", on));
  const numbers = (element) => (element.dataset.numbers ?? "").split(" ").filter((n) => n > 0);
  document.querySelectorAll("mark[data-numbers]").forEach((mark) => {
    mark.addEventListener("pointerenter", () => numbers(mark).forEach((n) => light(n, true)));
    mark.addEventListener("pointerleave", () => numbers(mark).forEach((n) => light(n, false)));
  });
  const follow = () => {
    document.querySelectorAll(".lit").forEach((x) => x.classList.remove("lit"));
    const at = document.getElementById(location.hash.slice(1));
    const number = at?.className.match(/\bn(\d+)\b/)?.[1];
    if (number) light(number, true);
  };
  addEventListener("hashchange", follow);
  follow();
})();
