// Chart and lanes of one service, one below the other: with the part of the time that they show,
// the chosen pod, the pointer and the keys.

class Panel {
  /**
   * Calls its owner's pointed() when the pointer moves, zoomed() when another part of the time is
   * shown, and remember() when the view is to be saved.
   */
  constructor(owner, model, suffix = "") {
    this.owner = owner;
    this.model = model;
    this.service = null;
    this.pod = null;
    this.x = null;
    this.scale = model.range;
    this.areaRoot = element("div", { id: "area" + suffix });
    this.cursor = element("div", { className: "cursor", hidden: true });
    this.drag = element("div", { className: "drag", hidden: true });
    this.lanesRoot = element("div", { id: "lanes" + suffix, className: "lanes", tabIndex: 0 },
      element("canvas"), this.cursor, this.drag);
    for (const [name, value] of [["role", "application"], ["aria-describedby", "keys"],
      ["aria-label", "Pods, one lane each"]]) {
      this.lanesRoot.setAttribute(name, value);
    }
    this.listen();
  }

  listen() {
    const root = this.lanesRoot;
    const place = (event) => {
      const box = root.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    root.addEventListener("pointermove", (event) => {
      const { x, y } = place(event);
      if (this.dragFrom !== undefined) this.stretch(x);
      else if (x >= this.lanes.bounds.left) this.point(this.lanes.xAt(x), this.lanes.podAt(y));
      else this.point(this.x ?? this.model.range[1], this.lanes.podAt(y));
    });
    root.addEventListener("pointerdown", (event) => {
      const { x, y } = place(event);
      if (event.button !== 0) return;
      if (x >= this.lanes.bounds.left) this.dragFrom = x;
      else this.choose(this.lanes.podAt(y));
    });
    addEventListener("pointerup", (event) => {
      if (this.dragFrom === undefined) return;
      const from = this.dragFrom, { x, y } = place(event);
      this.dragFrom = undefined;
      this.drag.hidden = true;
      if (Math.abs(x - from) > 4) {
        const [a, b] = [this.lanes.xAt(Math.min(x, from)), this.lanes.xAt(Math.max(x, from))];
        this.zoom(Math.max(a, this.model.range[0]), Math.min(b, this.model.range[1]));
      } else if (this.lanes.podAt(y)) this.choose(this.lanes.podAt(y), this.lanes.xAt(x));
    });
    root.addEventListener("dblclick", () => this.zoomOut());
    root.addEventListener("focus", () => {
      if (this.pod === null && this.service) this.choose(this.lanes.order()[0] ?? null);
    });
  }

  stretch(x) {
    this.drag.hidden = false;
    this.drag.style.left = Math.min(x, this.dragFrom) + "px";
    this.drag.style.width = Math.abs(x - this.dragFrom) + "px";
  }

  /** Selects a service; another one than before is shown in full. */
  open(service) {
    if (this.service === null || service === null || this.service.key !== service.key) {
      this.pod = null;
      this.scale = this.model.range;
    }
    this.service = service;
  }

  /** Draws the service again after it was selected or has changed. */
  draw() {
    const gutter = Math.min(230, Math.max(60, Math.round(innerWidth * 0.16)));
    this.area = new Area(this, gutter);
    this.lanes = new Lanes(this, gutter);
    this.lanes.draw();
    this.zoom(...this.scale);
  }

  zoom(min, max) { this.area.zoom(min, max); }

  zoomOut() { this.zoom(...this.model.range); }

  zoomBy(factor) {
    const [min, max] = this.scale, [first, last] = this.model.range;
    const centre = this.x !== null && this.x >= min && this.x <= max ? this.x : (min + max) / 2;
    const from = Math.max(first, centre - (centre - min) * factor);
    const to = Math.min(last, centre + (max - centre) * factor);
    if (to - from > 1e-6) this.zoom(from, to);
  }

  /**
   * Called when the chart shows a part of the time, also after its first drawing: the lanes follow.
   */
  scaled(min, max) {
    this.scale = [min, max];
    if (this.lanes.shows(min, max)) return;
    this.lanes.draw();
    this.place();
    this.owner.zoomed(this);
    this.owner.remember();
  }

  /** Shows the details of a time, and of a pod if one is under the pointer. */
  point(x, pod) {
    this.x = x;
    this.place();
    this.owner.pointed(this, pod ?? (this.pod && this.isKept ? this.pod : null));
  }

  place() {
    const isSeen = this.x !== null && this.x >= this.scale[0] && this.x <= this.scale[1];
    this.cursor.hidden = !isSeen;
    if (isSeen) this.cursor.style.left = this.lanes.leftOf(this.x) + "px";
  }

  /** Keeps a pod selected, at x or at its first change. */
  choose(pod, x) {
    if (!pod) return;
    this.pod = pod;
    this.isKept = true;
    this.x = x ?? this.service.xs[pod.steps[0]];
    this.lanes.draw();
    this.place();
    this.owner.pointed(this, pod);
    this.owner.remember();
  }

  /** Handles a key; returns whether it has a meaning. */
  key(key) {
    const inLanes = document.activeElement === this.lanesRoot;
    const order = this.lanes.order(), at = this.pod === null ? -1 : order.indexOf(this.pod);
    switch (key) {
      case "+": case "=": this.zoomBy(0.5); return true;
      case "-": this.zoomBy(2); return true;
      case "0": this.zoomOut(); return true;
      case "ArrowDown": if (!inLanes) return false; this.choose(order[Math.min(order.length - 1, at + 1)]); return true;
      case "ArrowUp": if (!inLanes) return false; this.choose(order[Math.max(0, at - 1)]); return true;
      case "ArrowLeft": case "ArrowRight": {
        if (!inLanes) return false;
        const step = this.service.stepAt(this.x ?? this.scale[0]) + (key === "ArrowLeft" ? -1 : 1);
        if (step >= 0 && step < this.service.xs.length) this.point(this.service.xs[step], this.pod);
        return true;
      }
      default: return false;
    }
  }

  /** The shown part of the time, for the address bar; nulls where all of it is shown. */
  part() {
    const [from, to] = this.scale, [first, last] = this.model.range;
    const isWhole = this.service === null || (from === first && to === last);
    return { from: isWhole ? null : String(+from.toFixed(6)), to: isWhole ? null : String(+to.toFixed(6)) };
  }
}

/** Draws again when the window's size or the colours change, and for printing. */
function whenLookChanges(draw) {
  const recolour = () => { theme.read(); draw(); };
  addEventListener("resize", draw);
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(query).addEventListener("change", recolour);
  }
  addEventListener("beforeprint", recolour);
  addEventListener("afterprint", recolour);
}

/** Draws the legend of the colours. */
function legend() {
  const entries = [["ready", theme.ready], ["ready, of an earlier template (in the chart)", theme.outdated],
    ["not ready (half a lane)", theme["not-ready"]],
    ["terminating", theme.hatched("terminating")], ["not known", theme.hatched("unknown")]];
  document.getElementById("legend").replaceChildren(...entries.map(([name, fill]) => {
    const canvas = element("canvas");
    const ink = sized(canvas, 18, 12);
    ink.fillStyle = fill;
    ink.fillRect(0, 0, 18, 12);
    return element("span", {}, canvas, name);
  }));
}
