// How a mark looks: shape and hue say the class, fill and edge how certain it is.
Geomap.symbols = (function () {
  const HAPPENED = 0, ALLEGED = 1, FORESEEN = 2, DENIED = 3;
  const MANY = 6, SLIVER = 0.07; // Of more slices than these, the narrowest are drawn as one.

  function outline(ctx, shape, x, y, r) {
    ctx.beginPath();
    if (shape === 1) ctx.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
    else if (shape === 2) polygon(ctx, x, y, r * 1.25, 4, 0);
    else if (shape === 3) polygon(ctx, x, y + r * 0.15, r * 1.25, 3, 0);
    else if (shape === 4) polygon(ctx, x, y - r * 0.15, r * 1.25, 3, Math.PI);
    else if (shape === 5) star(ctx, x, y, r * 1.35);
    else if (shape === 6) plus(ctx, x, y, r * 1.1);
    else if (shape === 7) polygon(ctx, x, y, r * 1.1, 6, 0);
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
  }

  function polygon(ctx, x, y, r, corners, turn) {
    for (let i = 0; i < corners; i++) {
      const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / corners;
      ctx.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    ctx.closePath();
  }

  function star(ctx, x, y, r) {
    for (let i = 0; i < 10; i++) {
      const angle = -Math.PI / 2 + (Math.PI * i) / 5, far = i % 2 ? r * 0.45 : r;
      ctx.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
    ctx.closePath();
  }

  function plus(ctx, x, y, r) {
    const w = r * 0.38;
    for (const [dx, dy] of [[-w, -r], [w, -r], [w, -w], [r, -w], [r, w], [w, w], [w, r], [-w, r], [-w, w], [-r, w], [-r, -w], [-w, -w]]) ctx.lineTo(x + dx, y + dy);
    ctx.closePath();
  }

  function fillFor(certainty, hue, colours) {
    if (certainty === HAPPENED) return hue;
    return certainty === ALLEGED ? mix(hue, colours.land, 0.6) : colours.land;
  }

  // Hue `a` with a share of `b`; both #rrggbb.
  function mix(a, b, share) {
    const part = (text, i) => parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
    const channel = (i) => Math.round(part(a, i) * (1 - share) + part(b, i) * share);
    return "#" + [0, 1, 2].map((i) => channel(i).toString(16).padStart(2, "0")).join("");
  }

  // slices: [{hue, shape, certainty, n}], most first.
  function draw(ctx, x, y, r, slices, colours) {
    ctx.lineJoin = "round";
    if (slices.length === 1) single(ctx, x, y, r, slices[0], colours);
    else pie(ctx, x, y, r, slices, colours);
  }

  function single(ctx, x, y, r, {hue, shape, certainty}, colours) {
    outline(ctx, shape, x, y, r + 1.6);
    ctx.fillStyle = colours.halo;
    ctx.fill();
    outline(ctx, shape, x, y, r);
    ctx.fillStyle = fillFor(certainty, hue, colours);
    ctx.fill();
    ctx.strokeStyle = certainty === HAPPENED ? colours.edge : hue;
    ctx.lineWidth = certainty === HAPPENED ? 1 : 2;
    ctx.setLineDash(certainty === FORESEEN ? [3, 2.2] : []);
    ctx.stroke();
    ctx.setLineDash([]);
    if (certainty === DENIED) cross(ctx, x, y, r, hue);
  }

  function cross(ctx, x, y, r, hue) {
    const d = r * 0.62;
    ctx.beginPath();
    ctx.moveTo(x - d, y - d);
    ctx.lineTo(x + d, y + d);
    ctx.moveTo(x + d, y - d);
    ctx.lineTo(x - d, y + d);
    ctx.strokeStyle = hue;
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  function pie(ctx, x, y, r, slices, colours) {
    const total = slices.reduce((sum, slice) => sum + slice.n, 0);
    if (slices.length > MANY) slices = legible(slices, total * SLIVER, colours.mention);
    ctx.beginPath();
    ctx.arc(x, y, r + 1.6, 0, 2 * Math.PI);
    ctx.fillStyle = colours.halo;
    ctx.fill();
    let from = -Math.PI / 2;
    for (const {hue, certainty, n} of slices) {
      const to = from + (2 * Math.PI * n) / total;
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.arc(x, y, r, from, to);
      ctx.closePath();
      ctx.fillStyle = fillFor(certainty, hue, colours);
      ctx.fill();
      ctx.strokeStyle = certainty === HAPPENED ? colours.halo : hue;
      ctx.lineWidth = certainty === HAPPENED ? 0.8 : 1.4;
      ctx.setLineDash(certainty === FORESEEN ? [2.5, 2] : []);
      ctx.stroke();
      ctx.setLineDash([]);
      from = to;
    }
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.strokeStyle = colours.edge;
    ctx.lineWidth = 1;
    ctx.stroke();
  }

  // Slices of fewer than `least` as one grey slice a degree of certainty: hues need room to be told apart.
  function legible(slices, least, grey) {
    const rest = [0, 0, 0, 0], kept = slices.filter(({n, certainty}) => n >= least || !(rest[certainty] += n));
    rest.forEach((n, certainty) => { if (n) kept.push({hue: grey, certainty, n}); });
    return kept.sort((a, b) => a.certainty - b.certainty);
  }

  // A place that is only mentioned: small, grey, hollow.
  function mention(ctx, x, y, r, colours) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = colours.land;
    ctx.fill();
    ctx.strokeStyle = colours.mention;
    ctx.lineWidth = 1.6;
    ctx.stroke();
  }

  // Diagonal lines for areas, the other way for vague ones; made once a hue and way.
  const hatches = new Map();
  function hatch(ctx, hue, other) {
    const key = `${hue} ${Boolean(other)}`;
    if (!hatches.has(key)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 16;
      const inner = tile.getContext("2d");
      inner.strokeStyle = hue;
      inner.lineWidth = 1.3;
      inner.beginPath();
      for (const shift of [-8, 0, 8, 16, 24]) {
        inner.moveTo(shift - 4, other ? -4 : 20);
        inner.lineTo(shift + 20, other ? 20 : -4);
      }
      inner.stroke();
      hatches.set(key, tile);
    }
    return ctx.createPattern(hatches.get(key), "repeat");
  }

  // A small canvas of one mark, for legends and trees.
  function swatch(slice, colours, size) {
    const canvas = document.createElement("canvas"), ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.height = size * ratio;
    canvas.style.width = canvas.style.height = size + "px";
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    if (slice) draw(ctx, size / 2, size / 2, size / 2 - 3, [slice], colours);
    else mention(ctx, size / 2, size / 2, size / 2 - 4, colours);
    return canvas;
  }

  return {draw, mention, hatch, swatch, outline};
})();
