// The rules of the check: a field that hides what does not hold the words, and an address that opens its rule.
const form = document.querySelector(".rule-filter");
const rules = [...document.querySelectorAll("details.rule")];
const texts = rules.map((rule) => rule.textContent.toLowerCase());
const zh = document.documentElement.lang.startsWith("zh");

function filterRules() {
  const words = form.querySelector("input").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  rules.forEach((rule, place) => { rule.hidden = !words.every((word) => texts[place].includes(word)); });
  const left = rules.filter((rule) => !rule.hidden);
  if (words.length && left.length === 1) left[0].open = true;
  for (const heading of document.querySelectorAll("article h2")) {
    const letter = heading.id.at(-1);
    heading.hidden = !left.some((rule) => rule.id.startsWith(letter));
  }
  form.querySelector("output").textContent = words.length ? (zh ? `${left.length} 条` : `${left.length} found`) : "";
}

function openRule() {
  const rule = rules.find((found) => `#${found.id}` === location.hash);
  if (!rule) return;
  rule.hidden = false;
  rule.open = true;
  rule.scrollIntoView();
}

form.hidden = false;
form.addEventListener("input", filterRules);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", openRule);
openRule();
