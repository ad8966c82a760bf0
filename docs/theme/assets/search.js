// The search page: what a visitor types goes to the index, and the records found are listed.

import { compareHits, findPlaces, fold, openIndex, readHits, readQuery } from "./search-index.js";

const PAGE = 20; // results to a page
const PAUSE = 250; // milliseconds without a key before what was typed is searched
const MOST_FILES = 40; // files of records read before a visitor is asked whether to go on

// Where any of the needles stands in a folded text, from start to end, one stretch where they overlap.
function findStretches(text, needles) {
  const places = needles.flatMap((needle) => findPlaces(text, needle).map((at) => [at, at + needle.length]));
  const stretches = [];
  for (const [start, end] of places.sort(([one], [other]) => one - other)) {
    const last = stretches.at(-1);
    if (last && start < last[1]) {
      last[1] = Math.max(last[1], end);
    } else {
      stretches.push([start, end]);
    }
  }
  return stretches;
}

// The text with the needles marked; of a long text only the words around the first of them.
function drawText(text, needles, around) {
  const folded = fold(text);
  const stretches = findStretches(folded.text, needles);
  const first = stretches.length ? stretches[0][0] : 0;
  const cut = first > around ? folded.starts[first - around] : 0;
  const from = cut && cut + text.slice(cut, folded.starts[first]).match(/^[a-z]*/i)[0].length; // no part of a word
  const until = folded.ends[first + 4 * around] ?? text.length;
  const drawn = document.createDocumentFragment();
  let at = from;
  for (const [start, end] of stretches.filter(([begin]) => folded.starts[begin] < until)) {
    const stop = folded.ends[end - 1];
    const mark = drawElement("mark", "", text.slice(folded.starts[start], stop));
    drawn.append(text.slice(at, folded.starts[start]), mark);
    at = stop;
  }
  const stop = Math.max(at, until);
  drawn.append(text.slice(at, stop), stop < text.length ? "…" : "");
  drawn.prepend(from > 0 ? "…" : "");
  return drawn;
}

function drawHit(hit, root, label) {
  const link = drawElement("a", "", drawText(hit.title, hit.marks, Infinity));
  link.href = new URL(hit.url, root).href;
  const facts = drawElement("p", "search-facts", drawElement("span", "search-kind", label[hit.kind]));
  if (hit.context) {
    facts.append(" ", drawElement("span", "search-context", drawText(hit.context, hit.marks, Infinity)));
  }
  if (hit.loose) {
    facts.append(" ", drawElement("span", "search-loose", label.loose));
  }
  const item = drawElement("li", "", link);
  item.append(facts);
  if (hit.text) {
    item.append(drawElement("p", "search-text", drawText(hit.text, hit.marks, 30)));
  }
  return item;
}

function drawElement(name, className, content) {
  const element = document.createElement(name);
  if (className) {
    element.className = className;
  }
  element.append(content);
  return element;
}

// The labels of the page: data-label-concept="…" is label.concept.
function readLabels(dataset) {
  const labels = Object.entries(dataset).filter(([name]) => name.startsWith("label"));
  return Object.fromEntries(labels.map(([name, text]) => [name.slice("label".length).toLowerCase(), text]));
}

function say(view, label, values = {}) {
  view.status.textContent = label.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

async function search(view) {
  const words = view.input.value.trim();
  const query = readQuery(words);
  const address = new URL(location.href);
  address.search = words && new URLSearchParams({ q: words });
  history.replaceState(null, "", address);
  view.current = { words, query, found: { hits: new Map(), settled: 0 }, shown: 0 };
  view.list.replaceChildren();
  view.more.hidden = true;
  if (query.lookups.length) {
    await showMore(view, view.current);
  } else {
    say(view, words && view.label.short);
  }
}

async function showMore(view, mine) {
  say(view, view.label.loading);
  try {
    await readMore(view, mine);
  } catch {
    view.index = undefined;
    mine.source = undefined;
    mine.failed = true;
  }
  if (mine === view.current) {
    show(view, mine);
  }
}

// Reads on until there is another page of results, or the visitor has waited and loaded enough.
async function readMore(view, mine) {
  view.index ??= openIndex(view.base);
  const index = await view.index;
  mine.failed = false;
  mine.source ??= readHits(index, mine.query, mine.found);
  const most = index.files.size + MOST_FILES;
  const isEnough = () => mine.done || mine.found.settled >= mine.shown + PAGE || index.files.size >= most;
  while (mine === view.current && !isEnough()) {
    mine.done = (await mine.source.next()).done;
  }
}

function show(view, mine) {
  const hits = [...mine.found.hits.values()].sort(compareHits);
  const isAll = mine.done && hits.length <= mine.shown + PAGE;
  mine.shown = mine.failed ? mine.shown : Math.min(hits.length, mine.shown + PAGE);
  view.list.replaceChildren(...hits.slice(0, mine.shown).map((hit) => drawHit(hit, view.root, view.label)));
  view.more.hidden = isAll;
  const [some, none] = isAll ? ["all", "none"] : ["some", "unfinished"];
  const name = mine.failed ? "failed" : mine.shown ? some : none;
  say(view, view.label[name], { n: mine.shown, q: mine.words });
}

function listen(view) {
  let timer;
  view.input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) {
      timer = setTimeout(search, PAUSE, view);
    }
  });
  view.input.addEventListener("compositionend", () => view.input.dispatchEvent(new Event("input")));
  view.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search(view);
  });
  view.more.addEventListener("click", async () => {
    const { shown } = view.current;
    await showMore(view, view.current);
    view.list.children[shown]?.querySelector("a").focus();
  });
}

function start(page) {
  const view = {
    form: page.querySelector("form"),
    input: page.querySelector("input"),
    status: page.querySelector("[role=status]"),
    list: page.querySelector("ol"),
    more: page.querySelector("button[hidden]"),
    label: readLabels(page.dataset),
    base: new URL(page.dataset.index, location.href),
    root: new URL(page.dataset.root, location.href),
  };
  listen(view);
  view.input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (view.input.value) {
    search(view);
  } else {
    view.input.focus();
  }
}

start(document.getElementById("search-page"));
