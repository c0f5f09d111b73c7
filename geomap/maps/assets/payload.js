// Reads the page's data blocks, joins its pieces into columns, and gives names to what the numbers mean.
Geomap.payload = (function () {
  const DAY = 86400000;
  const NONE = -2147483648; // What a column of whole numbers holds where there is no number.
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const WHOLE = ["kind", "place", "type", "certainty", "day", "start", "end", "score", "sources", "deaths", "deaths_low", "deaths_high"];
  const TEXTS = ["quote", "source", "cue", "review", "modality", "when", "why_place", "word", "relation", "others"];

  // A block is plain JSON, or gzip in base64 where that would be long; null where this browser cannot unpack it.
  async function unpacked(block) {
    const text = block.textContent;
    if (block.type === "application/json") return JSON.parse(text);
    if (typeof DecompressionStream !== "function") return null;
    const packed = atob(text), bytes = new Uint8Array(packed.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = packed.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  function read(id) {
    return unpacked(document.getElementById(id));
  }

  // The data of the page with its pieces, in typed columns; null where they cannot be unpacked.
  async function open() {
    const blocks = [...document.querySelectorAll(".geomap-piece")];
    const [data, ...pieces] = await Promise.all([read("geomap-data"), ...blocks.map(unpacked)]);
    if (!data || pieces.some((piece) => !piece)) return null;
    return joined(data, pieces);
  }

  // Pieces one after the other, their own numbers replaced by those of the page.
  function joined(data, pieces) {
    const sizes = pieces.map((piece) => piece.size), size = sizes.reduce((sum, n) => sum + n, 0);
    const told = pieces.map((piece) => piece.statements.article.length);
    const items = (name) => pieces.map((piece) => piece.items[name]), said = (name) => pieces.map((piece) => piece.statements[name]);
    const numbers = (kind) => data.pieces.map((piece) => piece[kind]);
    data.size = size;
    data.items = {id: items("id").flat(), dating: texts(items("dating"), sizes)};
    for (const name of WHOLE) data.items[name] = whole(items(name), sizes, {place: numbers("place"), type: numbers("type")}[name]);
    data.statements = {article: whole(said("article"), told, numbers("article")), marks: said("marks").flat()};
    for (const name of ["score", "denied"]) data.statements[name] = padded(said(name), told);
    for (const name of TEXTS) data.statements[name] = texts(said(name), told);
    data.actors = {names: pieces.flatMap((piece) => piece.actors.names)};
    let first = 0;
    const named = pieces.map((piece) => (first += piece.actors.names.length) - piece.actors.names.length);
    for (const who of ["actors", "targets"]) data.actors[who] = groups(pieces.map((piece) => piece.actors[who]), sizes, (n, at) => n + named[at]);
    const byActor = data.view === "actor", leaves = numbers("leaf");
    data.items.leaves = byActor ? groups(items("leaves"), sizes, (n, at) => leaves[at][n])
      : {codes: data.statements.article, values: data.articles.id.map((_id, n) => n), ends: data.articles.id.map((_id, n) => n + 1)};
    data.items.said = byActor ? statementsOf(items("said"), sizes, told) : null; // else each item is the statement of its number
    return data;
  }

  // The statements of each item, as one column of lists; an item of a piece without such a list is the statement of its number.
  function statementsOf(columns, sizes, told) {
    const values = [], ends = [];
    let before = 0;
    columns.forEach((column, at) => {
      for (let i = 0; i < sizes[at]; i++) {
        if (!column) values.push(before + i);
        else for (let s = i ? column.ends[i - 1] : 0; s < column.ends[i]; s++) values.push(before + column.values[s]);
        ends.push(values.length);
      }
      before += told[at];
    });
    return {values, ends};
  }

  // Whole numbers in a typed column; a column is empty where all are missing.
  function whole(columns, sizes, numbers) {
    const out = new Int32Array(sizes.reduce((sum, n) => sum + n, 0)).fill(NONE);
    let start = 0;
    columns.forEach((column, at) => {
      const own = numbers && numbers[at];
      for (let i = 0; i < column.length; i++) {
        const value = column[i];
        if (value !== null) out[start + i] = own && value >= 0 ? own[value] : value;
      }
      start += sizes[at];
    });
    return out;
  }

  function padded(columns, sizes) {
    return columns.flatMap((column, at) => (column.length ? column : Array(sizes[at]).fill(null)));
  }

  // Texts by number; no numbers where all are missing.
  function texts(columns, sizes) {
    const codes = new Int32Array(sizes.reduce((sum, n) => sum + n, 0)).fill(-1), values = [];
    let start = 0;
    columns.forEach((column, at) => {
      for (let i = 0; i < column.codes.length; i++) if (column.codes[i] >= 0) codes[start + i] = column.codes[i] + values.length;
      for (const value of column.values) values.push(value);
      start += sizes[at];
    });
    return {codes, values};
  }

  // Groups of numbers by number, the numbers within them through `number`; no column where there are none.
  function groups(columns, sizes, number) {
    const codes = new Int32Array(sizes.reduce((sum, n) => sum + n, 0)).fill(-1), values = [], ends = [];
    let start = 0;
    columns.forEach((column, at) => {
      if (column) {
        const group = ends.length, before = values.length;
        for (let i = 0; i < column.codes.length; i++) if (column.codes[i] >= 0) codes[start + i] = column.codes[i] + group;
        for (const value of column.values) values.push(number(value, at));
        for (const end of column.ends) ends.push(end + before);
      }
      start += sizes[at];
    });
    return {codes, values, ends};
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

  // Days as people write them: a whole month or year by its name, several by the first and last.
  function showDays(start, end, dating) {
    if (start === null && end === null) return null;
    const rough = ["", "month", "year"].indexOf(dating);
    if (start !== null && rough > 0) {
      const [first, last] = [start, end === null ? start : end].map((day) => showDay(day).split(" ").slice(rough).join(" "));
      return first === last ? first : `${first} – ${last}`;
    }
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
