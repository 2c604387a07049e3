// One lane for each pod, grouped by template. When there are too many, several lanes share a row,
// whose colour shows how many of them are in which state.

const HIGHEST_LANE = 18;
const LOWEST_LANE = 3;
const MOST_HEIGHT = 560;
const HEADER = 18;
const DENSITY_STATES = ["ready", "not ready", "terminating"];

class Lanes {
  constructor(panel, gutter) {
    this.panel = panel;
    this.service = panel.service;
    this.gutter = gutter;
    this.root = panel.lanesRoot;
    this.canvas = this.root.querySelector("canvas");
    this.groups = this.service.groups();
    const room = MOST_HEIGHT - this.groups.length * HEADER;
    const lane = Math.floor(room / Math.max(1, this.service.pods.length));
    this.lane = Math.max(LOWEST_LANE, Math.min(HIGHEST_LANE, lane));
    this.isDense = this.lane * this.service.pods.length > 2 * MOST_HEIGHT;
    this.layOut();
  }

  /** Computes where each group is, and how many pods share a row. */
  layOut() {
    let y = 0;
    const pods = this.service.pods.length;
    for (const group of this.groups) {
      group.top = y + HEADER;
      group.rows = this.isDense
        ? Math.max(4, Math.min(group.pods.length, Math.round((MOST_HEIGHT * group.pods.length) / pods)))
        : group.pods.length;
      group.rowHeight = this.isDense ? 1 : this.lane;
      y = group.top + group.rows * group.rowHeight;
    }
    this.height = y + 6;
  }

  shows(min, max) { return this.bounds.min === min && this.bounds.max === max; }

  draw() {
    const width = this.root.clientWidth;
    const ink = sized(this.canvas, width, this.height);
    const left = this.gutter, right = width - RIGHT;
    const [min, max] = this.panel.scale;
    const position = (x) => left + ((x - min) / (max - min)) * (right - left);
    this.bounds = { left, right, min, max };
    ink.fillStyle = theme.paper;
    ink.fillRect(0, 0, width, this.height);
    for (const group of this.groups) {
      ink.fillStyle = theme.ink;
      ink.font = "600 11px system-ui, sans-serif";
      const named = group.template === "" ? "no template" : "template " + group.template;
      ink.fillText(`${named}, ${group.pods.length} ${group.pods.length === 1 ? "pod" : "pods"}`
        + (this.isDense ? `, about ${Math.round(group.pods.length / group.rows)} a row` : ""), 2, group.top - 5);
      if (this.isDense) this.density(ink, group, left, right, min, max);
      else this.eachLane(ink, group, left, right, position);
    }
    this.unknown(ink, left, right, position);
    this.chosen(ink, left, right);
  }

  eachLane(ink, group, left, right, position) {
    const height = this.lane, gap = height > 6 ? 2 : height > 4 ? 1 : 0, bar = height - gap;
    const isNamed = height >= 11;
    ink.font = "11px system-ui, sans-serif";
    const letters = Math.max(6, Math.floor((this.gutter - 20) / 6.2));
    group.pods.forEach((pod, i) => {
      const y = group.top + i * height;
      if (isNamed) {
        ink.fillStyle = theme.ink;
        ink.fillText(middle(pod.name, letters), 12, y + bar - 2, this.gutter - 18);
      }
      this.zone(ink, pod, y, bar);
      for (const span of pod.spans) {
        const from = Math.max(position(span.from), left), to = Math.min(position(span.to), right);
        if (to < left || from > right) continue;
        const width = Math.max(to - from, 1);
        ink.fillStyle = theme.of(span.state);
        if (span.state === "not ready" && bar >= 5) {
          ink.fillRect(from, y + bar / 2 - 1, width, bar / 2 + 1);
        } else {
          ink.fillRect(from, y, width, bar);
        }
        if (span.state === "ready" && bar >= 5 && position(span.from) >= left) this.tick(ink, from, y, bar);
      }
    });
  }

  /** Marks where a pod became ready. */
  tick(ink, x, y, bar) {
    ink.fillStyle = theme.ink;
    ink.beginPath();
    ink.moveTo(x, y);
    ink.lineTo(x + Math.min(bar, 8) * 0.7, y + bar / 2);
    ink.lineTo(x, y + bar);
    ink.fill();
  }

  /** The zone, at the left edge: a block whose vertical position stands for it. */
  zone(ink, pod, y, bar) {
    if (pod.zone === null || bar < 4) return;
    const index = this.service.data.zones.indexOf(pod.zone), of = this.service.data.zones.length;
    ink.fillStyle = theme.faint;
    ink.fillRect(2, y + (bar * index) / of, 6, Math.max(2, bar / of));
  }

  /**
   * Draws how many pods of each row are in which state, pixel by pixel; a colour is mixed only
   * where a count changes. Terminating pods are striped here too: their colour alternates with the
   * background.
   */
  density(ink, group, left, right, min, max) {
    const ratio = devicePixelRatio || 1;
    const columns = Math.max(1, Math.round((right - left) * ratio));
    const rows = Math.round(group.rows * group.rowHeight * ratio);
    const image = ink.createImageData(columns, rows), pixels = new Uint32Array(image.data.buffer);
    const mixed = mixer([theme.ready, theme["not-ready"], theme.terminating], theme.paper);
    const stripe = Math.round(8 * ratio);
    const column = (x) => Math.max(0, Math.min(columns, Math.round(((x - min) / (max - min)) * columns)));
    const counts = DENSITY_STATES.map(() => new Int32Array(columns + 1)), [ready, notReady, terminating] = counts;
    for (let row = 0; row < rows; row++) {
      const first = Math.floor((row * group.pods.length) / rows);
      const end = Math.max(first + 1, Math.floor(((row + 1) * group.pods.length) / rows));
      for (const count of counts) count.fill(0);
      for (let i = first; i < end; i++) {
        for (const span of group.pods[i].spans) {
          if (span.to < min || span.from > max) continue;
          const count = counts[DENSITY_STATES.indexOf(span.state)], from = column(span.from);
          count[from]++;
          count[Math.max(from + 1, column(span.to))]--;
        }
      }
      let pixel = mixed([0, 0, 0], end - first), between = pixel;
      const now = [0, 0, 0], start = row * columns;
      for (let x = 0; x < columns; x++) {
        if (ready[x] !== 0 || notReady[x] !== 0 || terminating[x] !== 0) {
          now[0] += ready[x];
          now[1] += notReady[x];
          now[2] += terminating[x];
          pixel = mixed(now, end - first);
          between = now[2] === 0 ? pixel : mixed([now[0], now[1], 0], end - first);
        }
        pixels[start + x] = (x + row) % stripe < stripe / 2 ? pixel : between;
      }
    }
    ink.putImageData(image, Math.round(left * ratio), Math.round(group.top * ratio));
  }

  unknown(ink, left, right, position) {
    const model = this.panel.model;
    for (const [begin, end] of model.untold()) {
      const from = Math.max(left, position(begin)), to = Math.min(right, position(end));
      ink.fillStyle = theme.hatched("unknown");
      if (to > from) ink.fillRect(from, 0, to - from, this.height);
    }
    for (const mark of model.data.marks) {
      const from = Math.max(left, position(model.x(mark.fromEvent, mark.fromTime ?? null)));
      const to = Math.min(right, position(model.x(mark.toEvent, mark.toTime ?? null)));
      if (mark.kind === "RESUMED" || to <= from) continue;
      ink.fillStyle = theme.hatched("unknown");
      ink.fillRect(from, 0, to - from, this.height);
    }
  }

  chosen(ink, left, right) {
    const pod = this.panel.pod;
    if (pod === null) return;
    const y = this.top(pod);
    if (y === null) return;
    ink.strokeStyle = theme.focus;
    ink.lineWidth = 2;
    ink.strokeRect(left - 2, y - 2, right - left + 4, Math.max(this.isDense ? 1 : this.lane, 2) + 2);
  }

  top(pod) {
    for (const group of this.groups) {
      const index = group.pods.indexOf(pod);
      if (index >= 0) {
        return group.top + Math.floor((index * group.rows) / group.pods.length) * group.rowHeight;
      }
    }
    return null;
  }

  podAt(y) {
    for (const group of this.groups) {
      const row = (y - group.top) / (group.rows * group.rowHeight);
      if (row >= 0 && row < 1) return group.pods[Math.floor(row * group.pods.length)];
    }
    return null;
  }

  xAt(left) {
    const { left: begin, right, min, max } = this.bounds;
    return min + ((left - begin) / (right - begin)) * (max - min);
  }

  leftOf(x) {
    const { left, right, min, max } = this.bounds;
    return left + ((x - min) / (max - min)) * (right - left);
  }

  /** The pods from top to bottom. */
  order() { return this.groups.flatMap((group) => group.pods); }
}

/** Mixes the colours of the states by how many pods are in each, as a pixel of ImageData. */
function mixer(colours, paper) {
  const parts = colours.map(rgb), ground = rgb(paper), pixel = new Uint8ClampedArray(4);
  const whole = new Uint32Array(pixel.buffer);
  pixel[3] = 255;
  return (counts, of) => {
    let rest = 1;
    const shares = counts.map((count) => {
      const share = Math.min(rest, count / of);
      rest -= share;
      return share;
    });
    for (let c = 0; c < 3; c++) {
      pixel[c] = shares.reduce((sum, share, s) => sum + share * parts[s][c], rest * ground[c]);
    }
    return whole[0];
  };
}

function rgb(colour) {
  const hex = colour.replace("#", "");
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
