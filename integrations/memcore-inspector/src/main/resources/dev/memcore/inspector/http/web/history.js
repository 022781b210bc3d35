// One memory: its text, its properties, its versions as a timeline, and its links.

import { announce, ask, block, el, failure, field, name, number, plural, shown, table, time } from "./dom.js";
import { get, post, server } from "./api.js";
import { cause, excerpt, facts, href, ids, longText, scopeName, shortId } from "./memory.js";
import { graph } from "./graph.js";

export async function render(content, route) {
  const scope = route.scope;
  const id = route.parameters.get("id") ?? "";
  const found = await get("/api/memory", { ...scope, id });
  const memory = found.memory;
  const result = el("div", {});
  content.append(
    el("h1", { tabindex: "-1" }, "Memory ", el("span", { class: "mono" }, shortId(memory.id))),
    facts(memory, scope),
    el("div", { class: "panel" }, longText(memory.text)),
    memory.length > memory.text.length ? rest(memory, scope) : "",
    server.writes ? actions(memory, scope, result) : "",
    result,
    properties(found, scope),
    el("h2", {}, "History"),
    el("p", { class: "quiet" }, plural(found.versions, "version", "versions"), ", the latest first."),
    timeline(found, scope, id),
    el("h2", {}, "Links"),
    links(memory, scope, Number(route.parameters.get("depth") ?? 2)));
}

function rest(memory, scope) {
  let offset = memory.text.length;
  const more = el("div", {});
  const button = el("button", {
    type: "button",
    onclick: async () => {
      const part = await get("/api/memory/text", { ...scope, id: memory.id, offset });
      offset = part.offset + part.text.length;
      more.append(block(part.text, "text whole"));
      label();
      announce("More of the text loaded");
    },
  });
  const label = () => {
    button.textContent = offset < memory.length
      ? "Show more (" + number(memory.length - offset) + " characters left)" : "The text is complete";
    button.disabled = offset >= memory.length;
  };
  label();
  return el("div", {}, more, el("p", {}, button));
}

function actions(memory, scope, result) {
  const act = async (path, title, confirm, danger) => {
    const given = await ask({
      title,
      body: excerpt(memory, 200),
      fields: path === "undo" || path === "forget" ? [] : [{ name: "reason", label: "Reason", hint: "Kept in the log." }],
      confirm,
      danger,
    });
    if (given) {
      try {
        await post("/api/memory/" + path, { ...scope, id: memory.id, ...given });
        window.dispatchEvent(new HashChangeEvent("hashchange"));
      } catch (error) {
        result.replaceChildren(failure(error));
      }
    }
  };
  const active = memory.status === "ACTIVE";
  const button = (label, path, title, danger) =>
    el("button", { type: "button", class: danger ? "danger" : null, onclick: () => act(path, title, label, danger) }, label);
  return el("div", { class: "buttons", role: "group", "aria-label": "Change this memory" },
    active ? button(memory.pinned ? "Unpin" : "Pin", memory.pinned ? "unpin" : "pin", "Change the pin of this memory?") : "",
    active ? button("Quarantine", "quarantine", "Hide this memory until it is reviewed?") : "",
    memory.status === "FORGOTTEN" ? "" : button("Forget", "forget", "Forget this memory and what was derived from it?", true),
    button("Undo the last change", "undo", "Restore the version before the last change?"),
    el("a", { class: "button", href: href("erasure", scope, { id: memory.id }) }, "Erase\u2026"));
}

function properties(found, scope) {
  const memory = found.memory;
  const rows = [
    ["Id", el("span", { class: "mono" }, memory.id)],
    ["Scope", name(scopeName(memory.scope))],
    ["Created", time(memory.created)],
    ["Version", number(memory.version) + ", commit " + number(memory.commit)],
    ["Importance, confidence, trust", [memory.importance, memory.confidence, memory.trust].map(n => number(n, 2)).join(", ")],
    ["Source", memory.source && name(memory.source)],
    ["Happened", memory.eventFrom && [time(memory.eventFrom), " to ", time(memory.eventTo)]],
    ["Valid", (memory.validFrom || memory.validTo) && [time(memory.validFrom) || "always", " to ", time(memory.validTo) || "now"]],
    ["Expires", memory.expires && time(memory.expires)],
    ["Superseded by", memory.supersededBy && ids([memory.supersededBy], scope)],
    ["Derived from", memory.derivedFrom.length > 0 && ids(memory.derivedFrom, scope)],
    ["Tool calls", memory.toolCalls.length > 0 && memory.toolCalls.map(call => [name(call), " "])],
    ["Idempotency key", memory.idempotencyKey && name(memory.idempotencyKey)],
    ["Uses", found.usage.uses > 0 && [number(found.usage.uses), " (", number(found.usage.succeeded), " succeeded, ",
      number(found.usage.failed), " failed), last ", time(found.usage.lastUsed)]],
    ...memory.searchKeys.map(list => [["Search keys ", name(list.name)], list.texts.map(text => [name(text), el("br")])]),
    ...memory.attributes.map(one => [name(one.name), name(one.value)]),
  ];
  return el("details", { open: true }, el("summary", {}, "Properties"),
    table("Properties", ["Property", "Value"], rows.filter(row => row[1])));
}

function timeline(found, scope, id) {
  const list = el("ol", { class: "timeline" }, found.history.map(one => version(one, scope)));
  const box = el("div", {}, list);
  const more = last => {
    if (last.place > 1) {
      const button = el("button", {
        type: "button",
        onclick: async () => {
          const next = await get("/api/memory", { ...scope, id, before: last.place });
          list.append(...next.history.map(one => version(one, scope)));
          button.remove();
          more(next.history.at(-1));
          announce("Earlier versions loaded");
        },
      }, "Show earlier versions (" + number(last.place - 1) + ")");
      box.append(button);
    }
  };
  if (found.history.length > 0) {
    more(found.history.at(-1));
  }
  return box;
}

function version(one, scope) {
  return el("li", {},
    el("p", { class: "moment" }, el("strong", {}, "Version ", number(one.version)), " ", time(one.recorded), " ",
      el("span", { class: "quiet" }, "commit ", number(one.commit), ", "), cause(one.cause, scope)),
    one.place === 1 || one.changes.length === 0
      ? (one.place === 1 ? excerpt(one) : el("p", { class: "quiet" }, "No visible part changed."))
      : el("ul", { class: "changes" }, one.changes.map(change)));
}

function change(one) {
  return el("li", {}, el("strong", {}, name(one.part)), ": ",
    one.before === null ? el("span", { class: "quiet" }, "none") : el("del", {}, name(one.before)),
    el("span", { class: "quiet" }, " became "),
    one.after === null ? el("span", { class: "quiet" }, "none") : el("ins", {}, name(one.after)));
}

function links(memory, scope, depth) {
  const holder = el("div", {});
  const select = el("select", {}, [1, 2, 3, 4].map(n => el("option", { value: n, selected: n === depth }, n)));
  const load = async () => {
    try {
      const found = await get("/api/links", { ...scope, id: memory.id, depth: select.value });
      holder.replaceChildren(...graph(found, scope));
      announce(found.nodes.length - 1 + " linked memories");
    } catch (error) {
      holder.replaceChildren(el("p", { class: "quiet" }, shown(error.message)));
    }
  };
  load();
  return el("div", {},
    el("form", { class: "row", onsubmit: event => { event.preventDefault(); load(); } },
      field("Steps", select), el("button", { type: "submit" }, "Show")),
    holder);
}
