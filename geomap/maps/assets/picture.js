// The map as a picture: what is seen, with its title, legend, scale and credit.
Geomap.picture = (function () {
  const {byId} = Geomap.dom;
  const HEAD = 46, FOOT = 22, PAD = 8, ROW = 19, LEGEND_FONT = `400 11.5px ${Geomap.labels.FONT}`;

  // A canvas with the map as it is seen now, its legend beside it, where it hides nothing.
  function draw(app) {
    const main = byId("main"), box = main.getBoundingClientRect(), ratio = Math.max(2, window.devicePixelRatio || 1);
    const canvas = document.createElement("canvas"), colours = app.colours();
    const ctx = canvas.getContext("2d"), entries = legendEntries(ctx, box), width = box.width + entries.width;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round((box.height + HEAD + FOOT) * ratio);
    ctx.scale(ratio, ratio);
    ctx.fillStyle = colours.plateSolid;
    ctx.fillRect(0, 0, width, box.height + HEAD + FOOT);
    head(ctx, app, width - 2 * PAD, colours);
    legend(ctx, entries.shown, box.width + PAD, colours);
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, HEAD, box.width, box.height);
    ctx.clip();
    for (const sheet of main.querySelectorAll(".leaflet-tile-loaded, .leaflet-pane canvas")) {
      const at = sheet.getBoundingClientRect();
      ctx.drawImage(sheet, at.left - box.left, at.top - box.top + HEAD, at.width, at.height);
    }
    scale(ctx, box, colours);
    ctx.restore();
    text(ctx, byId("credit").textContent, PAD, HEAD + box.height + 15, 10.5, 400, colours.text);
    return canvas;
  }

  function text(ctx, words, x, y, size, weight, colour) {
    ctx.font = `${weight} ${size}px ${Geomap.labels.FONT}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = colour;
    ctx.fillText(words, x, y);
    return ctx.measureText(words).width;
  }

  function head(ctx, app, width, colours) {
    const title = document.title, used = text(ctx, title, PAD, 19, 15, 700, colours.plateText);
    text(ctx, byId("summary").textContent, PAD + used + 16, 19, 12, 400, colours.text);
    const wide = [...byId("chips").querySelectorAll(".chip")].map((chip) => chip.textContent.trim());
    const time = byId("time-label").textContent, not = Geomap.filters.narrowed(app);
    const line = (count) => {
      const names = wide.slice(0, count).join(", ") + (count < wide.length ? ` and ${wide.length - count} more` : "");
      return [time, not && `Filtered: ${not}`, wide.length && `Not drawn: ${names}`].filter(Boolean).join(" · ");
    };
    let count = wide.length;
    ctx.font = `400 11px ${Geomap.labels.FONT}`;
    while (count > 1 && ctx.measureText(line(count)).width > width) count -= 1;
    text(ctx, line(count), PAD, 37, 11, 400, colours.text);
  }

  function scale(ctx, box, colours) {
    const bar = document.querySelector(".leaflet-control-scale-line"), at = bar.getBoundingClientRect();
    const x = box.width - at.width - 16, y = HEAD + box.height - 12;
    ctx.strokeStyle = colours.plateText;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(x, y - 6);
    ctx.lineTo(x, y);
    ctx.lineTo(x + at.width, y);
    ctx.lineTo(x + at.width, y - 6);
    ctx.stroke();
    text(ctx, bar.textContent, x + 5, y - 5, 11, 600, colours.plateText);
  }

  function legendEntries(ctx, box) {
    const entries = [...document.querySelectorAll("#legend-list li")].map((entry) => (
      {words: entry.textContent, swatch: entry.querySelector("canvas"), mark: entry.querySelector(".key"), heading: entry.classList.contains("heading")}));
    const rows = Math.max(1, Math.min(entries.length, Math.floor((box.height - 40) / ROW)));
    const shown = entries.slice(0, rows);
    ctx.font = LEGEND_FONT;
    return {shown, width: shown.length ? 42 + 2 * PAD + Math.max(...shown.map((entry) => ctx.measureText(entry.words).width)) : 0};
  }

  function legend(ctx, shown, x, colours) {
    shown.forEach((entry, n) => {
      const middle = HEAD + n * ROW + ROW / 2;
      if (entry.swatch) ctx.drawImage(entry.swatch, x + 6, middle - 9, 18, 18);
      else if (entry.mark) keyMark(ctx, entry.mark, x + 15, middle);
      text(ctx, entry.words, entry.heading ? x + 6 : x + 32, middle + 4, 11.5, entry.heading ? 700 : 400, colours.plateText);
    });
  }

  // The signs of the legend that the style sheet draws.
  function keyMark(ctx, mark, x, y) {
    const look = getComputedStyle(mark);
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = mark.dataset.hue || "#7a7f87";
    if (mark.dataset.hue) ctx.fillRect(x - 9, y - 6, 18, 12);
    else if (mark.classList.contains("area")) {
      ctx.strokeRect(x - 9, y - 6, 18, 12);
      ctx.fillStyle = Geomap.symbols.hatch(ctx, "#7a7f87", false);
      ctx.fillRect(x - 9, y - 6, 18, 12);
    } else if (mark.classList.contains("line")) ctx.fillRect(x - 9, y - 2.5, 18, 5);
    else {
      ctx.setLineDash(look.borderStyle === "dashed" ? [3, 2] : []);
      ctx.beginPath();
      ctx.arc(x, y, 7, 0, 2 * Math.PI);
      ctx.stroke();
      ctx.setLineDash([]);
      if (mark.classList.contains("many")) {
        ctx.beginPath();
        ctx.arc(x, y, 4.5, 0, 2 * Math.PI);
        ctx.fill();
      }
    }
    ctx.restore();
  }

  function save(app) {
    draw(app).toBlob((blob) => Geomap.downloads.save(`geomap-${app.data.view}.png`, blob));
  }

  // Printing shows the picture in place of the live map, which paper would cut off.
  function onPaper(app) {
    const image = Geomap.dom.tag("img", {id: "printed", alt: ""});
    byId("main").after(image);
    window.addEventListener("beforeprint", () => { image.setAttribute("src", draw(app).toDataURL("image/png")); image.alt = byId("summary").textContent; });
    window.addEventListener("afterprint", () => image.removeAttribute("src"));
  }

  return {draw, save, onPaper};
})();
