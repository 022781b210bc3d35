// Contradictions: contested facts, links, and what a recall detects.

import { announce, ask, el, failure, field, name, plain, plural } from "./dom.js";
import { get, post, server } from "./api.js";
import { cursorList, excerpt, facts, href, memoryLink, offsetList, scopeName, tag } from "./memory.js";

const REASONS = {
  LINK: "A link says that they contradict each other.",
  KEY: "Two facts with the same key have different values.",
  NUMBER: "They state different numbers for the same measure.",
  NEGATION: "One statement negates the other.",
  OPPOSITE: "They differ in words of opposite meaning.",
  DATE: "They state different times for the same thing.",
  VALUE: "They state different values of something that has one at a time.",
};

export async function render(content, route) {
  const scope = route.scope;
  content.append(el("h1", { tabindex: "-1" }, "Conflicts"),
    el("p", { class: "lead" }, "Memories in ", name(scopeName(scope)), " that contradict each other. The store does not decide which one is right."),
    el("h2", {}, "Contested facts"), await contested(scope),
    el("h2", {}, "Linked as contradictory"), await linked(scope),
    el("h2", {}, "Around a question"), asked(scope));
}

function contested(scope) {
  return offsetList("Contested facts", offset => get("/api/conflicts/facts", { ...scope, offset }),
    items => el("div", { class: "list" }, items.map(entry => fact(entry, scope))), "No fact is contested.");
}

function fact(entry, scope) {
  const result = el("div", {});
  const resolve = async value => {
    const given = await ask({
      title: "Which value of " + plain(entry.key, 60) + " is true?",
      body: el("p", {}, "The value ", name(value), " stays. The others are superseded by it."),
      fields: [{ name: "reason", label: "Reason", hint: "Kept in the log.", required: true }],
      confirm: "This value is true",
    });
    if (given) {
      try {
        await post("/api/facts/resolve", { ...scope, key: entry.key, value, ...given });
        result.replaceChildren(el("p", { class: "good-text", role: "status" }, "Resolved."));
      } catch (error) {
        result.replaceChildren(failure(error));
      }
    }
  };
  return el("article", { class: "card" },
    el("h3", {}, el("a", { href: href("facts", scope, { key: entry.key }) }, name(entry.key))),
    el("ul", { class: "plainlist" }, entry.values.map(value => el("li", {},
      memoryLink(value, scope, name(plain(value.text, 200))), " ",
      server.writes && value.length === value.text.length
        ? el("button", { type: "button", class: "small", "aria-label": plain(value.text, 60) + " is true", onclick: () => resolve(value.text) }, "Is true") : ""))),
    result);
}

function linked(scope) {
  return cursorList("Linked as contradictory", after => get("/api/conflicts/links", { ...scope, after }),
    one => pair(one, scope), "No link says so.");
}

/** Two memories beside each other. */
export function pair(one, scope) {
  return el("article", { class: "card" },
    el("p", {}, tag(one.reason.toLowerCase(), "warn"), " ", REASONS[one.reason] ?? ""),
    el("div", { class: "pair" }, [one.one, one.other].map(memory =>
      el("div", {}, excerpt(memory), facts(memory, scope), el("p", { class: "actions" }, memoryLink(memory, scope))))));
}

function asked(scope) {
  const question = el("input", { type: "search", required: true, autocomplete: "off" });
  const holder = el("div", {});
  return el("div", {},
    el("p", { class: "quiet" }, "A recall compares what it found. Ask about a subject to see its contradictions."),
    el("form", {
      class: "row",
      role: "search",
      onsubmit: async event => {
        event.preventDefault();
        const found = await get("/api/search", { ...scope, q: question.value, limit: 50 }).catch(error => error);
        const pairs = found.conflicts ?? [];
        holder.replaceChildren(...(found.conflicts
          ? [el("p", {}, plural(pairs.length, "contradiction", "contradictions"), " among ", plural(found.hits.length, "memory", "memories"), "."),
            ...pairs.map(one => pair(one, scope))]
          : [failure(found)]));
        announce(pairs.length + " contradictions");
      },
    }, field("Question", question), el("button", { type: "submit" }, "Ask")),
    holder);
}
