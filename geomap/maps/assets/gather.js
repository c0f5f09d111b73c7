// From items to marks: what coincides on the ground is one mark, and what is close joins it.
Geomap.gather = (function () {
  const NEAR = 20; // Point marks nearer than this merge, pixels.
  const GAP = 3; // Least room between two marks, pixels.
  const ROUNDS = 5; // A mark that grows as others join it may reach the next one.
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

  // How a place is called where there is room for its name alone.
  function title({name, precision, kind, id, outline}, place) {
    const beside = precision[place] === "near"
      || (kind[place] === "area" && id[place].startsWith("border:") && outline[place] && outline[place].area);
    return beside ? `near ${name[place]}` : name[place];
  }

  // Numbers the looks of a table, equal ones alike, so that slices are told apart by a number.
  function looks(codes, table) {
    const known = new Map(), styles = [];
    const numbers = Int32Array.from(table, ({hue, shape}) => {
      const key = `${hue} ${shape}`;
      if (!known.has(key)) {
        known.set(key, styles.length);
        styles.push({hue, shape});
      }
      return known.get(key);
    });
    return {codes, table, numbers, styles};
  }

  // Items by place: [{place, items, events, slices}], most events first.
  // looks: as made above; the look of item i is table[codes[i]], the last for those without.
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

  // One slice a look and certainty; the firmest first, then the most.
  function slices(data, items, {codes, numbers, styles}) {
    const {kind, certainty} = data.items, counts = new Map();
    for (const item of items) {
      if (kind[item] !== Geomap.filters.EVENT) continue;
      const key = 4 * numbers[codes[item] < 0 ? numbers.length - 1 : codes[item]] + Math.max(0, certainty[item]);
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    return ordered([...counts].map(([key, n]) => ({...styles[key >> 2], certainty: key & 3, key, n})));
  }

  function merged(all) {
    const found = new Map();
    for (const slice of all) {
      const same = found.get(slice.key);
      if (same) same.n += slice.n;
      else found.set(slice.key, {...slice});
    }
    return ordered([...found.values()]);
  }

  function ordered(all) {
    return all.sort((a, b) => a.certainty - b.certainty || b.n - a.n || a.key - b.key);
  }

  function radius(events, items) {
    if (!events) return Math.min(7, 3.6 + 0.5 * Math.sqrt(items));
    return Math.min(20, 4.4 + 2.4 * Math.sqrt(events));
  }

  // Points that would cover each other become one mark, at the place with most events.
  // points: [{x, y, mark}], that of most events first.
  function cluster(points) {
    let spots = points.map((point) => {
      const events = point.mark.events, items = point.mark.items.length;
      return {...point, members: [point.mark], events, items, r: radius(events, items)};
    });
    for (let round = 0; round < ROUNDS; round++) {
      const fewer = joined(spots);
      if (fewer.length === spots.length) break;
      spots = fewer;
    }
    return spots;
  }

  function joined(spots) {
    const out = [], cells = new Map(), cell = 64; // wider than two marks can reach
    for (const spot of spots) {
      const cx = Math.floor(spot.x / cell), cy = Math.floor(spot.y / cell);
      let host = null;
      for (let x = cx - 1; x <= cx + 1 && !host; x++)
        for (let y = cy - 1; y <= cy + 1 && !host; y++) host = (cells.get(4096 * x + y) || []).find((other) => covers(other, spot));
      if (host) {
        host.members.push(...spot.members);
        host.events += spot.events;
        host.items += spot.items;
        host.r = radius(host.events, host.items);
      } else {
        out.push(spot);
        const key = 4096 * cx + cy;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(spot);
      }
    }
    return out;
  }

  function covers(host, spot) {
    const far = Math.hypot(host.x - spot.x, host.y - spot.y);
    if (!host.events && !spot.events) return far < 9;
    return far < Math.max(NEAR, host.r + spot.r + GAP);
  }

  return {form, title, looks, gather, merged, cluster};
})();
