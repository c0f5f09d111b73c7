// Colours, hues and shapes: those of the style sheet, and those of each item by layer, type or certainty.
Geomap.looks = (function () {
  const regions = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames(["en"], {type: "region"}) : null;

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
  function of(app) {
    const {data, leaves} = app, {items} = data, neutral = {hue: data.style.neutral, shape: 0};
    if (app.colourBy === "type") return Geomap.gather.looks(items.type, [...data.types, neutral]);
    if (app.colourBy === "certainty") return Geomap.gather.looks(items.certainty, [...data.style.certainties.map(({hue}) => ({hue, shape: 0})), neutral]);
    const groups = items.leaves.ends.map((_end, group) => {
      const own = Geomap.payload.members(items.leaves, group), leaf = leaves.get(own.find((one) => !app.state.leaves.has(one)) ?? own[0]);
      return leaf ? {hue: leaf.hue, shape: leaf.shape} : neutral;
    });
    return Geomap.gather.looks(items.leaves.codes, [...groups, neutral]);
  }

  function at(app, item) {
    const {codes, table} = app.looks;
    return table[codes[item]] || table[table.length - 1];
  }

  return {palette, country, of, at};
})();
