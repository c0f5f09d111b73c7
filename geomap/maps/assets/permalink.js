// The state of the page in the address after #, so that a link shows the same again.
Geomap.permalink = (function () {
  const SETS = {k: "kinds", l: "leaves", t: "types", c: "certainties"};

  // Whole numbers as 0-4.7: runs and single ones.
  function pack(set) {
    const out = [];
    for (const n of [...set].sort((a, b) => a - b)) {
      const last = out[out.length - 1];
      if (last && last[1] === n - 1) last[1] = n;
      else out.push([n, n]);
    }
    return out.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(".");
  }

  function unpack(text) {
    const out = new Set();
    for (const part of text.split(".")) {
      const found = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(part);
      if (found) for (let n = Number(found[1]); n <= Number(found[2] || found[1]); n++) out.add(n);
    }
    return out;
  }

  function write(app) {
    const {map, state} = app, centre = map.getCenter();
    const parts = [["v", [centre.lat.toFixed(4), centre.lng.toFixed(4), map.getZoom()].join(",")]];
    for (const [key, name] of Object.entries(SETS)) if (state[name].size) parts.push([key, pack(state[name])]);
    if (state.precisions.size) parts.push(["p", [...state.precisions].sort().join(".")]);
    if (state.score) parts.push(["s", state.score]);
    if (state.days) parts.push(["d", state.days.join(",")]);
    if (state.words) parts.push(["q", state.words]);
    if (state.article !== null) parts.push(["a", state.article]);
    if (app.extras.size) parts.push(["x", [...app.extras].sort().join(".")]);
    if (app.colourBy !== "layer") parts.push(["h", app.colourBy]);
    if (app.places.length) parts.push(["o", app.places.join(".")]);
    return "#" + parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  }

  // Reads an address back; whatever is not understood is left as it was.
  function read(app, hash) {
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    const state = Geomap.filters.fresh();
    for (const [key, name] of Object.entries(SETS)) if (given.has(key)) state[name] = unpack(given.get(key));
    if (given.has("p")) state.precisions = new Set(given.get("p").split(".").filter((name) => name in Geomap.payload.PRECISIONS || name === "none"));
    state.score = Math.max(0, Math.min(100, Number(given.get("s")) || 0));
    const days = (given.get("d") || "").split(",").map(Number);
    if (days.length === 2 && days.every(Number.isInteger)) state.days = days;
    state.words = (given.get("q") || "").slice(0, 200);
    const article = Number(given.get("a") || NaN);
    if (article >= 0 && article < app.data.articles.id.length) state.article = article;
    const view = (given.get("v") || "").split(",").map(Number);
    const places = [...unpack(given.get("o") || "")].filter((place) => place < app.data.places.name.length);
    const colourBy = ["type", "certainty"].includes(given.get("h")) ? given.get("h") : "layer";
    const extras = new Set((given.get("x") || "").split(".").filter((name) => ["heat", "units"].includes(name)));
    return {state, extras, view: view.length === 3 && view.every(Number.isFinite) ? view : null, places, colourBy};
  }

  return {write, read};
})();
