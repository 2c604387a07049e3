theme.read();
const data = JSON.parse(document.getElementById("data").textContent);
document.getElementById("data").remove();
if (data.compared !== undefined) {
  new Comparison(data.compared).follow();
} else {
  const view = new View(new Model(data));
  view.lastRange = view.model.range;
  view.follow();
  if (document.body.dataset.live !== "") new Live(view, document.body.dataset.live).connect();
}
// After the first frame: the time from the navigation's start to this mark is what drawing took.
requestAnimationFrame(() => setTimeout(() => performance.mark("drawn")));
