// Ties the parts together: one state, one pass over the items a change, then everything redraws.
Geomap.start = async function start(map) {
  const {tag, fill, name, byId, plural} = Geomap.dom;
  const MOST_HUES = 14; // Rows of the legend that tell hues.
  let text = {light() {}};
  const [data, ground] = await Promise.all([Geomap.payload.open(), Geomap.payload.read("geomap-ground")]);
  if (!data || !ground) {
    byId("main").prepend(tag("p", {class: "old"}, "This browser is too old to unpack the map: use one of 2023 or later. ", tag("a", {href: "index.html"}, "The overview"), " works without."));
    return;
  }
  const leaves = new Map();
  for (const group of data.tree) for (const leaf of group.leaves) leaves.set(leaf.leaf, {...group, ...leaf});
  const regions = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames(["en"], {type: "region"}) : null;

  const app = {
    map, data, state: Geomap.filters.fresh(), fails: null, shown: new Int32Array(0), places: [], colourBy: "layer", extras: new Set(),
    colours: palette(), change, openArticle, openItem, close, look, country, resized, narrowed, key,
  };

  // Colours of the canvas come from the style sheet, so that dark mode is one switch.
  function palette() {
    let found = null, mode = null;
    return () => {
      const now = document.documentElement.dataset.mode + matchMedia("(prefers-color-scheme: dark)").matches;
      if (now !== mode) {
        const style = getComputedStyle(document.documentElement);
        found = Object.fromEntries(
          ["water", "land", "coast", "border", "province", "river", "grid", "country", "province-text", "town", "town-dot", "label-halo",
            "halo", "edge", "mention", "chosen", "plate", "plate-solid", "plate-text", "mark-text", "accent", "faint", "text"]
            .map((key) => [key.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase()), style.getPropertyValue(`--${key}`).trim()]));
        mode = now;
      }
      return found;
    };
  }

  function country(code) {
    try {
      return code && regions ? regions.of(code) : code;
    } catch {
      return code;
    }
  }

  // Hue and shape of every item, by layer, by event type, or by how certain it is.
  function looks() {
    const {items} = data, neutral = {hue: data.style.neutral, shape: 0};
    if (app.colourBy === "type") return Geomap.gather.looks(items.type, [...data.types, neutral]);
    if (app.colourBy === "certainty") return Geomap.gather.looks(items.certainty, [...data.style.certainties.map(({hue}) => ({hue, shape: 0})), neutral]);
    const groups = items.leaves.ends.map((_end, group) => {
      const own = Geomap.payload.members(items.leaves, group), leaf = leaves.get(own.find((one) => !app.state.leaves.has(one)) ?? own[0]);
      return leaf ? {hue: leaf.hue, shape: leaf.shape} : neutral;
    });
    return Geomap.gather.looks(items.leaves.codes, [...groups, neutral]);
  }

  function look(item) {
    const {codes, table} = app.looks;
    return table[codes[item]] || table[table.length - 1];
  }

  function change(how) {
    how(app.state);
    refresh();
  }

  function refresh() {
    app.fails = Geomap.filters.fails(data, app.state);
    app.shown = Geomap.filters.shown(app.fails);
    const lit = app.state.article === null ? null : new Uint8Array(data.size);
    if (lit) for (const item of app.shown) lit[item] = ofArticle(item, app.state.article) ? 1 : 0;
    app.looks = looks();
    document.body.dataset.colour = app.colourBy;
    marks.plain = app.extras.has("units");
    marks.show(app.shown, app.looks, lit);
    extras.show(app.extras, marks.marks());
    showExtras();
    legend();
    Geomap.tree.update(app, tree);
    for (const update of updates) update();
    timeline.update();
    summary();
    aside();
    remember();
  }

  function remember() {
    const hash = Geomap.permalink.write(app);
    if (hash !== location.hash) history.replaceState(null, "", hash);
  }

  function ofArticle(item, article) {
    return Geomap.payload.statements(data, item).some((s) => data.statements.article[s] === article);
  }

  function summary() {
    const events = app.shown.reduce((sum, item) => sum + (data.items.kind[item] === Geomap.filters.EVENT), 0);
    const drawn = marks.marks();
    byId("summary").textContent = `${plural(events, data.view === "actor" ? "event" : "claim")}, ${plural(app.shown.length - events, "other mention")}, ${plural(drawn.length, "place")}`;
  }

  // What must not look like a spot on the map: countries and what is wider, and what has no place.
  function aside() {
    const countries = marks.marks().filter((mark) => Geomap.gather.form(data.places, mark.place) === "broad").sort((a, b) => b.items.length - a.items.length);
    const nowhere = app.shown.filter((item) => data.items.place[item] < 0);
    const chips = countries.slice(0, 12).map((mark) => tag("button", {type: "button", class: "chip", "data-place": mark.place,
      "aria-pressed": String(app.places.includes(mark.place)), onclick: () => openMarks([mark])},
    name(data.places.name[mark.place]), " ", tag("b", {}, mark.items.length)));
    fill(byId("chips"),
      chips.length ? tag("span", {class: "chips-title"}, "Countries and wider") : null, chips,
      countries.length > 12 ? tag("span", {class: "chips-title"}, `and ${countries.length - 12} more in the list`) : null,
      nowhere.length ? tag("button", {type: "button", class: "chip nowhere", onclick: () => openNowhere(nowhere)}, "No place ", tag("b", {}, nowhere.length)) : null);
  }

  function select(places) {
    app.places = places;
    marks.selected = new Set(places);
    marks.draw();
    text.light(marks.marks().filter((mark) => places.includes(mark.place)).flatMap((mark) => Array.from(mark.items)));
    aside();
    remember();
  }

  function ordered(items) {
    const {kind, day} = data.items, when = (item) => (day[item] === Geomap.payload.NONE ? Infinity : day[item]);
    return Array.from(items).sort((a, b) => kind[a] - kind[b] || when(a) - when(b) || a - b);
  }

  function openMarks(found) {
    if (!found.length) return;
    select(found.map((mark) => mark.place));
    const sections = found.map((mark) => ({heading: data.places.name[mark.place], place: mark.place, items: ordered(mark.items)}));
    const title = found.length > 1 ? `${found.length} places` : sections[0].heading;
    if (found.length === 1) sections[0].heading = heading(found[0]);
    Geomap.panel.open(app, title, sections, [tag("button", {type: "button", onclick: () => zoomTo(found)}, "Zoom to")]);
    if (Geomap.gather.form(data.places, found[0].place) === "point") reveal(found[0].place);
  }

  // One item, from the text that names it.
  function openItem(item) {
    const place = data.items.place[item];
    select(place < 0 ? [] : [place]);
    text.light([item]);
    if (place >= 0 && map.getZoom() < 6) map.setView([data.places.lat[place], data.places.lon[place]], 7, {animate: false});
    Geomap.panel.open(app, place < 0 ? "No place on the map" : data.places.name[place], [{place: place < 0 ? undefined : place, heading: null, items: [item]}], []);
    if (place >= 0) reveal(place);
  }

  // Moves the map until a place is clear of what lies over it.
  function reveal(place) {
    const panel = byId("panel").getBoundingClientRect(), box = map.getContainer().getBoundingClientRect();
    const under = panel.width && panel.left < box.right - 1 && panel.top < box.bottom ? box.bottom - panel.top : 0;
    map.panInside([data.places.lat[place], data.places.lon[place]], {paddingTopLeft: [60, 60], paddingBottomRight: [60, 40 + under], animate: false});
  }

  // The panel takes its room from the map and the time line.
  function resized() {
    map.invalidateSize({pan: false});
    byId("main").style.setProperty("--credit", `${byId("credit").offsetHeight}px`);
    timeline.update();
  }

  function heading(mark) {
    return plural(mark.items.length, "entry", "entries");
  }

  function zoomTo(found) {
    const bounds = L.latLngBounds(found.map((mark) => [data.places.lat[mark.place], data.places.lon[mark.place]]));
    for (const mark of found) {
      const km = Math.max(5, data.places.radius[mark.place]) / 111;
      bounds.extend([data.places.lat[mark.place] - km, data.places.lon[mark.place]]);
      bounds.extend([data.places.lat[mark.place] + km, data.places.lon[mark.place]]);
    }
    map.fitBounds(bounds, {maxZoom: 11, ...clear()});
  }

  function openNowhere(items) {
    select([]);
    Geomap.panel.open(app, "No place on the map", [{
      heading: "The text gives no place for these, or none that is certain enough to draw.", items: ordered(items)}], []);
  }

  // Lights up the places of an article and dims the rest.
  function openArticle(article) {
    app.places = [];
    marks.selected = new Set();
    change((state) => { state.article = article; });
    const {articles} = data, items = app.shown.filter((item) => ofArticle(item, article));
    const url = articles.url[article];
    Geomap.panel.open(app, articles.title[article], [{
      heading: `${plural(items.length, "entry", "entries")} shown; ${articles.drawn[article]} of its ${plural(articles.mentions[article], "place name")} drawn`,
      items: ordered(items)}],
    [url ? Geomap.dom.link(url, "Source") : null,
      tag("button", {type: "button", onclick: () => zoomTo(marks.marks().filter((mark) => mark.items.some((item) => items.includes(item))))}, "Zoom to"),
      tag("button", {type: "button", onclick: () => close()}, "Show all articles")]);
    const lit = marks.marks().filter((mark) => Geomap.gather.form(data.places, mark.place) !== "broad" && mark.items.some((item) => marks.lit[item]));
    if (lit.some(({place}) => !map.getBounds().contains([data.places.lat[place], data.places.lon[place]]))) fitted(lit);
  }

  function close() {
    Geomap.panel.close();
    resized();
    app.places = [];
    marks.selected = new Set();
    change((state) => { state.article = null; });
  }

  // The list is the map for those who do not see it, and a way through it by keyboard.
  function openList() {
    const all = marks.marks();
    const rows = all.slice(0, 400).map((mark) => tag("li", {}, tag("button", {type: "button", class: "place-row", onclick: () => { openMarks([mark]); zoomIfFar(mark); }},
      name(data.places.name[mark.place]), tag("small", {}, ` ${Geomap.payload.KINDS[data.places.kind[mark.place]] || data.places.kind[mark.place]}`), tag("b", {}, mark.items.length))));
    Geomap.panel.open(app, `${plural(all.length, "place")} shown`, [], [tag("ul", {class: "place-list"}, rows)]);
  }

  function zoomIfFar(mark) {
    const at = L.latLng(data.places.lat[mark.place], data.places.lon[mark.place]);
    if (!map.getBounds().contains(at)) map.setView(at, Math.max(map.getZoom(), 6));
  }

  // Steps through the shown events in order of time.
  function step(by) {
    const all = ordered(app.shown.filter((item) => data.items.kind[item] === Geomap.filters.EVENT && data.items.place[item] >= 0));
    if (!all.length) return;
    app.at = app.at === undefined ? (by > 0 ? 0 : all.length - 1) : (app.at + by + all.length) % all.length;
    const item = all[app.at % all.length], place = data.items.place[item];
    select([place]);
    zoomIfFar({place});
    Geomap.panel.open(app, data.places.name[place], [{heading: `${app.at + 1} of ${all.length} in order of time`, place, items: [item]}],
      [tag("button", {type: "button", onclick: () => step(-1)}, "‹ Previous"), tag("button", {type: "button", onclick: () => step(1)}, "Next ›")]);
    reveal(place);
  }

  function legend() {
    const colours = app.colours();
    const sample = data.style.neutral;
    const entry = (picture, text) => tag("li", {}, picture, text);
    const swatches = data.style.certainties.map((degree, n) => entry(Geomap.symbols.swatch(
      {hue: app.colourBy === "certainty" ? degree.hue : sample, shape: 0, certainty: n}, colours, 20), degree.label));
    const hues = key(), heading = byId("colour-by").selectedOptions[0].textContent;
    fill(byId("legend-list"), hues.length ? tag("li", {class: "hue heading"}, heading) : null,
      hues.map(({words, swatch}) => tag("li", {class: "hue"}, swatch, words)), swatches,
      entry(Geomap.symbols.swatch(null, colours, 20), "Mentioned, no event"),
      entry(tag("span", {class: "key area"}), "Area: anywhere in it"), entry(tag("span", {class: "key line"}), "Along a river or line"),
      entry(tag("span", {class: "key near"}), "Near: within the circle"), entry(tag("span", {class: "key many"}), "Several places"),
      extras.legend().map(({hue, label}) => {
        if (!hue) return entry(null, label);
        const box = tag("span", {class: "key", "data-hue": hue});
        box.style.background = hue;
        return entry(box, label);
      }));
  }

  // The hues in use, for where no tree is beside the map: [{words, swatch}].
  function key() {
    const colours = app.colours(), used = new Set(marks.marks().flatMap((mark) => mark.slices.map(({hue, shape}) => `${hue} ${shape}`)));
    const classes = app.colourBy === "certainty" ? [] : app.colourBy === "type" ? data.types
      : data.tree.flatMap((group) => (group.leaves[0].hue === undefined ? [group] : group.leaves));
    const alike = new Map(); // classes beyond hues and shapes share a look, and so a row
    for (const {label, hue, shape} of classes) {
      const look = `${hue} ${shape}`;
      if (used.has(look) && !alike.has(look)) alike.set(look, {hue, shape, labels: []});
      if (used.has(look)) alike.get(look).labels.push(label);
    }
    const inUse = [...alike.values()], shown = inUse.slice(0, MOST_HUES);
    const rows = shown.map(({labels, hue, shape}) => ({swatch: Geomap.symbols.swatch({hue, shape, certainty: 0}, colours, 18),
      words: labels.length > 2 ? `${labels[0]} and ${labels.length - 1} others` : labels.join(", ")}));
    if (inUse.length > shown.length) rows.push({words: `and ${inUse.length - shown.length} more, in the list`});
    return rows;
  }

  // What the filters leave out, in words; empty when they leave out nothing.
  function narrowed() {
    const {state} = app, parts = [];
    if (state.words) parts.push(`“${state.words}”`);
    for (const [set, word] of [["leaves", "layer"], ["types", "event type"], ["certainties", "degree of certainty"], ["precisions", "precision"], ["kinds", "kind"]])
      if (state[set].size) parts.push(`${plural(state[set].size, word, {"degree of certainty": "degrees of certainty"}[word])} off`);
    if (state.score) parts.push(`place at least ${state.score} % sure`);
    if (state.article !== null) parts.push(`lit: ${data.articles.title[state.article]}`);
    return parts.join(", ");
  }

  // Room for what lies over the map, where the map is wide enough to spare it.
  function clear() {
    const key = byId("legend"), size = map.getSize(), left = key.open && size.x > 700 ? key.offsetWidth : 0;
    const box = map.getContainer().getBoundingClientRect(), side = byId("side").getBoundingClientRect();
    const under = side.height && side.top > box.top ? Math.max(0, box.bottom - side.top) : 0; // on a phone, a sheet over the map
    return {paddingTopLeft: [left + 50, Math.min(size.y / 4, byId("chips").offsetHeight + 30)], paddingBottomRight: [70, 50 + under]};
  }

  function fitted(some = marks.marks()) {
    const {x, y} = map.getSize(), bounds = Geomap.extent.of(data.places, some, x / y);
    if (bounds) map.fitBounds(bounds, {maxZoom: 8, animate: false, ...clear()});
  }

  function wireMap() {
    const hint = byId("hint"), box = map.getContainer();
    map.on("click", (event) => {
      if (measure.on) return measure.click(event.latlng);
      const found = marks.hit(event.layerPoint);
      if (found.length) openMarks(found);
      else if (!byId("panel").hidden) close();
      return undefined;
    });
    map.on("mousemove", (event) => {
      const found = marks.hit(event.layerPoint);
      box.classList.toggle("over", found.length > 0);
      hint.hidden = !found.length;
      if (!found.length) return;
      const events = found.reduce((sum, mark) => sum + mark.events, 0), all = found.reduce((sum, mark) => sum + mark.items.length, 0);
      hint.textContent = found.slice(0, 3).map((mark) => data.places.name[mark.place]).join(", ") + (found.length > 3 ? ` +${found.length - 3}` : "")
        + ` — ${events ? plural(events, data.view === "actor" ? "event" : "claim") : plural(all, "mention")}`;
      hint.style.left = `${Math.min(event.containerPoint.x + 14, box.clientWidth - 200)}px`;
      hint.style.top = `${event.containerPoint.y + 14}px`;
    });
    map.on("mouseout", () => { hint.hidden = true; });
    map.on("moveend", () => { remember(); coarse(); });
    box.addEventListener("focus", () => { byId("cross").hidden = !box.matches(":focus-visible"); });
    box.addEventListener("blur", () => { byId("cross").hidden = true; });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === box) openCentre(); });
    box.append(hint);
  }

  // Without a mouse, the middle of the map is the pointer: what is under or nearest to it opens.
  function openCentre() {
    const centre = map.containerPointToLayerPoint(map.getSize().divideBy(2)), found = marks.nearest(centre);
    if (found.length) openMarks(found);
  }

  function coarse() {
    if (byId("coarse")) byId("coarse").hidden = map.getZoom() < 10;
  }

  function wireControls() {
    byId("search").addEventListener("input", (event) => change((state) => { state.words = event.target.value.trim(); }));
    byId("tree-search").addEventListener("input", (event) => Geomap.tree.search(tree, event.target.value));
    byId("score").addEventListener("input", (event) => change((state) => { state.score = Number(event.target.value); }));
    byId("colour-by").addEventListener("change", (event) => { app.colourBy = event.target.value; refresh(); byId("types-box").open ||= app.colourBy === "type"; });
    byId("all").addEventListener("click", () => change((state) => state.leaves.clear()));
    byId("none").addEventListener("click", () => change((state) => { for (const leaf of leaves.keys()) state.leaves.add(leaf); }));
    byId("reset").addEventListener("click", () => { app.state = Geomap.filters.fresh(); byId("search").value = ""; close(); fitted(); });
    byId("list").addEventListener("click", openList);
    byId("save-geojson").addEventListener("click", () => Geomap.downloads.saveText(`geomap-${data.view}.geojson`, "application/geo+json", Geomap.downloads.geojson(data, app.shown)));
    byId("save-csv").addEventListener("click", () => Geomap.downloads.saveText(`geomap-${data.view}.csv`, "text/csv", Geomap.downloads.csv(data, app.shown)));
    byId("save-png").addEventListener("click", () => Geomap.picture.save(app));
    byId("print").addEventListener("click", () => window.print());
    byId("save").addEventListener("click", (event) => { if (event.target.closest(".menu")) byId("save").open = false; });
    byId("legend").addEventListener("toggle", () => marks.draw());
    Geomap.picture.onPaper(app);
    byId("mode").addEventListener("click", darken);
    byId("side-toggle").addEventListener("click", () => { fold(); resized(); });
    document.addEventListener("keydown", keys);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    window.addEventListener("hashchange", () => restore(location.hash));
  }

  function fold() {
    const open = document.body.classList.toggle("with-side");
    byId("side-toggle").setAttribute("aria-expanded", String(open));
  }

  function keys(event) {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && measure.on) measure.toggle(false);
    else if (event.key === "Escape" && byId("save").open) byId("save").open = false;
    else if (event.key === "Escape" && !byId("panel").hidden) close();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
  }

  // An online base map lies over ours, which stays for where it cannot be had.
  function online({url, zoom, credit}) {
    L.tileLayer(url, {maxZoom: zoom, crossOrigin: "anonymous"}).addTo(map);
    map.setMaxZoom(Math.min(18, zoom));
    byId("credit").prepend(`${credit} · `);
    byId("coarse").remove();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  function darken() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.mode || (dark ? "dark" : "light");
    document.documentElement.dataset.mode = now === "dark" ? "light" : "dark";
    repaint();
  }

  function repaint() {
    base.draw();
    refresh();
  }

  function restore(hash) {
    const found = Geomap.permalink.read(app, hash);
    app.state = found.state;
    app.colourBy = found.colourBy;
    app.extras = found.extras;
    app.places = found.places;
    marks.selected = new Set(found.places);
    byId("search").value = app.state.words;
    byId("score").value = app.state.score;
    byId("colour-by").value = app.colourBy;
    const {places} = app;
    refresh();
    if (!found.view) fitted();
    const open = marks.marks().filter((mark) => places.includes(mark.place));
    if (app.state.article !== null) openArticle(app.state.article);
    else if (open.length) openMarks(open);
    // Last, because the panel took room from the map.
    if (found.view) map.stop().setView([found.view[0], found.view[1]], found.view[2], {animate: false});
  }

  const hash = location.hash;
  if (byId("text")) document.body.classList.add("reading");
  for (const [pane, level] of [["ground", 150], ["extras", 300], ["marks", 400], ["measure", 450]]) map.createPane(pane).style.zIndex = level;
  const base = new Geomap.ground.Layer(ground, app.colours);
  const extras = new Geomap.extras.Layer(data, ground.units);
  // An online base map has its own names.
  const marks = new Geomap.marks.Layer(data, data.tiles ? {text: []} : ground.labels, app.colours);
  map.getContainer().setAttribute("role", "application");
  map.getContainer().setAttribute("aria-label", "Map; press n and p to step through the events, or use the list of places");
  byId("main").prepend(map.getContainer());
  map.invalidateSize();
  if (data.tiles) online(data.tiles);
  L.control.scale({position: "bottomright", imperial: false}).addTo(map);
  const buttons = Geomap.buttons(map, [
    {id: "measure", sign: tag("span", {class: "sign-ruler"}), label: "Measure distances", press: () => measure.toggle()},
    {id: "full", sign: tag("span", {class: "sign-full"}), label: "Full screen", press: fullScreen},
  ]);
  const measure = Geomap.measure.build(map, (on) => buttons.measure.setAttribute("aria-pressed", String(on)));
  const showExtras = Geomap.extras.switches(app, byId("extras"), (how) => { how(app.extras); refresh(); });
  const tree = Geomap.tree.build(app);
  const kindsOfPlace = [...Object.keys(Geomap.payload.PRECISIONS), "none"];
  const placeCodes = data.places.precision.map((one) => kindsOfPlace.indexOf(one));
  const precisions = Int32Array.from(data.items.place, (place) => (place < 0 ? kindsOfPlace.length - 1 : placeCodes[place]));
  const degrees = data.style.certainties.map((degree, n) => ({key: n, label: degree.label}));
  const updates = [
    Geomap.tree.switches(app, "types", data.types.map((type, n) => ({key: n, label: type.label, group: type.family, swatch: Geomap.symbols.swatch({...type, certainty: 0}, app.colours(), 18)})), "types", data.items.type),
    Geomap.tree.switches(app, "certainties", degrees, "certainties", data.items.certainty),
    Geomap.tree.switches(app, "precisions", kindsOfPlace.map((key) => ({key, label: Geomap.payload.PRECISIONS[key] || "no place"})), "precisions", precisions),
    Geomap.tree.switches(app, "kinds", [{key: 0, label: data.view === "actor" ? "Events" : "Claims of events"}, {key: 1, label: "Places mentioned without an event"}], "kinds", data.items.kind),
  ];
  const timeline = Geomap.timeline.build(app);
  text = await Geomap.text.build(app);
  wireMap();
  wireControls();
  if (innerWidth > 760 || byId("text")) fold();
  byId("legend").open = innerWidth > 900 && !byId("text");
  byId("main").style.setProperty("--credit", `${byId("credit").offsetHeight}px`);
  map.invalidateSize();
  restore(hash);
  for (const layer of [base, extras, marks]) layer.addTo(map); // now that all is set, each draws once
  app.marks = marks;
  Geomap.app = app;
  document.documentElement.dataset.ready = "yes";
};
