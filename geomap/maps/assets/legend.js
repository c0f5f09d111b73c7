// What the hues and shapes of the map mean.
Geomap.legend = (function () {
  const {tag, fill, byId} = Geomap.dom;
  const MOST_HUES = 14; // Rows of the legend that tell hues.

  function draw(app) {
    const {data} = app, colours = app.colours();
    const sample = data.style.neutral;
    const entry = (picture, text) => tag("li", {}, picture, text);
    const swatches = data.style.certainties.map((degree, n) => entry(Geomap.symbols.swatch(
      {hue: app.colourBy === "certainty" ? degree.hue : sample, shape: 0, certainty: n}, colours, 20), degree.label));
    const hues = key(app), heading = byId("colour-by").selectedOptions[0].textContent;
    fill(byId("legend-list"), hues.length ? tag("li", {class: "hue heading"}, heading) : null,
      hues.map(({words, swatch}) => tag("li", {class: "hue"}, swatch, words)), swatches,
      entry(Geomap.symbols.swatch(null, colours, 20), "Mentioned, no event"),
      entry(tag("span", {class: "key area"}), "Area: anywhere in it"), entry(tag("span", {class: "key line"}), "Along a river or line"),
      entry(tag("span", {class: "key near"}), "Near: within the circle"), entry(tag("span", {class: "key many"}), "Several places"),
      app.layers.legend().map(({hue, label}) => {
        if (!hue) return entry(null, label);
        const box = tag("span", {class: "key", "data-hue": hue});
        box.style.background = hue;
        return entry(box, label);
      }));
  }

  // The hues in use, for where no tree is beside the map: [{words, swatch}].
  function key(app) {
    const {data} = app, colours = app.colours(), used = new Set(app.marks.marks().flatMap((mark) => mark.slices.map(({hue, shape}) => `${hue} ${shape}`)));
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

  return {draw};
})();
