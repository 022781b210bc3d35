// Scopes, addresses and memories, as every page shows them.

import { announce, block, el, name, number, shown, time } from "./dom.js";

/** The address of a page for a scope. */
export function href(path, scope, more = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...scope, ...more })) {
    if (value !== null && value !== undefined && value !== "" && value !== false) {
      query.append(key, String(value));
    }
  }
  return "#/" + path + (query.size === 0 ? "" : "?" + query);
}

/** The parts of an address. */
export function parsed(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const parameters = new URLSearchParams(query ?? "");
  const tenant = parameters.get("tenant");
  const scope = tenant ? { tenant, user: parameters.get("user"), agent: parameters.get("agent") } : null;
  return { path, parameters, scope };
}

export function scopeName(scope) {
  return scope.tenant + (scope.user ? " / user " + scope.user : "") + (scope.agent ? " / agent " + scope.agent : "");
}

export function sameScope(one, other) {
  return one.tenant === other.tenant && (one.user ?? null) === (other.user ?? null)
    && (one.agent ?? null) === (other.agent ?? null);
}

export function tag(text, kind) {
  return el("span", { class: kind ? "tag " + kind : "tag" }, shown(text));
}

/** The properties of a memory in one line. */
export function facts(memory, scope) {
  return el("p", { class: "facts" },
    tag(memory.kind, "kind"),
    memory.key ? el("span", {}, "key ", name(memory.key)) : null,
    memory.status === "ACTIVE" ? null : tag(memory.status.toLowerCase(), "warn"),
    memory.tier === "LONG" ? null : tag(memory.tier.toLowerCase()),
    memory.pinned ? tag("pinned") : null,
    scope && !sameScope(scope, memory.scope) ? tag("shared: " + scopeName(memory.scope)) : null,
    memory.labels.map(label => tag("label " + label, "warn")),
    memory.speaker ? el("span", {}, "said by ", name(memory.speaker)) : null,
    memory.role ? el("span", {}, memory.role.toLowerCase()) : null,
    memory.session ? el("span", {}, "session ", name(memory.session)) : null,
    el("span", {}, time(memory.when)));
}

/** The text of a memory in a list, cut as the server cut it. */
export function excerpt(memory, most = 400) {
  const cut = memory.text.length > most ? memory.text.slice(0, most) : memory.text;
  const missing = memory.length - cut.length;
  return el("p", { class: "text", dir: "auto" }, shown(cut),
    missing > 0 ? el("span", { class: "quiet" }, "\u2026 ", number(missing), " more characters") : null);
}

export function memoryLink(memory, scope, text) {
  return el("a", { href: href("memory", scope, { id: memory.id }) }, text ?? ["Open ", el("span", { class: "mono" }, shortId(memory.id))]);
}

export function shortId(id) {
  return id.slice(-8);
}

/** A memory in a list. */
export function card(memory, scope, ...more) {
  return el("article", { class: "card" }, excerpt(memory), facts(memory, scope), more,
    el("p", { class: "actions" }, memoryLink(memory, scope)));
}

export function cause(by, scope) {
  return el("span", { class: "cause" }, "by ", name(by.actor), by.reason ? [": ", name(by.reason)] : null,
    by.evidence.length > 0 && scope ? [" (from ", ids(by.evidence.slice(0, 20), scope), ")"] : null);
}

/** Links to memories by the ends of their ids. */
export function ids(all, scope) {
  return all.map((id, i) => [i > 0 ? ", " : "", el("a", { class: "mono", href: href("memory", scope, { id }) }, shortId(id))]);
}

export function longText(text) {
  return block(text, "text whole");
}

/** A list that the server returns page by page. load(cursor) returns {items, next}; the first cursor is null. */
export async function cursorList(label, load, item, empty) {
  const cursors = [null];
  const list = el("div", { class: "list" });
  const box = el("section", { "aria-label": label }, list);
  const show = async announced => {
    const page = await load(cursors.at(-1));
    list.replaceChildren(...(page.items.length === 0
      ? [el("p", { class: "quiet" }, cursors.length === 1 ? empty : "This page has none. Continue with the next one.")]
      : page.items.map(item)));
    box.querySelector(":scope > .pager")?.remove();
    if (cursors.length > 1 || page.next) {
      const back = el("button", { type: "button", disabled: cursors.length === 1, onclick: () => { cursors.pop(); show(true); } }, "Previous page");
      const on = el("button", { type: "button", disabled: !page.next, onclick: () => { cursors.push(page.next); show(true); } }, "Next page");
      box.append(el("div", { class: "pager" }, back, el("span", {}, "Page ", cursors.length), on));
      if (announced) {
        (on.disabled ? back : on).focus();
        announce(label + ", page " + cursors.length);
      }
    }
  };
  await show(false);
  return box;
}

/** A list of which the server knows the length. load(offset) returns {items, total, offset}. */
export async function offsetList(label, load, render, empty, size = 50) {
  const box = el("section", { "aria-label": label });
  const show = async (offset, announced) => {
    const page = await load(offset);
    box.replaceChildren(page.total === 0 ? el("p", { class: "quiet" }, empty) : render(page.items));
    if (page.total > size) {
      const end = page.offset + page.items.length;
      const back = el("button", { type: "button", disabled: page.offset === 0, onclick: () => show(Math.max(0, page.offset - size), true) }, "Previous page");
      const on = el("button", { type: "button", disabled: end >= page.total, onclick: () => show(end, true) }, "Next page");
      const place = number(page.offset + 1) + " to " + number(end) + " of " + number(page.total);
      box.append(el("div", { class: "pager" }, back, el("span", {}, place), on));
      if (announced) {
        (on.disabled ? back : on).focus();
        announce(label + ", " + place);
      }
    }
  };
  await show(0, false);
  return box;
}
