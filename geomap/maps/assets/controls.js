// What people press, type and point at, and what it does.
Geomap.controls = (function () {
  const {byId, tag, plural} = Geomap.dom;

  function onMap(app) {
    const {map, data, marks, measure} = app;
    const hint = byId("hint"), box = map.getContainer();
    map.on("click", (event) => {
      if (measure.on) return measure.click(event.latlng);
      const found = marks.hit(event.layerPoint);
      if (found.length) Geomap.opening.marks(app, found);
      else if (!byId("panel").hidden) Geomap.opening.close(app);
      return undefined;
    });
    map.on("mousemove", (event) => {
      const found = marks.hit(event.layerPoint);
      box.classList.toggle("over", found.length > 0);
      hint.hidden = !found.length;
      if (!found.length) return;
      const events = found.reduce((sum, mark) => sum + mark.events, 0), all = found.reduce((sum, mark) => sum + mark.items.length, 0);
      hint.textContent = found.slice(0, 3).map((mark) => data.places.name[mark.place]).join(", ") + (found.length > 3 ? ` +${found.length - 3}` : "")
        + ` — ${events ? plural(events, data.view === "actor" ? "event" : "claim") : plural(all, "mention")}`;
      hint.style.left = `${Math.min(event.containerPoint.x + 14, box.clientWidth - 200)}px`;
      hint.style.top = `${event.containerPoint.y + 14}px`;
    });
    map.on("mouseout", () => { hint.hidden = true; });
    map.on("moveend", () => { app.remember(); coarse(map); });
    box.addEventListener("focus", () => { byId("cross").hidden = !box.matches(":focus-visible"); });
    box.addEventListener("blur", () => { byId("cross").hidden = true; });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === box) Geomap.opening.centre(app); });
    box.append(hint);
  }

  function coarse(map) {
    if (byId("coarse")) byId("coarse").hidden = map.getZoom() < 10;
  }

  function onPage(app) {
    const {data, change, leaves} = app;
    byId("search").addEventListener("input", (event) => change((state) => { state.words = event.target.value.trim(); }));
    byId("tree-search").addEventListener("input", (event) => Geomap.tree.search(app.tree, event.target.value));
    byId("score").addEventListener("input", (event) => change((state) => { state.score = Number(event.target.value); }));
    byId("colour-by").addEventListener("change", (event) => { app.colourBy = event.target.value; app.refresh(); byId("types-box").open ||= app.colourBy === "type"; });
    byId("all").addEventListener("click", () => change((state) => state.leaves.clear()));
    byId("none").addEventListener("click", () => change((state) => { for (const leaf of leaves.keys()) state.leaves.add(leaf); }));
    byId("reset").addEventListener("click", () => { app.state = Geomap.filters.fresh(); byId("search").value = ""; Geomap.opening.close(app); Geomap.view.fitted(app); });
    byId("list").addEventListener("click", () => Geomap.opening.list(app));
    byId("save-geojson").addEventListener("click", () => Geomap.downloads.saveText(`geomap-${data.view}.geojson`, "application/geo+json", Geomap.downloads.geojson(data, app.shown)));
    byId("save-csv").addEventListener("click", () => Geomap.downloads.saveText(`geomap-${data.view}.csv`, "text/csv", Geomap.downloads.csv(data, app.shown)));
    byId("save-png").addEventListener("click", () => Geomap.picture.save(app));
    byId("print").addEventListener("click", () => window.print());
    byId("save").addEventListener("click", (event) => { if (event.target.closest(".menu")) byId("save").open = false; });
    byId("legend").addEventListener("toggle", () => app.marks.draw());
    Geomap.picture.onPaper(app);
    byId("mode").addEventListener("click", () => darken(app));
    byId("side-toggle").addEventListener("click", () => { fold(); Geomap.view.resized(app); });
    document.addEventListener("keydown", (event) => keys(app, event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(app));
    window.addEventListener("hashchange", () => app.restore(location.hash));
  }

  function fold() {
    const open = document.body.classList.toggle("with-side");
    byId("side-toggle").setAttribute("aria-expanded", String(open));
  }

  function keys(app, event) {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && app.measure.on) app.measure.toggle(false);
    else if (event.key === "Escape" && byId("save").open) byId("save").open = false;
    else if (event.key === "Escape" && !byId("panel").hidden) Geomap.opening.close(app);
    else if (event.key === "n") Geomap.opening.step(app, 1);
    else if (event.key === "p") Geomap.opening.step(app, -1);
    else if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
  }

  // An online base map lies over ours, which stays for where it cannot be had.
  function online(map, {url, zoom, credit}) {
    L.tileLayer(url, {maxZoom: zoom, crossOrigin: "anonymous"}).addTo(map);
    map.setMaxZoom(Math.min(18, zoom));
    byId("credit").prepend(`${credit} · `);
    byId("coarse").remove();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  function darken(app) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.mode || (dark ? "dark" : "light");
    document.documentElement.dataset.mode = now === "dark" ? "light" : "dark";
    repaint(app);
  }

  function repaint({base, refresh}) {
    base.draw();
    refresh();
  }

  // What stands on the map itself; returns the tool for distances.
  function tools(map) {
    L.control.scale({position: "bottomright", imperial: false}).addTo(map);
    const buttons = Geomap.buttons(map, [
      {id: "measure", sign: tag("span", {class: "sign-ruler"}), label: "Measure distances", press: () => measure.toggle()},
      {id: "full", sign: tag("span", {class: "sign-full"}), label: "Full screen", press: fullScreen},
    ]);
    const measure = Geomap.measure.build(map, (on) => buttons.measure.setAttribute("aria-pressed", String(on)));
    return measure;
  }

  return {onMap, onPage, fold, online, tools};
})();
