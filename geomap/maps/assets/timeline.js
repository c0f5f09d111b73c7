// The histogram of days: brush it to choose a stretch of time, play it, reset it.
Geomap.timeline = (function () {
  const {byId} = Geomap.dom;
  const FEW = 0.06; // Share of the days that may be pushed into the first bar.
  const WIDEST = 120; // Bars at most; a bar is one day, or more when there are more days.

  function build(app) {
    const days = [];
    for (let item = 0; item < app.data.size; item++) if (exact(app.data.items, item)) days.push(app.data.items.day[item]);
    const box = byId("timeline");
    if (!days.length) {
      box.hidden = true;
      return {update() {}};
    }
    days.sort((a, b) => a - b);
    const begin = days[0], last = days[days.length - 1], common = days[Math.floor(days.length * FEW)];
    // A few days long before the rest share the first bar, so that the rest can be told apart.
    const first = common - begin > 2 * (last - common) ? common - Math.max(1, Math.ceil((last - common) / 20)) : begin;
    const span = Math.max(1, Math.ceil((last - first + 1) / WIDEST));
    const line = {app, begin, first, last, span, bars: Math.floor((last - first) / span) + 1, timer: null, grip: null};
    // The bar of each item; behind the bars, what is dated roughly and what is not dated.
    line.codes = Int32Array.from(app.data.items.day, (day, item) => (day === Geomap.payload.NONE ? line.bars + 1
      : exact(app.data.items, item) ? Math.max(0, Math.floor((day - first) / span)) : line.bars));
    const canvas = byId("histogram");
    canvas.addEventListener("pointerdown", (event) => press(line, canvas, event));
    canvas.addEventListener("pointermove", (event) => drag(line, canvas, event));
    canvas.addEventListener("pointerup", () => release(line));
    canvas.addEventListener("pointercancel", () => release(line));
    canvas.addEventListener("keydown", (event) => key(line, event));
    byId("play").addEventListener("click", () => play(line));
    byId("reset-time").addEventListener("click", () => { stop(line); app.change((state) => { state.days = null; }); });
    window.addEventListener("resize", () => draw(line));
    return {update: () => draw(line)};
  }

  // A year or a month has no bar of its own: its first day would claim too much.
  function exact(items, item) {
    return items.day[item] !== Geomap.payload.NONE && !["month", "year"].includes(Geomap.payload.text(items.dating, item));
  }

  function dayAt(line, canvas, event) {
    const {left, width} = canvas.getBoundingClientRect();
    const bar = Math.floor(((event.clientX - left) / width) * line.bars);
    return line.first + Math.max(0, Math.min(line.bars - 1, bar)) * line.span;
  }

  function press(line, canvas, event) {
    stop(line);
    canvas.setPointerCapture(event.pointerId);
    line.grip = dayAt(line, canvas, event);
    choose(line, line.grip, line.grip);
  }

  function drag(line, canvas, event) {
    if (line.grip === null) return;
    const day = dayAt(line, canvas, event);
    choose(line, Math.min(day, line.grip), Math.max(day, line.grip));
  }

  function release(line) {
    line.grip = null;
  }

  function choose(line, from, to) {
    const days = [from === line.first ? line.begin : from, to + line.span - 1];
    const now = line.app.state.days;
    if (!now || now[0] !== days[0] || now[1] !== days[1]) line.app.change((state) => { state.days = days; });
  }

  // Arrow keys move the stretch, with shift its end; Escape resets.
  function key(line, event) {
    const step = {ArrowLeft: -line.span, ArrowRight: line.span}[event.key];
    if (event.key === "Escape") line.app.change((state) => { state.days = null; });
    if (!step) return;
    event.preventDefault();
    const [from, to] = line.app.state.days || [line.first, line.first + line.span - 1];
    const moved = event.shiftKey ? [from, Math.max(from + line.span - 1, to + step)] : [from + step, to + step];
    if (moved[0] >= line.first && moved[0] <= line.last) line.app.change((state) => { state.days = moved; });
  }

  function play(line) {
    if (line.timer) return stop(line);
    const width = Math.max(line.span, Math.round((line.last - line.first + 1) / 12 / line.span) * line.span);
    let from = line.first;
    byId("play").textContent = "❚❚ Pause";
    const step = () => {
      if (from > line.last) return stop(line);
      line.app.change((state) => { state.days = [from, from + width - 1]; });
      from += line.span;
    };
    step();
    line.timer = setInterval(step, 700);
    return undefined;
  }

  function stop(line) {
    clearInterval(line.timer);
    line.timer = null;
    byId("play").textContent = "▶ Play";
  }

  function draw(line) {
    const {app} = line, canvas = byId("histogram"), ratio = window.devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight, colours = app.colours();
    if (!width) return;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const days = app.state.days, counted = Geomap.filters.counts(app.fails, "days", line.codes, line.bars + 2);
    const counts = counted.subarray(0, line.bars), rough = counted[line.bars], undated = counted[line.bars + 1];
    const most = Math.max(1, ...counts), step = width / line.bars, base = height - 14;
    ctx.fillStyle = colours.grid;
    ctx.fillRect(0, base, width, 1);
    counts.forEach((n, bar) => {
      const day = line.first + bar * line.span;
      ctx.fillStyle = !days || (day + line.span > days[0] && day <= days[1]) ? colours.accent : colours.faint;
      const tall = n ? Math.max(2, (base - 4) * (n / most)) : 0;
      ctx.fillRect(bar * step + (step > 4 ? 1 : 0), base - tall, Math.max(1, Math.min(step - (step > 4 ? 2 : 0), 40)), tall);
    });
    ticks(line, ctx, width, height, colours);
    const range = days ? Geomap.payload.showDays(days[0], Math.min(days[1], line.last)) : Geomap.payload.showDays(line.begin, line.last);
    byId("time-label").textContent = range + (line.span > 1 ? `; a bar is ${line.span} days` : "") + (line.first > line.begin ? ", the first all before" : "")
      + (rough ? `; ${rough} dated to a month or year` : "") + (undated ? `; ${undated} undated${days ? ", hidden" : ""}` : "");
    canvas.setAttribute("aria-valuetext", range);
    byId("reset-time").disabled = !days;
  }

  function ticks(line, ctx, width, height, colours) {
    ctx.font = `10px ${Geomap.labels.FONT}`;
    ctx.fillStyle = colours.text;
    ctx.textBaseline = "bottom";
    const step = width / line.bars, many = Math.max(1, Math.ceil(90 / step));
    let free = 0;
    for (let bar = 0; bar < line.bars; bar += many) {
      const text = Geomap.payload.showDay(line.first + bar * line.span), x = bar * step;
      if (x < free || x + ctx.measureText(text).width > width) continue;
      ctx.textAlign = "left";
      ctx.fillText(text, x, height);
      free = x + ctx.measureText(text).width + 12;
    }
  }

  return {build};
})();
