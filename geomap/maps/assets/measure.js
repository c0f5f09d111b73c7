// Measures along clicked points, over the ground (great circles on a sphere).
Geomap.measure = (function () {
  const {tag} = Geomap.dom;

  function show(km) {
    return km < 10 ? `${km.toFixed(2)} km` : km < 100 ? `${km.toFixed(1)} km` : `${Math.round(km).toLocaleString("en")} km`;
  }

  function build(map, label) {
    const tool = {on: false, points: []};
    const line = L.polyline([], {className: "measure", color: "#d6006e", weight: 2.5, interactive: false, renderer: L.svg({pane: "measure"})}).addTo(map);
    const tip = tag("output", {id: "measured", hidden: true});
    map.getContainer().append(tip);

    function draw() {
      line.setLatLngs(tool.points);
      const metres = tool.points.slice(1).reduce((sum, point, n) => sum + map.distance(tool.points[n], point), 0);
      tip.hidden = !tool.on;
      tip.textContent = tool.points.length < 2 ? "Click points to measure; Esc ends" : show(metres / 1000);
    }

    tool.toggle = (on = !tool.on) => {
      tool.on = on;
      tool.points = [];
      map.getContainer().classList.toggle("measuring", on);
      label(on);
      draw();
    };
    tool.click = (at) => {
      tool.points.push(at);
      draw();
    };
    return tool;
  }

  return {build};
})();
