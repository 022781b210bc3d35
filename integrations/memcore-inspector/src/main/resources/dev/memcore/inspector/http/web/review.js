// Memories in quarantine: release them, or forget them.

import { announce, ask, el, failure, name } from "./dom.js";
import { get, post, server } from "./api.js";
import { cause, cursorList, excerpt, facts, href, scopeName } from "./memory.js";

export async function render(content, route) {
  const scope = route.scope;
  const all = route.parameters.get("all") === "true";
  content.append(el("h1", { tabindex: "-1" }, "Review queue"),
    el("p", { class: "lead" }, "Memories in quarantine are hidden from recall until someone releases them."),
    el("p", {}, all
      ? ["All scopes of ", name(scope.tenant), ". ", el("a", { href: href("review", scope) }, "Only this scope")]
      : ["Exactly the scope ", name(scopeName(scope)), ". ", el("a", { href: href("review", scope, { all: true }) }, "All scopes of this tenant")]),
    await cursorList("Memories in quarantine", cursor => all ? ofTenant(scope, cursor) : get("/api/review", { ...scope, after: cursor }),
      memory => item(memory, all ? null : scope), "Nothing waits for a review."));
}

async function ofTenant(scope, offset) {
  const page = await get("/api/review/tenant", { tenant: scope.tenant, offset });
  return { items: page.items, next: page.nextOffset ?? null };
}

function item(memory, scope) {
  const result = el("div", {});
  const box = el("article", { class: "card" }, excerpt(memory), facts(memory, scope),
    el("p", { class: "quiet" }, "In quarantine ", cause(memory.cause)),
    scope ? "" : el("p", { class: "quiet" }, "Scope ", name(scopeName(memory.scope))));
  const act = async (path, title, confirm, danger) => {
    const given = await ask({ title, body: excerpt(memory, 200), fields: [{ name: "reason", label: "Reason", hint: "Kept in the log." }], confirm, danger });
    if (given) {
      try {
        await post("/api/review/" + path, { ...memory.scope, id: memory.id, ...given });
        const done = path === "release" ? "Released." : "Forgotten.";
        buttons.replaceWith(el("p", { class: "good-text", tabindex: "-1" }, done));
        box.querySelector(".good-text").focus();
        announce(done);
      } catch (error) {
        result.replaceChildren(failure(error));
      }
    }
  };
  const buttons = el("div", { class: "buttons" },
    el("button", { type: "button", class: "primary", onclick: () => act("release", "Make this memory active again?", "Release") }, "Release"),
    el("button", { type: "button", class: "danger", onclick: () => act("forget", "Forget this memory?", "Forget", true) }, "Forget"));
  if (server.writes) {
    box.append(buttons, result);
  }
  return box;
}
