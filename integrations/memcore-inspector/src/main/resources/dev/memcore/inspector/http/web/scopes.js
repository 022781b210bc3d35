// Tenants and scopes; the sessions and memories of one scope.

import { el, field, name, number, plural, table, time } from "./dom.js";
import { get, server } from "./api.js";
import { card, cursorList, href, offsetList, scopeName } from "./memory.js";

export async function render(content, route, page) {
  return page.path === "memories" ? memories(content, route) : scopes(content, route);
}

async function scopes(content, route) {
  const tenant = route.scope?.tenant ?? server.tenants[0];
  content.append(el("h1", { tabindex: "-1" }, "Scopes"),
    el("p", { class: "lead" }, plural(server.memories, "memory", "memories"), " in ",
      plural(server.tenants.length, "tenant", "tenants"), server.allTenants ? "" : " that this inspector shows",
      ". Forgotten memories and marks of erased ones count."));
  if (!tenant) {
    content.append(el("p", {}, "The store is empty."));
    return;
  }
  if (server.tenants.length > 1) {
    content.append(tenants(tenant));
  }
  const filter = el("input", { type: "search", autocomplete: "off" });
  const holder = el("div", {});
  const load = async () => holder.replaceChildren(await scopeList(tenant, filter.value));
  content.append(
    el("h2", {}, "Scopes of ", name(tenant)),
    el("form", { class: "row", onsubmit: event => { event.preventDefault(); load(); } },
      field("User or agent contains", filter), el("button", { type: "submit" }, "Filter")),
    holder);
  await load();
}

function tenants(current) {
  const select = el("select", {}, server.tenants.slice(0, 1000).map(one =>
    el("option", { value: one, selected: one === current }, one)));
  return el("form", {
    class: "row",
    onsubmit: event => {
      event.preventDefault();
      location.hash = href("scopes", { tenant: select.value });
    },
  }, field("Tenant", select), el("button", { type: "submit" }, "Show"));
}

function scopeList(tenant, filter) {
  return offsetList("Scopes", offset => get("/api/scopes", { tenant, filter, offset }),
    items => table("Scopes of the tenant", ["Scope", "User", "Agent", "Pages"], items.map(scope => [
      el("a", { href: href("memories", scope) }, name(scopeName(scope))),
      scope.user ? name(scope.user) : el("span", { class: "quiet" }, "shared"),
      scope.agent ? name(scope.agent) : el("span", { class: "quiet" }, "shared"),
      el("span", { class: "links" },
        el("a", { href: href("search", scope), "aria-label": "Search in " + scopeName(scope) }, "Search"), " ",
        el("a", { href: href("facts", scope), "aria-label": "Facts of " + scopeName(scope) }, "Facts")),
    ])), filter ? "No scope contains this." : "The tenant has no memories.");
}

async function memories(content, route) {
  const scope = route.scope;
  const session = route.parameters.get("session");
  content.append(el("h1", { tabindex: "-1" }, "Memories"),
    el("p", { class: "lead" }, "In force and visible in ", name(scopeName(scope)), ", oldest first. Shared memories are included."));
  if (session) {
    content.append(el("p", {}, "Only the session ", name(session), ". ",
      el("a", { href: href("memories", scope) }, "Show all sessions")));
  } else {
    content.append(el("h2", {}, "Sessions"), await sessions(scope));
  }
  content.append(el("h2", {}, session ? "Messages and memories of the session" : "All memories"),
    await cursorList("Memories", after => get("/api/memories", { ...scope, session, after }),
      memory => card(memory, scope), "There are no memories in force."));
}

function sessions(scope) {
  return offsetList("Sessions", offset => get("/api/sessions", { ...scope, offset, limit: 10 }),
    items => table("Sessions, the latest first", ["Session", "Messages#", "First", "Last"], items.map(one => [
      el("a", { href: href("memories", scope, { session: one.id }) }, name(one.id)),
      number(one.messages), time(one.first), time(one.last),
    ])), "This scope has no sessions.", 10);
}
