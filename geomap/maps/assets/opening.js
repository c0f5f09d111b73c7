// Opens what was asked for, in the panel and on the map: places, an item, an article, the list of places.
Geomap.opening = (function () {
  const {tag, name, plural} = Geomap.dom;

  function select(app, places) {
    const {marks} = app;
    app.places = places;
    marks.selected = new Set(places);
    marks.draw();
    app.text.light(marks.marks().filter((mark) => places.includes(mark.place)).flatMap((mark) => Array.from(mark.items)));
    app.noted();
  }

  function ordered(data, items) {
    const {kind, day} = data.items, when = (item) => (day[item] === Geomap.payload.NONE ? Infinity : day[item]);
    return Array.from(items).sort((a, b) => kind[a] - kind[b] || when(a) - when(b) || a - b);
  }

  function marks(app, found) {
    if (!found.length) return;
    const {data} = app;
    select(app, found.map((mark) => mark.place));
    const sections = found.map((mark) => ({heading: data.places.name[mark.place], place: mark.place, items: ordered(data, mark.items)}));
    const title = found.length > 1 ? `${found.length} places` : sections[0].heading;
    if (found.length === 1) sections[0].heading = plural(found[0].items.length, "entry", "entries");
    Geomap.panel.open(app, title, sections, [tag("button", {type: "button", onclick: () => Geomap.view.zoomTo(app, found)}, "Zoom to")]);
    if (Geomap.gather.form(data.places, found[0].place) === "point") Geomap.view.reveal(app, found[0].place);
  }

  // One item, from the text that names it.
  function item(app, item) {
    const {map, data} = app;
    const place = data.items.place[item];
    select(app, place < 0 ? [] : [place]);
    app.text.light([item]);
    if (place >= 0 && map.getZoom() < 6) map.setView([data.places.lat[place], data.places.lon[place]], 7, {animate: false});
    Geomap.panel.open(app, place < 0 ? "No place on the map" : data.places.name[place], [{place: place < 0 ? undefined : place, heading: null, items: [item]}], []);
    if (place >= 0) Geomap.view.reveal(app, place);
  }

  function nowhere(app, items) {
    select(app, []);
    Geomap.panel.open(app, "No place on the map", [{
      heading: "The text gives no place for these, or none that is certain enough to draw.", items: ordered(app.data, items)}], []);
  }

  // Whether an item is told in an article.
  function told({data}, item, article) {
    return Geomap.payload.statements(data, item).some((s) => data.statements.article[s] === article);
  }

  // Lights up the places of an article and dims the rest.
  function article(app, number) {
    const {data, map, marks} = app, {articles} = data;
    app.places = [];
    marks.selected = new Set();
    app.change((state) => { state.article = number; });
    const items = app.shown.filter((item) => told(app, item, number));
    const url = articles.url[number];
    Geomap.panel.open(app, articles.title[number], [{
      heading: `${plural(items.length, "entry", "entries")} shown; ${articles.drawn[number]} of its ${plural(articles.mentions[number], "place name")} drawn`,
      items: ordered(data, items)}],
    [url ? Geomap.dom.link(url, "Source") : null,
      tag("button", {type: "button", onclick: () => Geomap.view.zoomTo(app, marks.marks().filter((mark) => mark.items.some((item) => items.includes(item))))}, "Zoom to"),
      tag("button", {type: "button", onclick: () => close(app)}, "Show all articles")]);
    const lit = marks.marks().filter((mark) => Geomap.gather.form(data.places, mark.place) !== "broad" && mark.items.some((item) => marks.lit[item]));
    if (lit.some(({place}) => !map.getBounds().contains([data.places.lat[place], data.places.lon[place]]))) Geomap.view.fitted(app, lit);
  }

  function close(app) {
    Geomap.panel.close();
    Geomap.view.resized(app);
    app.places = [];
    app.marks.selected = new Set();
    app.change((state) => { state.article = null; });
  }

  // The list is the map for those who do not see it, and a way through it by keyboard.
  function list(app) {
    const {data} = app, all = app.marks.marks();
    const rows = all.slice(0, 400).map((mark) => tag("li", {}, tag("button", {type: "button", class: "place-row", onclick: () => { marks(app, [mark]); Geomap.view.zoomIfFar(app, mark.place); }},
      name(data.places.name[mark.place]), tag("small", {}, ` ${Geomap.payload.KINDS[data.places.kind[mark.place]] || data.places.kind[mark.place]}`), tag("b", {}, mark.items.length))));
    Geomap.panel.open(app, `${plural(all.length, "place")} shown`, [], [tag("ul", {class: "place-list"}, rows)]);
  }

  // Steps through the shown events in order of time.
  function step(app, by) {
    const {data} = app;
    const all = ordered(data, app.shown.filter((item) => data.items.kind[item] === Geomap.filters.EVENT && data.items.place[item] >= 0));
    if (!all.length) return;
    app.at = app.at === undefined ? (by > 0 ? 0 : all.length - 1) : (app.at + by + all.length) % all.length;
    const item = all[app.at % all.length], place = data.items.place[item];
    select(app, [place]);
    Geomap.view.zoomIfFar(app, place);
    Geomap.panel.open(app, data.places.name[place], [{heading: `${app.at + 1} of ${all.length} in order of time`, place, items: [item]}],
      [tag("button", {type: "button", onclick: () => step(app, -1)}, "‹ Previous"), tag("button", {type: "button", onclick: () => step(app, 1)}, "Next ›")]);
    Geomap.view.reveal(app, place);
  }

  // Without a mouse, the middle of the map is the pointer: what is under or nearest to it opens.
  function centre(app) {
    const {map} = app, middle = map.containerPointToLayerPoint(map.getSize().divideBy(2)), found = app.marks.nearest(middle);
    if (found.length) marks(app, found);
  }

  return {select, marks, item, nowhere, told, article, close, list, step, centre};
})();
