// Two more ways to see the events that are shown: their density, and their number by first-level unit.
Geomap.extras = (function () {
  const {tag} = Geomap.dom;
  const RAMP = ["#fdeebb", "#fbc160", "#f0883a", "#cb4b1c", "#86200a"]; // few to many
  const CLASSES = RAMP.length;
  const REACH = 34; // How far an event warms its surroundings, pixels.
  const COARSE = 2; // The heat is worked out for every second pixel.

  // Upper ends of at most five classes of counts up to `most`, each a given factor wider.
  function breaks(most) {
    if (most <= CLASSES) return Array.from({length: most}, (_none, n) => n + 1);
    return RAMP.map((_hue, n) => Math.round(most ** ((n + 1) / CLASSES))).filter((end, n, all) => !n || end > all[n - 1]);
  }

  const Layer = Geomap.Sheet.extend({
    initialize(data, units) {
      Geomap.Sheet.prototype.initialize.call(this, {pane: "extras"});
      const number = new Map(units.name.map((name, n) => [`${units.country[n]}\n${name}`, n]));
      const {places} = data;
      Object.assign(this, {_data: data, _wanted: new Set(), _marks: [], _units: units});
      this._unitOf = places.name.map((_name, n) => number.get(`${places.country[n]}\n${places.admin1[n]}`) ?? -1);
      this._shapes = units.outline.map((outline) => (outline && outline.area ? Geomap.ground.project(outline.area, 10000) : []));
    },

    // on: Set of "heat" and "units"; marks: as gathered from what is shown.
    show(on, marks) {
      Object.assign(this, {_wanted: on, _marks: marks});
      this._counts = new Int32Array(this._shapes.length);
      this._elsewhere = 0;
      for (const {place, events} of marks) {
        const unit = this._unitOf[place], broad = Geomap.gather.form(this._data.places, place) === "broad";
        if (unit >= 0 && !broad) this._counts[unit] += events;
        else this._elsewhere += events;
      }
      this._breaks = breaks(Math.max(0, ...this._counts));
      this.draw();
    },

    draw() {
      if (!this._bounds) return;
      const {min} = this._bounds, size = this._bounds.getSize();
      this._ctx.clearRect(min.x, min.y, size.x, size.y);
      if (this._wanted.has("units")) this._drawUnits();
      if (this._wanted.has("heat")) this._drawHeat(min, size);
    },

    _drawUnits() {
      const ctx = this._ctx, scale = 2 ** this._map.getZoom(), origin = this._map.getPixelOrigin();
      this._shapes.forEach((paths, unit) => {
        if (!this._counts[unit]) return;
        ctx.beginPath();
        for (const {flat} of paths)
          for (let i = 0; i < flat.length; i += 2)
            ctx[i ? "lineTo" : "moveTo"](flat[i] * scale - origin.x, flat[i + 1] * scale - origin.y);
        ctx.globalAlpha = 0.72;
        ctx.fillStyle = RAMP[this._breaks.findIndex((end) => this._counts[unit] <= end)];
        ctx.fill("evenodd");
        ctx.globalAlpha = 1;
        ctx.strokeStyle = "#6b3a1a";
        ctx.lineWidth = 0.8;
        ctx.stroke();
      });
    },

    // A bell for each place by its events, summed up, then coloured by the sum.
    _drawHeat(min, size) {
      const wide = Math.ceil(size.x / COARSE), high = Math.ceil(size.y / COARSE), sum = new Float32Array(wide * high);
      const reach = Math.round(REACH / COARSE), {places} = this._data;
      let most = 0;
      for (const {place, events} of this._marks) {
        if (!events || !["point", "disc"].includes(Geomap.gather.form(places, place))) continue;
        const at = this._map.latLngToLayerPoint([places.lat[place], places.lon[place]]);
        const cx = Math.round((at.x - min.x) / COARSE), cy = Math.round((at.y - min.y) / COARSE);
        for (let y = Math.max(0, cy - reach); y <= Math.min(high - 1, cy + reach); y++)
          for (let x = Math.max(0, cx - reach); x <= Math.min(wide - 1, cx + reach); x++) {
            const far = ((x - cx) ** 2 + (y - cy) ** 2) / reach ** 2;
            if (far < 1) most = Math.max(most, (sum[y * wide + x] += events * (1 - far) ** 2));
          }
      }
      if (!most) return;
      const sheet = document.createElement("canvas");
      sheet.width = wide;
      sheet.height = high;
      const inner = sheet.getContext("2d"), pixels = inner.createImageData(wide, high), ramp = RAMP.map((hue) => [1, 3, 5].map((i) => parseInt(hue.slice(i, i + 2), 16)));
      for (let i = 0; i < sum.length; i++) {
        if (!sum[i]) continue;
        const share = Math.sqrt(sum[i] / most), [r, g, b] = ramp[Math.min(CLASSES - 1, Math.floor(share * CLASSES))];
        pixels.data.set([r, g, b, Math.min(200, 60 + 260 * share) * Math.min(1, share * 6)], 4 * i);
      }
      inner.putImageData(pixels, 0, 0);
      this._ctx.drawImage(sheet, min.x, min.y, wide * COARSE, high * COARSE);
    },

    // What the colours mean: [{hue, label}], and notes on what is left out.
    legend() {
      const out = [];
      if (this._wanted.has("units")) {
        this._breaks.forEach((end, n) => {
          const from = n ? this._breaks[n - 1] + 1 : 1, counted = this._data.view === "actor" ? "event" : "claim";
          out.push({hue: RAMP[n], label: from === end ? Geomap.dom.plural(end, counted) : `${from}–${end} ${counted}s`});
        });
        out.push({hue: null, label: `by first-level unit; ${this._elsewhere} lie in none`});
      }
      if (this._wanted.has("heat")) {
        out.push({hue: RAMP[0], label: "Heat: few near"}, {hue: RAMP[CLASSES - 1], label: "Heat: most near, in this view"});
      }
      return out;
    },
  });

  // Switches for the two; they are no filters, so they hide nothing.
  function switches(app, box, change) {
    const entries = [["units", "Counts by first-level unit"], ["heat", "Heat of events"]];
    const inputs = entries.map(([key, label]) => {
      const input = tag("input", {type: "checkbox", onchange: () => change((on) => on[input.checked ? "add" : "delete"](key))});
      box.append(tag("li", {}, tag("label", {class: "switch"}, input, label)));
      return [key, input];
    });
    return () => { for (const [key, input] of inputs) input.checked = app.extras.has(key); };
  }

  return {Layer, switches};
})();
