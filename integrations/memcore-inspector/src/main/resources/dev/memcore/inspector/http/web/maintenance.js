// Maintenance: a dry run, its approval, and the undo of a run.

import { announce, ask, check, el, failure, field, name, note, number, plain, plural, table } from "./dom.js";
import { post, server } from "./api.js";
import { cause, excerpt, memoryLink, shortId } from "./memory.js";

const SHOWN = 100;

export async function render(content) {
  content.append(el("h1", { tabindex: "-1" }, "Maintenance"),
    el("p", { class: "lead" }, "A dry run shows what the configured policies would do in all scopes. Nothing changes before you approve it."));
  if (!server.allTenants) {
    content.append(note("", "Maintenance concerns all tenants of the store. This inspector shows only some of them."));
    return;
  }
  const operations = el("input", { type: "number", min: 1, max: 100000, value: 1000, required: true });
  const result = el("div", {});
  const button = el("button", { type: "submit", class: "primary" }, "Dry run");
  content.append(el("form", {
    class: "row",
    onsubmit: event => {
      event.preventDefault();
      working(button, result, "Dry run", async () => {
        const plan = await post("/api/maintenance/plan", { operations: Number(operations.value) });
        result.replaceChildren(...planned(plan, result));
        announce(plural(plan.total, "operation", "operations") + " proposed");
      });
    },
  }, field("Most operations", operations), button), result);
}

/** Runs something that may take long. */
async function working(button, result, what, action) {
  button.disabled = true;
  announce(what + " is running");
  result.replaceChildren(el("p", { class: "quiet" }, what + " is running\u2026"));
  try {
    await action();
  } catch (error) {
    result.replaceChildren(failure(error));
  } finally {
    button.disabled = false;
  }
}

function planned(plan, result) {
  if (plan.total === 0 && plan.compacted === 0) {
    return [el("h2", {}, "Nothing to do"), ...failures(plan)];
  }
  const changed = el("input", {});
  const run = el("button", { type: "button", class: "primary" }, "Approve and run\u2026");
  run.addEventListener("click", async () => {
    const agreed = await ask({
      title: "Run maintenance?",
      body: el("p", {}, plural(plan.total, "operation", "operations"), " will be applied",
        plan.compacted > 0 ? ", and " + plural(plan.compacted, "old version", "old versions") + " will be dropped, which no undo restores" : "", "."),
      confirm: "Run",
    });
    if (agreed) {
      await working(run, result, "Maintenance", async () => {
        const done = await post("/api/maintenance/run", { plan: plan.plan, evenIfChanged: changed.checked });
        result.replaceChildren(...finished(done, result));
        announce("Maintenance is finished");
      });
    }
  });
  return [
    el("h2", {}, plural(plan.total, "operation", "operations"), " proposed"),
    plan.finished ? "" : el("p", { class: "quiet" }, "More work is left after this budget."),
    summary(plan), ...failures(plan), proposals(plan),
    server.writes
      ? el("div", { class: "panel" },
        check("Run even if the store has changed since this dry run; the policies then decide anew", changed),
        el("div", { class: "buttons" }, run))
      : note("", "This inspector is read-only, so the plan cannot be run here."),
  ];
}

function summary(report) {
  return el("div", {},
    table("Operations by policy", ["Policy", "Operations#"],
      Object.entries(report.proposed).map(([policy, count]) => [name(policy), number(count)])),
    report.compacted > 0 ? el("p", {}, plural(report.compacted, "old version", "old versions"), " exceed the retention. Undo does not restore them.") : "");
}

function proposals(plan) {
  const first = plan.operations.slice(0, SHOWN);
  return el("div", {}, table("Proposed operations", ["Memory", "Operation", "Cause"], first.map(one => [
    one.memory ? memoryLink(one.memory, one.memory.scope, name(plain(one.memory.text, 160)))
      : el("span", { class: "mono", title: one.id }, shortId(one.id)),
    name(one.words), cause(one.cause, one.memory?.scope),
  ]), { caption: true }),
  plan.total > first.length ? el("p", { class: "quiet" }, "and ", number(plan.total - first.length), " more") : "");
}

function failures(report) {
  return report.failures.length === 0 ? [] : [note("bad", el("strong", {}, "Policies failed"),
    el("ul", {}, report.failures.map(one => el("li", {}, name(one.policy), " in ", name(one.scope), ": ", name(one.message)))))];
}

function finished(done, result) {
  const undo = el("button", { type: "button", class: "danger" }, "Undo this run\u2026");
  undo.addEventListener("click", async () => {
    const agreed = await ask({
      title: "Undo this run?",
      body: el("p", {}, "The memories return to their state before the run, in new versions."),
      confirm: "Undo",
      danger: true,
    });
    if (agreed) {
      await working(undo, result, "Undo", async () => {
        const restored = await post("/api/maintenance/undo", { commits: done.commits });
        result.replaceChildren(el("h2", { tabindex: "-1" }, plural(restored.total, "memory", "memories"), " restored"),
          el("div", { class: "list" }, restored.items.map(memory => el("article", { class: "card" }, excerpt(memory, 200)))));
        result.querySelector("h2").focus();
        announce("The run was undone");
      });
    }
  });
  return [el("h2", {}, "Maintenance is finished"),
    el("p", {}, plural(done.total, "operation", "operations"), " applied, ", number(done.skipped), " skipped, ",
      plural(done.compacted, "old version", "old versions"), " dropped.", done.finished ? "" : " More work is left."),
    summary(done), ...failures(done),
    done.commits.length > 0 ? el("div", { class: "buttons" }, undo) : ""];
}
