// The buttons of a replay. They act on the server, so all open pages see the effect.

class Player {
  constructor(view) {
    this.view = view;
    this.root = document.getElementById("player");
    this.root.hidden = false;
    this.play = this.button("Pause", () => this.post(this.state.paused ? "resume" : "pause"));
    this.button("Step", () => this.post("step"));
    this.seek = element("input", { type: "range", min: 0, step: "any" });
    this.seek.setAttribute("aria-label", "Position");
    this.seek.addEventListener("change", () => this.post("seek", { to: this.seek.value + "s" }));
    this.position = element("span");
    this.speed = element("select", {}, ...["0.1x", "0.5x", "1x", "2x", "10x", "100x", "1000x", "max"]
      .map((value) => element("option", { value, textContent: value })));
    this.speed.setAttribute("aria-label", "Speed");
    this.speed.addEventListener("change", () => this.post("speed", { value: this.speed.value }));
    this.loop = element("input", { type: "checkbox" });
    this.loop.addEventListener("change", () => this.post("loop", { value: this.loop.checked ? "on" : "off" }));
    this.looped = element("label", {}, this.loop, " Loop");
    this.root.append(this.seek, this.position, this.speed, this.looped);
    this.fault = element("input", { type: "text", placeholder: "cut@event=3", size: 18 });
    this.fault.setAttribute("aria-label", "Fault to throw");
    this.root.append(this.fault);
    this.button("Throw", () => this.post("faults", { fault: this.fault.value }));
    this.button("No faults", () => this.post("faults"));
    this.problem = element("span", { role: "alert" });
    this.clients = element("ul");
    this.clients.setAttribute("aria-label", "Who is connected");
    this.root.append(this.problem, this.clients);
  }

  button(text, action) {
    const made = element("button", { type: "button", textContent: text });
    made.addEventListener("click", action);
    this.root.append(made);
    return made;
  }

  async post(verb, parameters = {}) {
    try {
      const answer = await fetch("control/" + verb + "?" + new URLSearchParams(parameters), { method: "POST" });
      this.problem.textContent = answer.ok ? "" : await answer.text();
      if (!answer.ok) this.show(this.state);
    } catch (error) {
      this.problem.textContent = "the server is away";
    }
  }

  show(state) {
    this.state = state;
    this.play.textContent = state.paused ? "Play" : "Pause";
    this.seek.max = state.end;
    if (document.activeElement !== this.seek) this.seek.value = state.position ?? 0;
    this.position.textContent = state.position === undefined ? "" : seconds(state.position) + " of "
      + seconds(state.end) + (state.loop ? ", over and over" : "");
    this.looped.hidden = !state.canLoop;
    this.loop.checked = state.loop;
    if (![...this.speed.options].some((option) => option.value === state.speed)) {
      this.speed.append(element("option", { value: state.speed, textContent: state.speed }));
    }
    this.speed.value = state.speed;
    this.clients.replaceChildren(...state.clients.map((text) => element("li", { textContent: text })),
      ...state.faults.map((text) => element("li", { textContent: "fault: " + text })));
  }
}
