// The view: one service or all of them, a part of the time, a pod. It is kept in the URL's
// fragment, so that a link to it can be shared.

function fragment(parts) {
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== null && value !== ""))
    .toString();
}

/** Saves the view in the URL's fragment, without a new entry in the history. */
function keepFragment(parts) {
  const text = fragment(parts);
  if (location.hash.slice(1) !== text) {
    history.replaceState(null, "", text === "" ? location.pathname + location.search : "#" + text);
  }
}

class View {
  constructor(model) {
    this.model = model;
    this.wall = model.wall = model.startedAt !== null;
    this.panel = new Panel(this, model);
    document.getElementById("charts").prepend(this.panel.areaRoot, this.panel.lanesRoot);
    this.cluster = new Cluster(this);
    this.details = new Details();
    addEventListener("hashchange", () => this.follow());
    addEventListener("keydown", (event) => this.key(event));
    whenLookChanges(() => this.redraw());
  }

  get service() { return this.panel.service; }

  /** Shows the view of the fragment. */
  follow() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const services = this.model.services;
    const only = services.length === 1 ? services[0] : null;
    const service = services.find((one) => one.key === wanted.get("service")) ?? only;
    this.cluster.filter.value = wanted.get("filter") ?? "";
    this.open(service);
    if (service === null) return;
    const from = parseFloat(wanted.get("from")), to = parseFloat(wanted.get("to"));
    if (from < to) this.panel.zoom(from, to);
    const pod = service.pods.find((one) => one.name === wanted.get("pod"));
    if (pod) this.panel.choose(pod);
  }

  remember() {
    keepFragment({ service: this.service && this.model.services.length > 1 ? this.service.key : null,
      ...this.panel.part(), pod: this.panel.pod === null ? null : this.panel.pod.name,
      filter: this.service === null ? this.cluster.filter.value : null });
  }

  open(service) {
    const isOther = this.service === null || service === null || this.service.key !== service.key;
    this.panel.open(service);
    document.getElementById("cluster").hidden = service !== null;
    document.getElementById("service").hidden = service === null;
    document.getElementById("back").hidden = this.model.services.length < 2;
    this.about();
    if (service === null) {
      this.cluster.fill();
      return;
    }
    if (isOther) this.details.clear();
    this.draw();
  }

  /** Draws the service again after it was selected or has changed. */
  draw() {
    const service = this.service;
    document.getElementById("name").textContent = service.key;
    const texts = service.data.rollouts.map((rollout) => rollout.text);
    if (texts.length === 0) texts.push("no rollout in " + service.xs.length + " events that changed an address");
    document.getElementById("sums").replaceChildren(
      ...texts.slice(0, 12).map((text) => element("p", { textContent: text })),
      service.data.truncated === undefined ? ""
        : element("p", { className: "missing", textContent: service.data.truncated }));
    const times = new Times(this.panel, service);
    this.panel.draw();
    times.draw();
    legend();
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

  redraw() {
    if (this.service !== null) this.draw();
    else this.cluster.draw();
  }

  zoomed() {}

  pointed(panel, pod) { this.details.show(this.model, this.service, panel.x, pod); }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typed && this.service === null) {
      this.cluster.filter.focus();
      event.preventDefault();
    } else if (event.key === "Escape" && this.service !== null && this.model.services.length > 1) {
      location.hash = "";
    } else if (event.key === "t" && !typed && this.service !== null) {
      this.wall = this.model.wall = !this.wall && this.model.startedAt !== null;
      this.draw();
      event.preventDefault();
    } else if (!typed && this.service !== null && this.panel.key(event.key)) {
      event.preventDefault();
    }
  }

  /** Called when the model has changed: keeps the view. */
  changed() {
    const panel = this.panel, [first, last] = this.model.range;
    const wasWhole = panel.scale[1] === this.lastRange?.[1] && panel.scale[0] === this.lastRange?.[0];
    if (wasWhole || this.lastRange === undefined) panel.scale = [first, last];
    this.lastRange = [first, last];
    panel.model = this.model;
    this.wall = this.model.wall = this.wall && this.model.startedAt !== null;
    const service = this.service === null ? null
      : this.model.services.find((one) => one.key === this.service.key) ?? null;
    if (service === null) {
      this.follow();
      return;
    }
    panel.service = service;
    panel.pod = panel.pod === null ? null : service.pods.find((one) => one.name === panel.pod.name) ?? null;
    this.about();
    document.getElementById("back").hidden = this.model.services.length < 2;
    this.draw();
    this.details.shown = null;
    if (panel.x !== null) this.details.show(this.model, service, panel.x, panel.pod);
  }
}
