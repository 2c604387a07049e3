// How long the pods took to become ready.

class Times {
  constructor(panel, service) {
    this.panel = panel;
    this.root = document.getElementById("times");
    this.pods = service.pods.filter((pod) => pod.timeToReady !== null)
      .sort((a, b) => a.timeToReady - b.timeToReady);
    this.root.hidden = this.pods.length === 0;
    document.getElementById("drawing").classList.toggle("alone", this.root.hidden);
  }

  draw() {
    if (this.root.hidden) return;
    const pods = this.pods;
    const of = (share) => pods[Math.min(pods.length - 1, Math.ceil(share * pods.length) - 1)].timeToReady;
    const percentiles = pods.length < 3 ? [] : [["median", of(0.5)], ["90 %", of(0.9)], ["99 %", of(0.99)]];
    document.getElementById("percentiles").textContent =
      [...percentiles, ["slowest", pods[pods.length - 1].timeToReady]]
        .map(([name, value]) => name + " " + seconds(value)).join(", ");
    this.bars();
    document.getElementById("slowest").replaceChildren(...pods.slice(-8).reverse().map((pod) => {
      const button = element("button", { type: "button",
        textContent: middle(pod.name, 20) + " " + seconds(pod.timeToReady) });
      button.title = pod.name;
      button.addEventListener("click", () => this.panel.choose(pod));
      return element("li", {}, button);
    }));
  }

  bars() {
    const canvas = this.root.querySelector("canvas"), width = this.root.clientWidth, height = 120;
    const ink = sized(canvas, width, height);
    const slowest = Math.max(this.pods[this.pods.length - 1].timeToReady, 1e-9);
    const bins = new Array(Math.min(24, Math.max(4, this.pods.length))).fill(0);
    for (const pod of this.pods) {
      bins[Math.min(bins.length - 1, Math.floor((pod.timeToReady / slowest) * bins.length))]++;
    }
    const most = Math.max(...bins), step = width / bins.length;
    ink.fillStyle = theme.ready;
    bins.forEach((count, i) => {
      const tall = (count / most) * (height - 22);
      ink.fillRect(i * step + 1, height - 16 - tall, step - 2, count === 0 ? 0 : Math.max(tall, 1));
    });
    ink.fillStyle = theme.faint;
    ink.font = "11px system-ui, sans-serif";
    ink.fillText("0", 0, height - 3);
    const label = seconds(slowest);
    ink.fillText(label, width - ink.measureText(label).width, height - 3);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.pods.length + " pods became ready within " + label);
  }
}
