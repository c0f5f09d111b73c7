// Ties the parts together: one state, one pass over the items a change, then everything redraws.
Geomap.start = async function start(map) {
  const {tag, fill, name, byId, plural} = Geomap.dom, {marks: openMarks, nowhere: openNowhere} = Geomap.opening;
  const [data, ground] = await Promise.all([Geomap.payload.open(), Geomap.payload.read("geomap-ground")]);
  if (!data || !ground) {
    byId("main").prepend(tag("p", {class: "old"}, "This browser is too old to unpack the map: use one of 2023 or later. ", tag("a", {href: "index.html"}, "The overview"), " works without."));
    return;
  }
  const leaves = new Map();
  for (const group of data.tree) for (const leaf of group.leaves) leaves.set(leaf.leaf, {...group, ...leaf});

  // What all parts share; those that draw join it below.
  const app = {
    map, data, leaves, state: Geomap.filters.fresh(), fails: null, shown: new Int32Array(0), places: [], colourBy: "layer", extras: new Set(),
    colours: Geomap.looks.palette(), text: {light() {}}, change, refresh, noted, remember, restore,
  };

  function change(how) {
    how(app.state);
    refresh();
  }

  function refresh() {
    app.fails = Geomap.filters.fails(data, app.state);
    app.shown = Geomap.filters.shown(app.fails);
    const lit = app.state.article === null ? null : new Uint8Array(data.size);
    if (lit) for (const item of app.shown) lit[item] = Geomap.opening.told(app, item, app.state.article) ? 1 : 0;
    app.looks = Geomap.looks.of(app);
    document.body.dataset.colour = app.colourBy;
    const {marks} = app;
    marks.plain = app.extras.has("units");
    marks.show(app.shown, app.looks, lit);
    app.layers.show(app.extras, marks.marks());
    showExtras();
    Geomap.legend.draw(app);
    Geomap.tree.update(app, app.tree);
    for (const update of updates) update();
    app.timeline.update();
    summary();
    noted();
  }

  // Tells what is selected beside the map and in the address.
  function noted() {
    aside();
    remember();
  }

  function remember() {
    const hash = Geomap.permalink.write(app);
    if (hash !== location.hash) history.replaceState(null, "", hash);
  }

  function summary() {
    const events = app.shown.reduce((sum, item) => sum + (data.items.kind[item] === Geomap.filters.EVENT), 0);
    const drawn = app.marks.marks();
    byId("summary").textContent = `${plural(events, data.view === "actor" ? "event" : "claim")}, ${plural(app.shown.length - events, "other mention")}, ${plural(drawn.length, "place")}`;
  }

  // What must not look like a spot on the map: countries and what is wider, and what has no place.
  function aside() {
    const countries = app.marks.marks().filter((mark) => Geomap.gather.form(data.places, mark.place) === "broad").sort((a, b) => b.items.length - a.items.length);
    const nowhere = app.shown.filter((item) => data.items.place[item] < 0);
    const chips = countries.slice(0, 12).map((mark) => tag("button", {type: "button", class: "chip", "data-place": mark.place,
      "aria-pressed": String(app.places.includes(mark.place)), onclick: () => openMarks(app, [mark])},
    name(data.places.name[mark.place]), " ", tag("b", {}, mark.items.length)));
    fill(byId("chips"),
      chips.length ? tag("span", {class: "chips-title"}, "Countries and wider") : null, chips,
      countries.length > 12 ? tag("span", {class: "chips-title"}, `and ${countries.length - 12} more in the list`) : null,
      nowhere.length ? tag("button", {type: "button", class: "chip nowhere", onclick: () => openNowhere(app, nowhere)}, "No place ", tag("b", {}, nowhere.length)) : null);
  }

  function restore(hash) {
    const found = Geomap.permalink.read(app, hash);
    app.state = found.state;
    app.colourBy = found.colourBy;
    app.extras = found.extras;
    app.places = found.places;
    byId("search").value = app.state.words;
    byId("score").value = app.state.score;
    byId("colour-by").value = app.colourBy;
    const {marks, places} = app;
    marks.selected = new Set(places);
    refresh();
    if (!found.view) Geomap.view.fitted(app);
    const open = marks.marks().filter((mark) => places.includes(mark.place));
    if (app.state.article !== null) Geomap.opening.article(app, app.state.article);
    else if (open.length) openMarks(app, open);
    // Last, because the panel took room from the map.
    if (found.view) map.stop().setView([found.view[0], found.view[1]], found.view[2], {animate: false});
  }

  const hash = location.hash;
  if (byId("text")) document.body.classList.add("reading");
  for (const [pane, level] of [["ground", 150], ["extras", 300], ["marks", 400], ["measure", 450]]) map.createPane(pane).style.zIndex = level;
  app.base = new Geomap.ground.Layer(ground, app.colours);
  app.layers = new Geomap.extras.Layer(data, ground.units);
  // An online base map has its own names.
  app.marks = new Geomap.marks.Layer(data, data.tiles ? {text: []} : ground.labels, app.colours);
  map.getContainer().setAttribute("role", "application");
  map.getContainer().setAttribute("aria-label", "Map; press n and p to step through the events, or use the list of places");
  byId("main").prepend(map.getContainer());
  map.invalidateSize();
  if (data.tiles) Geomap.controls.online(map, data.tiles);
  app.measure = Geomap.controls.tools(map);
  const showExtras = Geomap.extras.switches(app, byId("extras"), (how) => { how(app.extras); refresh(); });
  app.tree = Geomap.tree.build(app);
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
  app.timeline = Geomap.timeline.build(app);
  app.text = await Geomap.text.build(app);
  Geomap.controls.onMap(app);
  Geomap.controls.onPage(app);
  if (innerWidth > 760 || byId("text")) Geomap.controls.fold();
  byId("legend").open = innerWidth > 900 && !byId("text");
  byId("main").style.setProperty("--credit", `${byId("credit").offsetHeight}px`);
  map.invalidateSize();
  restore(hash);
  for (const layer of [app.base, app.layers, app.marks]) layer.addTo(map); // now that all is set, each draws once
  Geomap.app = app;
  document.documentElement.dataset.ready = "yes";
};
