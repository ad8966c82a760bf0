// Search in the browser over the files that scripts/plans/search.py writes; nothing is asked of another host.

// The same classes of characters, digits and foldings as in search.py: tests/browser/test_search.py compares them.
const HAN = String.raw`\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}`;
const LETTER = String.raw`0-9a-z\u00df-\u00f6\u00f8-\u052f`;
const WHITE = String.raw`\u0000-\u0020\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff`;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const HAN_AT_START = new RegExp(`^[${HAN}]`, "u");
const HAN_AT_END = new RegExp(`[${HAN}]$`, "u");
const LETTER_AT_START = new RegExp(`^[${LETTER}]`, "u");
const LETTER_AT_END = new RegExp(`[${LETTER}]$`, "u");
const WHITE_RUN = new RegExp(`[${WHITE}]+`, "u");
const NEEDLE = new RegExp(`[${HAN}]+|[${LETTER}]+(?:\\.[0-9]+)*`, "gu");

const PAGE = 20; // results to a page
const MOST_LOOKUPS = 8; // tokens of one query that are looked up; the rest is checked in the records
const MOST_FILES = 40; // files of records read before a visitor is asked whether to go on
const AHEAD = 2; // files of records asked for before their turn
const SHORTEST_BEGINNING = 3; // shorter words are looked up whole: "AI" is not "aim"

// The text as it is compared, with the start and end in `text` of what each unit of it came from.
export function fold(text) {
  const starts = [];
  const ends = [];
  let folded = "";
  let gap = false;
  let index = 0;
  for (const character of text) {
    const end = index + character.length;
    for (const part of character.normalize("NFKC").toLowerCase()) {
      if (WHITE_RUN.test(part)) {
        gap = folded !== "";
        continue;
      }
      const unit = gap && !HAN_AT_END.test(folded.slice(-2)) && !HAN_AT_START.test(part) ? ` ${part}` : part;
      folded += unit;
      for (let i = 0; i < unit.length; i += 1) {
        starts.push(index);
        ends.push(end);
      }
      gap = false;
    }
    index = end;
  }
  return { text: folded, starts, ends };
}

// What must occur somewhere in a record: pairs of Chinese characters, words, and single characters left over.
export function readNeedles(folded) {
  const needles = [...folded.matchAll(NEEDLE)].flatMap(([piece]) => {
    const characters = HAN_AT_START.test(piece) ? [...piece] : [];
    return characters.length < 2 ? [piece] : characters.slice(1).map((next, i) => characters[i] + next);
  });
  return [...new Set(needles)];
}

// The needles that the index knows: all but single Chinese characters.
export function readTokens(folded) {
  return readNeedles(folded).filter((needle) => [...needle].length > 1 || LETTER_AT_START.test(needle));
}

// A query is cut at white space, except between two words of letters: "high-tech firm" is one run.
export function readQuery(words) {
  const runs = [];
  for (const piece of words.split(WHITE_RUN)) {
    const run = fold(piece).text;
    const last = runs.length - 1;
    if (run && last >= 0 && !HAN_AT_END.test(runs[last]) && !HAN_AT_START.test(run)) {
      runs[last] += ` ${run}`;
    } else if (run) {
      runs.push(run);
    }
  }
  const needles = runs.flatMap((run) => {
    const parts = readNeedles(run);
    return parts.length ? parts : [run];
  });
  const most = Math.max(1, Math.floor(MOST_LOOKUPS / runs.length));
  const lookups = runs.map((run) => thin(readTokens(run), most)).filter((tokens) => tokens.length);
  return { runs, needles, lookups: lookups.slice(0, MOST_LOOKUPS) };
}

// At most `most` of the items, evenly spread.
function thin(items, most) {
  return items.length <= most ? items : Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]);
}

// Rising numbers from their gaps, see write_gaps in search.py.
export function readGaps(digits) {
  const numbers = [];
  let number = -1;
  let gap = 0;
  let shift = 0;
  for (const digit of digits) {
    const value = DIGITS.indexOf(digit);
    gap += (value % 32) << shift;
    shift += 5;
    if (value < 32) {
      number += gap + 1;
      numbers.push(number);
      gap = 0;
      shift = 0;
    }
  }
  return numbers;
}

// Where a needle stands in a folded text; what begins with a letter must begin a word.
function findPlaces(text, needle) {
  const places = [];
  const isWord = LETTER_AT_START.test(needle);
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (!(isWord && LETTER_AT_END.test(text[at - 1] ?? ""))) {
      places.push(at);
    }
  }
  return places;
}

// The index below `base`: its entry is asked for anew each time, all other files may come from a cache.
async function openIndex(base) {
  const meta = await fetchJson(new URL("meta.json", base), { cache: "no-cache" });
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      const file = fetchJson(new URL(`${meta.folder}/${name}.json`, base), {});
      file.catch(() => files.delete(name)); // a failed file is asked for again at the next search
      files.set(name, file);
    }
    return files.get(name);
  };
  return { ...meta, files, load };
}

async function fetchJson(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw new Error(`${response.status} ${url}`);
  }
  return response.json();
}

// The blocks that hold a token, or any word that begins with it, and of these the ones with it in a title.
async function lookUp(index, token) {
  const isBeginning = LETTER_AT_START.test(token) && token.length >= SHORTEST_BEGINNING;
  const isMeant = (other) => other === token || (isBeginning && other.startsWith(token));
  const after = index.tokens.findIndex((first) => first > token && !isMeant(first));
  const before = index.tokens.findLastIndex((first) => first <= token);
  const names = index.tokens.map((_, i) => `tokens-${i}`).slice(Math.max(before, 0), after < 0 ? undefined : after);
  const shards = await Promise.all(names.map(index.load));
  const lists = shards.flatMap((shard) => Object.keys(shard).filter(isMeant).map((key) => shard[key].split(" ")));
  const anywhere = new Set(lists.flatMap(([all]) => readGaps(all)));
  return { anywhere, titled: new Set(lists.flatMap(([, titles]) => readGaps(titles ?? ""))) };
}

// The blocks that hold all tokens, and of these the ones with all tokens of one run in titles.
async function findBlocks(index, query) {
  const found = await Promise.all(query.lookups.map((tokens) => Promise.all(tokens.map((token) => lookUp(index, token)))));
  const anywhere = intersect(found.flat().map((lists) => lists.anywhere));
  const titled = new Set(found.flatMap((lists) => intersect(lists.map((list) => list.titled))));
  return { anywhere, titled: anywhere.filter((block) => titled.has(block)) };
}

function intersect(sets) {
  const [least, ...others] = [...sets].sort((one, other) => one.size - other.size);
  return [...least].filter((number) => others.every((set) => set.has(number))).sort((one, other) => one - other);
}

// Reads the records of a query in rank order, kind by kind, titles first, and yields after each block.
// `settled` counts the literal hits that nothing can precede any more.
async function* readHits(index, query, found) {
  const blocks = await findBlocks(index, query);
  found.settled = 0;
  for (const kind of new Set(index.kinds)) {
    for (const pass of ["titled", "anywhere"]) {
      const numbers = blocks[pass].filter((number) => index.kinds[Math.floor(number / index.blocks)] === kind);
      const names = [...new Set(numbers.map((number) => `records-${Math.floor(number / index.blocks)}`))];
      for (const number of numbers) {
        const turn = names.indexOf(`records-${Math.floor(number / index.blocks)}`);
        const [file] = names.slice(turn, turn + 1 + AHEAD).map(index.load);
        for (const [place, record] of (await file)[number % index.blocks].entries()) {
          const hit = judge(record, query, kind);
          if (hit) {
            found.hits.set(`${number} ${place}`, { ...hit, order: [hit.loose, index.kinds.indexOf(kind), !hit.titled, number, place] });
            found.settled += !hit.loose && hit.titled === (pass === "titled");
          }
        }
        yield;
      }
    }
  }
}

// A record as a hit: literal where each run of the query stands in it, loose where only all needles do.
function judge([title, context, text, url], query, kind) {
  const fields = [title, context, text].map(fold);
  const holds = (needle) => fields.some((field) => findPlaces(field.text, needle).length);
  const loose = !query.runs.every(holds);
  if (loose && !query.needles.every(holds)) {
    return undefined;
  }
  const marks = loose ? query.needles : query.runs;
  const titled = marks.some((needle) => findPlaces(fields[0].text, needle).length);
  return { title, context, text, url, kind, loose, titled, marks };
}

function compareHits(one, other) {
  const at = one.order.findIndex((value, i) => value !== other.order[i]);
  return at < 0 ? 0 : Number(one.order[at]) - Number(other.order[at]);
}

// Where any of the needles stands in a folded text, from start to end, one stretch where they touch.
function findStretches(text, needles) {
  const places = needles.flatMap((needle) => findPlaces(text, needle).map((at) => [at, at + needle.length]));
  const stretches = [];
  for (const [start, end] of places.sort(([one], [other]) => one - other)) {
    const last = stretches.at(-1);
    if (last && start <= last[1]) {
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
  const from = first > around ? folded.starts[first - around] : 0;
  const until = folded.ends[first + 4 * around] ?? text.length;
  const drawn = document.createDocumentFragment();
  let at = from;
  for (const [start, end] of stretches.filter(([begin]) => folded.starts[begin] < until)) {
    const stop = folded.ends[end - 1];
    drawn.append(text.slice(at, folded.starts[start]), drawElement("mark", "", text.slice(folded.starts[start], stop)));
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

export function start(page) {
  const label = readLabels(page.dataset);
  const [form, input, status, list, more] = ["form", "input", "[role=status]", "ol", "button"].map((s) => page.querySelector(s));
  const base = new URL(page.dataset.index, location.href);
  const root = new URL(page.dataset.root, location.href);
  const say = (text, values = {}) => {
    status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  let index;
  let current = {};

  async function search() {
    const words = input.value.trim();
    const query = readQuery(words);
    const found = { hits: new Map(), settled: 0 };
    const mine = { words, query, found, shown: 0 };
    current = mine;
    const address = new URL(location.href);
    address.search = words && new URLSearchParams({ q: words });
    history.replaceState(null, "", address);
    list.replaceChildren();
    more.hidden = true;
    if (query.lookups.length) {
      await go(mine);
    } else {
      say(words && label.short);
    }
  }

  // Reads on until there is another page of results, or the visitor has waited and loaded enough.
  async function go(mine) {
    say(label.loading);
    try {
      index ??= openIndex(base);
      const opened = await index;
      mine.source ??= readHits(opened, mine.query, mine.found);
      const most = opened.files.size + MOST_FILES;
      while (mine === current && !mine.done && mine.found.settled < mine.shown + PAGE && opened.files.size < most) {
        mine.done = (await mine.source.next()).done;
      }
    } catch {
      index = undefined;
      mine.source = undefined;
      if (mine === current) {
        say(label.failed);
        more.hidden = false;
      }
      return;
    }
    if (mine === current) {
      show(mine);
    }
  }

  function show(mine) {
    const hits = [...mine.found.hits.values()].sort(compareHits);
    mine.shown = Math.min(hits.length, mine.shown + PAGE);
    list.replaceChildren(...hits.slice(0, mine.shown).map((hit) => drawHit(hit, root, label)));
    const isAll = mine.done && mine.shown === hits.length;
    more.hidden = isAll;
    const kind = !isAll ? (mine.shown ? label.some : label.unfinished) : mine.shown ? label.all : label.none;
    say(kind, { n: mine.shown, q: mine.words });
  }

  let timer;
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) {
      timer = setTimeout(search, 250);
    }
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  more.addEventListener("click", async () => {
    const { shown } = current;
    await go(current);
    list.children[shown]?.querySelector("a").focus();
  });
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) {
    search();
  }
}

const page = document.getElementById("search");
if (page) {
  start(page);
}
