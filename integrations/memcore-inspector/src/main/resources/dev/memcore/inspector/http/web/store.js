// The state of the store.

import { announce, bytes, el, failure, name, note, number, plural, table } from "./dom.js";
import { get, post } from "./api.js";

export async function render(content) {
  const stats = await get("/api/store");
  const behind = stats.lastCommit - stats.indexedCommit;
  const result = el("div", {});
  const button = el("button", { type: "button" }, "Check all bytes");
  button.addEventListener("click", async () => {
    button.disabled = true;
    result.replaceChildren(el("p", { class: "quiet" }, "The check is running\u2026"));
    announce("The check is running");
    try {
      const report = await post("/api/store/check", {});
      result.replaceChildren(report.ok
        ? note("good", "No findings in ", bytes(report.bytes), " and ", plural(report.commits, "commit", "commits"), ".")
        : note("bad", el("strong", {}, plural(report.findings.length, "finding", "findings")),
          el("ul", {}, report.findings.map(one => el("li", {}, name(one.code), " ", name(one.file), ": ", name(one.message))))));
      announce(report.ok ? "No findings" : report.findings.length + " findings");
    } catch (error) {
      result.replaceChildren(failure(error));
    } finally {
      button.disabled = false;
    }
  });
  content.append(el("h1", { tabindex: "-1" }, "Store"),
    el("p", { class: "lead" }, "The state of the log, the index and the caches now."),
    el("dl", { class: "tiles" },
      tile("Memories", number(stats.memories), "whatever their status"),
      tile("Log", bytes(stats.logBytes), plural(stats.segments, "segment", "segments") + ", last commit " + number(stats.lastCommit)),
      tile("Index", bytes(stats.indexBytes), behind > 0 ? plural(behind, "commit", "commits") + " behind; they are searched in memory" : "has every commit"),
      tile("Embedded", number(stats.embedded) + " of " + number(stats.versions), stats.cutOver ? "vectors are compared" : "vectors are not compared yet")),
    el("h2", {}, "Caches"),
    table("Caches", ["Cache", "Entries#", "Hits#", "Misses#", "Hit rate#"], stats.caches.map(cache => [
      name(cache.name), number(cache.entries), number(cache.hits), number(cache.misses), rate(cache)])),
    el("h2", {}, "Opening"),
    el("p", {}, "Opened in ", number(stats.openedMillis), " ms. The index was ", stats.indexState.toLowerCase().replaceAll("_", " "), ". ",
      plural(stats.replayed, "commit was", "commits were"), " replayed, and ", plural(stats.tornBytes, "torn byte was", "torn bytes were"), " cut."),
    el("h2", {}, "Check"),
    el("p", { class: "quiet" }, "Reads every byte of the log and the index, and verifies that they agree."),
    el("div", { class: "buttons" }, button), result);
}

function rate(cache) {
  return cache.hits + cache.misses === 0 ? "-" : number(100 * cache.hitRate, 1) + " %";
}

function tile(label, value, more) {
  return el("div", { class: "tile" }, el("dt", {}, label), el("dd", {}, el("strong", {}, value), el("span", { class: "quiet" }, more)));
}
