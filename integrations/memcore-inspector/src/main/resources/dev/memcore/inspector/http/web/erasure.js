// Erasure: a preview, its approval, the receipt, and the verification of receipts.

import { announce, ask, check, el, failure, field, name, note, number, plain, plural } from "./dom.js";
import { post, server } from "./api.js";
import { excerpt, facts, scopeName, shortId, tag } from "./memory.js";

const WHY = {
  NAMED: "names it",
  ALIAS: "names it by another name",
  EARLIER_VERSION: "an earlier version names it",
  RELEVANT: "is relevant",
  DERIVED: "was derived from another one here",
};

export async function render(content, route) {
  const scope = route.scope;
  const id = route.parameters.get("id");
  const result = el("div", {});
  const preview = async body => {
    result.replaceChildren(el("p", { class: "quiet" }, "The preview is being made\u2026"));
    try {
      const found = await post("/api/erasure/preview", { ...scope, ...body });
      result.replaceChildren(...previewed(found, scope, body, result));
      result.querySelector("h2").focus();
      announce(plural(found.total, "memory", "memories") + " would be erased");
    } catch (error) {
      result.replaceChildren(failure(error));
    }
  };
  content.append(el("h1", { tabindex: "-1" }, "Erasure"),
    el("p", { class: "lead" }, "Removes memories of ", name(scopeName(scope)),
      " for good: from the log, all versions and the index. A preview comes first. An erasure cannot be undone."),
    el("div", { class: "columns" }, topic(preview), one(preview, id), whole(preview, scope)),
    result, receipts(scope));
}

function topic(preview) {
  const names = el("input", { type: "text", required: true, autocomplete: "off", maxlength: 256 });
  const exact = el("input", {});
  return el("form", { class: "panel", onsubmit: event => {
    event.preventDefault();
    preview({ target: "topic", names: names.value.split(",").map(text => text.trim()).filter(text => text), exact: exact.checked });
  } }, el("h2", {}, "A topic"), field("Names or phrases", names, "For example: my ex, Tom. Separate them by commas."),
  check("Only exactly this scope", exact),
  el("div", { class: "buttons" }, el("button", { type: "submit" }, "Preview topic")));
}

function one(preview, id) {
  const input = el("input", { type: "text", class: "mono", required: true, autocomplete: "off", value: id });
  return el("form", { class: "panel", onsubmit: event => {
    event.preventDefault();
    preview({ target: "memory", id: input.value.trim() });
  } }, el("h2", {}, "One memory"), field("Id", input, "And what was derived from it."),
  el("div", { class: "buttons" }, el("button", { type: "submit" }, "Preview memory")));
}

function whole(preview, scope) {
  return el("form", { class: "panel", onsubmit: event => {
    event.preventDefault();
    preview({ target: "scope" });
  } }, el("h2", {}, scope.user || scope.agent ? "The whole scope" : "The whole tenant"),
  el("p", {}, "Everything in ", name(scopeName(scope)), " and in the scopes within it."),
  el("div", { class: "buttons" }, el("button", { type: "submit" }, scope.user || scope.agent ? "Preview scope" : "Preview tenant")));
}

function previewed(found, scope, body, result) {
  const kept = new Set();
  const items = found.items.map(memory => item(memory, scope, found.selectable, kept));
  const erase = el("button", { type: "button", class: "danger" }, "Erase for good\u2026");
  erase.addEventListener("click", async () => {
    const given = await ask({
      title: "Erase " + plural(found.total - kept.size, "memory", "memories") + " for good?",
      body: el("p", {}, "No undo, history or earlier state returns them.",
        body.target === "scope" ? " Everything in the scope goes, also what this list does not show." : ""),
      confirm: "Erase",
      danger: true,
      expect: "erase",
    });
    if (given) {
      erase.disabled = true;
      try {
        const done = await post("/api/erasure/run", { preview: found.preview, keep: [...kept] });
        result.replaceChildren(...receipt(done, scope));
        result.querySelector("h2").focus();
        announce(plural(done.erased, "memory", "memories") + " erased");
      } catch (error) {
        result.append(failure(error));
        erase.disabled = false;
      }
    }
  });
  return [
    el("h2", { tabindex: "-1" }, plural(found.total, "memory", "memories"), " would be erased"),
    found.names ? el("p", {}, "Names: ", found.names.map(text => [tag(text), " "])) : "",
    found.hidden > 0 ? note("warn", plural(found.hidden, "derived memory that is", "derived memories that are"), " not visible here will be erased, too.") : "",
    found.alsoUnlisted ? note("warn", "The list has memories in force of ", plural(found.scopes, "scope", "scopes"),
      ". Superseded, forgotten and quarantined ones are erased, too, and whatever is written until the erasure.") : "",
    el("div", { class: "list" }, items),
    found.total > items.length ? el("p", { class: "quiet" }, "and ", number(found.total - items.length), " more") : "",
    found.total === 0 && !found.alsoUnlisted ? "" : server.writes ? el("div", { class: "buttons" }, erase)
      : note("", "This inspector is read-only, so nothing can be erased here."),
  ];
}

function item(memory, scope, selectable, kept) {
  const keep = el("input", {
    "aria-label": "Keep " + plain(memory.text, 60) + " " + shortId(memory.id),
    onchange: event => event.target.checked ? kept.add(memory.id) : kept.delete(memory.id),
  });
  return el("article", { class: "card" }, excerpt(memory, 300), facts(memory, scope),
    memory.why ? el("p", { class: "quiet" }, "Why: ", WHY[memory.why] ?? memory.why, memory.detail ? [": ", name(memory.detail)] : "") : "",
    selectable && server.writes ? el("p", {}, check("Keep this one", keep)) : "");
}

function receipt(done, scope) {
  const text = el("textarea", { readonly: true, rows: 8, class: "mono" });
  text.value = done.receipt;
  return [el("h2", { tabindex: "-1" }, plural(done.erased, "memory", "memories"), " erased"),
    el("p", {}, "Commit ", number(done.commit), ". Keep the receipt: it proves later what was erased, and has no text of it."),
    field("Receipt", text),
    el("div", { class: "buttons" }, el("button", { type: "button", onclick: async event => {
      try {
        await navigator.clipboard.writeText(done.receipt);
        announce("The receipt was copied");
        event.target.textContent = "Copied";
      } catch {
        text.select();
      }
    } }, "Copy receipt"))];
}

function receipts(scope) {
  const text = el("textarea", { rows: 6, class: "mono", required: true, spellcheck: "false" });
  const result = el("div", {});
  return el("form", { class: "panel", onsubmit: async event => {
    event.preventDefault();
    try {
      const report = await post("/api/erasure/verify", { ...scope, receipt: text.value });
      result.replaceChildren(report.ok
        ? note("good", "The receipt is valid: log and index have nothing else of these memories.")
        : note("bad", el("strong", {}, "The receipt does not match."), el("ul", {}, report.findings.map(one => el("li", {}, name(one.message))))));
      announce(report.ok ? "The receipt is valid" : "The receipt does not match");
    } catch (error) {
      result.replaceChildren(failure(error));
    }
  } }, el("h2", {}, "Verify a receipt"), field("Receipt", text, "Reads the whole log."),
  el("div", { class: "buttons" }, el("button", { type: "submit" }, "Verify")), result);
}
