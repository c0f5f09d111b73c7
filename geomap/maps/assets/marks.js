// The findings on one canvas. The unit is the place: what coincides on the ground is one mark.
Geomap.marks = (function () {
  const SMALL = 12; // An area of a smaller radius is too small to be seen as one, pixels.
  // Where a name plate may stand: half widths to the side, pixels down; the nearest first.
  const SPOTS = [[0, 0], [0, 20], [0, -20], [0, 40], [0, -40], [0, 60], [1.3, 0], [-1.3, 0], [1.3, -20], [-1.3, -20]];
  const {form, title, gather, merged, cluster} = Geomap.gather;

  const Layer = Geomap.Sheet.extend({
    initialize(data, labels, colours) {
      Geomap.Sheet.prototype.initialize.call(this, {pane: "marks"});
      Object.assign(this, {_data: data, _names: labels, _colours: colours, _marks: [], _ready: false});
      this._outlines = data.places.outline.map((outline) => outline && {
        closed: Boolean(outline.area),
        paths: Geomap.ground.project(outline.area || outline.line, 10000),
      });
      this.selected = new Set();
      this.lit = null;
    },

    // shown: items; looks: as in gather; lit: 1 for each item to light up, or null.
    show(shown, looks, lit) {
      this._ready = true;
      this.lit = lit;
      this._marks = gather(this._data, shown, looks);
      this.draw();
    },

    marks() {
      return this._marks;
    },

    draw() {
      if (!this._bounds || !this._ready) return;
      const ctx = this._ctx, {min} = this._bounds, size = this._bounds.getSize();
      this._paint = this._colours();
      ctx.clearRect(min.x, min.y, size.x, size.y);
      this._hits = [];
      const left = -this._map._getMapPanePos().x, room = new Geomap.labels.Room([left, left + this._map.getSize().x]), points = [], chips = [];
      this._reserve(room);
      // The widest first, so that a province shows on the region that holds it.
      const wide = (mark) => this._data.places.radius[mark.place];
      for (const mark of [...this._marks].sort((a, b) => wide(b) - wide(a))) this._place(mark, points, chips);
      points.sort((a, b) => b.mark.events - a.mark.events || b.mark.items.length - a.mark.items.length);
      const near = cluster(points).filter((bin) => this._bounds.pad(0.1).contains([bin.x, bin.y]));
      const alone = (bin) => bin.area && bin.members.length === 1;
      for (const bin of near.filter(alone)) chips.push({mark: bin.mark, at: L.point(bin.x, bin.y)});
      const bins = near.filter((bin) => !alone(bin));
      chips.sort((a, b) => b.mark.events - a.mark.events || b.mark.items.length - a.mark.items.length);
      for (const bin of bins) this._uncertain(bin);
      const named = new Map();
      for (const bin of bins) this._measure(bin, room);
      // Where something happened has its name before what is only mentioned.
      const told = ({mark}) => mark.events > 0, only = (one) => !told(one);
      const plates = chips.filter(told).map((chip) => this._plate(chip, room, named));
      for (const bin of bins.filter(told)) this._name(bin, room, named);
      plates.push(...chips.filter(only).map((chip) => this._plate(chip, room, named)));
      this._plates(plates.filter(Boolean));
      for (const bin of [...bins].reverse()) this._bin(bin);
      for (const bin of bins.filter(only)) this._name(bin, room, named);
      Geomap.labels.ground(ctx, this._map, this._names, this._bounds, room, this._paint, named);
    },

    // What lies over the map takes its room first, or names would be half under it.
    _reserve(room) {
      const box = this._map.getContainer().getBoundingClientRect(), shift = this._map._getMapPanePos();
      for (const element of document.querySelectorAll("#chips > *, #legend, #credit, #main .leaflet-control")) {
        const {left, top, right, bottom, width} = element.getBoundingClientRect();
        if (width) room.take([left - box.left - shift.x, top - box.top - shift.y, right - box.left - shift.x, bottom - box.top - shift.y]);
      }
    },

    // Draws areas and lines; collects points and chips.
    _place(mark, points, chips) {
      const {places} = this._data, {place} = mark;
      const at = this._map.latLngToLayerPoint([places.lat[place], places.lon[place]]);
      const how = form(places, place);
      if (how === "broad") {
        if (this.selected.has(place)) this._area(mark, true);
      } else if (how === "point") points.push({x: at.x, y: at.y, mark});
      else {
        if (how === "area") this._area(mark, false);
        else if (how === "disc") this._disc(mark, at);
        else if (how === "line") this._line(mark);
        // Too small to be seen as an area, it may join its neighbours in one mark.
        if (how !== "line" && this._pixels(place) < SMALL) points.push({x: at.x, y: at.y, mark, area: true});
        else chips.push({mark, at: how === "line" ? this._middle(place, at) : at});
      }
    },

    _trace(place) {
      const ctx = this._ctx, scale = 2 ** this._map.getZoom(), origin = this._map.getPixelOrigin();
      ctx.beginPath();
      for (const {flat} of this._outlines[place].paths) {
        for (let i = 0; i < flat.length; i += 2) {
          const x = flat[i] * scale - origin.x, y = flat[i + 1] * scale - origin.y;
          if (i) ctx.lineTo(x, y);
          else ctx.moveTo(x, y);
        }
      }
    },

    _area(mark, broad) {
      if (!this._outlines[mark.place]) return;
      this._trace(mark.place);
      this._shade(mark, broad, this._data.places.kind[mark.place] === "area"); // "the north of" has no edge
      if (!broad) this._hits.push({kind: "area", place: mark.place, mark});
    },

    _disc(mark, at) {
      const r = Math.max(8, this._pixels(mark.place));
      this._ctx.beginPath();
      this._ctx.arc(at.x, at.y, r, 0, 2 * Math.PI);
      this._shade(mark, false, true);
      this._hits.push({kind: "disc", x: at.x, y: at.y, r, mark});
    },

    // Fills and edges the current path as an area of this mark; an edge that is not known is dashed.
    _shade(mark, broad, rough = false) {
      const ctx = this._ctx, first = mark.slices[0], colours = this._paint;
      const hue = first ? first.hue : colours.mention, firm = first && first.certainty < 2;
      const chosen = this.selected.has(mark.place), vague = this._data.places.precision[mark.place] === "region";
      ctx.save();
      ctx.globalAlpha = this._strength(mark);
      if (first && !broad && !this.plain) {
        ctx.save();
        ctx.globalAlpha *= vague ? 0.05 : 0.09;
        ctx.fillStyle = hue;
        ctx.fill("evenodd");
        ctx.restore();
        ctx.save();
        ctx.globalAlpha *= (firm ? 0.5 : 0.28) * (vague && !chosen ? 0.4 : 1);
        ctx.fillStyle = Geomap.symbols.hatch(ctx, hue, vague);
        ctx.fill("evenodd");
        ctx.restore();
      }
      ctx.globalAlpha *= vague && !chosen ? 0.6 : 1;
      ctx.strokeStyle = hue;
      ctx.lineWidth = chosen ? 3 : first && !vague ? 1.5 : 1;
      ctx.setLineDash(first && firm && !vague && !rough ? [] : [5, 4]);
      ctx.stroke();
      ctx.restore();
    },

    _line(mark) {
      const ctx = this._ctx, first = mark.slices[0];
      ctx.save();
      ctx.globalAlpha = this._strength(mark) * (first ? 0.6 : 0.45);
      this._trace(mark.place);
      ctx.strokeStyle = first ? first.hue : this._paint.mention;
      ctx.lineWidth = (first ? 6 : 3) + (this.selected.has(mark.place) ? 3 : 0);
      ctx.lineCap = ctx.lineJoin = "round";
      ctx.setLineDash(first && first.certainty >= 2 ? [8, 9] : []);
      ctx.stroke();
      ctx.restore();
      this._hits.push({kind: "line", place: mark.place, mark});
    },

    // The point of a line that is nearest to the middle of the view; its own middle when unseen.
    _middle(place, at) {
      const scale = 2 ** this._map.getZoom(), origin = this._map.getPixelOrigin();
      const middle = this._map.getSize().divideBy(2).subtract(this._map._getMapPanePos());
      let best = at, least = Infinity;
      for (const {flat} of this._outlines[place].paths)
        for (let i = 0; i < flat.length; i += 2) {
          const point = L.point(flat[i] * scale - origin.x, flat[i + 1] * scale - origin.y);
          const far = Math.min(point.distanceTo(at), point.distanceTo(middle) + 80);
          if (far < least) [best, least] = [point, far];
        }
      return best;
    },

    _pixels(place) {
      const {lat, lon, radius: km} = this._data.places;
      const north = this._map.latLngToLayerPoint([Math.min(85, lat[place] + km[place] / 111.2), lon[place]]);
      return this._map.latLngToLayerPoint([lat[place], lon[place]]).y - north.y;
    },

    _strength(mark) {
      const parts = mark.members || [mark];
      return this.lit && !parts.some((part) => part.items.some((item) => this.lit[item])) ? 0.22 : 1;
    },

    // "Near" a place is anywhere in the circle; the mark in its middle is not the spot.
    _uncertain(bin) {
      const {place} = bin.mark, ctx = this._ctx, chosen = this.selected.has(place);
      if (bin.members.length > 1 || (this._data.places.precision[place] !== "near" && !chosen)) return;
      const r = this._pixels(place);
      if (r < bin.r + 3) return;
      const hue = bin.mark.slices.length ? bin.mark.slices[0].hue : this._paint.mention;
      ctx.save();
      ctx.globalAlpha = this._strength(bin.mark);
      ctx.beginPath();
      ctx.arc(bin.x, bin.y, r, 0, 2 * Math.PI);
      ctx.strokeStyle = hue;
      ctx.lineWidth = 1.3;
      ctx.setLineDash([4, 4]);
      ctx.stroke();
      ctx.globalAlpha *= 0.12;
      ctx.fillStyle = hue;
      ctx.fill();
      ctx.restore();
    },

    // Settles what a bin is, and takes its room.
    _measure(bin, room) {
      bin.slices = bin.members.length > 1 ? merged(bin.members.flatMap((member) => member.slices)) : bin.mark.slices;
      room.take([bin.x - bin.r - 2, bin.y - bin.r - 2, bin.x + bin.r + 2, bin.y + bin.r + 2]);
      this._hits.push({kind: "point", x: bin.x, y: bin.y, r: bin.r + 3, bin});
    },

    _bin(bin) {
      const ctx = this._ctx, colours = this._paint;
      ctx.save();
      ctx.globalAlpha = this._strength(bin);
      if (bin.members.some((member) => this.selected.has(member.place))) {
        ctx.beginPath();
        ctx.arc(bin.x, bin.y, bin.r + 5, 0, 2 * Math.PI);
        ctx.strokeStyle = colours.chosen;
        ctx.lineWidth = 3;
        ctx.stroke();
      }
      if (!bin.events) Geomap.symbols.mention(ctx, bin.x, bin.y, bin.r, colours);
      else {
        if (bin.members.length > 1) this._ring(bin);
        Geomap.symbols.draw(ctx, bin.x, bin.y, bin.r, bin.slices, colours);
        if (bin.events > 1) this._count(bin);
      }
      ctx.restore();
    },

    // A second ring tells several places from several events at one place.
    _ring(bin) {
      this._ctx.beginPath();
      this._ctx.arc(bin.x, bin.y, bin.r + 3.4, 0, 2 * Math.PI);
      this._ctx.strokeStyle = this._paint.edge;
      this._ctx.lineWidth = 1;
      this._ctx.stroke();
    },

    _count(bin) {
      const ctx = this._ctx, size = Math.max(9, Math.min(13, bin.r));
      ctx.font = `700 ${size}px ${Geomap.labels.FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.lineWidth = 2.6;
      ctx.lineJoin = "round";
      const solid = bin.slices.filter((slice) => slice.certainty === 0).reduce((sum, slice) => sum + slice.n, 0);
      const dark = 2 * solid >= bin.events;
      ctx.strokeStyle = dark ? "rgba(20,24,31,0.75)" : this._paint.land;
      const text = bin.events < 1000 ? String(bin.events) : `${(bin.events / 1000).toFixed(bin.events < 9950 ? 1 : 0)}k`;
      ctx.strokeText(text, bin.x, bin.y + 0.5);
      ctx.fillStyle = dark ? "#fff" : this._paint.markText;
      ctx.fillText(text, bin.x, bin.y + 0.5);
    },

    // Room for the tag of an area or a line: a name plate, which nobody takes for a spot.
    _plate({mark, at}, room, named) {
      const ctx = this._ctx, name = title(this._data.places, mark.place);
      if (!this._bounds.contains(at)) return null;
      const text = mark.events ? `${name} · ${mark.events.toLocaleString("en")}` : name;
      const font = `italic ${mark.events ? 600 : 400} 11.5px ${Geomap.labels.FONT}`;
      ctx.font = font;
      const pie = mark.slices.length > 1 ? 8 : 0, half = ctx.measureText(text).width / 2 + 6 + pie, tall = 9;
      const spots = mark.events ? SPOTS : SPOTS.filter(([dx]) => !dx);
      const boxes = spots.map(([dx, dy]) => {
        const x = room.inside(at.x, half) + dx * half, y = at.y + dy;
        return [x - half, y - tall, x + half, y + tall, !dx || room.inside(x, half) === x];
      });
      const box = boxes.find((one) => one[4] && room.free(one));
      if (!box) return null;
      const x = box[0] + half, y = box[1] + tall;
      room.take(box);
      named.set(this._data.places.name[mark.place], "area");
      this._hits.push({kind: "chip", box, mark});
      return {mark, at, text, font, box, x, y, pie, moved: Math.abs(y - at.y) > 20 || Math.abs(x - at.x) > half};
    },

    // Leaders first: they tie plates that had to move to where they belong, under all plates.
    _plates(plates) {
      const ctx = this._ctx, colours = this._paint;
      ctx.beginPath();
      for (const {at, y, box} of plates.filter((plate) => plate.moved)) {
        ctx.moveTo(at.x, at.y);
        ctx.lineTo(Math.max(box[0], Math.min(box[2], at.x)), y);
      }
      ctx.strokeStyle = colours.edge;
      ctx.lineWidth = 0.8;
      ctx.stroke();
      for (const {mark, text, font, box, x, y, pie} of plates) {
        ctx.save();
        ctx.globalAlpha = this._strength(mark);
        ctx.beginPath();
        ctx.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], 3);
        ctx.fillStyle = colours.plate;
        ctx.fill();
        ctx.lineWidth = this.selected.has(mark.place) ? 2.5 : 1.2;
        ctx.strokeStyle = mark.slices.length ? mark.slices[0].hue : colours.mention;
        ctx.stroke();
        ctx.font = font;
        ctx.fillStyle = colours.plateText;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText(text, x + pie, y + 0.5);
        // The area has the hue of most of its events; the rest show beside its name.
        if (pie) Geomap.symbols.draw(ctx, box[0] + 11, y, 5.5, mark.slices, colours);
        ctx.restore();
      }
    },

    _name(bin, room, named) {
      const {places} = this._data;
      for (const {place} of bin.members) named.set(places.name[place], "spot");
      if (!bin.events && this._map.getZoom() < 6) return;
      const others = bin.members.length - 1, first = title(places, bin.mark.place);
      const text = others ? `${first} +${others}` : first;
      this._ctx.save();
      this._ctx.globalAlpha = this._strength(bin);
      const strong = bin.events > 0;
      Geomap.labels.beside(this._ctx, room, text, bin.x, bin.y, bin.r + 4, strong ? 12.5 : 11.5, strong ? 700 : 500,
        strong ? this._paint.markText : this._paint.town, this._paint.labelHalo);
      this._ctx.restore();
    },

    // Marks under a point of the screen, topmost first: spots, plates, lines, then areas.
    hit(point) {
      if (!this._hits) return [];
      const spots = this._hits.filter((hit) => hit.kind === "point" && Math.hypot(hit.x - point.x, hit.y - point.y) <= Math.max(hit.r, 9));
      if (spots.length) {
        spots.sort((a, b) => Math.hypot(a.x - point.x, a.y - point.y) - Math.hypot(b.x - point.x, b.y - point.y));
        return spots[0].bin.members;
      }
      const plate = this._hits.find(({kind, box}) => kind === "chip" && box[0] <= point.x && point.x <= box[2] && box[1] <= point.y && point.y <= box[3]);
      if (plate) return [plate.mark];
      const found = this._hits.filter((hit) => this._touches(hit, point));
      const lines = found.filter((hit) => hit.kind === "line");
      return (lines.length ? lines : found).map((hit) => hit.mark);
    },

    // The marks under a point, or the spots nearest to it within reach.
    nearest(point) {
      const under = this.hit(point);
      if (under.length) return under;
      const spots = this._hits.filter((hit) => hit.kind === "point").map((hit) => [Math.hypot(hit.x - point.x, hit.y - point.y), hit.bin.members]);
      const [far, members] = spots.sort((a, b) => a[0] - b[0])[0] || [Infinity, []];
      return far < 200 ? members : [];
    },

    _touches(hit, point) {
      if (hit.kind === "disc") return Math.hypot(hit.x - point.x, hit.y - point.y) <= hit.r;
      if (hit.kind !== "line" && hit.kind !== "area") return false;
      const ctx = this._ctx, ratio = window.devicePixelRatio || 1, {min} = this._bounds;
      const x = (point.x - min.x) * ratio, y = (point.y - min.y) * ratio;
      this._trace(hit.place);
      if (hit.kind === "area") return ctx.isPointInPath(x, y, "evenodd");
      ctx.lineWidth = 12;
      return ctx.isPointInStroke(x, y);
    },
  });

  return {Layer};
})();
