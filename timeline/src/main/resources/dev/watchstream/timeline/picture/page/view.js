// What is looked at: a service or all of them, a part of the time, a pod. The address bar's fragment
// says it, so that a view can be sent to somebody.

function fragment(parts) {
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== null && value !== ""))
    .toString();
}

class View {
  constructor(model) {
    this.model = model;
    this.wall = model.wall = model.startedAt !== null;
    this.service = null;
    this.pod = null;
    this.x = null;
    this.scale = model.range;
    this.cluster = new Cluster(this);
    this.details = new Details(this);
    this.lanesRoot = document.getElementById("lanes");
    this.cursor = document.getElementById("cursor");
    this.listen();
  }

  listen() {
    addEventListener("hashchange", () => this.follow());
    addEventListener("resize", () => this.redraw());
    for (const query of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(query).addEventListener("change", () => this.recolour());
    }
    addEventListener("beforeprint", () => this.recolour());
    addEventListener("afterprint", () => this.recolour());
    addEventListener("keydown", (event) => this.key(event));
    const lanes = this.lanesRoot;
    const place = (event) => {
      const box = lanes.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    lanes.addEventListener("pointermove", (event) => {
      const { x, y } = place(event);
      if (this.dragFrom !== undefined) this.stretch(x);
      else if (x >= this.lanes.bounds.left) this.point(this.lanes.xAt(x), this.lanes.podAt(y));
      else this.point(this.x ?? this.model.range[1], this.lanes.podAt(y));
    });
    lanes.addEventListener("pointerdown", (event) => {
      const { x, y } = place(event);
      if (event.button !== 0) return;
      if (x >= this.lanes.bounds.left) this.dragFrom = x;
      else this.choose(this.lanes.podAt(y));
    });
    addEventListener("pointerup", (event) => {
      if (this.dragFrom === undefined) return;
      const from = this.dragFrom, { x, y } = place(event);
      this.dragFrom = undefined;
      document.getElementById("drag").hidden = true;
      if (Math.abs(x - from) > 4) {
        const [a, b] = [this.lanes.xAt(Math.min(x, from)), this.lanes.xAt(Math.max(x, from))];
        this.area.zoom(Math.max(a, this.model.range[0]), Math.min(b, this.model.range[1]));
      } else if (this.lanes.podAt(y)) this.choose(this.lanes.podAt(y), this.lanes.xAt(x));
    });
    lanes.addEventListener("dblclick", () => this.zoomOut());
    lanes.addEventListener("focus", () => {
      if (this.pod === null && this.service) this.choose(this.lanes.order()[0] ?? null);
    });
  }

  stretch(x) {
    const drag = document.getElementById("drag");
    drag.hidden = false;
    drag.style.left = Math.min(x, this.dragFrom) + "px";
    drag.style.width = Math.abs(x - this.dragFrom) + "px";
  }

  /** Shows what the fragment says. */
  follow() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const services = this.model.services;
    const only = services.length === 1 ? services[0] : null;
    const service = services.find((one) => one.key === wanted.get("service")) ?? only;
    this.cluster.filter.value = wanted.get("filter") ?? "";
    this.open(service);
    if (service === null) return;
    const from = parseFloat(wanted.get("from")), to = parseFloat(wanted.get("to"));
    if (from < to) this.area.zoom(from, to);
    const pod = service.pods.find((one) => one.name === wanted.get("pod"));
    if (pod) this.choose(pod);
  }

  /** Keeps the view in the fragment, without a step in the history. */
  remember() {
    const [from, to] = this.scale, [first, last] = this.model.range;
    const isWhole = this.service === null || (from === first && to === last);
    const parts = { service: this.service && this.model.services.length > 1 ? this.service.key : null,
      from: isWhole ? null : String(+from.toFixed(6)), to: isWhole ? null : String(+to.toFixed(6)),
      pod: this.pod === null ? null : this.pod.name,
      filter: this.service === null ? this.cluster.filter.value : null };
    const text = fragment(parts);
    if (location.hash.slice(1) !== text) {
      history.replaceState(null, "", text === "" ? location.pathname + location.search : "#" + text);
    }
  }

  open(service) {
    const isOther = this.service === null || service === null || this.service.key !== service.key;
    this.service = service;
    document.getElementById("cluster").hidden = service !== null;
    document.getElementById("service").hidden = service === null;
    document.getElementById("back").hidden = this.model.services.length < 2;
    this.about();
    if (service === null) {
      this.pod = null;
      this.cluster.fill();
      return;
    }
    if (isOther) {
      this.pod = null;
      this.scale = this.model.range;
      this.details.clear();
    }
    this.draw();
  }

  /** Draws the service anew: it is another one, or has changed. */
  draw() {
    const service = this.service;
    document.getElementById("name").textContent = service.key;
    const texts = service.data.rollouts.map((rollout) => rollout.text);
    if (texts.length === 0) texts.push("no rollout in " + service.xs.length + " events that changed an address");
    document.getElementById("sums").replaceChildren(
      ...texts.slice(0, 12).map((text) => element("p", { textContent: text })));
    const gutter = Math.min(230, Math.max(60, Math.round(innerWidth * 0.16)));
    this.times = new Times(this, service);
    this.isDrawing = true;
    this.area = new Area(this, service, gutter);
    this.lanes = new Lanes(this, service, gutter);
    this.area.zoom(...this.scale);
    this.isDrawing = false;
    this.lanes.draw();
    this.times.draw();
    this.legend();
    document.getElementById("tables").replaceChildren(...tables(this.model, service));
  }

  about() {
    const data = this.model.data, range = this.model.isTimed
      ? ", " + seconds(data.lastTime - (data.firstTime ?? 0)) : "";
    const source = { ARRIVAL: "", NONE: "; the stream has no times, so the axis counts events",
      TRIGGER: "; times are those of last-change-trigger-time, to the second" }[data.clock];
    document.getElementById("about").textContent = data.events + " events" + range
      + (this.model.startedAt === null ? "" : " from " + clock(this.model.startedAt, false)) + source
      + (data.cut ? "; only the first part: the stream holds more changes than a picture" : "");
  }

  legend() {
    const legend = document.getElementById("legend");
    const entries = [["ready", theme.ready], ["ready, of an earlier template (in the chart)", theme.outdated],
      ["not ready (half a lane)", theme["not-ready"]],
      ["terminating", theme.hatched("terminating")], ["not known", theme.hatched("unknown")]];
    legend.replaceChildren(...entries.map(([name, fill]) => {
      const canvas = element("canvas");
      const ink = sized(canvas, 18, 12);
      ink.fillStyle = fill;
      ink.fillRect(0, 0, 18, 12);
      return element("span", {}, canvas, name);
    }));
  }

  redraw() {
    if (this.service !== null) this.draw();
    else this.cluster.draw();
  }

  recolour() {
    theme.read();
    this.redraw();
  }

  scaled(min, max) {
    this.scale = [min, max];
    if (this.isDrawing || !this.lanes) return;
    this.lanes.draw();
    this.place();
    this.remember();
  }

  zoomOut() { this.area.zoom(...this.model.range); }

  zoomBy(factor) {
    const [min, max] = this.scale, [first, last] = this.model.range;
    const centre = this.x !== null && this.x >= min && this.x <= max ? this.x : (min + max) / 2;
    const from = Math.max(first, centre - (centre - min) * factor);
    const to = Math.min(last, centre + (max - centre) * factor);
    if (to - from > 1e-6) this.area.zoom(from, to);
  }

  /** Tells of a time, and of a pod if one is pointed at. */
  point(x, pod) {
    this.x = x;
    this.place();
    this.details.show(this.service, x, pod ?? (this.pod && this.isKept ? this.pod : null));
  }

  place() {
    const isSeen = this.x !== null && this.x >= this.scale[0] && this.x <= this.scale[1];
    this.cursor.hidden = !isSeen;
    if (isSeen) this.cursor.style.left = this.lanes.leftOf(this.x) + "px";
  }

  /** Stays with a pod, at its first change unless told where. */
  choose(pod, x) {
    if (!pod) return;
    this.pod = pod;
    this.isKept = true;
    this.x = x ?? this.service.xs[pod.steps[0]];
    this.lanes.draw();
    this.place();
    this.details.show(this.service, this.x, pod);
    this.remember();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typed && this.service === null) {
      this.cluster.filter.focus();
      event.preventDefault();
    } else if (event.key === "Escape" && this.service !== null && this.model.services.length > 1) {
      location.hash = "";
    } else if (!typed && this.service !== null && this.act(event.key)) {
      event.preventDefault();
    }
  }

  /** Whether the key means something. */
  act(key) {
    const inLanes = document.activeElement === this.lanesRoot;
    const order = this.lanes.order(), at = this.pod === null ? -1 : order.indexOf(this.pod);
    switch (key) {
      case "+": case "=": this.zoomBy(0.5); return true;
      case "-": this.zoomBy(2); return true;
      case "0": this.zoomOut(); return true;
      case "t":
        this.wall = this.model.wall = !this.wall && this.model.startedAt !== null;
        this.draw();
        return true;
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

  /** The model has changed: go on with what was looked at. */
  changed() {
    const [first, last] = this.model.range;
    const wasWhole = this.scale[1] === this.lastRange?.[1] && this.scale[0] === this.lastRange?.[0];
    if (wasWhole || this.lastRange === undefined) this.scale = [first, last];
    this.lastRange = [first, last];
    this.wall = this.model.wall = this.wall && this.model.startedAt !== null;
    if (this.service === null) {
      this.follow();
      return;
    }
    const pod = this.pod;
    this.service = this.model.services.find((one) => one.key === this.service.key) ?? null;
    if (this.service === null) { this.follow(); return; }
    this.pod = pod === null ? null : this.service.pods.find((one) => one.name === pod.name) ?? null;
    this.about();
    document.getElementById("back").hidden = this.model.services.length < 2;
    this.draw();
    this.details.shown = null;
    if (this.x !== null) this.details.show(this.service, this.x, this.pod);
  }
}
