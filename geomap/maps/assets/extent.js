// Which part of the world a map opens at: the middle of what happened and what lies around it.
Geomap.extent = (function () {
  const CUT = 0.1; // Share of the events that each side may lose: a summit abroad should not make the war small.
  const FEW = 5; // Fewer events than these have no middle.
  const LEAST = 2; // Side that the middle counts as having at least, degrees.
  const MOST = 50; // Events of one place that count.

  // The bounds of some marks, [[south, west], [north, east]] in degrees; null for none.
  // What lies around the middle stays in view as long as that costs no more than one zoom level
  // of a map that is `aspect` times as wide as high.
  function of(places, marks, aspect) {
    const points = weighed(places, marks);
    if (!points.length) return null;
    const [tall, wide] = [0, 1].map((column) => between(points.map((point) => point[column])));
    const [lat, lon] = [tall, wide].map(([low, high]) => (low + high) / 2);
    const shape = aspect / Math.cos(lat * Math.PI / 180); // degrees of longitude beside one of latitude
    const room = Math.max(LEAST, tall[1] - tall[0], (wide[1] - wide[0]) / shape);
    const near = points.filter((point) => Math.abs(point[0] - lat) <= room && Math.abs(point[1] - lon) <= room * shape);
    return [Math.min, Math.max].map((end) => [0, 1].map((column) =>
      near.reduce((most, point) => end(most, point[column]), near[0][column])));
  }

  // Where something happened rather than where it was spoken of, and points rather than lands.
  function weighed({lat, lon, ...places}, marks) {
    const broad = (mark) => Geomap.gather.form(places, mark.place) === "broad";
    const eventful = marks.filter((mark) => mark.events && !broad(mark)), some = eventful.length ? eventful : marks;
    const exact = some.filter((mark) => !broad(mark));
    return (exact.length ? exact : some).flatMap(({place, items}) =>
      Array(Math.min(MOST, items.length)).fill([lat[place], lon[place]]));
  }

  function between(values) {
    const sorted = values.sort((a, b) => a - b), last = sorted.length - 1;
    const skip = sorted.length < FEW ? 0 : Math.max(1, Math.floor(sorted.length * CUT));
    return [sorted[skip], sorted[last - skip]];
  }

  return {of};
})();
