// Names on the map: each is drawn only where nothing else stands.
Geomap.labels = (function () {
  const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', sans-serif";

  // Keeps boxes [left, top, right, bottom] that are taken; a coarse grid makes asking cheap.
  // `frame` is what is seen, from left to right: names in it would rather not stick out.
  class Room {
    constructor(frame) {
      this.cells = new Map();
      this.frame = frame;
    }

    // The middle of something `half` wide to each side, moved into the frame if it begins there.
    inside(x, half) {
      const [left, right] = this.frame;
      return x < left || x > right ? x : Math.max(left + half, Math.min(right - half, x));
    }

    *_keys([left, top, right, bottom]) {
      for (let x = Math.floor(left / 64); x <= Math.floor(right / 64); x++)
        for (let y = Math.floor(top / 64); y <= Math.floor(bottom / 64); y++) yield `${x}:${y}`;
    }

    free(box) {
      for (const key of this._keys(box))
        for (const [left, top, right, bottom] of this.cells.get(key) || [])
          if (box[0] < right && left < box[2] && box[1] < bottom && top < box[3]) return false;
      return true;
    }

    take(box) {
      for (const key of this._keys(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }
  }

  function write(ctx, text, x, y, colour, halo) {
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = halo;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  // Beside a mark: right, left, below, above, and of these two to the right. Returns whether there was room.
  function beside(ctx, room, text, x, y, r, size, weight, colour, halo) {
    ctx.font = `${weight} ${size}px ${FONT}`;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    const width = ctx.measureText(text).width, half = size * 0.65;
    const spots = [
      [x + r + 4, y], [x - r - 4 - width, y],
      [x - width / 2, y + r + 3 + half], [x - width / 2, y - r - 3 - half],
      [x - r, y + r + 3 + half], [x - r, y - r - 3 - half],
    ];
    const out = ([left]) => Number(room.inside(left + width / 2, width / 2) !== left + width / 2);
    for (const [left, middle] of spots.sort((a, b) => out(a) - out(b))) {
      const box = [left - 2, middle - half, left + width + 2, middle + half];
      if (!room.free(box)) continue;
      room.take(box);
      write(ctx, text, left, middle, colour, halo);
      return true;
    }
    return false;
  }

  const LOOKS = {
    country: {size: 13, weight: 600, colour: "country", spaced: "0.12em"},
    admin1: {size: 11, weight: 400, colour: "provinceText", spaced: "0.06em", italic: true},
    capital: {size: 12, weight: 600, colour: "town"},
    city: {size: 11, weight: 400, colour: "town"},
  };

  // Names of the base map, most important first. `known` has the names that marks carry already:
  // a spot is the town; the plate of an area of the same name leaves room for it when looked at closely.
  function ground(ctx, map, labels, bounds, room, colours, known) {
    const zoom = map.getZoom();
    ctx.textBaseline = "middle";
    for (let i = 0; i < labels.text.length; i++) {
      const kind = labels.kind[i], look = LOOKS[kind];
      if (zoom < labels.zoom[i] || (kind === "country" && zoom > 7) || (kind === "admin1" && zoom > 9)) continue;
      const at = map.latLngToLayerPoint([labels.lat[i], labels.lon[i]]);
      if (!bounds.contains(at)) continue;
      const has = kind === "country" ? null : known.get(labels.text[i]);
      if (has === "spot" || (has === "area" && (kind === "admin1" || zoom < 8))) continue;
      const size = kind === "city" && labels.zoom[i] <= zoom - 2 ? look.size + 1 : look.size;
      if (kind === "city" || kind === "capital") {
        if (!room.free([at.x - 3, at.y - 3, at.x + 3, at.y + 3])) continue;
        if (beside(ctx, room, labels.text[i], at.x, at.y, 2, size, look.weight, colours[look.colour], colours.labelHalo))
          dot(ctx, at, kind, colours, room);
      } else centred(ctx, room, labels.text[i], at, look, colours);
    }
    ctx.letterSpacing = "0px";
  }

  // A town of the base map is a speck, so that nobody takes it for a finding.
  function dot(ctx, at, kind, colours, room) {
    ctx.fillStyle = colours.townDot;
    const half = kind === "capital" ? 2.2 : 1.5;
    ctx.fillRect(at.x - half, at.y - half, 2 * half, 2 * half);
    room.take([at.x - 3, at.y - 3, at.x + 3, at.y + 3]);
  }

  function centred(ctx, room, text, at, look, colours) {
    ctx.font = `${look.italic ? "italic " : ""}${look.weight} ${look.size}px ${FONT}`;
    ctx.letterSpacing = look.spaced;
    ctx.textAlign = "center";
    const half = ctx.measureText(text).width / 2;
    const box = [at.x - half - 3, at.y - look.size * 0.7, at.x + half + 3, at.y + look.size * 0.7];
    if (room.free(box)) {
      room.take(box);
      write(ctx, text, at.x, at.y, colours[look.colour], colours.labelHalo);
    }
    ctx.letterSpacing = "0px";
  }

  return {Room, beside, ground, FONT};
})();
