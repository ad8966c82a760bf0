// The filters of /explore/: a fold for each facet with a box to tick for each option and how many figures it has.

import { FACETS } from "./explore-data.js";

const FIND_FROM = 13; // options from which a facet has a field to look for one
const MOST = 60; // options listed at once

function make(name, properties = {}, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
}

// `onChange()` is called after `selection()` of the view has changed.
export function makeFilters(box, view) {
  const filters = FACETS.map((name) => makeFacet(name, view));
  box.replaceChildren(...filters.map(({ fold }) => fold));
  return filters;
}

function makeFacet(name, view) {
  const { options } = view.store.facets[name];
  const title = view.words[name];
  const facet = { name, options, badge: make("span", { className: "chosen" }), list: make("ul"), boxes: new Map() };
  facet.fold = make("details", {}, make("summary", {}, title, " ", facet.badge));
  if (options.length >= FIND_FROM) {
    const label = view.words.find.replace("{name}", title);
    facet.find = make("input", { type: "search", placeholder: label, ariaLabel: label, autocomplete: "off" });
    facet.find.addEventListener("input", () => listOptions(facet, view));
    facet.fold.append(facet.find);
  }
  facet.more = make("p", { className: "explore-note", hidden: true });
  facet.fold.append(facet.list, facet.more);
  facet.fold.addEventListener("toggle", () => facet.fold.open && listOptions(facet, view));
  return facet;
}

// Lists the chosen options first, then those with most figures; the order stays while boxes are ticked.
function listOptions(facet, view) {
  const counts = view.found.counts[facet.name];
  const chosen = view.selection.chosen.get(facet.name);
  const needle = (facet.find?.value ?? "").normalize("NFKC").toLowerCase().trim();
  const places = [...facet.options.keys()].filter((place) => facet.options[place].name.toLowerCase().includes(needle));
  if (view.store.facets[facet.name].order !== "natural") {
    const isChosen = (place) => chosen.has(facet.options[place].id);
    places.sort((one, other) => isChosen(other) - isChosen(one) || counts[other] - counts[one] || one - other);
  }
  facet.boxes = new Map(places.slice(0, MOST).map((place) => [place, makeOption(facet, place, view)]));
  facet.list.replaceChildren(...[...facet.boxes.values()].map(({ item }) => item));
  facet.more.hidden = places.length <= MOST;
  facet.more.textContent = view.words.moreoptions.replace("{n}", places.length - MOST);
  showCounts(facet, view);
}

function makeOption(facet, place, view) {
  const { id, name } = facet.options[place];
  const box = make("input", { type: "checkbox" });
  const count = make("span", { className: "count" });
  box.addEventListener("change", () => {
    const chosen = view.selection.chosen.get(facet.name);
    box.checked ? chosen.add(id) : chosen.delete(id);
    view.onChange();
  });
  return { id, box, count, item: make("li", {}, make("label", {}, box, make("span", { className: "name" }, name), count)) };
}

function showCounts(facet, view) {
  const counts = view.found.counts[facet.name];
  const chosen = view.selection.chosen.get(facet.name);
  for (const [place, { id, box, count, item }] of facet.boxes) {
    box.checked = chosen.has(id);
    count.textContent = counts[place].toLocaleString(view.locale);
    item.classList.toggle("empty", !counts[place]);
  }
}

// Brings the filters up to what is selected.
export function showFilters(filters, view) {
  for (const facet of filters) {
    const number = view.selection.chosen.get(facet.name).size;
    facet.badge.textContent = number || "";
    facet.badge.hidden = !number;
    if (facet.fold.open) {
      showCounts(facet, view);
    }
  }
}

// One button for each chosen option, which takes it out again.
export function showChosen(list, view) {
  const entries = FACETS.flatMap((name) => [...view.selection.chosen.get(name)].map((id) => [name, id]));
  list.replaceChildren(...entries.map(([name, id]) => make("li", {}, makeChosen(name, id, view))));
}

function makeChosen(name, id, view) {
  const { options, places } = view.store.facets[name];
  const text = `${view.words[name]}${view.words.colon}${options[places.get(id)].name}`;
  const button = make("button", { type: "button", title: view.words.drop.replace("{name}", text) }, text, " ✕");
  button.setAttribute("aria-label", view.words.drop.replace("{name}", text));
  button.addEventListener("click", () => {
    view.selection.chosen.get(name).delete(id);
    view.onChange();
  });
  return button;
}
