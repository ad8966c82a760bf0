// The page /explore/sql/: engine and data are loaded at the first run; the query lives in the address.

import { makeGrid, showRows } from "./explore-grid.js";
import { download, writeCsv } from "./explore-row.js";

const MOST = 10000; // rows of a result that are read

function start(page) {
  const view = {
    words: JSON.parse(page.dataset.words),
    root: new URL(page.dataset.data, location.href),
    find: (selector) => page.querySelector(selector),
    locale: document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en",
  };
  view.query = view.find("#sql-query");
  view.find(".explore-body").hidden = false;
  listen(view);
  readAddress(view);
}

function listen(view) {
  const { find, query } = view;
  const examples = find("#sql-example");
  examples.addEventListener("change", () => {
    query.value = examples.value || query.value;
  });
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run(view);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run(view);
    }
  });
  find("[data-do=stop]").addEventListener("click", () => stop(view));
  find("[data-do=export]").addEventListener("click", () => exportResult(view));
  addEventListener("popstate", () => readAddress(view));
}

// A query in the address is shown, and runs when the visitor asks for it.
function readAddress({ query, find }) {
  query.value = new URLSearchParams(location.search).get("q") ?? find("#sql-example").options[1].value;
}

async function run(view) {
  const query = view.query.value.trim();
  if (!query) {
    say(view, view.words.empty);
    return;
  }
  if (view.isBusy) {
    return;
  }
  writeAddress(query);
  setBusy(view, true);
  showError(view, "");
  try {
    if (!view.worker) {
      say(view, view.words.loading);
      await open(view);
    }
    say(view, view.words.running);
    await showResult(view, await ask(view, { query, most: MOST }));
  } catch (error) {
    fail(view, error);
  }
  setBusy(view, false);
}

function writeAddress(query) {
  const search = `?${new URLSearchParams({ q: query })}`;
  if (search !== location.search) {
    history.pushState(null, "", search);
  }
}

async function open(view) {
  view.isOpening = true;
  view.worker = new Worker(new URL("./explore-sql-worker.js", import.meta.url));
  await Promise.all([
    import(new URL("assets/browser/regular-table.js", view.root).href),
    ask(view, {
      engine: new URL("assets/browser/sql-wasm-browser.js", view.root).href,
      file: new URL("data/all/all.sqlite", view.root).href,
    }),
  ]);
  view.isOpening = false;
}

// One answer of the worker to one message; `stop` ends the wait.
function ask(view, message) {
  return new Promise((resolve, reject) => {
    view.reject = reject;
    view.worker.onerror = () => reject(new Error(view.words.failed));
    view.worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    view.worker.postMessage(message);
  });
}

function stop(view) {
  close(view);
  view.reject?.();
}

function close(view) {
  view.worker?.terminate();
  view.worker = undefined;
}

// Stopped by the visitor, not loaded, or a query that SQLite refuses.
function fail(view, error) {
  if (!error) {
    say(view, view.words.stopped);
  } else if (view.isOpening) {
    close(view);
    say(view, view.words.failed);
  } else {
    say(view, view.words.wrong);
    showError(view, error.message);
  }
  view.isOpening = false;
}

async function showResult(view, result) {
  const { words, locale } = view;
  const count = result.rows.length.toLocaleString(locale);
  const text = result.isCut ? words.cut : result.rows.length ? words.done : words.nothing;
  view.result = result;
  say(view, text.replace("{n}", count).replace("{ms}", result.ms.toLocaleString(locale)));
  const box = view.find(".explore-grid");
  box.hidden = !result.columns.length;
  box.replaceChildren();
  if (!box.hidden) {
    box.style.setProperty("--rows", Math.max(result.rows.length, 1));
    await drawResult(view, box, result);
  }
}

function drawResult({ words }, box, { columns, rows }) {
  const isNumber = (place) => rows.some((row) => row[place] !== null) && rows.every((row) => row[place] === null || typeof row[place] === "number");
  const grid = makeGrid(box, {
    columns: columns.map((title, place) => ({ id: place, title, numeric: isNumber(place) })),
    cell: (row, place) => rows[row][place] ?? drawNull(words.null),
    label: words.table,
  });
  return showRows(grid, rows.length, (place) => place);
}

function drawNull(word) {
  const mark = document.createElement("i");
  mark.textContent = word;
  return mark;
}

function exportResult({ result, words }) {
  download(words.file, writeCsv(result.columns, result.rows));
}

function setBusy(view, isBusy) {
  view.isBusy = isBusy;
  view.find("[data-do=run]").disabled = isBusy;
  view.find("[data-do=stop]").disabled = !isBusy;
  view.find("[data-do=export]").disabled = isBusy || !view.result?.columns.length;
  if (view.worker) {
    view.find("[data-do=run]").textContent = view.words.run;
  }
}

function say(view, text) {
  view.find("[role=status]").textContent = text;
}

function showError(view, text) {
  const box = view.find(".explore-error");
  box.textContent = text;
  box.hidden = !text;
}

start(document.getElementById("explore-sql"));
