// The details of the pod and the event under the pointer.

class Details {
  constructor() {
    this.root = document.getElementById("details");
  }

  clear() {
    this.shown = null;
    this.root.replaceChildren(element("p", { textContent: "Point at a lane or at the chart." }));
  }

  show(model, service, x, pod) {
    const step = service.stepAt(x);
    const shown = model.data.title + " " + service.key + " " + step + " " + (pod === null ? "" : pod.index);
    if (shown === this.shown) return;
    this.shown = shown;
    const steps = service.data.steps;
    const rows = [];
    if (pod !== null) {
      rows.push(["Pod", pod.name + (pod.template === null ? "" : ", template " + pod.template)]);
      rows.push(["Address", pod.ip + (pod.node === null ? "" : " on node " + pod.node)
        + (pod.zone === null ? "" : " in zone " + pod.zone)]);
      rows.push(["States", pod.spans.map((span) => this.span(model, span)).join("; ")
        + (pod.open ? "" : "; gone " + model.at(this.end(pod)))]);
      if (pod.timeToReady !== null) rows.push(["Time to ready", seconds(pod.timeToReady)]);
    }
    if (step >= 0) {
      rows.push(["Event", steps.event[step] + ", " + TYPES[steps.type[step]]
        + (model.isTimed ? ", " + model.at(service.xs[step]) : "")
        + (steps.version[step] === null ? "" : ", version " + steps.version[step])]);
      rows.push(["Addresses", counts(steps.ready[step], steps.notReady[step], steps.terminating[step])]);
    }
    if (service.truncated().some(([from, to]) => x >= from && x < to)) {
      rows.push(["Left out", "there were more addresses than the Endpoints told"]);
    }
    for (const remark of this.near(model, service, step)) rows.push(["Remark", remark.text]);
    for (const mark of model.data.marks) {
      if (x >= model.x(mark.fromEvent, mark.fromTime ?? null)
          && x <= model.x(mark.toEvent, mark.toTime ?? null)) {
        rows.push(["Stream", mark.kind.toLowerCase() + ": " + mark.text]);
      }
    }
    const list = element("dl");
    for (const [name, text] of rows) {
      list.append(element("dt", { textContent: name }), element("dd", { textContent: text }));
    }
    this.root.replaceChildren(list);
    if (step >= 0) this.root.append(element("pre", { textContent: this.line(service, step) }));
  }

  /** Cuts the event: a first one with thousands of addresses would be too long to read. */
  line(service, step) {
    const line = service.json(step);
    return line.length > 20000 ? line.slice(0, 20000) + "…" : line;
  }

  span(model, span) {
    return span.state + " from " + model.at(span.from);
  }

  end(pod) { return pod.spans[pod.spans.length - 1].to; }

  near(model, service, step) {
    const event = step < 0 ? -1 : service.data.steps.event[step];
    return model.data.remarks.filter((remark) => remark.event === event);
  }
}

function counts(ready, notReady, terminating) {
  return ready + " ready, " + notReady + " not ready"
    + (terminating > 0 ? ", " + terminating + " terminating" : "");
}
