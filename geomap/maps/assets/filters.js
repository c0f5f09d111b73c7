// What is shown: the state of all switches, and one pass over the items that applies it.
Geomap.filters = (function () {
  const EVENT = 0, MENTION = 1;
  // One bit a filter: an item is shown when it fails none, and counts beside a filter's switches
  // are of the items that fail none of the others.
  const BITS = {kinds: 1, types: 2, certainties: 4, precisions: 8, score: 16, days: 32, leaves: 64, words: 128};

  function fresh() {
    return {
      kinds: new Set(), // 0 events, 1 mentions: those switched off
      leaves: new Set(), types: new Set(), certainties: new Set(), precisions: new Set(), // off
      score: 0, days: null, words: "", article: null,
    };
  }

  function precision(data, item) {
    const place = data.items.place[item];
    return place < 0 ? "none" : data.places.precision[place];
  }

  // 1 for each number of which the switch is off.
  function off(set, size) {
    const out = new Uint8Array(size);
    for (const n of set) if (n < size) out[n] = 1;
    return out;
  }

  // Groups of leaves of which every leaf is off; an item of such a group is hidden.
  function offGroups(column, leaves) {
    const out = new Uint8Array(column.ends.length);
    if (leaves.size)
      for (let group = 0; group < out.length; group++) {
        const own = Geomap.payload.members(column, group);
        out[group] = own.length > 0 && own.every((leaf) => leaves.has(leaf)) ? 1 : 0;
      }
    return out;
  }

  // For every item the bits of the filters that it fails.
  function fails(data, state) {
    const {items, size} = data, {NONE} = Geomap.payload, out = new Uint8Array(size);
    const kinds = off(state.kinds, 2), types = off(state.types, data.types.length);
    const certainties = off(state.certainties, data.style.certainties.length);
    const groups = offGroups(items.leaves, state.leaves), noPlace = state.precisions.has("none") ? 1 : 0;
    const precisions = Uint8Array.from(data.places.precision, (name) => (state.precisions.has(name) ? 1 : 0));
    const found = words(data, state.words), [from, to] = state.days || [0, 0];
    for (let i = 0; i < size; i++) {
      let bits = kinds[items.kind[i]] ? BITS.kinds : 0;
      if (items.type[i] >= 0 && types[items.type[i]]) bits |= BITS.types;
      if (items.certainty[i] >= 0 && certainties[items.certainty[i]]) bits |= BITS.certainties;
      const place = items.place[i], group = items.leaves.codes[i];
      if (place < 0 ? noPlace : precisions[place]) bits |= BITS.precisions;
      if (items.score[i] !== NONE && items.score[i] < state.score) bits |= BITS.score;
      if (group >= 0 && groups[group]) bits |= BITS.leaves;
      if (state.days) {
        const start = first(items, i), end = items.end[i] === NONE ? start : items.end[i];
        if (start === NONE || end < from || start > to) bits |= BITS.days;
      }
      if (found && !found[i]) bits |= BITS.words;
      out[i] = bits;
    }
    return out;
  }

  // The first day of an item.
  function first({day, start, end}, i) {
    const {NONE} = Geomap.payload;
    if (day[i] === NONE) return NONE;
    return start[i] !== NONE ? start[i] : end[i] !== NONE ? end[i] : day[i];
  }

  // Numbers of the items that fail nothing, in order.
  function shown(failed) {
    const out = new Int32Array(failed.length);
    let n = 0;
    for (let i = 0; i < failed.length; i++) if (!failed[i]) out[n++] = i;
    return out.subarray(0, n);
  }

  // How many items of each code pass all filters but one; codes below zero are left out.
  function counts(failed, filter, codes, size) {
    const out = new Int32Array(size), others = ~BITS[filter];
    for (let i = 0; i < failed.length; i++) if (!(failed[i] & others) && codes[i] >= 0) out[codes[i]]++;
    return out;
  }

  // Items that hold the words: looked up once in every distinct text, not once an item.
  let last = {words: "", found: null};
  function words(data, wanted) {
    if (!wanted) return null;
    if (last.words === wanted && last.data === data) return last.found;
    // Not by the reader's locale, which takes fifteen times as long.
    const needle = wanted.toLowerCase();
    const holds = (text) => (text ? text.toLowerCase().includes(needle) : false);
    const inTexts = (texts) => Uint8Array.from(texts, (text) => (holds(text) ? 1 : 0));
    const {items, places, statements, articles, size} = data;
    const inPlace = Uint8Array.from(places.name, (name, n) => (holds(name) || holds(places.admin1[n]) ? 1 : 0));
    const inType = Uint8Array.from(data.types, (type) => (holds(type.label) ? 1 : 0));
    const inActor = inTexts(data.actors.names), inArticle = Uint8Array.from(articles.title, (title, n) => (holds(title) || holds(articles.outlet[n]) ? 1 : 0));
    const inSaid = ["quote", "source", "word"].map((name) => [statements[name].codes, inTexts(statements[name].values)]);
    const inGroup = ["actors", "targets"].map((who) => [data.actors[who].codes,
      Uint8Array.from(data.actors[who].ends, (_end, group) => (Geomap.payload.members(data.actors[who], group).some((n) => inActor[n]) ? 1 : 0))]);
    const hits = Uint8Array.from(statements.article, (article, s) => (
      inArticle[article] || inSaid.some(([codes, hit]) => codes[s] >= 0 && hit[codes[s]]) ? 1 : 0));
    const found = new Uint8Array(size), {said, place, type} = items;
    for (let i = 0; i < size; i++) {
      let hit = inPlace[place[i]] || inType[type[i]];
      for (let n = 0; !hit && n < inGroup.length; n++) hit = inGroup[n][1][inGroup[n][0][i]];
      if (!said) hit = hit || hits[i];
      else for (let n = i ? said.ends[i - 1] : 0; !hit && n < said.ends[i]; n++) hit = hits[said.values[n]];
      if (hit) found[i] = 1;
    }
    last = {words: wanted, data, found};
    return found;
  }

  // What the filters leave out, in words; empty when they leave out nothing.
  function narrowed({data, state}) {
    const {plural} = Geomap.dom, parts = [];
    if (state.words) parts.push(`“${state.words}”`);
    for (const [set, word] of [["leaves", "layer"], ["types", "event type"], ["certainties", "degree of certainty"], ["precisions", "precision"], ["kinds", "kind"]])
      if (state[set].size) parts.push(`${plural(state[set].size, word, {"degree of certainty": "degrees of certainty"}[word])} off`);
    if (state.score) parts.push(`place at least ${state.score} % sure`);
    if (state.article !== null) parts.push(`lit: ${data.articles.title[state.article]}`);
    return parts.join(", ");
  }

  return {fresh, fails, shown, counts, first, precision, narrowed, EVENT, MENTION};
})();
