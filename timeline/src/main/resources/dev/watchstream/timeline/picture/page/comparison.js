// Compares two rollouts: one chart below the other on one axis, whose 0 is where each rollout
// begins.

class Comparison {
  constructor(compared) {
    const isTimed = compared.every((data) => data.clock !== "NONE");
    this.models = compared.map((data) => new Model(data, isTimed));
    const frame = [Math.min(...this.models.map((model) => model.span[0])),
      Math.max(...this.models.map((model) => model.span[1]))];
    this.panels = this.models.map((model, i) => {
      model.frame = frame;
      const panel = new Panel(this, model, i === 0 ? "" : "2");
      panel.open(model.services[0]);
      return panel;
    });
    this.details = new Details();
    this.fill();
    addEventListener("hashchange", () => this.follow());
    addEventListener("keydown", (event) => this.key(event));
    whenLookChanges(() => this.draw());
  }

  name(panel) { return panel.model.data.title + ": " + panel.service.key; }

  /** The rollout that is aligned. */
  rollout(panel) { return panel.service.data.rollouts[panel.model.data.rollout]; }

  fill() {
    document.getElementById("service").hidden = false;
    document.getElementById("name").hidden = true;
    document.getElementById("times").hidden = true;
    document.getElementById("drawing").classList.add("alone");
    document.getElementById("about").textContent = this.models[0].isTimed
      ? "0 is where each rollout begins"
      : "0 is where each rollout begins; not both have times, so the axis counts events";
    const rollouts = this.panels.map((panel) => this.rollout(panel));
    const rows = [["Service", ...this.panels.map((panel) => panel.service.key)]];
    const row = (name, figure) => rows.push([name, ...rollouts.map(figure)]);
    row("Rollout", (r) => r.from.join("+") + " → " + r.to);
    row("Events", (r) => r.firstEvent + " to " + r.lastEvent);
    row("Complete", (r) => (r.complete ? "yes" : "no"));
    row("Duration", (r) => seconds(r.duration));
    row("Ready before", (r) => r.readyBefore);
    row("Lowest ready", (r) => r.readyMin);
    row("Surge", (r) => r.surge);
    row("Most not ready", (r) => r.notReadyMax);
    row("Time to ready, median", (r) => seconds(r.medianToReady));
    row("Time to ready, 90 %", (r) => seconds(r.p90ToReady));
    row("Time to ready, 99 %", (r) => seconds(r.p99ToReady));
    row("Time to ready, slowest", (r) => seconds(r.slowestToReady));
    document.getElementById("sums").replaceChildren(
      table("Two rollouts", ["", ...this.models.map((model) => model.data.title)], rows));
    const headed = (root) => (panel) => [element("h3", { textContent: this.name(panel) }), panel[root]];
    document.getElementById("charts").prepend(...this.panels.flatMap(headed("areaRoot")),
      ...this.panels.flatMap(headed("lanesRoot")));
    document.getElementById("keys").textContent = "Drag to zoom both, double click to go back. "
      + "Keys: ↑ ↓ another pod, ← → another event, + − zoom, 0 all of it.";
    document.getElementById("tables").replaceChildren(...this.panels.flatMap((panel) =>
      [element("h3", { textContent: this.name(panel) }), ...tables(panel.model, panel.service)]));
  }

  draw() {
    this.panels.forEach((panel) => panel.draw());
    legend();
  }

  follow() {
    this.draw();
    const wanted = new URLSearchParams(location.hash.slice(1));
    const from = parseFloat(wanted.get("from")), to = parseFloat(wanted.get("to"));
    if (from < to) this.panels[0].zoom(from, to);
    for (const panel of this.panels) {
      const pod = panel.service.pods.find((one) => one.name === wanted.get("pod"));
      if (pod) panel.choose(pod);
    }
  }

  remember() {
    const chosen = this.panels.find((panel) => panel.pod !== null);
    keepFragment({ ...this.panels[0].part(), pod: chosen ? chosen.pod.name : null });
  }

  /** Zooms the other panel to the same part of the time. */
  zoomed(panel) {
    for (const other of this.panels) {
      if (other.scale[0] !== panel.scale[0] || other.scale[1] !== panel.scale[1]) other.zoom(...panel.scale);
    }
  }

  pointed(panel, pod) {
    for (const other of this.panels) {
      other.x = panel.x;
      other.place();
    }
    this.details.show(panel.model, panel.service, panel.x, pod);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const panel = this.panels.find((one) => one.lanesRoot === document.activeElement) ?? this.panels[0];
    if (panel.key(event.key)) event.preventDefault();
  }
}
