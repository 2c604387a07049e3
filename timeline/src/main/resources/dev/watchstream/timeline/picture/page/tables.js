// The picture in words and figures, for people who cannot see it or want to copy from it.

function table(caption, heads, rows) {
  const head = element("tr");
  for (const text of heads) head.append(element("th", { scope: "col", textContent: text }));
  const body = element("tbody");
  for (const row of rows) {
    const line = element("tr");
    for (const value of row) {
      line.append(element("td", {
        textContent: value === null || value === undefined ? "" : String(value),
        className: typeof value === "number" ? "number" : "",
      }));
    }
    body.append(line);
  }
  return element("div", { className: "scroll" },
    element("table", {}, element("caption", { textContent: caption }), element("thead", {}, head), body));
}

function tables(model, service) {
  const made = [], rollouts = service.data.rollouts;
  if (rollouts.length > 0) {
    made.push(table("Rollouts",
      ["From", "To", "Events", "Complete", "Took", "Ready before", "Lowest ready", "Surge",
        "Most not ready", "Median to ready", "Slowest"],
      rollouts.map((r) => [r.from.join("+"), r.to, r.firstEvent + " to " + r.lastEvent,
        r.complete ? "yes" : "no", seconds(r.duration), r.readyBefore, r.readyMin, r.surge, r.notReadyMax,
        seconds(r.medianToReady), seconds(r.slowestToReady)])));
  }
  if (service.data.outages.length > 0) {
    made.push(table("Times with none ready", ["From", "To", "Length"],
      service.data.outages.map((o) => [at(model, o.fromEvent, o.fromTime),
        o.over ? at(model, o.toEvent, o.toTime) : "the end", seconds(o.duration)])));
  }
  if (service.data.truncations.length > 0) {
    made.push(table("Times with addresses left out", ["From", "To"], service.data.truncations.map((t) =>
      [at(model, t.fromEvent, t.fromTime), t.over ? at(model, t.toEvent, t.toTime) : "the end"])));
  }
  if (model.data.remarks.length > 0) {
    made.push(table("Remarks", ["Before event", "Text"], model.data.remarks.map((r) => [r.event, r.text])));
  }
  if (model.data.marks.length > 0) {
    made.push(table("The stream", ["What", "Events", "Text"], model.data.marks.map((m) =>
      [m.kind.toLowerCase(), m.fromEvent + " to " + m.toEvent, m.text])));
  }
  return made;
}

function at(model, event, time) {
  return "event " + event + (model.isTimed && time !== undefined ? ", " + model.at(model.x(event, time)) : "");
}
