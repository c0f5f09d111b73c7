function (map, features) {
  const box = (feature) => {
    const list = document.createElement("dl");
    for (const [name, text] of Object.entries(feature.properties)) {
      const term = document.createElement("dt"), value = document.createElement("dd");
      term.textContent = name.replaceAll("_", " ");
      value.textContent = text;
      value.dir = "auto";
      list.append(term, value);
    }
    return list;
  };
  L.geoJSON(features, {
    pointToLayer: (_feature, at) => L.circleMarker(at, {radius: 6}),
    style: {color: "#0072b2", weight: 2, fillOpacity: 0.25},
    onEachFeature: (feature, layer) => layer.bindPopup(() => box(feature), {maxHeight: 300}),
  }).addTo(map);
}
