// A recall, with the signals of each result as bars.

import { announce, check, el, field, name, number, plural, shown, table } from "./dom.js";
import { get } from "./api.js";
import { facts, href, memoryLink } from "./memory.js";
import { pair } from "./conflicts.js";

const SHOWN_SIGNALS = 5;

export async function render(content, route) {
  const scope = route.scope;
  const given = key => route.parameters.get(key) ?? "";
  const question = el("input", { type: "search", value: given("q"), required: true, maxlength: 10000, autocomplete: "off" });
  const limit = el("select", {}, [5, 10, 20, 50, 100].map(n =>
    el("option", { value: n, selected: String(n) === (given("limit") || "10") }, n)));
  const session = el("input", { type: "text", value: given("session"), autocomplete: "off" });
  const prompt = el("input", { checked: given("prompt") === "true" });
  const everywhere = el("input", { checked: given("everywhere") === "true" });
  const results = el("div", { id: "results" });
  const ask = event => {
    event.preventDefault();
    const target = href("search", scope, {
      q: question.value, limit: limit.value, session: session.value,
      prompt: prompt.checked, everywhere: everywhere.checked,
    });
    if (target === location.hash) {
      search(results, scope, route);
    } else {
      location.hash = target;
    }
  };
  content.append(el("h1", { tabindex: "-1" }, "Search"),
    el("p", { class: "lead" }, "Recalls memories as an application does, and shows why each one was recalled."),
    el("form", { class: "panel", onsubmit: ask, role: "search" },
      field("Question", question),
      el("div", { class: "row" },
        field("Most results", limit), field("Only this session", session),
        el("div", { class: "checks" },
          check("As for a prompt: leave out what is probably irrelevant", prompt),
          check("Also archive, blocks and records", everywhere)),
        el("button", { type: "submit", class: "primary" }, "Search"))),
    results);
  if (given("q")) {
    await search(results, scope, route);
  }
}

async function search(results, scope, route) {
  const given = Object.fromEntries(route.parameters);
  const found = await get("/api/search", given);
  const millis = found.stages.reduce((sum, stage) => sum + stage.millis, 0);
  const most = Math.max(...found.hits.map(hit => hit.score), 0.0001);
  results.replaceChildren(
    el("h2", {}, plural(found.hits.length, "result", "results")),
    el("p", { class: "quiet" }, "Confidence that the store has an answer: ", number(found.confidence, 2),
      ". The recall took ", number(millis, 1), " ms."),
    found.hits.length === 0 ? el("p", {}, "Nothing was recalled.") : "",
    el("ol", { class: "hits" }, found.hits.map(hit => el("li", {}, hitCard(hit, scope, most)))),
    found.conflicts.length > 0 ? conflicts(found.conflicts, scope) : "",
    stages(found.stages));
  announce(found.hits.length + " results");
}

function conflicts(found, scope) {
  return el("section", { "aria-label": "Contradictions" }, el("h2", {}, "Contradictions among the results"),
    found.map(one => pair(one, scope)));
}

function hitCard(hit, scope, most) {
  const first = hit.signals.filter(signal => signal.share > 0).slice(0, SHOWN_SIGNALS);
  return el("article", { class: "card hit" },
    el("p", { class: "rank" }, el("strong", {}, "#" + hit.rank), " score ", number(hit.score, 3),
      el("span", { class: "quiet" }, ", relevance ", number(hit.relevance, 2))),
    marked(hit),
    hit.quotes.map(quote => el("blockquote", { dir: "auto" }, shown(quote))),
    el("p", { class: "why" }, el("strong", {}, "Why: "), name(hit.why)),
    bars(first, most),
    facts(hit.memory, scope),
    hit.copies > 0 ? el("p", { class: "quiet" }, plural(hit.copies, "copy", "copies"), " with the same text") : null,
    el("details", {}, el("summary", {}, "All " + hit.signals.length + " signals in numbers"), numbers(hit.signals)),
    el("p", { class: "actions" }, memoryLink(hit.memory, scope)));
}

/** The text with the passages that match the question. */
function marked(hit) {
  const text = hit.memory.text;
  const parts = [];
  let from = 0;
  for (const span of [...hit.spans].sort((a, b) => a.start - b.start)) {
    parts.push(shown(text.slice(from, span.start)), el("mark", {}, shown(text.slice(span.start, span.end))));
    from = span.end;
  }
  parts.push(shown(text.slice(from)));
  const missing = hit.memory.length - text.length;
  return el("p", { class: "text", dir: "auto" }, parts,
    missing > 0 ? el("span", { class: "quiet" }, "\u2026 ", number(missing), " more characters") : null);
}

function bars(signals, most) {
  return el("dl", { class: "bars", "aria-label": "Signals with the largest shares of the score" }, signals.map(signal => {
    const bar = el("span", { class: "bar hue" + hue(signal.name) });
    bar.style.width = Math.max(0.5, 100 * signal.share / most) + "%";
    return el("div", {},
      el("dt", {}, name(signal.reason), el("span", { class: "quiet mono" }, " ", shown(signal.name))),
      el("dd", {}, el("span", { class: "track", "aria-hidden": "true" }, bar), el("span", { class: "value" }, "+" + number(signal.share, 3))));
  }));
}

/** A colour that is the same for a signal in every result. */
function hue(signal) {
  return Array.from(signal.split(".")[0]).reduce((sum, letter) => (sum * 3 + letter.codePointAt(0)) % 5, 0);
}

function numbers(signals) {
  return table("Signals", ["Signal", "Meaning", "Share of the score#", "Value#", "Rank by this signal#"], signals.map(signal => [
    name(signal.name), name(signal.reason), number(signal.share, 3), number(signal.raw, 3), signal.rank === 0 ? "-" : number(signal.rank),
  ]));
}

function stages(all) {
  return el("details", {}, el("summary", {}, "Stages of the recall"),
    table("Stages of the recall", ["Stage", "Candidates#", "Milliseconds#"], all.map(stage =>
      [name(stage.name), number(stage.candidates), number(stage.millis, 2)])));
}
