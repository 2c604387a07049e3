// Keeps the page up to date with server-sent events. Whenever the connection ends, the browser
// reconnects, and the server sends the whole timeline again: so nothing is missed.

class Live {
  constructor(view, path) {
    this.view = view;
    this.path = path;
    this.status = document.getElementById("connection");
  }

  connect() {
    const source = new EventSource(this.path);
    source.addEventListener("open", () => this.say(""));
    source.addEventListener("error", () => this.say("not connected: what happens now is not seen yet"));
    source.addEventListener("timeline", (event) => {
      const wall = this.view.model.wall;
      this.view.model = new Model(JSON.parse(event.data));
      this.view.model.wall = wall;
      this.view.changed();
    });
    source.addEventListener("change", (event) => {
      this.view.model.update(JSON.parse(event.data));
      this.view.changed();
    });
    source.addEventListener("player", (event) => {
      this.player ??= new Player(this.view);
      this.player.show(JSON.parse(event.data));
    });
  }

  say(text) {
    this.status.hidden = text === "";
    this.status.textContent = text;
  }
}
