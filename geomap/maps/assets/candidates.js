// The places that one mention may mean: a list with reasons, and a mark for each.
Geomap.start = async function start(map) {
  const {tag, name, plural} = Geomap.dom;
  const [data, ground] = await Promise.all([Geomap.payload.read("geomap-data"), Geomap.payload.read("geomap-ground")]);
  const COLOURS = {
    water: "#cfe0ea", land: "#f5f3ee", coast: "#9db8c7", border: "#8d8699", province: "#b9b3ab", river: "#9cc3da", grid: "#c9cdd3", gridText: "#7b756c",
  };
  const STEPS = 10000;

  // The outline of a place, else its circle.
  function shape(place, colour) {
    const style = {color: colour, weight: 2, fillOpacity: 0.12, interactive: false};
    const points = (row) => {
      const flat = Geomap.payload.path(row, STEPS), out = [];
      for (let i = 0; i < flat.length; i += 2) out.push([flat[i + 1], flat[i]]);
      return out;
    };
    if (place.outline && place.outline.area) return L.polygon(place.outline.area.map(points), style);
    if (place.outline) return L.polyline(place.outline.line.map(points), {...style, fill: false});
    return L.circle([place.lat, place.lon], {...style, radius: Math.max(place.radius, 0.05) * 1000});
  }

  map.createPane("ground").style.zIndex = 200;
  const marks = data.candidates.map((one, n) => {
    const drawn = shape(one, n ? "#6b717b" : "#b3401f").addTo(map);
    const icon = L.divIcon({className: n ? "rank" : "rank first", html: String(n + 1), iconSize: [24, 24]});
    const title = `${n + 1}. ${one.name}`;
    const mark = L.marker([one.lat, one.lon], {icon, title, alt: title, zIndexOffset: -n}).addTo(map);
    const look = () => map.fitBounds(drawn.getBounds().pad(0.4), {maxZoom: 10});
    mark.on("click", look);
    return {drawn, look};
  });
  if (data.area) shape(data.area, "#0072b2").addTo(map);

  const items = data.candidates.map((one, n) => tag("li", {},
    tag("button", {type: "button", onclick: marks[n].look}, name(one.name)),
    ` (${one.kind}${one.within ? ", " : ""}`, name(one.within), `): ${(100 * one.score).toFixed(0)} %`,
    tag("ul", {}, one.reasons.map(([adds, sentence]) => tag("li", {}, `${adds < 0 ? "against" : "for"} (${adds < 0 ? "" : "+"}${adds.toFixed(2)}): ${sentence}`))),
  ));
  const list = tag("div", {id: "list"},
    tag("h1", {}, "“", name(data.words), `”: ${plural(data.candidates.length, "candidate")}`),
    tag("p", {}, `Status: ${data.status}.`, data.area ? " The blue outline is what the words around make of the place." : ""),
    tag("ol", {}, items),
    data.more > 0 ? tag("p", {}, `${plural(data.more, "more candidate")} less likely.`) : null,
    tag("p", {}, "Made with Natural Earth · places © GeoNames, CC BY 4.0"),
  );
  document.body.prepend(list);
  map.invalidateSize();
  new Geomap.ground.Layer(ground, () => COLOURS).addTo(map);
  const bounds = L.latLngBounds([]);
  for (const {drawn} of marks) bounds.extend(drawn.getBounds());
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.15), {maxZoom: 9, animate: false});
  L.control.scale({position: "bottomleft", imperial: false}).addTo(map);
  document.documentElement.dataset.ready = "yes";
};
