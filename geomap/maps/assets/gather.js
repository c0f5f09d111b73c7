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

  // Items by place: place -> {place, items, events, slices}, most events first.
  function gather(data, shown, look) {
    const at = new Map();
    for (const item of shown) {
      const place = data.items.place[item];
      if (place < 0) continue;
      if (!at.has(place)) at.set(place, {place, items: [], events: 0});
      const mark = at.get(place);
      mark.items.push(item);
      if (data.items.kind[item] === Geomap.filters.EVENT) mark.events++;
    }
    const marks = [...at.values()];
    for (const mark of marks) mark.slices = slices(data, mark.items, look);
    return marks.sort((a, b) => b.events - a.events || b.items.length - a.items.length || a.place - b.place);
  }

  function slices(data, items, look) {
    const found = new Map();
    for (const item of items) {
      if (data.items.kind[item] !== Geomap.filters.EVENT) continue;
      const {hue, shape} = look(item), certainty = Math.max(0, data.items.certainty[item]);
      const key = `${certainty} ${hue} ${shape}`;
      if (!found.has(key)) found.set(key, {hue, shape, certainty, n: 0});
      found.get(key).n++;
    }
    return [...found.values()].sort((a, b) => a.certainty - b.certainty || b.n - a.n || (a.hue < b.hue ? -1 : 1));
  }

  function radius(mark) {
    if (!mark.events) return Math.min(7, 3.6 + 0.5 * Math.sqrt(mark.items.length));
    return Math.min(20, 4.4 + 2.4 * Math.sqrt(mark.events));
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

  return {form, gather, slices, radius, cluster};
})();
