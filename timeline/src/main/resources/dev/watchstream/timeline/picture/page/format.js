// Formats numbers and times for people. Text from a stream only ever becomes a text node.

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function seconds(value) {
  if (value === null || value === undefined) return "";
  const size = Math.abs(value);
  if (size < 100) return value.toFixed(size < 0.1 && size > 0 ? 3 : 1) + " s";
  if (size < 7200) return Math.floor(value / 60) + " min " + Math.floor(value % 60) + " s";
  return Math.floor(value / 3600) + " h " + Math.floor((value / 60) % 60) + " min";
}

function offset(value) { return (value < 0 ? "−" : "+") + seconds(Math.abs(value)); }

function clock(milliseconds, withMillis) {
  const text = new Date(milliseconds).toISOString();
  return text.slice(0, 10) + " " + text.slice(11, withMillis ? 23 : 19) + "Z";
}

function middle(text, length) {
  if (text.length <= length) return text;
  const tail = Math.floor((length - 1) / 2);
  return text.slice(0, length - 1 - tail) + "…" + text.slice(text.length - tail);
}
