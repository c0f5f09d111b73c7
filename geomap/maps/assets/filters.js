// What is shown: the state of all switches, and one pass over the items that applies it.
Geomap.filters = (function () {
  const EVENT = 0, MENTION = 1;

  function fresh() {
    return {
      kinds: new Set(), // 0 events, 1 mentions: those switched off
      leaves: new Set(), types: new Set(), certainties: new Set(), precisions: new Set(), // off
      score: 0, days: null, words: "", article: null,
    };
  }

  // Lower-case text of an item that the search looks through; made on first use.
  function haystack(data, item, cache) {
    if (cache[item] !== undefined) return cache[item];
    const {items, statements, places} = data;
    const parts = [];
    if (items.place[item] >= 0) parts.push(places.name[items.place[item]], places.admin1[items.place[item]]);
    if (items.type[item] >= 0) parts.push(data.types[items.type[item]].label);
    for (const who of ["actors", "targets"])
      for (const actor of Geomap.payload.list(items[who], item)) parts.push(data.actors[actor]);
    const [first, end] = Geomap.payload.statements(data, item);
    for (let s = first; s < end; s++) {
      parts.push(data.quotes[statements.quote[s]], statements.source[s], statements.word[s]);
      parts.push(data.articles.title[statements.article[s]], data.articles.outlet[statements.article[s]]);
    }
    cache[item] = parts.filter(Boolean).join("\n").toLocaleLowerCase();
    return cache[item];
  }

  function precision(data, item) {
    const place = data.items.place[item];
    return place < 0 ? "none" : data.places.precision[place];
  }

  // Whether one item passes; `but` names a filter to leave out, for the counts beside it.
  function passes(data, state, item, cache, but) {
    const {items} = data;
    if (but !== "kinds" && state.kinds.has(items.kind[item])) return false;
    if (but !== "types" && items.type[item] >= 0 && state.types.has(items.type[item])) return false;
    if (but !== "certainties" && items.certainty[item] >= 0 && state.certainties.has(items.certainty[item]))
      return false;
    if (but !== "precisions" && state.precisions.has(precision(data, item))) return false;
    if (state.score && items.score[item] !== null && items.score[item] < state.score) return false;
    if (but !== "days" && state.days) {
      const days = Geomap.payload.days(items, item);
      if (!days || days[1] < state.days[0] || days[0] > state.days[1]) return false;
    }
    if (but !== "leaves" && state.leaves.size) {
      const leaves = Geomap.payload.list(items.leaves, item);
      if (leaves.length && leaves.every((leaf) => state.leaves.has(leaf))) return false;
    }
    return !state.words || haystack(data, item, cache).includes(state.words.toLocaleLowerCase());
  }

  // Numbers of the items that pass, in order.
  function shown(data, state, cache, but) {
    const out = [];
    for (let item = 0; item < data.items.kind.length; item++)
      if (passes(data, state, item, cache, but)) out.push(item);
    return out;
  }

  return {fresh, shown, precision, EVENT, MENTION};
})();
