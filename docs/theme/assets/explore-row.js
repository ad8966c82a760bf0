// One figure of the store as it is shown and as it is exported.

export const SIGNS = { ge: "≥", gt: ">", eq: "", approx: "≈", le: "≤", lt: "<", "": "" };

// The columns of the export: those of the published table of values, for a figure instead of a statement,
// with the passages, the standing of a target, the organizations that answer, and the address.
export const CSV_COLUMNS = [
  ..."figure plan indicator name name_en concept match measure area area_code organization period year".split(" "),
  ..."kind comparator value unit normalized_value base_unit wording passages state answers address".split(" "),
];

// A figure with the cells of the export; addresses start at `root`.
export function readRow(store, row, root) {
  const { columns, lists, tables } = store;
  const cell = (name) => lists[name][columns[name][row]];
  const [indicator, name, nameEn, plan, concept, match, measure] = cell("indicator");
  const [area, , , areaCode] = cell("area");
  const value = columns.value[row];
  const [unit, , baseUnit] = cell("unit");
  const zone = area === tables.plans.get(plan)[3] ? "" : area;
  const kind = cell("kind");
  const parts = [indicator, zone, cell("organization"), cell("period"), kind === "target" ? "" : kind];
  const figure = parts.filter(Boolean).join(".");
  return {
    figure,
    plan,
    indicator,
    name,
    name_en: nameEn,
    concept,
    match,
    measure,
    area,
    area_code: areaCode,
    organization: cell("organization"),
    period: cell("period"),
    year: cell("period").slice(-4),
    kind,
    comparator: cell("comparator"),
    value,
    unit,
    normalized_value: columns.normalized_value[row] || value,
    base_unit: value === "" ? unit : baseUnit,
    wording: columns.wording[row],
    passages: cell("passages").split(" ").map((passage) => `${plan}.${passage}`).join(" "),
    state: cell("state"),
    answers: cell("answers"),
    address: new URL(figureAddress(figure), root).href,
  };
}

function figureAddress(figure) {
  const [plan, ...rest] = figure.split(".");
  return `plans/${plan}/#${rest.join(".")}`;
}

// The page and place of the first passage that states a figure.
export function passageAddress(cells) {
  const [plan, passage] = cells.passages.split(" ")[0].split(".");
  return `plans/${plan}/source/#${passage}`;
}

// ≥160, 2023–2027 and the like, as pages show them.
export const showAmount = ({ comparator, value }) => (value === "" ? "" : SIGNS[comparator] + value);
export const showPeriod = (period) => period.replace("/", "–");

// Records as CSV: UTF-8 without BOM, LF, quotes where needed. Cells stay as they are, whatever they begin with.
export function writeCsv(header, records) {
  const lines = [header, ...records].map((cells) => cells.map(quote).join(","));
  return `${lines.join("\n")}\n`;
}

function quote(cell) {
  const text = String(cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Hands a text to the visitor as a file.
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
