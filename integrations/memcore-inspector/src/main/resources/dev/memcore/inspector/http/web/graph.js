// Links as a graph in columns of equal distance from the start, and as a table.

import { el, name, number, plain, plural, svg, table } from "./dom.js";
import { href, shortId } from "./memory.js";

const WIDTH = 200;
const HEIGHT = 46;
const GAP_X = 150;
const GAP_Y = 18;
const MARGIN = 16;

/** Returns the nodes that show a graph. */
export function graph(found, scope) {
  if (found.nodes.length === 1) {
    return [el("p", { class: "quiet" }, "No links lead to or from this memory.")];
  }
  return [
    el("p", { class: "quiet" }, plural(found.nodes.length - 1, "linked memory", "linked memories"), " and ",
      plural(found.edges.length, "link", "links"), ". The table below has the same content.",
      found.full ? " There may be more; the limit is reached." : ""),
    el("div", { class: "scroll graph", role: "region", "aria-label": "Graph of links", tabindex: "0" }, drawing(found, scope)),
    rows(found, scope),
  ];
}

function drawing(found, scope) {
  const places = layout(found.nodes);
  const width = Math.max(...[...places.values()].map(p => p.x)) + WIDTH + MARGIN + 60;
  const height = Math.max(...[...places.values()].map(p => p.y)) + HEIGHT + MARGIN;
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "Linked memories" },
    svg("defs", {}, svg("marker", {
      id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse",
    }, svg("path", { d: "M0 0 8 4 0 8z", class: "arrow" }))),
    svg("g", { "aria-hidden": "true" }, found.edges.map((edge, i) => line(edge, places, i))),
    found.nodes.map(node => box(node, places.get(node.id), scope)));
}

/** One column for each number of steps. */
function layout(nodes) {
  const columns = new Map();
  nodes.forEach(node => columns.set(node.depth, [...(columns.get(node.depth) ?? []), node]));
  const tallest = Math.max(...[...columns.values()].map(column => column.length));
  const places = new Map();
  for (const [depth, column] of columns) {
    const free = (tallest - column.length) * (HEIGHT + GAP_Y) / 2;
    column.forEach((node, i) => places.set(node.id, {
      x: MARGIN + depth * (WIDTH + GAP_X),
      y: MARGIN + free + i * (HEIGHT + GAP_Y),
      depth,
    }));
  }
  return places;
}

function line(edge, places, i) {
  const from = places.get(edge.from);
  const to = places.get(edge.to);
  const right = to.x > from.x;
  const same = to.x === from.x;
  const x1 = right || same ? from.x + WIDTH : from.x;
  const x2 = same ? to.x + WIDTH : right ? to.x : to.x + WIDTH;
  const y1 = from.y + HEIGHT / 2 + (i % 3 - 1) * 7;
  const y2 = to.y + HEIGHT / 2 + (i % 3 - 1) * 7;
  const bend = same ? 50 : (x2 - x1) / 2;
  const path = same ? `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}`
    : `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return svg("g", { class: "edge" },
    svg("path", { d: path, "marker-end": "url(#arrow)", "stroke-width": 1 + 1.5 * edge.weight }),
    svg("text", { x: same ? x1 + 38 : x1 + 0.68 * (x2 - x1), y: same ? (y1 + y2) / 2 - 4 : y1 + 0.78 * (y2 - y1) - 3, "text-anchor": "middle" }, plain(edge.type, 16)));
}

function box(node, place, scope) {
  const start = place.depth === 0;
  return svg("a", {
    href: href("memory", scope, { id: node.id }),
    class: start ? "node start" : "node",
    transform: `translate(${place.x} ${place.y})`,
  },
  svg("rect", { width: WIDTH, height: HEIGHT, rx: 8 }),
  svg("text", { x: 12, y: 19 }, plain(node.text, 24)),
  svg("text", { x: 12, y: 36, class: "small" }, plain(node.kind, 12) + " " + shortId(node.id)
    + (node.status === "ACTIVE" ? "" : " " + node.status.toLowerCase())));
}

function rows(found, scope) {
  const byId = new Map(found.nodes.map(node => [node.id, node]));
  const link = id => el("a", { href: href("memory", scope, { id }) }, name(plain(byId.get(id).text, 60)),
    " ", el("span", { class: "mono quiet" }, shortId(id)));
  return table("Links", ["From", "Type", "To", "Weight#"], found.edges.map(edge =>
    [link(edge.from), name(edge.type), link(edge.to), number(edge.weight, 2)]), { caption: true });
}
