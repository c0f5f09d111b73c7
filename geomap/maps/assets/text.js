// The text of an article beside its map: marks open what they put on the map, and light up with it.
Geomap.text = (function () {
  const {tag, byId} = Geomap.dom;
  const NOTES = {place: "place", trigger: "event word", actor: "did it", target: "done to", source: "says so", undrawn: "not drawn"};

  async function build(app) {
    const block = byId("geomap-text");
    if (!block) return {light() {}};
    const {text, marks} = await Geomap.payload.read("geomap-text"), box = byId("text"), made = [];
    let at = 0;
    for (const [kind, start, end, item, note] of marks) {
      if (start < at || end <= start) continue; // the longer one before it holds these words
      box.append(text.slice(at, start));
      const words = text.slice(start, end), title = NOTES[kind] + (note ? `: ${note}` : "");
      const open = item >= 0 ? () => Geomap.opening.item(app, item) : null;
      made.push({item, element: tag(open ? "button" : "span", {class: `m m-${kind}`, type: open ? "button" : null, title, onclick: open}, words)});
      box.append(made[made.length - 1].element);
      at = end;
    }
    box.append(text.slice(at));
    return {
      light(items) {
        const lit = new Set(items);
        for (const {item, element} of made) element.classList.toggle("lit", lit.has(item));
        const first = made.find(({item}) => lit.has(item));
        if (first) first.element.scrollIntoView({block: "nearest"});
      },
    };
  }

  return {build};
})();
