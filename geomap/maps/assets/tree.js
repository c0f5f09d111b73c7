// The layers as people see them: groups and their members, with counts and switches.
Geomap.tree = (function () {
  const {tag, fill, name, byId} = Geomap.dom;
  const LONG = 12; // A group with more members starts folded.

  function box(label, checked, onchange, extra) {
    const input = tag("input", {type: "checkbox", onchange: (event) => onchange(event.target.checked)});
    input.checked = checked;
    return {input, row: tag("label", {class: "switch"}, input, ...extra, label)};
  }

  // Builds the tree once; update() sets counts and switches afterwards.
  function build(app) {
    const {data} = app, parts = [];
    const groups = data.tree.map((group) => {
      const lone = group.leaves.length === 1 && group.leaves[0].label === group.label;
      const leaves = group.leaves.map((leaf) => leafRow(app, group, leaf, lone));
      const count = tag("span", {class: "count"});
      const head = box(name(group.label), true, (on) => app.change((state) => {
        for (const leaf of group.leaves) state.leaves[on ? "delete" : "add"](leaf.leaf);
      }), [lone || group.leaves[0].hue === undefined ? Geomap.symbols.swatch({...group, certainty: 0}, app.colours(), 18) : null]);
      parts.push({group, head: head.input, count, leaves});
      const list = tag("ul", {}, leaves.map((leaf) => leaf.element));
      if (lone) return tag("li", {class: "group lone"}, list);
      const open = group.leaves.length <= LONG && (data.view === "article" || group.events > 0) && !group.unknown;
      const fold = tag("button", {type: "button", class: "fold", "aria-label": `Members of ${group.label}`, onclick: () => unfold(fold, list, list.hidden)});
      unfold(fold, list, open);
      return tag("li", {class: "group"}, tag("span", {class: "row head"}, fold, head.row, count), list);
    });
    fill(byId("tree"), groups);
    return parts;
  }

  function unfold(button, list, open) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }

  function leafRow(app, group, leaf, lone) {
    const hue = leaf.hue || group.hue, shape = leaf.shape === undefined ? group.shape : leaf.shape;
    const count = tag("span", {class: "count"});
    const {input, row} = box(
      tag("span", {}, name(leaf.label), leaf.named ? tag("small", {title: "Mentions of its capital, people or adjective, which are not drawn"}, ` named ${leaf.named}×`) : null,
        leaf.day !== undefined && leaf.day !== null ? tag("small", {}, ` ${Geomap.payload.showDay(leaf.day)}`) : null),
      true, (on) => app.change((state) => state.leaves[on ? "delete" : "add"](leaf.leaf)),
      [leaf.hue || lone ? Geomap.symbols.swatch({hue, shape, certainty: 0}, app.colours(), 18) : tag("span", {class: "stem"})]);
    const only = tag("button", {type: "button", class: "only", title: "Show this one alone", "aria-label": `Show ${leaf.label} alone`,
      onclick: () => app.change((state) => alone(app.data, state, leaf.leaf))}, "only");
    const light = app.data.view === "article" ? tag("button", {type: "button", class: "only", "aria-label": `Light up the places of ${leaf.label}`,
      title: "Light up its places", onclick: () => app.openArticle(leaf.leaf)}, "open") : null;
    return {leaf, input, count, element: tag("li", {class: "leaf"}, tag("span", {class: "row"}, row, tag("span", {class: "acts"}, light, only), count))};
  }

  function alone(data, state, leaf) {
    for (const group of data.tree) for (const other of group.leaves) state.leaves.add(other.leaf);
    state.leaves.delete(leaf);
  }

  // Items by leaf and by group; an item of two leaves of a group counts once for the group.
  function tally(app, parts) {
    const counts = new Map(), totals = new Map(), groupOf = new Map();
    for (const {group} of parts) for (const leaf of group.leaves) groupOf.set(leaf.leaf, group);
    for (const item of Geomap.filters.shown(app.data, app.state, app.cache, "leaves")) {
      const leaves = Geomap.payload.list(app.data.items.leaves, item);
      for (const leaf of leaves) counts.set(leaf, (counts.get(leaf) || 0) + 1);
      for (const group of new Set(leaves.map((leaf) => groupOf.get(leaf)))) totals.set(group, (totals.get(group) || 0) + 1);
    }
    return {counts, totals};
  }

  function update(app, parts) {
    const {counts, totals} = tally(app, parts);
    for (const {group, head, count, leaves} of parts) {
      const on = group.leaves.filter((leaf) => !app.state.leaves.has(leaf.leaf)).length;
      head.checked = on > 0;
      head.indeterminate = on > 0 && on < group.leaves.length;
      count.textContent = totals.get(group) || 0;
      for (const {leaf, input, count: cell, element} of leaves) {
        input.checked = !app.state.leaves.has(leaf.leaf);
        cell.textContent = counts.get(leaf.leaf) || 0;
        element.classList.toggle("none", !counts.get(leaf.leaf));
      }
    }
  }

  // Shows the groups and members that hold the words; all when there are none.
  function search(parts, words) {
    const wanted = words.trim().toLocaleLowerCase();
    for (const {group, leaves} of parts) {
      const whole = group.label.toLocaleLowerCase().includes(wanted);
      let any = false;
      for (const {leaf, element} of leaves) {
        element.hidden = !whole && !leaf.label.toLocaleLowerCase().includes(wanted);
        any = any || !element.hidden;
      }
      const item = leaves[0].element.closest(".group");
      item.hidden = !any;
      const fold = item.querySelector(".fold");
      if (wanted && any && fold) unfold(fold, item.querySelector("ul"), true);
    }
  }

  // A flat list of switches: [{key, label, swatch}], off = the set in the state.
  function switches(app, id, entries, set, facet, keyOf) {
    const rows = entries.map((entry) => {
      const count = tag("span", {class: "count"});
      const {input, row} = box(name(entry.label), true, (on) => app.change((state) => state[set][on ? "delete" : "add"](entry.key)), [entry.swatch]);
      return {entry, input, count, element: tag("li", {class: "leaf"}, tag("span", {class: "row"}, row, count))};
    });
    fill(byId(id), rows.map((row) => row.element));
    return () => {
      const counts = new Map();
      for (const item of Geomap.filters.shown(app.data, app.state, app.cache, facet)) {
        const key = keyOf(item);
        counts.set(key, (counts.get(key) || 0) + 1);
      }
      for (const {entry, input, count} of rows) {
        input.checked = !app.state[set].has(entry.key);
        count.textContent = counts.get(entry.key) || 0;
      }
    };
  }

  return {build, update, search, switches};
})();
