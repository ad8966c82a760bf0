// The figures that /explore/ shows: the file of scripts/plans/export_explore.py goes in; rows that fit a
// selection, in its order, with the counts of every filter, come out. Nothing here touches the page.

export const FACETS = [
  "area",
  "plan",
  "topic",
  "concept",
  "organization",
  "year",
  "kind",
  "comparator",
  "due",
];
export const NONE = "none"; // stands in an address for cells that are empty
export const SORTS = [
  "indicator",
  "area",
  "period",
  "kind",
  "value",
  "unit",
  "organization",
  "wording",
  "due",
  "concept",
  "plan",
];
const MOST_WORDS = 8; // words of a search that are looked at

const range = (length) => Array.from({ length }, (_, place) => place);

// Text as it is compared: width and case folded, no white space beside Chinese characters.
export function fold(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  return plain.replace(/(?<=[\u2e80-\uffff]) | (?=[\u2e80-\uffff])/g, "");
}

// A facet: `codes` is a number for each row, `members` the options of each code, `options` their ids and names.
function codeFacet(codes, members, options) {
  return { codes, members, options, places: new Map(options.map(({ id }, place) => [id, place])) };
}

// A facet whose option is found from a cell of a coded column, by way of `key`: code → id.
function oneFacet(column, keys, options) {
  const facet = codeFacet(column, [], options);
  facet.members = keys.map((key) => [facet.places.get(key)]);
  return facet;
}

function listOptions(ids, nameOf) {
  return [...new Set(ids)].map((id) => ({ id, name: nameOf(id) }));
}

// Organizations are several to a row: who holds the figure and who answers for it.
function organizationFacet(file, nameOf) {
  const { organization, answers } = file.columns;
  const codes = new Int32Array(file.rows);
  const known = new Map();
  const sets = [];
  for (let row = 0; row < file.rows; row += 1) {
    const key = organization[row] * file.lists.answers.length + answers[row];
    if (!known.has(key)) {
      known.set(key, sets.length);
      const holder = file.lists.organization[organization[row]];
      sets.push([...new Set([holder, ...file.lists.answers[answers[row]].split(" ")])].filter(Boolean));
    }
    codes[row] = known.get(key);
  }
  const options = file.lists.organizations.map(([id]) => ({ id, name: nameOf(id) }));
  const facet = codeFacet(codes, [], options);
  facet.members = sets.map((ids) => ids.map((id) => facet.places.get(id)));
  return facet;
}

// The store in a language (1: Chinese, 2: English names); `words` names kinds, comparators and states.
export function openStore(file, language, words) {
  const { lists, columns, rows } = file;
  const index = (list) => new Map(list.map((entry) => [entry[0], entry]));
  const tables = Object.fromEntries(
    ["indicator", "area", "unit", "organizations", "plans", "concepts", "topics"].map((name) => [
      name,
      index(lists[name]),
    ]),
  );
  const name = (table, id) => tables[table].get(id)?.[language] || id;
  const store = { file, rows, lists, columns, tables, words, language };
  store.name = name;
  store.facets = openFacets(store);
  store.ranks = new Map(); // rows in the order of a column
  return store;
}

function openFacets(store) {
  const { lists, columns, words, tables, name } = store;
  const indicators = lists.indicator;
  const conceptOf = (entry) => entry[4] || NONE;
  const topicOf = (entry) => tables.concepts.get(entry[4])?.[3] ?? NONE;
  const named = (table) => (id) => (id === NONE ? words.none : name(table, id));
  const worded = (prefix) => (id) => words[`${prefix}-${id}`] ?? id;
  const of = (column, keys, nameOf) => oneFacet(columns[column], keys, listOptions(keys, nameOf));
  const byTime = (facet) => Object.assign(facet, { order: "natural" });
  const years = lists.period.map((period) => period.slice(-4));
  return {
    area: of("area", lists.area.map(([id]) => id), named("area")),
    plan: of("indicator", indicators.map((entry) => entry[3]), named("plans")),
    topic: of("indicator", indicators.map(topicOf), named("topics")),
    concept: of("indicator", indicators.map(conceptOf), named("concepts")),
    organization: organizationFacet(store.file, (id) => name("organizations", id)),
    year: byTime(oneFacet(columns.period, years, listOptions([...years].sort(), (id) => id))),
    kind: byTime(of("kind", lists.kind, worded("kind"))),
    comparator: byTime(of("comparator", lists.comparator.map((id) => id || NONE), worded("comparator"))),
    due: byTime(of("state", lists.state.map((id) => id || NONE), worded("due"))),
  };
}

// An empty selection: nothing chosen, the order of the file.
export function emptySelection() {
  return { words: "", sort: "", descending: false, chosen: new Map(FACETS.map((name) => [name, new Set()])) };
}

// The selection that an address asks for; what is not known here is left out.
export function readSelection(search, store) {
  const params = new URLSearchParams(search);
  const selection = emptySelection();
  selection.words = params.get("q") ?? "";
  const sort = params.get("sort") ?? "";
  const column = sort.replace(/^-/, "");
  if (SORTS.includes(column)) {
    Object.assign(selection, { sort: column, descending: sort.startsWith("-") });
  }
  for (const name of FACETS) {
    for (const id of params.getAll(name)) {
      if (store.facets[name].places.has(id)) {
        selection.chosen.get(name).add(id);
      }
    }
  }
  return selection;
}

// The query of the address of a selection, always in one order.
export function writeSelection(selection) {
  const params = new URLSearchParams();
  if (selection.words.trim()) {
    params.set("q", selection.words.trim());
  }
  for (const name of FACETS) {
    for (const id of [...selection.chosen.get(name)].sort()) {
      params.append(name, id);
    }
  }
  if (selection.sort) {
    params.set("sort", `${selection.descending ? "-" : ""}${selection.sort}`);
  }
  return params.toString();
}

// Rows that fit, in order, and for each facet how many rows each option would have beside the other facets.
export function select(store, selection) {
  const { facets } = store;
  const passes = FACETS.map((name) => passFacet(facets[name], selection.chosen.get(name)));
  const codes = FACETS.map((name) => facets[name].codes);
  const tallies = FACETS.map((name) => new Uint32Array(facets[name].members.length));
  const found = findWords(store, selection.words);
  const order = orderRows(store, selection.sort, selection.descending);
  const rows = new Uint32Array(store.rows);
  let length = 0;
  for (let place = 0; place < store.rows; place += 1) {
    const row = order[place];
    if (found && !found[row]) {
      continue;
    }
    let failed = -1;
    let fails = 0;
    for (let facet = 0; facet < FACETS.length && fails < 2; facet += 1) {
      if (!passes[facet][codes[facet][row]]) {
        failed = facet;
        fails += 1;
      }
    }
    if (fails === 0) {
      rows[length] = row;
      length += 1;
      for (let facet = 0; facet < FACETS.length; facet += 1) {
        tallies[facet][codes[facet][row]] += 1;
      }
    } else if (fails === 1) {
      tallies[failed][codes[failed][row]] += 1;
    }
  }
  const counts = FACETS.map((name, facet) => [name, countOptions(facets[name], tallies[facet])]);
  return { rows: rows.subarray(0, length), counts: Object.fromEntries(counts) };
}

// Whether each code has one of the chosen options; all do where none is chosen.
function passFacet(facet, chosen) {
  if (!chosen.size) {
    return new Uint8Array(facet.members.length).fill(1);
  }
  const wanted = new Set([...chosen].map((id) => facet.places.get(id)));
  return Uint8Array.from(facet.members, (options) => (options.some((option) => wanted.has(option)) ? 1 : 0));
}

function countOptions(facet, tally) {
  const counts = new Uint32Array(facet.options.length);
  for (const [code, options] of facet.members.entries()) {
    for (const option of options) {
      counts[option] += tally[code];
    }
  }
  return counts;
}

// For each row whether every word of a search stands in one of its cells; nothing where none is asked for.
function findWords(store, asked) {
  const needles = asked.split(/\s+/).map(fold).filter(Boolean).slice(0, MOST_WORDS);
  if (!needles.length) {
    return undefined;
  }
  store.texts ??= readTexts(store);
  const { codes, entries, cells } = store.texts;
  const found = new Uint8Array(store.rows).fill(1);
  for (const needle of needles) {
    const hits = entries.map((list) => Uint8Array.from(list, (text) => (text.includes(needle) ? 1 : 0)));
    for (let row = 0; row < store.rows; row += 1) {
      if (found[row] && !hits.some((hit, column) => hit[codes[column][row]])) {
        found[row] = cells[row].includes(needle) ? 1 : 0;
      }
    }
  }
  return found;
}

// What a search looks into: names by code, and the words and numbers of each row.
function readTexts(store) {
  const { columns, lists, tables, facets } = store;
  const join = (...parts) => parts.flat(Infinity).map(fold).join("\n"); // no needle holds a line break
  const both = (table, id) => tables[table].get(id)?.slice(1, 3) ?? [];
  const indicators = lists.indicator.map((entry) =>
    join(entry.slice(0, 3), both("concepts", entry[4]), both("plans", entry[3])),
  );
  const { codes, members, options } = facets.organization;
  const organizations = members.map((places) => join(places.map((at) => both("organizations", options[at].id))));
  const plain = ["area", "unit", "period"];
  return {
    codes: [columns.indicator, codes, ...plain.map((name) => columns[name])],
    entries: [indicators, organizations, ...plain.map((name) => lists[name].map((entry) => join(entry)))],
    cells: range(store.rows).map((row) => join(columns.wording[row], columns.value[row])),
  };
}

// All rows in an order; cells that are empty come last either way, equal ones keep the order of the file.
function orderRows(store, sort, descending) {
  const key = `${descending ? "-" : ""}${sort}`;
  if (!store.ranks.has(key)) {
    store.ranks.clear(); // one order is kept
    store.ranks.set(key, sortRows(store, sort, descending ? -1 : 1));
  }
  return store.ranks.get(key);
}

function sortRows(store, sort, sign) {
  const rows = Uint32Array.from(range(store.rows));
  if (!sort) {
    return rows;
  }
  const rank = rankRows(store, sort);
  return rows.sort((one, other) => compareRanks(rank[one], rank[other], sign) || one - other);
}

function compareRanks(one, other, sign) {
  if (one === other) {
    return 0;
  }
  if (one === Infinity || other === Infinity) {
    return one === Infinity ? 1 : -1;
  }
  return sign * (one - other);
}

// A number for each row by which a column sorts, Infinity for an empty cell.
function rankRows(store, sort) {
  const { columns, rows } = store;
  if (sort === "value") {
    const numbers = range(rows).map((row) => columns.normalized_value[row] || columns.value[row]);
    return Float64Array.from(numbers, (text) => (text === "" ? Infinity : Number(text)));
  }
  if (sort === "wording") {
    const ranks = rankTexts([...new Set(columns.wording)], (one, other) => (one < other ? -1 : 1));
    return Float64Array.from(columns.wording, (text) => ranks.get(text));
  }
  const [codes, names] = sortKeys(store, sort);
  const ranks = rankTexts([...new Set(names)], new Intl.Collator(store.language === 1 ? "zh" : "en").compare);
  return Float64Array.from(codes, (code) => ranks.get(names[code]));
}

function rankTexts(texts, compare) {
  const filled = texts.filter((text) => text !== "").sort(compare);
  return new Map([["", Infinity], ...filled.map((text, rank) => [text, rank])]);
}

// The column that sorts by names, and the name of each of its codes.
function sortKeys(store, sort) {
  const { columns, lists, language, facets } = store;
  if (sort === "period") {
    return [columns.period, lists.period.map((period) => `${period.slice(-4)} ${period}`)];
  }
  if (sort === "organization") {
    const { codes, members, options } = facets.organization;
    return [codes, members.map((places) => (places.length ? options[places[0]].name : ""))];
  }
  if (sort === "unit") {
    return [columns.unit, lists.unit.map((entry) => entry[language - 1])]; // as printed, or in English
  }
  if (sort === "area" || sort === "indicator") {
    return [columns[sort], lists[sort].map((entry) => entry[language])];
  }
  const { codes, members, options } = facets[sort];
  const nameOf = ({ id, name }) => (id === NONE ? "" : name);
  return [codes, members.map(([option]) => nameOf(options[option]))];
}
