// The page's data, in the form in which it is drawn. Every figure comes from the data; only the
// spans of a pod are built here, from the changes of its state.

const CHANGES = ["appearedReady", "appearedNotReady", "becameReady", "becameNotReady",
  "startedTerminating", "gone"];
const STATE_AFTER = ["ready", "not ready", "ready", "not ready", "terminating", null];
const TYPES = { A: "ADDED", M: "MODIFIED", D: "DELETED", L: "LISTED" };

class Model {
  /** In a comparison, 0 is where the rollout begins, and the wall clock is not used. */
  constructor(data, isTimed = data.clock !== "NONE") {
    this.data = data;
    this.isTimed = isTimed;
    const isCompared = data.originEvent !== undefined;
    this.origin = !isCompared ? 0 : isTimed ? data.originTime : data.originEvent;
    this.startedAt = data.startedAt === undefined || isCompared ? null : Date.parse(data.startedAt);
    this.services = data.services.map((service) => new Service(this, service));
  }

  /** Takes the new state of some services, and how far the stream has come. */
  update(message) {
    Object.assign(this.data, message.stream);
    this.isTimed = this.data.clock !== "NONE";
    this.startedAt = this.data.startedAt === undefined ? null : Date.parse(this.data.startedAt);
    for (const data of message.services) {
      const service = new Service(this, data);
      const index = this.services.findIndex((other) => other.key === service.key);
      if (index < 0) this.services.push(service);
      else this.services[index] = service;
    }
    for (const service of this.services) service.reach();
  }

  x(event, time) { return (this.isTimed && time !== null ? time : event) - this.origin; }

  /**
   * From the first event to the last, with a margin in which the first and the last state can be
   * seen.
   */
  get span() {
    const first = this.data.firstTime ?? 0, origin = this.origin;
    if (!this.isTimed) return [-0.5 - origin, Math.max(this.data.events, 1) - origin];
    const length = Math.max(this.data.lastTime - first, 0.001);
    return [first - length * 0.03 - origin, this.data.lastTime + length * 0.03 - origin];
  }

  /** What can be shown: more than the timeline if the compared one is longer. */
  get range() { return this.frame ?? this.span; }

  /** The parts of the range before and after the timeline, where the compared one is longer. */
  untold() {
    const [first, last] = this.range, [begin, end] = this.span;
    return [[first, begin], [end, last]].filter(([from, to]) => to > from);
  }

  at(x) {
    if (!this.isTimed) return "event " + Math.round(x + this.origin);
    return this.startedAt !== null && this.wall ? clock(this.startedAt + x * 1000, true)
      : offset(x);
  }
}

class Service {
  constructor(model, data) {
    this.model = model;
    this.data = data;
    this.key = (data.namespace ? data.namespace + "/" : "") + data.name;
    if (data.kind !== "Endpoints") this.key += " (" + data.kind + "s)";
    const steps = data.steps;
    this.xs = steps.event.map((event, i) => model.x(event, steps.time ? steps.time[i] : null));
    this.pods = data.pods.name.map((name, index) => this.pod(name, index));
    this.spans();
    this.total = steps.ready.map((r, i) => r + steps.notReady[i] + steps.terminating[i]);
    this.most = Math.max(1, ...reduced(this.total));
  }

  pod(name, index) {
    const pods = this.data.pods;
    const of = (column, table) => {
      const value = pods[column]?.[index] ?? null;
      return table === undefined || value === null ? value : this.data[table][value];
    };
    return { index, name, ip: of("ip"), hostname: of("hostname"), node: of("node", "nodes"),
      zone: of("zone", "zones"), template: of("template", "templates"), uid: of("uid"),
      kind: of("kind", "kinds"), timeToReady: of("timeToReady"), spans: [], steps: [] };
  }

  spans() {
    this.data.steps.changes.forEach((changes, step) => {
      for (let i = 0; i < changes.length; i += 2) {
        const pod = this.pods[changes[i + 1]];
        const state = STATE_AFTER[changes[i]];
        if (pod.open) pod.open.to = this.xs[step];
        pod.open = state === null ? null : { state, from: this.xs[step], to: null, step };
        if (pod.open) pod.spans.push(pod.open);
        pod.steps.push(step);
      }
    });
    this.reach();
  }

  /** Extends the open spans to the end. */
  reach() {
    const end = this.model.span[1];
    for (const pod of this.pods) if (pod.open) pod.open.to = end;
  }

  /** The pods by template, in the order in which the templates appeared. */
  groups() {
    const groups = new Map();
    for (const pod of this.pods) {
      const key = pod.template ?? "";
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(pod);
    }
    const begin = (pod) => pod.spans[0]?.from ?? 0, end = (pod) => pod.spans[pod.spans.length - 1]?.to ?? 0;
    for (const pods of groups.values()) pods.sort((a, b) => begin(a) - begin(b) || end(a) - end(b) || a.index - b.index);
    return [...groups].map(([template, pods]) => ({ template, pods }));
  }

  /** The ranges in which the Endpoints left addresses out. */
  truncated() {
    const model = this.model, end = model.span[1];
    return this.data.truncations.map((t) => [model.x(t.fromEvent, t.fromTime ?? null),
      t.over ? model.x(t.toEvent, t.toTime ?? null) : end]);
  }

  /** The last step at or before x; -1 before the first. */
  stepAt(x) {
    let low = 0, high = this.xs.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (this.xs[mid] <= x) low = mid + 1; else high = mid;
    }
    return low - 1;
  }

  xOfEvent(event) {
    const events = this.data.steps.event;
    let low = 0, high = events.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (events[mid] <= event) low = mid; else high = mid - 1;
    }
    return this.xs[low];
  }

  /** The event as one line of JSON: what it changed, as `extract --changes` prints it. */
  json(step) {
    const steps = this.data.steps, line = { type: TYPES[steps.type[step]], kind: this.data.kind };
    if (this.data.namespace) line.namespace = this.data.namespace;
    line.name = steps.object ? this.data.objects[steps.object[step]] : this.data.name;
    if (steps.version[step] !== null) line.resourceVersion = steps.version[step];
    if (this.data.kind !== "Endpoints") line.serviceName = this.data.name;
    const changes = steps.changes[step];
    CHANGES.forEach((name, what) => {
      for (let i = 0; i < changes.length; i += 2) {
        if (changes[i] === what) (line[name] ??= []).push(this.address(this.pods[changes[i + 1]]));
      }
    });
    return JSON.stringify(line);
  }

  address(pod) {
    const address = { ip: pod.ip };
    if (pod.hostname !== null) address.hostname = pod.hostname;
    if (pod.node !== null) address.nodeName = pod.node;
    if (pod.zone !== null) address.zone = pod.zone;
    if (pod.kind !== null) {
      address.targetRef = { kind: pod.kind, namespace: this.data.namespace, name: pod.name };
      if (pod.uid !== null) address.targetRef.uid = pod.uid;
    }
    return address;
  }
}

/**
 * An array's highest value, as an array that is safe to spread: the arguments of a call are
 * limited.
 */
function reduced(values) {
  return [values.reduce((most, value) => Math.max(most, value), 0)];
}
