// Saves what is shown, from what the page holds: nothing is sent or fetched.
Geomap.downloads = (function () {
  const COLUMNS = ["id", "kind", "event_type", "actors", "targets", "date_start", "date_end", "modality_class",
    "place_name", "place_id", "precision", "radius_km", "latitude", "longitude", "score", "sources", "article_id", "article_title", "quote"];

  function rows(data, shown) {
    const {items, places, statements, articles} = data;
    const {number, text} = Geomap.payload;
    return Array.from(shown, (i) => {
      const place = items.place[i], [first] = Geomap.payload.statements(data, i), score = number(items.score, i);
      const who = (column) => Geomap.payload.list(column, i).map((n) => data.actors.names[n]).join("; ");
      const day = (value) => (value === null ? null : Geomap.payload.isoDay(value));
      const here = place >= 0, said = first !== undefined;
      return {
        id: items.id[i], kind: items.kind[i] === Geomap.filters.EVENT ? "event" : "mention",
        event_type: items.type[i] >= 0 ? data.types[items.type[i]].id : null,
        actors: who(data.actors.actors), targets: who(data.actors.targets), date_start: day(number(items.start, i)), date_end: day(number(items.end, i)),
        modality_class: items.certainty[i] >= 0 ? data.style.certainties[items.certainty[i]].id : null,
        place_name: here ? places.name[place] : null, place_id: here ? places.id[place] : null,
        precision: here ? places.precision[place] : null, radius_km: here ? places.radius[place] : null,
        latitude: here ? places.lat[place] : null, longitude: here ? places.lon[place] : null,
        score: score === null ? null : score / 100, sources: number(items.sources, i),
        article_id: said ? articles.id[statements.article[first]] : null,
        article_title: said ? articles.title[statements.article[first]] : null,
        quote: said ? text(statements.quote, first) : null,
      };
    });
  }

  // A cell that a spreadsheet would run as a formula is told to be text.
  function cell(value) {
    if (value === null || value === undefined) return "";
    let text = String(value);
    if (typeof value === "string" && /^[\s]*[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function csv(data, shown) {
    const lines = rows(data, shown).map((row) => COLUMNS.map((name) => cell(row[name])).join(","));
    return "\ufeff" + [COLUMNS.join(","), ...lines].join("\r\n") + "\r\n";
  }

  function geojson(data, shown) {
    const features = rows(data, shown).map(({latitude, longitude, ...properties}) => ({
      type: "Feature", properties,
      geometry: latitude === null ? null : {type: "Point", coordinates: [longitude, latitude]},
    }));
    return JSON.stringify({type: "FeatureCollection", features});
  }

  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    const anchor = Geomap.dom.tag("a", {href: address, download: name});
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function saveText(name, type, text) {
    save(name, new Blob([text], {type}));
  }

  return {csv, geojson, save, saveText};
})();
