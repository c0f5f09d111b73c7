// The layers as people see them: groups and their members, with counts and switches.
Geomap.tree = (function () {
  const {tag, fill, name, byId} = Geomap.dom;
  const LONG = 12; // A group with more members starts folded.

  function box(label, checked, onchange, extra) {
    const input = tag("input", {type: "checkbox", onchange: (event) => onchange(event.target.checked)});
    input.checked = checked;
    return {input, row: tag("label", {class: "switch"}, input, ...extra, label)};
  }

  // Builds the groups once, and the members of a group when it is first unfolded: an outlet may
  // have thousands. update() sets counts and switches afterwards.
  function build(app) {
    const {data} = app;
    return data.tree.map((group) => {
      const lone = group.leaves.length === 1 && group.leaves[0].label === group.label;
      const count = tag("span", {class: "count"}), list = tag("ul", {});
      const head = box(name(group.label), true, (on) => app.change((state) => {
        for (const leaf of group.leaves) state.leaves[on ? "delete" : "add"](leaf.leaf);
      }), [group.leaves[0].hue === undefined ? Geomap.symbols.swatch({...group, certainty: 0}, app.colours(), 18) : null]);
      const part = {app, group, lone, head: head.input, count, list, rows: null};
      if (lone) {
        part.element = tag("li", {class: "group lone"}, list);
        members(part);
      } else {
        part.fold = tag("button", {type: "button", class: "fold", "aria-label": `Members of ${group.label}`,
          onclick: () => { unfold(part, list.hidden); refresh(app, part, tally(app, [part])); }});
        part.element = tag("li", {class: "group"}, tag("span", {class: "row head"}, part.fold, head.row, count), list);
        unfold(part, group.leaves.length <= LONG && (data.view === "article" || group.events > 0) && !group.unknown);
      }
      byId("tree").append(part.element);
      return part;
    });
  }

  function members(part) {
    if (part.rows) return;
    part.rows = part.group.leaves.map((leaf) => leafRow(part.app, part.group, leaf, part.lone));
    fill(part.list, part.rows.map((row) => row.element));
  }

  function unfold(part, open) {
    if (open) members(part);
    part.list.hidden = !open;
    part.fold.setAttribute("aria-expanded", String(open));
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
      title: "Light up its places", onclick: () => Geomap.opening.article(app, leaf.leaf)}, "open") : null;
    return {leaf, input, count, element: tag("li", {class: "leaf"}, tag("span", {class: "row"}, row, tag("span", {class: "acts"}, light, only), count))};
  }

  function alone(data, state, leaf) {
    for (const group of data.tree) for (const other of group.leaves) state.leaves.add(other.leaf);
    state.leaves.delete(leaf);
  }

  // Items by leaf and by group; an item of two leaves of a group counts once for the group.
  function tally(app, parts) {
    const counts = new Map(), totals = new Map(), groupOf = new Map(), column = app.data.items.leaves;
    for (const {group} of parts) for (const leaf of group.leaves) groupOf.set(leaf.leaf, group);
    Geomap.filters.counts(app.fails, "leaves", column.codes, column.ends.length).forEach((n, cell) => {
      if (!n) return;
      const leaves = Geomap.payload.members(column, cell);
      for (const leaf of leaves) counts.set(leaf, (counts.get(leaf) || 0) + n);
      for (const group of new Set(leaves.map((leaf) => groupOf.get(leaf)))) totals.set(group, (totals.get(group) || 0) + n);
    });
    return {counts, totals};
  }

  function update(app, parts) {
    const counted = tally(app, parts);
    for (const part of parts) refresh(app, part, counted);
  }

  function refresh(app, {group, head, count, list, rows}, {counts, totals}) {
    const on = group.leaves.reduce((sum, leaf) => sum + !app.state.leaves.has(leaf.leaf), 0);
    head.checked = on > 0;
    head.indeterminate = on > 0 && on < group.leaves.length;
    count.textContent = (totals.get(group) || 0).toLocaleString("en");
    if (!rows || list.hidden) return;
    for (const {leaf, input, count: cell, element} of rows) {
      input.checked = !app.state.leaves.has(leaf.leaf);
      cell.textContent = (counts.get(leaf.leaf) || 0).toLocaleString("en");
      element.classList.toggle("none", !counts.get(leaf.leaf));
    }
  }

  // Shows the groups and members that hold the words; all when there are none.
  function search(parts, words) {
    const wanted = words.trim().toLowerCase();
    for (const part of parts) {
      const holds = (text) => text.toLowerCase().includes(wanted), whole = holds(part.group.label);
      const found = part.group.leaves.map((leaf) => whole || holds(leaf.label)), any = found.includes(true);
      part.element.hidden = !any;
      if (wanted && any && part.fold) unfold(part, true);
      if (part.rows) part.rows.forEach(({element}, n) => { element.hidden = !found[n]; });
    }
    if (parts.length) update(parts[0].app, parts);
  }

  // A list of switches: [{key, label, group, swatch}], off = the set in the state; `codes` has an
  // entry's number for every item.
  function switches(app, id, entries, set, codes) {
    const rows = entries.map((entry) => {
      const count = tag("span", {class: "count"});
      const {input, row} = box(name(entry.label), true, (on) => app.change((state) => state[set][on ? "delete" : "add"](entry.key)), [entry.swatch]);
      return {entry, input, count, element: tag("li", {class: "leaf"}, tag("span", {class: "row"}, row, count))};
    });
    const headed = ({entry: {group}}, n) => (group && (!n || rows[n - 1].entry.group !== group) ? tag("li", {class: "heading"}, group) : null);
    fill(byId(id), rows.map((row, n) => [headed(row, n), row.element]));
    return () => {
      const counts = Geomap.filters.counts(app.fails, set, codes, entries.length);
      rows.forEach(({entry, input, count}, n) => {
        input.checked = !app.state[set].has(entry.key);
        count.textContent = counts[n].toLocaleString("en");
      });
    };
  }

  return {build, update, search, switches};
})();
