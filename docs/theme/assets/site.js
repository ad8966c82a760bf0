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

// A figure that is pointed at or focused shows a link to its own address and, where the page has the form for
// wrong figures, one to the form filled in for it; the same two serve the whole page.
const inChinese = document.documentElement.lang.startsWith("zh");
const form = document.querySelector("a.report-error");
const offers = document.createElement("span");
offers.className = "offers";
function addOffer(text, title) {
  const offer = document.createElement("a");
  offer.textContent = text;
  offer.title = title;
  offer.setAttribute("aria-label", title);
  offers.append(offer);
  return offer;
}
const permalink = addOffer("#", inChinese ? "这个数字的固定网址" : "Permanent address of this figure");
const report = form && addOffer(inChinese ? "报错" : "report", inChinese ? "报告这个数字的错误" : "Report an error in this figure");
function offerLinks(event) {
  const figure = event.target.closest?.("td a[id][href]");
  if (!figure || figure === offers.previousSibling) return;
  permalink.href = `#${figure.id}`;
  if (report) report.href = reportAddress(figure);
  figure.after(offers);
}
for (const kind of ["pointerover", "focusin"]) document.querySelector("article")?.addEventListener(kind, offerLinks);

// The link below the table names the plan and its page; a figure adds its id, what it shows, and its words.
function reportAddress(figure) {
  const address = new URL(form.href);
  const { searchParams: fields } = address;
  const [shown, wording, page] = [figure.textContent.trim(), figure.title, fields.get("page")];
  fields.set("title", `${fields.get("title")}.${figure.id}`);
  fields.set("figure", `${fields.get("figure")}.${figure.id}`);
  fields.set("value", shown === wording ? shown : inChinese ? `${shown}（${wording}）` : `${shown} (${wording})`);
  fields.set("passage", new URL(figure.getAttribute("href"), page));
  fields.set("page", `${page}#${figure.id}`);
  return address.href;
}

// Who comes to a passage of the archived text is told below it what it proves, and can report an error there.
function showProof() {
  document.querySelector(".archive .proof")?.remove();
  const passage = document.querySelector(".archive a[id]:target");
  if (!passage) return;
  const number = document.querySelector(`.archive a[href="#proves.${CSS.escape(passage.id)}"]`);
  const proof = document.getElementById(`proves.${passage.id}`).closest(".proof");
  if (!proof.querySelector(".report")) return;
  const copy = proof.cloneNode(true);
  for (const anchor of copy.querySelectorAll("[id]")) anchor.remove();
  number.closest("p").after(copy);
}
addEventListener("load", showProof);
addEventListener("hashchange", showProof);

// What Material says in passing (“copied”) is read out too; a lone copy button is no navigation.
document.querySelector(".md-dialog")?.setAttribute("role", "status");
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-code__nav")) box.setAttribute("role", "none");
});
