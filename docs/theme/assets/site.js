// Material puts wide tables into boxes that scroll: the keyboard must reach them too, and they need a name.
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", box.querySelector("th").textContent.trim());
  }
});

// The address of a figure may mean a place in a closed fold, or in a table that scrolls sideways.
function showTarget() {
  if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
  const target = document.querySelector("td a[href]:target");
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "center", inline: "center" });
}
addEventListener("load", showTarget);
addEventListener("hashchange", showTarget);

// A figure that is pointed at or focused shows a link to its own address; one link serves the whole page.
const permalink = document.createElement("a");
permalink.className = "permalink";
permalink.textContent = "#";
permalink.title = document.documentElement.lang.startsWith("zh") ? "这个数字的固定网址" : "Permanent address of this figure";
permalink.setAttribute("aria-label", permalink.title);
function offerAddress(event) {
  const figure = event.target.closest?.("td a[id][href]");
  if (!figure || figure === permalink.previousSibling) return;
  permalink.href = `#${figure.id}`;
  figure.after(permalink);
}
for (const kind of ["pointerover", "focusin"]) document.querySelector("article")?.addEventListener(kind, offerAddress);

// What Material says in passing (“copied”) is read out too; a lone copy button is no navigation.
document.querySelector(".md-dialog")?.setAttribute("role", "status");
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-code__nav")) box.setAttribute("role", "none");
});
