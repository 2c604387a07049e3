// One row for each service, most trouble first.

class Cluster {
  constructor(view) {
    this.view = view;
    this.body = document.querySelector("#services tbody");
    this.filter = document.getElementById("filter");
    this.filter.addEventListener("input", () => { this.sift(); view.remember(); });
    this.visible = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const row = this.rows.get(entry.target);
        row.isVisible = entry.isIntersecting;
        if (entry.isIntersecting) this.strip(row);
      }
    });
    this.rows = new Map();
  }

  fill() {
    this.visible.disconnect();
    this.rows.clear();
    const sorted = [...this.view.model.services].sort((a, b) => b.data.trouble[0] - a.data.trouble[0]
      || b.data.trouble[1] - a.data.trouble[1] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.body.replaceChildren(...sorted.map((service) => this.row(service)));
    this.sift();
  }

  row(service) {
    const steps = service.data.steps, last = steps.ready.length - 1;
    const link = element("a", { textContent: service.key, href: "#" + fragment({ service: service.key }) });
    link.title = service.key;
    const canvas = element("canvas", { height: 18 });
    canvas.setAttribute("aria-hidden", "true");
    const count = (text) => element("td", { className: "number", textContent: text });
    const outages = service.data.outages;
    const none = outages.length === 0 ? ""
      : this.view.model.isTimed ? seconds(service.data.trouble[0]) : outages.length + " ×";
    const row = element("tr", {}, element("td", {}, link), count(steps.ready[last] + "/" + service.total[last]),
      count(String(service.data.lowest?.ready ?? "")), count(none), count(String(service.data.rollouts.length)),
      element("td", {}, canvas));
    this.rows.set(row, { row, service, canvas });
    this.visible.observe(row);
    return row;
  }

  /** Shows the rows whose name contains the filter. */
  sift() {
    const wanted = this.filter.value.trim().toLowerCase();
    let matching = 0;
    for (const { row, service } of this.rows.values()) {
      row.hidden = !service.key.toLowerCase().includes(wanted);
      matching += row.hidden ? 0 : 1;
    }
    document.getElementById("matching").textContent =
      wanted === "" ? this.rows.size + " services" : matching + " of " + this.rows.size + " services";
  }

  /** Draws the visible rows. */
  draw() { for (const row of this.rows.values()) if (row.isVisible) this.strip(row); }

  strip({ service, canvas }) {
    const width = canvas.parentElement.clientWidth - 10, height = 18;
    const ink = sized(canvas, width, height);
    const [min, max] = this.view.model.range, steps = service.data.steps;
    const position = (x) => ((x - min) / (max - min)) * width;
    ink.fillStyle = theme.shade;
    ink.fillRect(0, 0, width, height);
    service.xs.forEach((x, i) => {
      const from = position(x), to = i + 1 < service.xs.length ? position(service.xs[i + 1]) : width;
      const total = service.total[i], ready = steps.ready[i], wide = Math.max(to - from, 1);
      if (total === 0 || ready === 0) {
        if (steps.exists[i] === "1") {
          ink.fillStyle = theme.none;
          ink.fillRect(from, height - 5, wide, 5);
        }
        return;
      }
      ink.fillStyle = ready === total ? theme.ready : theme["not-ready"];
      const tall = Math.max(2, (ready / service.most) * height);
      ink.fillRect(from, height - tall, wide, tall);
    });
    for (const mark of this.view.model.data.marks) {
      const from = position(this.view.model.x(mark.fromEvent, mark.fromTime ?? null));
      const to = position(this.view.model.x(mark.toEvent, mark.toTime ?? null));
      if (mark.kind === "RESUMED" || to <= from) continue;
      ink.fillStyle = theme.hatched("unknown");
      ink.fillRect(from, 0, to - from, height);
    }
  }
}
