// The frame of the page: routes, navigation, focus, and the token.

import { announce, el, failure, field, name, replace, shown } from "./dom.js";
import { dropToken, loadOverview, server, setToken, takeToken } from "./api.js";
import { href, parsed, scopeName } from "./memory.js";

const PAGES = [
  { path: "scopes", title: "Scopes", module: "./scopes.js" },
  { path: "memories", title: "Memories", module: "./scopes.js", scoped: true },
  { path: "search", title: "Search", module: "./search.js", scoped: true },
  { path: "facts", title: "Facts", module: "./facts.js", scoped: true },
  { path: "conflicts", title: "Conflicts", module: "./conflicts.js", scoped: true },
  { path: "review", title: "Review queue", module: "./review.js", scoped: true },
  { path: "maintenance", title: "Maintenance", module: "./maintenance.js" },
  { path: "erasure", title: "Erasure", module: "./erasure.js", scoped: true },
  { path: "store", title: "Store", module: "./store.js" },
];

const HIDDEN = [{ path: "memory", title: "Memory", module: "./history.js", scoped: true, under: "memories" }];

const main = document.getElementById("main");
let visit = 0;

async function show() {
  const route = parsed(location.hash);
  const page = [...PAGES, ...HIDDEN].find(one => one.path === route.path) ?? PAGES[0];
  visit++;
  const mine = visit;
  frame(page, route.scope);
  const content = el("div", { class: "content" });
  try {
    if (page.scoped && !route.scope) {
      content.append(el("h1", { tabindex: "-1" }, page.title),
        el("p", {}, "This page shows one scope. ", el("a", { href: "#/scopes" }, "Choose a scope"), " first."));
    } else {
      const module = await import(page.module);
      await module.render(content, route, page);
    }
  } catch (error) {
    if (error.status === 401) {
      dropToken();
      login(error);
      return;
    }
    replace(content, el("h1", { tabindex: "-1" }, page.title), failure(error));
  }
  if (mine === visit) {
    replace(main, content);
    document.title = page.title + " - memcore inspector";
    if (mine > 1) {
      main.querySelector("h1")?.focus();
      window.scrollTo(0, 0);
    }
    announce(page.title + " loaded");
  }
}

function frame(page, scope) {
  const current = page.under ?? page.path;
  replace(document.getElementById("pages"), el("ul", {}, PAGES.map(one =>
    el("li", {}, el("a", {
      href: href(one.path, scope),
      "aria-current": one.path === current ? "page" : null,
    }, one.title)))));
  replace(document.getElementById("where"), scope
    ? [el("span", { class: "quiet" }, "Scope "), name(scopeName(scope)), " ", el("a", { href: href("scopes", scope) }, "change")]
    : el("span", { class: "quiet" }, "No scope chosen"));
  replace(document.getElementById("mode"), el("span", { class: server.writes ? "tag warn" : "tag" },
    server.writes ? "writes enabled" : "read-only"));
}

function login(error) {
  const token = el("input", { type: "password", autocomplete: "off" });
  replace(document.getElementById("pages"));
  replace(main, el("h1", { tabindex: "-1" }, "Token"),
    error && el("div", { class: "note bad", role: "alert" }, shown(error.message)),
    el("p", {}, "The address that the inspector returned has a token after ", el("code", {}, "#token="),
      ". Open that address, or paste the token here."),
    el("form", {
      class: "stack",
      onsubmit: event => {
        event.preventDefault();
        setToken(token.value.trim());
        start();
      },
    }, field("Token", token), el("div", { class: "buttons" }, el("button", { type: "submit", class: "primary" }, "Open"))));
  document.title = "Token - memcore inspector";
}

async function start() {
  try {
    await loadOverview();
  } catch (error) {
    dropToken();
    login(error);
    return;
  }
  await show();
}

document.getElementById("skip").addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", () => {
  if (/^#token=/.test(location.hash)) {
    takeToken();
    start();
  } else if (server.csrf) {
    show();
  }
});
if (takeToken()) {
  start();
} else {
  login(null);
}
