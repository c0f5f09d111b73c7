// Moves the map: to what is shown, to what was opened, and clear of what lies over it.
Geomap.view = (function () {
  const {byId} = Geomap.dom;

  // Moves the map until a place is clear of what lies over it.
  function reveal({map, data}, place) {
    const panel = byId("panel").getBoundingClientRect(), box = map.getContainer().getBoundingClientRect();
    const under = panel.width && panel.left < box.right - 1 && panel.top < box.bottom ? box.bottom - panel.top : 0;
    map.panInside([data.places.lat[place], data.places.lon[place]], {paddingTopLeft: [60, 60], paddingBottomRight: [60, 40 + under], animate: false});
  }

  // The panel takes its room from the map and the time line.
  function resized({map, timeline}) {
    map.invalidateSize({pan: false});
    byId("main").style.setProperty("--credit", `${byId("credit").offsetHeight}px`);
    timeline.update();
  }

  function zoomTo(app, found) {
    const {map, data} = app;
    const bounds = L.latLngBounds(found.map((mark) => [data.places.lat[mark.place], data.places.lon[mark.place]]));
    for (const mark of found) {
      const km = Math.max(5, data.places.radius[mark.place]) / 111;
      bounds.extend([data.places.lat[mark.place] - km, data.places.lon[mark.place]]);
      bounds.extend([data.places.lat[mark.place] + km, data.places.lon[mark.place]]);
    }
    map.fitBounds(bounds, {maxZoom: 11, ...room(map)});
  }

  function zoomIfFar({map, data}, place) {
    const at = L.latLng(data.places.lat[place], data.places.lon[place]);
    if (!map.getBounds().contains(at)) map.setView(at, Math.max(map.getZoom(), 6));
  }

  // Room for what lies over the map, where the map is wide enough to spare it.
  function room(map) {
    const key = byId("legend"), size = map.getSize(), left = key.open && size.x > 700 ? key.offsetWidth : 0;
    const box = map.getContainer().getBoundingClientRect(), side = byId("side").getBoundingClientRect();
    const under = side.height && side.top > box.top ? Math.max(0, box.bottom - side.top) : 0; // on a phone, a sheet over the map
    return {paddingTopLeft: [left + 50, Math.min(size.y / 4, byId("chips").offsetHeight + 30)], paddingBottomRight: [70, 50 + under]};
  }

  function fitted({map, data, marks}, some = marks.marks()) {
    const {x, y} = map.getSize(), bounds = Geomap.extent.of(data.places, some, x / y);
    if (bounds) map.fitBounds(bounds, {maxZoom: 8, animate: false, ...room(map)});
  }

  return {reveal, resized, zoomTo, zoomIfFar, fitted};
})();
