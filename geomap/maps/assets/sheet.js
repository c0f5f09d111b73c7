// A canvas over the map, drawn anew for each view; what extends it has a draw().
Geomap.Sheet = L.Renderer.extend({
  options: {padding: 0.15},

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
    this._ctx = this._container.getContext("2d");
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    this._fit();
    this.draw();
  },

  // Sizes the canvas for the screen and moves its origin.
  _fit() {
    const size = this._bounds.getSize(), {min} = this._bounds, canvas = this._container, ratio = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(canvas, min);
    canvas.width = Math.round(ratio * size.x);
    canvas.height = Math.round(ratio * size.y);
    canvas.style.width = size.x + "px";
    canvas.style.height = size.y + "px";
    this._ctx.scale(ratio, ratio);
    this._ctx.translate(-min.x, -min.y);
  },
});
