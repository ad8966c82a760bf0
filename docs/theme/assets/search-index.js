// Reading the search index: a query goes in, records come out in rank order. Its files are written by
// scripts/plans/search.py; nothing is asked of another host.

// The same classes of characters, digits and folding as in search.py; the browser tests compare them.
const HAN =
  String.raw`\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff` +
  String.raw`\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}`;
const LETTER = String.raw`0-9a-z\u00df-\u00f6\u00f8-\u052f`;
const WHITE = String.raw`\u0000-\u0020\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff`;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const HAN_AT_START = new RegExp(`^[${HAN}]`, "u");
const HAN_AT_END = new RegExp(`[${HAN}]$`, "u");
const LETTER_AT_START = new RegExp(`^[${LETTER}]`, "u");
const LETTER_AT_END = new RegExp(`[${LETTER}]$`, "u");
const WHITE_RUN = new RegExp(`[${WHITE}]+`, "u");
const NEEDLE = new RegExp(`[${HAN}]+|[${LETTER}]+(?:\\.[0-9]+)*`, "gu");

const MOST_LOOKUPS = 8; // tokens of one query that are looked up; the rest is checked in the records
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
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(items.length, most) }, (_, i) => items[Math.floor(i * step)]);
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
export function findPlaces(text, needle) {
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
export async function openIndex(base) {
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
  const names = index.tokens.map((_, i) => `tokens-${i}`);
  const shards = await Promise.all(names.slice(Math.max(before, 0), after < 0 ? undefined : after).map(index.load));
  const entries = shards.flatMap(Object.entries).filter(([key]) => isMeant(key));
  const lists = entries.map(([, numbers]) => numbers.split(" ").map(readGaps));
  return {
    anywhere: new Set(lists.flatMap(([anywhere]) => anywhere)),
    titled: new Set(lists.flatMap(([, titled]) => titled ?? [])),
  };
}

// The blocks that hold all tokens, and of these the ones with all tokens of one run in titles.
async function findBlocks(index, query) {
  const lookUpAll = (tokens) => Promise.all(tokens.map((token) => lookUp(index, token)));
  const found = await Promise.all(query.lookups.map(lookUpAll));
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
export async function* readHits(index, query, found) {
  const blocks = await findBlocks(index, query);
  const fileOf = (number) => Math.floor(number / index.blocks);
  found.settled = 0;
  for (const kind of new Set(index.kinds)) {
    for (const pass of ["titled", "anywhere"]) {
      const numbers = blocks[pass].filter((number) => index.kinds[fileOf(number)] === kind);
      const files = [...new Set(numbers.map(fileOf))];
      for (const number of numbers) {
        const turn = files.indexOf(fileOf(number));
        const [file] = files.slice(turn, turn + 1 + AHEAD).map((ahead) => index.load(`records-${ahead}`));
        for (const [place, record] of (await file)[number % index.blocks].entries()) {
          const hit = judge(record, query);
          if (hit) {
            const order = [hit.loose, index.kinds.indexOf(kind), !hit.titled, number, place];
            found.hits.set(`${number} ${place}`, { ...hit, kind, order });
            found.settled += !hit.loose && hit.titled === (pass === "titled");
          }
        }
        yield;
      }
    }
  }
}

// A record as a hit: literal where each run of the query stands in it, loose where only all needles do.
function judge([title, context, text, url], query) {
  const fields = [title, context, text].map(fold);
  const holds = (needle) => fields.some((field) => findPlaces(field.text, needle).length);
  const loose = !query.runs.every(holds);
  if (loose && !query.needles.every(holds)) {
    return undefined;
  }
  const marks = loose ? query.needles : query.runs;
  const titled = marks.some((needle) => findPlaces(fields[0].text, needle).length);
  return { title, context, text, url, loose, titled, marks };
}

export function compareHits(one, other) {
  const at = one.order.findIndex((value, i) => value !== other.order[i]);
  return at < 0 ? 0 : Number(one.order[at]) - Number(other.order[at]);
}
