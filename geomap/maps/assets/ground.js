// The base map on a canvas of its own: a coarse world, and detailed regions over it.
Geomap.ground = (function () {
  const PARTS = ["land", "borders", "disputed", "provinces", "rivers", "lakes"];

  const RUGGED = 45; // A river drawn with longer strides than this is a guess, and is left out, pixels.

  // Paths in projected pixels of zoom 0, with the box of each, ready for any view.
  function project(rows, steps) {
    return rows.map((row) => {
      const flat = Geomap.payload.path(row, steps);
      let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
      for (let i = 0; i < flat.length; i += 2) {
        const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(flat[i + 1], flat[i]), 0);
        flat[i] = point.x;
        flat[i + 1] = point.y;
        west = Math.min(west, point.x);
        east = Math.max(east, point.x);
        north = Math.min(north, point.y);
        south = Math.max(south, point.y);
      }
      return {flat, west, east, north, south, stride: stride(flat)};
    });
  }

  // Mean length of the steps of a path, in its own units.
  function stride(flat) {
    let sum = 0;
    for (let i = 2; i < flat.length; i += 2) sum += Math.hypot(flat[i] - flat[i - 2], flat[i + 1] - flat[i - 1]);
    return sum / Math.max(1, flat.length / 2 - 1);
  }

  function prepare(ground) {
    const [west, south, east, north] = ground.box;
    const a = L.CRS.EPSG3857.latLngToPoint(L.latLng(north, west), 0), b = L.CRS.EPSG3857.latLngToPoint(L.latLng(south, east), 0);
    const out = {box: ground.box, frame: [a.x, a.y, b.x, b.y]};
    for (const name of PARTS) out[name] = project(ground[name], ground.steps);
    return out;
  }

  // Whether the step to point i runs along an edge of the frame, where clipping made it.
  function along(flat, i, [west, north, east, south]) {
    const on = (value, edge) => Math.abs(value - edge) < 1e-4;
    return [west, east].some((edge) => on(flat[i], edge) && on(flat[i - 2], edge))
      || [north, south].some((edge) => on(flat[i + 1], edge) && on(flat[i - 1], edge));
  }

  const Layer = Geomap.Sheet.extend({
    options: {padding: 0.3},

    initialize(data, colours) {
      Geomap.Sheet.prototype.initialize.call(this, {pane: "ground"});
      this._data = data;
      this._colours = colours;
      this._world = prepare(data.world);
      this._regions = data.regions.map((region) => prepare(region));
    },

    draw() {
      if (!this._bounds) return;
      const ctx = this._ctx, size = this._bounds.getSize(), min = this._bounds.min;
      const colours = this._colours();
      ctx.fillStyle = colours.water;
      ctx.fillRect(min.x, min.y, size.x, size.y);
      this._ground(this._world, colours, true);
      if (this._map.getZoom() >= 4) {
        for (const region of this._regions) {
          const [west, south, east, north] = region.box;
          // Whole pixels within the frame: one that it covers in part would show as a seam.
          const origin = this._map.getPixelOrigin(), at = (lat, lng) => this._map.project([lat, lng]).subtract(origin);
          const a = at(north, west).ceil(), b = at(south, east).floor();
          ctx.save();
          ctx.beginPath();
          ctx.rect(a.x, a.y, b.x - a.x, b.y - a.y);
          ctx.clip();
          ctx.fillStyle = colours.water;
          ctx.fillRect(a.x, a.y, b.x - a.x, b.y - a.y);
          this._ground(region, colours, false);
          ctx.restore();
        }
      }
      this._graticule(colours);
    },

    _ground(ground, colours, coarse) {
      const ctx = this._ctx, zoom = this._map.getZoom();
      this._path(ground.land);
      ctx.fillStyle = colours.land;
      ctx.fill("evenodd");
      this._path(ground.land, ground.frame);
      ctx.lineJoin = "round";
      ctx.strokeStyle = colours.coast;
      ctx.lineWidth = 0.8;
      ctx.stroke();
      if (zoom >= 5 && !coarse) this._stroke(ground.provinces, colours.province, 0.9, [3, 3]);
      const scale = 2 ** zoom;
      this._stroke(ground.rivers.filter((river) => river.stride * scale < RUGGED), colours.river, zoom >= 10 ? 0.8 : zoom >= 7 ? 1.6 : 1, []);
      this._path(ground.lakes);
      ctx.fillStyle = colours.water;
      ctx.fill("evenodd");
      ctx.strokeStyle = colours.coast;
      ctx.lineWidth = 0.6;
      ctx.stroke();
      const width = zoom >= 6 ? 1.6 : 1.1;
      this._stroke(ground.borders, colours.border, width, []);
      this._stroke(ground.disputed, colours.border, width, [6, 4]);
    },

    _stroke(paths, colour, width, dash) {
      const ctx = this._ctx;
      this._path(paths);
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.stroke();
      ctx.setLineDash([]);
    },

    // One path of all parts that touch the view; without the stretches along a frame, if given.
    _path(paths, frame) {
      const ctx = this._ctx, scale = 2 ** this._map.getZoom(), origin = this._map.getPixelOrigin();
      const {min, max} = this._bounds;
      ctx.beginPath();
      for (const {flat, west, east, north, south} of paths) {
        if (east * scale - origin.x < min.x || west * scale - origin.x > max.x) continue;
        if (south * scale - origin.y < min.y || north * scale - origin.y > max.y) continue;
        for (let i = 0; i < flat.length; i += 2) {
          const x = flat[i] * scale - origin.x, y = flat[i + 1] * scale - origin.y;
          if (i && !(frame && along(flat, i, frame))) ctx.lineTo(x, y);
          else ctx.moveTo(x, y);
        }
      }
    },

    // Above the scale at which outlines are true, a grid of degrees is what is left to hold on to.
    _graticule(colours) {
      const zoom = this._map.getZoom();
      if (zoom < 9) return;
      const step = zoom >= 12 ? 0.05 : zoom >= 11 ? 0.1 : 0.25;
      const ctx = this._ctx, {min, max} = this._bounds;
      const a = this._map.layerPointToLatLng(min), b = this._map.layerPointToLatLng(max);
      ctx.strokeStyle = colours.grid;
      ctx.fillStyle = colours.gridText;
      ctx.lineWidth = 0.5;
      ctx.font = "10px system-ui, sans-serif";
      ctx.beginPath();
      for (let n = Math.ceil(a.lng / step); n * step < b.lng; n++) {
        const x = Math.round(this._map.latLngToLayerPoint([a.lat, n * step]).x) + 0.5;
        ctx.moveTo(x, min.y);
        ctx.lineTo(x, max.y);
      }
      for (let n = Math.ceil(b.lat / step); n * step < a.lat; n++) {
        const y = Math.round(this._map.latLngToLayerPoint([n * step, a.lng]).y) + 0.5;
        ctx.moveTo(min.x, y);
        ctx.lineTo(max.x, y);
      }
      ctx.stroke();
    },
  });

  return {Layer, project};
})();
