// SQLite in a worker of its own, so that a long query neither freezes the page nor cannot be stopped.
// In: { engine, database } once, then { query, most }. Out: { ready }, { columns, rows, isCut, ms } or { error }.

let database;

async function open({ engine, file }) {
  importScripts(engine);
  const answer = await fetch(file);
  if (!answer.ok) {
    throw new Error(`${answer.status} ${file}`);
  }
  const [library, bytes] = await Promise.all([
    self.initSqlJs({ locateFile: (name) => new URL(name, engine).href }),
    answer.arrayBuffer(),
  ]);
  database = new library.Database(new Uint8Array(bytes));
}

// The rows of the last statement that has columns, at most so many.
function run(query, most) {
  const start = performance.now();
  let result = { columns: [], rows: [], isCut: false };
  for (const statement of database.iterateStatements(query)) {
    const rows = [];
    let isCut = false;
    while (statement.step()) {
      if (rows.length === most) {
        isCut = true;
        break;
      }
      rows.push(statement.get().map(readCell));
    }
    const columns = statement.getColumnNames();
    result = columns.length ? { columns, rows, isCut } : result;
  }
  return { ...result, ms: Math.round(performance.now() - start) };
}

function readCell(cell) {
  return cell instanceof Uint8Array ? `x'${Array.from(cell, (byte) => byte.toString(16).padStart(2, "0")).join("")}'` : cell;
}

self.onmessage = async ({ data }) => {
  try {
    if (data.engine) {
      await open(data);
      self.postMessage({ ready: true });
    } else {
      self.postMessage(run(data.query, data.most));
    }
  } catch (error) {
    self.postMessage({ error: error.message });
  }
};
