// Keyed facts: what is known now, and the values of one key over time.

import { append, el, field, name, number, plain, svg, table, time } from "./dom.js";
import { get } from "./api.js";
import { href, memoryLink, offsetList, scopeName, tag } from "./memory.js";

export async function render(content, route) {
  const scope = route.scope;
  const key = route.parameters.get("key");
  if (key) {
    return timelineOf(content, scope, key);
  }
  const filter = el("input", { type: "search", autocomplete: "off" });
  const holder = el("div", {});
  const load = async () => holder.replaceChildren(await profile(scope, filter.value));
  content.append(el("h1", { tabindex: "-1" }, "Facts"),
    el("p", { class: "lead" }, "What is known now in ", name(scopeName(scope)), ": the values of each key."),
    el("form", { class: "row", onsubmit: event => { event.preventDefault(); load(); } },
      field("Key contains", filter), el("button", { type: "submit" }, "Filter")),
    holder);
  await load();
}

function profile(scope, filter) {
  return offsetList("Facts", offset => get("/api/facts", { ...scope, filter, offset }),
    items => table("Facts", ["Key", "Values", "Confidence", "Since"], items.map(entry => [
      [el("a", { href: href("facts", scope, { key: entry.key }) }, name(entry.key)), " ",
        entry.contested ? tag("contested", "warn") : ""],
      entry.values.map(value => el("div", {}, memoryLink(value, scope, name(plain(value.text, 200))))),
      entry.values.map(value => el("div", {}, number(value.confidence, 2))),
      entry.values.map(value => el("div", {}, time(value.recorded))),
    ])), filter ? "No key contains this." : "No keyed facts are valid now.");
}

async function timelineOf(content, scope, key) {
  const found = await get("/api/facts/timeline", { ...scope, key });
  append(content, [el("h1", { tabindex: "-1" }, "Fact ", name(key)),
    el("p", {}, el("a", { href: href("facts", scope) }, "All facts")),
    found.values.length === 0 ? el("p", {}, "No value is visible.") : [drawing(found.values), rows(found.values, scope)]]);
}

function rows(values, scope) {
  return table("All values", ["Value", "Status", "Valid from", "Valid until", "Recorded", "Replaced"], values.map(value => [
    memoryLink(value.memory, scope, name(plain(value.memory.text, 200))),
    value.status === "ACTIVE" ? tag(value.validTo ? "known" : "known, no end", "good") : tag("replaced"),
    time(value.validFrom) || "unknown", time(value.validTo) || "open", time(value.recordedFrom), time(value.recordedTo) || "-",
  ]), { caption: true });
}

/** One bar for each value, on a common axis of time. */
function drawing(values) {
  const starts = values.map(value => Date.parse(value.validFrom ?? value.recordedFrom));
  const ends = values.map(value => value.validTo ? Date.parse(value.validTo) : NaN).filter(n => !Number.isNaN(n));
  const from = Math.min(...starts);
  const known = Math.max(...starts, ...ends);
  const to = known + Math.max((known - from) * 0.15, 86_400_000);
  const width = 760;
  const left = 190;
  const x = moment => left + (width - left - 10) * (moment - from) / (to - from);
  const height = values.length * 34 + 30;
  return el("div", { class: "scroll", role: "region", "aria-label": "Values over time", tabindex: "0" },
    svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "spans",
      "aria-label": "Values over time; the table below has the same content" },
    values.map((value, i) => {
      const y = i * 34 + 6;
      const end = value.validTo ? Date.parse(value.validTo) : to;
      return svg("g", { class: value.status !== "ACTIVE" ? "span" : value.validTo ? "span ended" : "span active" },
        svg("text", { x: left - 10, y: y + 16, "text-anchor": "end" }, plain(value.memory.text, 24)),
        svg("rect", { x: x(starts[i]), y, width: Math.max(3, x(end) - x(starts[i])), height: 22, rx: 4 }));
    }),
    svg("line", { x1: left, x2: width - 10, y1: height - 22, y2: height - 22, class: "axis" }),
    svg("text", { x: left, y: height - 6, class: "small" }, new Date(from).toISOString().slice(0, 10)),
    svg("text", { x: width - 10, y: height - 6, "text-anchor": "end", class: "small" }, "open")));
}

