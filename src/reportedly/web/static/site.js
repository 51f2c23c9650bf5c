// Conveniences of the keyboard and the eye. Every page works without them.
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const field = document.getElementById("find");
  let waiting = false;

  // From the row that is marked, else from the first that is on the screen.
  const move = (step) => {
    const all = rows().filter((row) => row.offsetParent);
    const now = all.findIndex((row) => row.classList.contains("here"));
    const seen = all.findIndex((row) => row.getBoundingClientRect().top >= 0);
    const next = all[now < 0 ? Math.max(seen, 0) : Math.min(Math.max(now + step, 0), all.length - 1)];
    if (!next) return;
    all[now]?.classList.remove("here");
    next.classList.add("here");
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const open = () => document.querySelector("[data-row].here a[href*='/articles/']")?.click();

  const leave = (key) => document.querySelector(`nav a[data-key="${CSS.escape(key)}"]`)?.click();

  const turn = (number) => document.querySelector(`[data-layer="${number}"]`)?.click();

  // Single keys can be turned off: who speaks to the machine, or strikes a key by chance, would leave the page.
  const box = document.getElementById("keys");
  const wanted = document.getElementById("keys-on");
  wanted.checked = localStorage.getItem("keys") !== "off";
  wanted.addEventListener("change", () => localStorage.setItem("keys", wanted.checked ? "on" : "off"));
  wanted.parentElement.hidden = false;
  const help = () => (box.open ? box.close() : box.showModal());
  document.querySelectorAll("a[href='#keys']").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      help();
    });
  });
  box.querySelector(".close-keys").addEventListener("click", (event) => {
    event.preventDefault();
    box.close();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") return help();
    if (!wanted.checked || box.open) return;
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
    else if (/^[1-9]$/.test(event.key)) turn(event.key);
  });

  // On the search page what is found follows the typing.
  if (document.getElementById("hits")) {
    field.setAttribute("hx-get", "/search");
    field.setAttribute("hx-target", "#hits");
    field.setAttribute("hx-trigger", "input changed delay:150ms");
    field.setAttribute("hx-replace-url", "true");
    window.htmx?.process(field);
  }
})();
