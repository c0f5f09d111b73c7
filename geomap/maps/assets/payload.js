// Reads the page's data block into columns, and gives names to what the numbers mean.
Geomap.payload = (function () {
  const DAY = 86400000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  function read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  // One row of a column of lists.
  function list(column, row) {
    return column.values.slice(row ? column.ends[row - 1] : 0, column.ends[row]);
  }

  // [first, end) of the statements of an item.
  function statements(data, item) {
    return [item ? data.items.said[item - 1] : 0, data.items.said[item]];
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

  function showDays(start, end) {
    if (start === null && end === null) return null;
    if (start === null || end === null || start === end) return showDay(start === null ? end : start);
    return `${showDay(start)} – ${showDay(end)}`;
  }

  const PRECISIONS = {
    exact: "the place itself", near: "near the place", district: "a district", province: "a province",
    country: "a whole country", linear: "along a line", region: "a region",
  };

  const KINDS = {admin1: "first-level unit", admin2: "second-level unit", city: "town or village"};

  // The days of an item, both included; null when it has none.
  function days(items, item) {
    if (items.day[item] === null) return null;
    const start = items.start[item] ?? items.end[item] ?? items.day[item];
    return [start, items.end[item] ?? start];
  }

  return {days, KINDS, read, list, statements, path, isoDay, showDay, showDays, PRECISIONS};
})();
