// Material puts wide tables into boxes that scroll: the keyboard must reach them too, and they need a name.
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.querySelector("th").textContent.trim());
  }
});
