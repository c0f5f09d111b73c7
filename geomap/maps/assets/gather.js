// From items to marks: what coincides on the ground is one mark, and what is close joins it.
Geomap.gather = (function () {
  const NEAR = 20; // Point marks nearer than this merge, pixels beyond their radii.
  const WIDEST = 500; // What is wider says nothing about where in it: a name beside the map, km.

  // How a place may be drawn: never a pin for what is not a point.
  function form(places, place) {
    const precision = places.precision[place], outline = places.outline[place];
    if (precision === "country" || ["country", "continent"].includes(places.kind[place])) return "broad";
    if (outline && outline.line) return "line";
    if (places.radius[place] > WIDEST) return "broad";
    if (outline && outline.area) return "area";
    return ["province", "region", "district"].includes(precision) ? "disc" : "point";
  }

  // Items by place: [{place, items, events, slices}], most events first.
  // looks: {codes, table}, the look of item i is table[codes[i]].
  function gather(data, shown, looks) {
    const {place, kind} = data.items, size = data.places.name.length;
    const ends = new Int32Array(size), events = new Int32Array(size);
    for (const item of shown) if (place[item] >= 0) ends[place[item]]++;
    for (let n = 0, sum = 0; n < size; n++) [ends[n], sum] = [sum, sum + ends[n]];
    const sorted = new Int32Array(shown.length); // by place; `ends` moves from each start to each end
    for (const item of shown) {
      if (place[item] < 0) continue;
      sorted[ends[place[item]]++] = item;
      if (kind[item] === Geomap.filters.EVENT) events[place[item]]++;
    }
    const marks = [];
    for (let n = 0, start = 0; n < size; start = ends[n++])
      if (ends[n] > start) {
        const items = sorted.subarray(start, ends[n]);
        marks.push({place: n, items, events: events[n], slices: slices(data, items, looks)});
      }
    return marks.sort((a, b) => b.events - a.events || b.items.length - a.items.length || a.place - b.place);
  }

  function slices(data, items, {codes, table}) {
    const found = new Map();
    for (const item of items) {
      if (data.items.kind[item] !== Geomap.filters.EVENT) continue;
      const look = codes[item] < 0 ? table.length - 1 : codes[item], key = 4 * look + Math.max(0, data.items.certainty[item]);
      found.set(key, (found.get(key) || 0) + 1);
    }
    return merged([...found].map(([key, n]) => ({...table[key >> 2], certainty: key & 3, n})));
  }

  // Slices of one look and certainty as one; the firmest first, then the most.
  function merged(all) {
    const found = new Map();
    for (const slice of all) {
      const key = `${slice.certainty} ${slice.hue} ${slice.shape}`;
      if (found.has(key)) found.get(key).n += slice.n;
      else found.set(key, {...slice});
    }
    return [...found.values()].sort((a, b) => a.certainty - b.certainty || b.n - a.n || (a.hue < b.hue ? -1 : 1));
  }

  function radius(events, items) {
    if (!events) return Math.min(7, 3.6 + 0.5 * Math.sqrt(items));
    return Math.min(20, 4.4 + 2.4 * Math.sqrt(events));
  }

  // Points that would cover each other become one mark, at the place with most events.
  function cluster(points) {
    const out = [], cells = new Map(), cell = 64;
    for (const point of points) {
      const cx = Math.floor(point.x / cell), cy = Math.floor(point.y / cell);
      let host = null;
      for (let x = cx - 1; x <= cx + 1 && !host; x++)
        for (let y = cy - 1; y <= cy + 1 && !host; y++)
          host = (cells.get(`${x}:${y}`) || []).find(
            (other) => Math.hypot(other.x - point.x, other.y - point.y) < Math.max(NEAR, other.r + point.r * 0.6)
              && (point.mark.events > 0 || other.mark.events > 0 || Math.hypot(other.x - point.x, other.y - point.y) < 9),
          );
      if (host) host.members.push(point.mark);
      else {
        out.push({...point, members: [point.mark]});
        const key = `${cx}:${cy}`;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(out[out.length - 1]);
      }
    }
    return out;
  }

  return {form, gather, merged, radius, cluster};
})();
