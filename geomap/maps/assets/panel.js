// What a mark says: the words that put it there, who said them, and how sure the place is.
Geomap.panel = (function () {
  const {tag, fill, link, name, byId, plural} = Geomap.dom;
  const PAGE = 40; // Items listed at once.
  const KINDS = {actor: "did it", target: "done to", place: "place", trigger: "event word", source: "said by"};

  // The quote with its marked stretches; overlapping stretches after the first are left plain.
  function quote(text, marks) {
    const out = tag("blockquote", {dir: "auto"});
    let at = 0;
    for (const [kind, start, end] of [...marks].sort((a, b) => a[1] - b[1] || b[2] - a[2])) {
      if (start < at || end <= start) continue;
      out.append(text.slice(at, start), tag("mark", {class: `m-${kind}`, title: KINDS[kind]}, text.slice(start, end)));
      at = end;
    }
    out.append(text.slice(at));
    return out;
  }

  function statement(app, s) {
    const {data} = app, {statements, articles} = data, article = statements.article[s];
    const {text} = Geomap.payload;
    const day = articles.day[article], url = articles.url[article];
    const facts = [];
    const said = text(statements.source, s), cue = text(statements.cue, s), when = text(statements.when, s);
    if (said) facts.push(fact("Said by", said + (cue ? ` (“${cue}”)` : "")));
    if (statements.denied[s]) facts.push(fact("Denied", "the statement says that it did not happen"));
    const modality = text(statements.modality, s);
    if (modality && modality !== "occurred") facts.push(fact("Told as", modality));
    const review = text(statements.review, s);
    if (review) facts.push(fact("Reviewed", `${review} by an analyst`));
    if (when) facts.push(fact("Time", `“${when}”`));
    facts.push(placing(app, s));
    return tag("li", {class: "statement"},
      quote(text(statements.quote, s), Geomap.payload.marks(data, s)),
      tag("p", {class: "cite"}, url ? link(url, articles.title[article]) : tag("cite", {dir: "auto"}, articles.title[article]),
        articles.outlet[article] ? [" · ", name(articles.outlet[article])] : null,
        " · ", day === null ? "undated" : Geomap.payload.showDay(day),
        articles.page.length ? [" · ", tag("a", {href: articles.page[article]}, "full text")] : null,
        articles.id.length > 1 ? [" · ", tag("button", {type: "button", class: "linkish", onclick: () => Geomap.opening.article(app, article)}, "all of this article")] : null),
      tag("dl", {}, facts));
  }

  function fact(term, text) {
    return [tag("dt", {}, term), tag("dd", {dir: "auto"}, text)];
  }

  // How the place was chosen, and what else it might have been.
  function placing(app, s) {
    const {statements} = app.data, {text} = Geomap.payload, out = [];
    const words = text(statements.relation, s) || text(statements.word, s);
    if (words) {
      const score = statements.score[s] ?? null;
      const sure = score === null ? "" : `, ${score > 99 ? "over 99" : score} % sure`;
      out.push(fact("Place in the text", `“${words}”${sure}`));
    }
    const why = text(statements.why_place, s), others = text(statements.others, s);
    if (why) out.push(fact("Why here", why.replaceAll("-", " ")));
    if (others) out.push(fact("Could also be", others));
    return out;
  }

  function item(app, i) {
    const {data} = app, {items, types} = data;
    const event = items.kind[i] === Geomap.filters.EVENT;
    const certainty = items.certainty[i] >= 0 ? data.style.certainties[items.certainty[i]] : null;
    const all = Geomap.payload.statements(data, i).map((s) => statement(app, s));
    const who = (column) => Geomap.payload.list(column, i).map((n) => data.actors.names[n]);
    const actors = who(data.actors.actors), targets = who(data.actors.targets);
    const look = Geomap.looks.at(app, i);
    return tag("article", {class: "item", "data-item": i},
      tag("h3", {}, Geomap.symbols.swatch(event ? {...look, certainty: Math.max(0, items.certainty[i])} : null, app.colours(), 20),
        event ? name(types[items.type[i]].label) : "Mentioned",
        certainty && certainty.id !== "happened" ? tag("span", {class: "badge"}, certainty.label) : null),
      event ? tag("p", {class: "facts"}, ...line(items, i, actors, targets)) : null,
      tag("ul", {class: "statements"}, all));
  }

  function line(items, i, actors, targets) {
    const out = [];
    if (actors.length) out.push(...names(actors));
    if (targets.length) out.push(" → ", ...names(targets));
    const {number} = Geomap.payload, dating = Geomap.payload.text(items.dating, i), day = number(items.day, i);
    const when = Geomap.payload.showDays(number(items.start, i), number(items.end, i), dating);
    if (out.length) out.push(tag("br"));
    out.push(when ? `${when}${dating === "week" ? " (to the week)" : ""}`
      : day === null ? "no date given" : `no date given; reported ${Geomap.payload.showDay(day)}`);
    const dead = deaths(items, i);
    if (dead) out.push(" · ", dead);
    if (items.sources[i] > 1) out.push(" · ", plural(items.sources[i], "independent source"));
    return out;
  }

  function deaths(items, i) {
    const [best, low, high] = [items.deaths, items.deaths_low, items.deaths_high].map((column) => Geomap.payload.number(column, i));
    if (best === null && low === null && high === null) return null;
    if (low !== null && high !== null && low !== high) return `${low}–${high} killed`;
    if (best === null && low === null) return `at most ${high} killed`;
    if (high === null && low !== null) return low === best ? `at least ${low} killed` : `${best === null ? low : best} killed`;
    return `${best === null ? low : best} killed`;
  }

  function names(list) {
    return list.flatMap((actor, n) => (n ? [", ", name(actor)] : [name(actor)]));
  }

  function where(app, place) {
    const {places} = app.data, parts = [places.admin1[place], Geomap.looks.country(places.country[place])];
    const line = parts.filter((part) => part && part !== places.name[place]).join(", ");
    const precision = Geomap.payload.PRECISIONS[places.precision[place]] || places.precision[place];
    const radius = places.radius[place] >= 0.5 ? `, within ${places.radius[place] >= 10 ? Math.round(places.radius[place]) : places.radius[place]} km` : "";
    return tag("p", {class: "where"}, line ? [name(line), tag("br")] : null,
      `${Geomap.payload.KINDS[places.kind[place]] || places.kind[place]}; meant is ${precision}${places.precision[place] === "exact" ? "" : radius}`);
  }

  // Sections: [{heading, place, items}]; more are added as the reader asks.
  function open(app, title, sections, tools) {
    const body = tag("div", {class: "panel-body"});
    const queue = sections.flatMap((section) => [section, ...Array.from(section.items, (i) => ({item: i}))]);
    let at = 0;
    const more = () => {
      for (let listed = 0; at < queue.length && listed < PAGE; at++) {
        const entry = queue[at];
        if (entry.item !== undefined) {
          body.append(item(app, entry.item));
          listed++;
        } else if (entry.heading) body.append(tag("h2", {dir: "auto"}, entry.heading), entry.place === undefined ? "" : where(app, entry.place));
      }
      if (at < queue.length) body.append(tag("button", {type: "button", class: "more", onclick: (event) => { event.target.remove(); more(); }}, "Show more"));
    };
    more();
    fill(byId("panel"),
      tag("header", {}, tag("h1", {id: "panel-title", tabindex: "-1", dir: "auto"}, title),
        tag("button", {type: "button", class: "close", "aria-label": "Close", onclick: () => Geomap.opening.close(app)()}, "×")),
      tools && tools.length ? tag("div", {class: "tools"}, tools) : null, body);
    byId("panel").hidden = false;
    document.body.classList.add("with-panel");
    byId("panel").scrollTop = 0;
    Geomap.view.resized(app);
    byId("panel-title").focus({preventScroll: true});
  }

  function close() {
    byId("panel").hidden = true;
    document.body.classList.remove("with-panel");
  }

  return {open, close};
})();
