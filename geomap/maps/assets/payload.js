// Reads the page's data blocks into columns, and gives names to what the numbers mean.
Geomap.payload = (function () {
  const DAY = 86400000;
  const NONE = -2147483648; // What a column of whole numbers holds where there is no number.
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const WHOLE = ["kind", "place", "type", "certainty", "day", "start", "end", "score", "sources", "deaths", "deaths_low", "deaths_high"];

  // A block is plain JSON, or gzip in base64 where that would be long; null where this browser cannot unpack it.
  async function read(id) {
    const block = document.getElementById(id), text = block.textContent;
    if (block.type === "application/json") return JSON.parse(text);
    if (typeof DecompressionStream !== "function") return null;
    const packed = atob(text), bytes = new Uint8Array(packed.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = packed.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  // The data of the page with its statements, in typed columns; null where they cannot be unpacked.
  async function open() {
    const [data, statements] = await Promise.all([read("geomap-data"), read("geomap-statements")]);
    if (!data || !statements) return null;
    const {items} = data, size = items.kind.length;
    data.size = size;
    for (const name of WHOLE) items[name] = whole(items[name], size);
    for (const column of [items.leaves, data.actors.actors, data.actors.targets]) column.codes = Int32Array.from(column.codes);
    // Which group of leaves an item hangs on: small numbers, so that a filter asks once a group.
    statements.article = Int32Array.from(statements.article);
    data.statements = statements;
    return data;
  }

  function whole(column, size) {
    const out = new Int32Array(size);
    for (let i = 0; i < size; i++) out[i] = column[i] ?? NONE;
    return out;
  }

  // A number of a typed column, null where there is none.
  function number(column, row) {
    return column[row] === NONE ? null : column[row];
  }

  // A text of a coded column, null where there is none.
  function text(column, row) {
    const code = column.codes[row];
    return code === undefined || code < 0 ? null : column.values[code];
  }

  // The members of the group of a row.
  function list(column, row) {
    const group = column.codes[row];
    return group < 0 ? [] : members(column, group);
  }

  function members(column, group) {
    return column.values.slice(group ? column.ends[group - 1] : 0, column.ends[group]);
  }

  // The numbers of the statements of an item.
  function statements(data, item) {
    const {said} = data.items;
    return said ? said.values.slice(item ? said.ends[item - 1] : 0, said.ends[item]) : [item];
  }

  // "place 3 8; actor 0 2" as [[kind, start, end], ...].
  function marks(data, statement) {
    return data.statements.marks[statement].split("; ").filter(Boolean).map((span) => {
      const [kind, start, end] = span.split(" ");
      return [kind, Number(start), Number(end)];
    });
  }

  // Undoes the step coding: a flat array of degrees [lon, lat, lon, lat, ...].
  function path(row, steps) {
    const out = new Float64Array(row.length);
    let x = 0, y = 0;
    for (let i = 0; i < row.length; i += 2) {
      x += row[i];
      y += row[i + 1];
      out[i] = x / steps;
      out[i + 1] = y / steps;
    }
    return out;
  }

  function isoDay(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  function showDay(day) {
    const date = new Date(day * DAY);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }

  // Days as people write them: a whole month or year by its name.
  function showDays(start, end, dating) {
    if (start === null && end === null) return null;
    if (start !== null && dating === "year") return showDay(start).split(" ")[2];
    if (start !== null && dating === "month") return showDay(start).split(" ").slice(1).join(" ");
    if (start === null || end === null || start === end) return showDay(start === null ? end : start);
    return `${showDay(start)} – ${showDay(end)}`;
  }

  const PRECISIONS = {
    exact: "the place itself", near: "near the place", district: "a district", province: "a province",
    country: "a whole country", linear: "along a line", region: "a region",
  };

  const KINDS = {admin1: "first-level unit", admin2: "second-level unit", city: "town or village"};

  return {NONE, KINDS, PRECISIONS, open, read, number, text, list, members, statements, marks, path, isoDay, showDay, showDays};
})();
