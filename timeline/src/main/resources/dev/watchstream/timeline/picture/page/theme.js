// The style sheet's colours for the canvases, and patterns that can be told apart without colour.

const theme = {
  read() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["paper", "ink", "faint", "line", "shade", "ready", "outdated", "not-ready",
      "terminating", "none", "unknown", "band", "focus"]) {
      this[name] = style.getPropertyValue("--" + name).trim();
    }
    this.patterns = new Map();
  },

  /** A pattern of stripes: rising for terminating, falling for unknown. */
  hatched(name) {
    if (!this.patterns.has(name)) {
      const tile = element("canvas", { width: 8, height: 8 });
      const ink = tile.getContext("2d");
      ink.fillStyle = this.paper;
      ink.fillRect(0, 0, 8, 8);
      ink.strokeStyle = this[name];
      ink.lineWidth = 2.5;
      const up = name === "terminating";
      for (const shift of [-8, 0, 8]) {
        ink.beginPath();
        ink.moveTo(shift, up ? 8 : 0);
        ink.lineTo(shift + 8, up ? 0 : 8);
        ink.stroke();
      }
      this.patterns.set(name, ink.createPattern(tile, "repeat"));
    }
    return this.patterns.get(name);
  },

  of(state) {
    if (state === "terminating") return this.hatched("terminating");
    return state === "ready" ? this.ready : this["not-ready"];
  },
};

/** Sizes a canvas in CSS pixels, sharp on every screen. */
function sized(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.height = height + "px";
  const ink = canvas.getContext("2d");
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ink;
}
