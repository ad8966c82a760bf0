// Charts of a selection as plain SVG, drawn at the width of the page so that labels keep their size.

import { readRow, showAmount } from "./explore-row.js";

const HEIGHT = 200;
const MARGIN = { top: 18, right: 12, bottom: 24, left: 46 };
const KINDS = ["target", "actual", "change"];
const MOST_TRACKS = 8; // lines that can be told apart
const MOST_LABELS = 40; // points that still have room for their amounts
const SVG = "http://www.w3.org/2000/svg";

function draw(name, attributes, ...content) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
}

function drawFrame(width, label) {
  return draw("svg", { width, height: HEIGHT, role: "img", "aria-label": label });
}

// Round steps from near the lowest to the highest, none smaller than `least`.
function readSteps(low, high, least = 0) {
  const size = Math.max(10 ** Math.floor(Math.log10((high - low) / 4 || 1)), least);
  const step = [1, 2, 5, 10].map((times) => times * size).find((each) => (high - low) / each <= 5) ?? size;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}

function drawScale(svg, steps, width, language) {
  const [low, high] = [steps[0], steps.at(-1)];
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom;
  const place = (value) => MARGIN.top + inner * (1 - (value - low) / (high - low));
  const format = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
  for (const step of steps) {
    const y = place(step);
    svg.append(draw("line", { class: "rule", x1: MARGIN.left, x2: width - MARGIN.right, y1: y, y2: y }));
    svg.append(draw("text", { x: MARGIN.left - 6, y: y + 4, "text-anchor": "end" }, format.format(step)));
  }
  return place;
}

// Years along the bottom, so many of them named as have room.
function drawYears(svg, years, width) {
  const band = (width - MARGIN.left - MARGIN.right) / years.length;
  const place = (year) => MARGIN.left + band * (years.indexOf(year) + 0.5);
  const every = Math.ceil(40 / band);
  for (const [at, year] of years.entries()) {
    if ((years.length - 1 - at) % every === 0) {
      svg.append(draw("text", { x: place(year), y: HEIGHT - 6, "text-anchor": "middle" }, year));
    }
  }
  return { place, band };
}

const spanYears = (years) => {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, place) => String(first + place));
};

// How many figures of each kind there are in each year.
export function drawCounts(store, rows, { width, words, language }) {
  const { codes, members, options } = store.facets.year;
  const kinds = store.columns.kind;
  const counts = new Map();
  for (const row of rows) {
    const year = options[members[codes[row]][0]].id;
    const found = counts.get(year) ?? counts.set(year, [0, 0, 0]).get(year);
    found[KINDS.indexOf(store.lists.kind[kinds[row]])] += 1;
  }
  const years = spanYears([...counts.keys()]);
  const name = (kind) => words[`kind-${kind}`];
  const shown = KINDS.filter((_, kind) => [...counts.values()].some((found) => found[kind]));
  const say = ([year, found]) => `${year}: ${KINDS.map((kind, at) => found[at] && `${name(kind)} ${found[at]}`).filter(Boolean).join(", ")}`;
  const svg = drawFrame(width, `${words.counts}. ${[...counts].sort().map(say).join("; ")}`);
  const most = Math.max(...[...counts.values()].map((found) => found[0] + found[1] + found[2]));
  const y = drawScale(svg, readSteps(0, most, 1), width, language);
  const { place, band } = drawYears(svg, years, width);
  for (const [year, found] of counts) {
    let base = 0;
    for (const [kind, count] of found.entries()) {
      const height = y(base) - y(base + count);
      const bar = { x: place(year) - band * 0.35, width: band * 0.7, y: y(base + count), height, class: KINDS[kind] };
      svg.append(draw("rect", bar, draw("title", {}, `${year} ${name(KINDS[kind])} ${count}`)));
      base += count;
    }
  }
  return [drawKey(shown.map((kind) => [kind, name(kind)])), svg];
}

// The values of one concept over the years; nothing where concepts or base units differ, or no number stands.
export function drawValues(store, rows, { width, words, language, root }) {
  const all = readPoints(store, rows, root);
  if (!all) {
    return undefined;
  }
  const whole = all.filter(({ cells }) => !cells.organization);
  const isLong = listTracks(all).length > MOST_TRACKS && whole.length;
  const points = isLong ? whole : all;
  const tracks = listTracks(points);
  if (tracks.length > MOST_TRACKS) {
    return [drawNote(words.manytracks.replace("{n}", tracks.length))];
  }
  const svg = drawFrame(width, `${words.values}. ${points.map(say).join("; ")}`);
  const numbers = points.map(({ number }) => number);
  const y = drawScale(svg, readSteps(Math.min(0, ...numbers), Math.max(...numbers)), width, language);
  const { place } = drawYears(svg, spanYears(points.map(({ year }) => year)), width);
  for (const [number, track] of tracks.entries()) {
    drawTrack(svg, points.filter((point) => point.track === track), { place, y, style: `track-${number}` });
  }
  if (points.length <= MOST_LABELS) {
    drawLabels(svg, points, place, y, width);
  }
  const names = tracks.map((track, number) => [`track-${number}`, track]);
  return [drawKey([...names, ["hollow", words["kind-actual"]], ["filled", words["kind-target"]]]), drawNote(`${words.unit}${words.colon}${unitName(store, points[0].cells.unit)}${isLong ? ` · ${words.withoutshares}` : ""}`), svg];
}

const listTracks = (points) => [...new Set(points.map(({ track }) => track))];

// The base unit of a unit.
function unitName(store, unit) {
  const [, , base, english] = store.tables.unit.get(unit);
  return store.language === 1 ? base : english;
}

// Targets and actual values of single years, if they are of one concept, one measure and one base unit.
function readPoints(store, rows, root) {
  const points = [];
  let subject;
  for (const row of rows) {
    const cells = readRow(store, row, root);
    const own = `${cells.concept} ${cells.measure}`;
    subject ??= own;
    if (!cells.concept || own !== subject) {
      return undefined;
    }
    if (cells.value === "" || cells.kind === "change" || cells.period.includes("/")) {
      continue;
    }
    if (points.length && points[0].cells.base_unit !== cells.base_unit) {
      return undefined;
    }
    points.push({ cells, year: cells.year, number: Number(cells.normalized_value), track: nameTrack(store, cells) });
  }
  return points.length ? points.sort((one, other) => one.year - other.year) : undefined;
}

// Area and holder; the name of the indicator too where it is not the shared concept itself.
function nameTrack(store, { area, organization, match, indicator, plan }) {
  const place = [store.name("area", area), organization && store.name("organizations", organization)];
  const loose = match === "exact" ? "" : store.name("indicator", indicator);
  return [...place, loose, store.tables.plans.get(plan)[0]].filter(Boolean).join(" · ");
}

const say = ({ track, year, cells }) => `${track} ${year} ${showAmount(cells)} ${cells.unit}`;

function drawTrack(svg, points, { place, y, style }) {
  const at = (point) => `${place(point.year)},${y(point.number)}`;
  const group = draw("g", { class: style });
  group.append(draw("polyline", { points: points.map(at).join(" ") }));
  for (const point of points) {
    const mark = { cx: place(point.year), cy: y(point.number), r: 4, class: point.cells.kind };
    group.append(draw("circle", mark, draw("title", {}, say(point))));
  }
  svg.append(group);
}

// Amounts with their comparators beside the points; one that would cover another is left out.
function drawLabels(svg, points, place, y, width) {
  const taken = [];
  for (const point of points) {
    const text = showAmount(point.cells);
    const half = text.length * 3.5;
    const x = Math.min(Math.max(place(point.year), MARGIN.left + half), width - half - 2);
    const top = Math.max(y(point.number) - 8, 11);
    if (!taken.some(([left, right, line]) => x + half > left && x - half < right && Math.abs(line - top) < 12)) {
      taken.push([x - half, x + half, top]);
      svg.append(draw("text", { x, y: top, "text-anchor": "middle", class: "amount" }, text));
    }
  }
}

function drawKey(entries) {
  const list = document.createElement("ul");
  list.className = "explore-key";
  for (const [style, name] of entries) {
    const item = document.createElement("li");
    item.className = style;
    item.textContent = name;
    list.append(item);
  }
  return list;
}

function drawNote(text) {
  const note = document.createElement("p");
  note.className = "explore-note";
  note.textContent = text;
  return note;
}
