// How many addresses were ready, not ready and terminating: uPlot draws the stacked area, the axes
// and the zoom; the bands, the flags and the lowest count are drawn on it.

/** The space right of chart and lanes, for half of the axis' last label. */
const RIGHT = 30;

const AXIS_FONT = "11px system-ui, sans-serif";

/** The names of rollouts that would overlap stand above one another, in this many rows at most. */
const MOST_NAME_ROWS = 5;
const NAME_ROW = 13;

class Area {
  constructor(panel, gutter) {
    this.panel = panel;
    this.service = panel.service;
    this.model = panel.model;
    this.target = panel.areaRoot;
    this.target.replaceChildren();
    this.chart = new uPlot(this.options(gutter), this.stacked(), this.target);
    this.target.setAttribute("role", "img");
    this.target.setAttribute("aria-label", "Ready, not ready and terminating addresses over time. "
      + this.service.data.rollouts.map((rollout) => rollout.text).join(". "));
  }

  options(gutter) {
    const stack = (label, fill) => ({ label, fill, stroke: () => theme.paper, width: 0.5,
      points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) });
    const axis = { stroke: () => theme.faint, grid: { stroke: () => theme.line, width: 0.5 },
      ticks: { stroke: () => theme.line, width: 0.5 }, font: AXIS_FONT };
    return {
      width: this.target.clientWidth,
      height: 230,
      padding: [(u) => this.nameRows(u) * NAME_ROW + 8, RIGHT, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: false }, points: { show: false } },
      scales: { x: { time: false, range: (u, min, max) => [min, max] },
        y: { range: () => [0, this.service.most * 1.08] } },
      axes: [
        { ...axis, size: 28, splits: (u, index, min, max) => this.splits(min, max, u.bbox.width / devicePixelRatio),
          values: (u, splits) => splits.map((x) => this.uncut(u, x, this.tick(x, splits))) },
        { ...axis, size: gutter, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] },
      ],
      series: [{},
        stack("terminating", () => theme.hatched("terminating")),
        stack("not ready", () => theme["not-ready"]),
        stack("ready", () => theme.ready),
        stack("ready, of an earlier template", () => theme.outdated)],
      hooks: {
        drawAxes: [(u) => this.bands(u)],
        draw: [(u) => this.unknown(u), (u) => this.truncated(u), (u) => this.flags(u), (u) => this.lowest(u)],
        setScale: [(u, key) => key === "x" && this.panel.scaled(u.scales.x.min, u.scales.x.max)],
        setCursor: [(u) => this.pointed(u)],
        ready: [(u) => u.over.addEventListener("dblclick", () => this.panel.zoomOut())],
      },
    };
  }

  /** Round labels: of the wall clock, where that is shown. */
  splits(min, max, width) {
    const least = ((max - min) * 95) / Math.max(width, 95);
    const steps = this.model.isTimed
      ? [1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600,
        7200, 21600, 43200, 86400]
      : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6];
    const step = steps.find((one) => one >= least) ?? Math.ceil(least / 86400) * 86400;
    const shift = this.model.wall && this.model.startedAt !== null ? (this.model.startedAt / 1000) % 86400 : 0;
    const splits = [];
    for (let n = Math.ceil((min + shift) / step); n * step - shift <= max; n++) splits.push(n * step - shift);
    return splits;
  }

  tick(x, splits) {
    if (!this.model.isTimed) return Number.isInteger(x) ? String(x) : "";
    if (this.model.wall && this.model.startedAt !== null) {
      const fine = splits.length > 1 && splits[1] - splits[0] < 1;
      return clock(this.model.startedAt + x * 1000, fine).slice(11, fine ? 23 : 19);
    }
    return offset(x).replace(".0 s", " s");
  }

  /** Leaves out a label that would reach beyond the edge. */
  uncut(u, x, label) {
    u.ctx.save();
    u.ctx.font = AXIS_FONT;
    const half = u.ctx.measureText(label).width / 2;
    u.ctx.restore();
    return u.valToPos(x, "x") + half > u.bbox.width / devicePixelRatio + RIGHT ? "" : label;
  }

  stacked() {
    // Until the initial state is complete, fewer addresses are known than exist.
    const told = (column) => column.slice(this.service.data.beginning), steps = this.service.data.steps;
    const [ready, outdated] = [told(steps.ready), told(steps.outdated)];
    const [notReady, terminating] = [told(steps.notReady), told(steps.terminating)];
    const [begin, end] = this.model.span, xs = told(this.service.xs), last = xs[xs.length - 1] ?? end;
    const known = ready.map((r, i) => r + notReady[i]);
    const stack = (tops) => [0, ...tops, tops[tops.length - 1] ?? 0];
    return [[begin, ...xs, Math.max(end, last)], stack(known.map((k, i) => k + terminating[i])), stack(known),
      stack(ready), stack(outdated)];
  }

  bands(u) {
    const { ctx: ink, bbox } = u, ratio = devicePixelRatio;
    ink.save();
    for (const { left, right } of this.seen(u)) {
      ink.fillStyle = theme.band;
      ink.fillRect(left, bbox.top, right - left, bbox.height);
      ink.strokeStyle = theme.ready;
      ink.lineWidth = ratio;
      ink.strokeRect(left, bbox.top, right - left, bbox.height);
    }
    ink.font = this.nameFont();
    ink.fillStyle = theme.ink;
    ink.textAlign = "left";
    ink.textBaseline = "alphabetic";
    const { names, left } = this.names(u);
    for (const { text, start, row } of names) {
      ink.fillText(text, start, bbox.top - (6 + row * NAME_ROW) * ratio);
    }
    if (left > 0) {
      ink.textAlign = "right";
      ink.fillText(left + " more", bbox.left - 8 * ratio, bbox.top - 6 * ratio);
    }
    ink.restore();
  }

  nameFont() { return `${11 * devicePixelRatio}px system-ui, sans-serif`; }

  /** The rollouts in view, and their left and right ends. */
  seen(u) {
    const { bbox } = u, edge = bbox.left + bbox.width;
    return this.service.data.rollouts.map((rollout) => {
      const from = u.valToPos(this.service.xOfEvent(rollout.firstEvent), "x", true);
      const to = u.valToPos(this.service.xOfEvent(rollout.lastEvent), "x", true);
      return { rollout, left: Math.max(from, bbox.left), right: Math.min(Math.max(to, from + 2), edge) };
    }).filter(({ left, right }) => right >= bbox.left && left <= edge);
  }

  /**
   * Their names, placed from the last to the first: each in the lowest free row, within the chart.
   */
  names(u) {
    const ink = u.ctx, gap = 8 * devicePixelRatio, leftmost = [], names = [];
    ink.save();
    ink.font = this.nameFont();
    let left = 0;
    for (const { rollout, left: band } of this.seen(u).reverse()) {
      const text = rollout.from.join("+") + " → " + rollout.to, width = ink.measureText(text).width;
      const start = Math.max(0, Math.min(band, u.width * devicePixelRatio - width));
      let row = 0;
      while (row < leftmost.length && start + width + gap > leftmost[row]) row++;
      if (row === MOST_NAME_ROWS) {
        left++;
        continue;
      }
      leftmost[row] = start;
      names.push({ text, start, row });
    }
    ink.restore();
    return { names, left };
  }

  /** At least one, so that the chart does not jump when rollouts come and go. */
  nameRows(u) {
    return u.bbox.width > 0 ? this.names(u).names.reduce((most, { row }) => Math.max(most, row + 1), 1) : 1;
  }

  /** Hatches the times of which nothing is known. */
  unknown(u) {
    const { ctx: ink, bbox } = u, ratio = devicePixelRatio;
    ink.save();
    ink.beginPath();
    ink.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ink.clip();
    for (const [from, to] of this.model.untold()) {
      ink.fillStyle = theme.hatched("unknown");
      const left = u.valToPos(from, "x", true);
      ink.fillRect(left, bbox.top, u.valToPos(to, "x", true) - left, bbox.height);
    }
    for (const mark of this.model.data.marks) {
      const from = u.valToPos(this.model.x(mark.fromEvent, mark.fromTime ?? null), "x", true);
      const to = u.valToPos(this.model.x(mark.toEvent, mark.toTime ?? null), "x", true);
      if (mark.kind !== "RESUMED" && to > from) {
        ink.fillStyle = theme.hatched("unknown");
        ink.fillRect(from, bbox.top, to - from, bbox.height);
      } else {
        ink.fillStyle = theme.faint;
        ink.fillRect(from, bbox.top + bbox.height - 8 * ratio, ratio, 8 * ratio);
      }
    }
    ink.restore();
  }

  /**
   * Hatches times in which there were more addresses than the chart shows; how many is not known.
   */
  truncated(u) {
    const { ctx: ink, bbox } = u;
    ink.save();
    ink.fillStyle = theme.hatched("unknown");
    for (const [from, to] of this.service.truncated()) {
      const left = Math.max(bbox.left, u.valToPos(from, "x", true));
      const right = Math.min(bbox.left + bbox.width, u.valToPos(to, "x", true));
      if (right > left) ink.fillRect(left, bbox.top, right - left, u.valToPos(this.service.most, "y", true) - bbox.top);
    }
    ink.restore();
  }

  flags(u) {
    const { ctx: ink, bbox } = u, ratio = devicePixelRatio, bottom = bbox.top + bbox.height;
    ink.save();
    ink.fillStyle = theme.ink;
    ink.strokeStyle = theme.ink;
    ink.lineWidth = ratio;
    for (const remark of this.model.data.remarks) {
      const x = u.valToPos(this.model.x(remark.event, remark.time ?? null), "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ink.beginPath();
      ink.moveTo(x, bottom);
      ink.lineTo(x, bottom - 18 * ratio);
      ink.lineTo(x + 8 * ratio, bottom - 14 * ratio);
      ink.lineTo(x, bottom - 10 * ratio);
      ink.stroke();
      ink.fill();
    }
    ink.restore();
  }

  lowest(u) {
    const lowest = this.service.data.lowest;
    if (lowest === undefined) return;
    const { ctx: ink, bbox } = u, ratio = devicePixelRatio;
    const x = u.valToPos(this.service.xs[lowest.step], "x", true), y = u.valToPos(lowest.ready, "y", true);
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    const label = "lowest: " + lowest.ready + " ready";
    ink.save();
    ink.textAlign = "left";
    ink.textBaseline = "alphabetic";
    ink.font = `600 ${11 * ratio}px system-ui, sans-serif`;
    const width = ink.measureText(label).width + 8 * ratio;
    const left = Math.min(x + 6 * ratio, bbox.left + bbox.width - width);
    const top = Math.min(Math.max(y - 22 * ratio, bbox.top), bbox.top + bbox.height - 17 * ratio);
    ink.fillStyle = theme.paper;
    ink.fillRect(left, top, width, 16 * ratio);
    ink.strokeStyle = ink.fillStyle = lowest.ready === 0 ? theme.none : theme.ink;
    ink.lineWidth = ratio;
    ink.strokeRect(left, top, width, 16 * ratio);
    ink.fillText(label, left + 4 * ratio, top + 12 * ratio);
    ink.beginPath();
    ink.arc(x, y, 4 * ratio, 0, 2 * Math.PI);
    ink.fill();
    ink.restore();
  }

  pointed(u) {
    if (u.cursor.left === undefined || u.cursor.left < 0 || this.isSilent) return;
    this.panel.point(u.posToVal(u.cursor.left, "x"), null);
  }

  zoom(min, max) { this.chart.setScale("x", { min, max }); }

  resize() { this.chart.setSize({ width: this.target.clientWidth, height: 230 }); }
}
