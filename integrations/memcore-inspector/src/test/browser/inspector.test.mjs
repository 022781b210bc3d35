// The pages of the inspector in Chromium. InspectorBrowserTest starts the servers and this script.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { ALICE, browser, found, go, open } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const READING = process.env.INSPECTOR_READING;
const CHANGING = process.env.INSPECTOR_CHANGING;
const HOSTILE = process.env.INSPECTOR_HOSTILE;

/** What axe reports as serious or critical on the present page. */
async function serious(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return result.violations.filter(one => one.impact === "serious" || one.impact === "critical")
    .map(one => one.id + ": " + one.nodes.map(node => node.html.slice(0, 120)).join(" | "));
}

async function focused(page) {
  return page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.tagName);
}

/** Presses a key until an element with this text has the focus. */
async function until(page, key, text) {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press(key);
    if ((await focused(page)) === text) {
      return;
    }
  }
  assert.fail("no element with the text " + text + " can be reached by " + key);
}

async function heading(page, text) {
  await page.waitForFunction(wanted => document.querySelector("main h1")?.textContent.startsWith(wanted), text);
}

for (const scheme of ["light", "dark"]) {
  test("axe reports nothing serious, " + scheme, async t => {
    const context = await browser(scheme);
    t.after(() => context.close());
    const { page, faults } = await open(context, CHANGING);
    const check = async name => assert.deepEqual(await serious(page), [], name);
    await check("scopes");
    for (const name of ["memories", "facts", "conflicts", "review", "maintenance", "erasure", "store"]) {
      await go(page, `/${name}?${ALICE}`);
      await check(name);
    }
    await go(page, `/facts?${ALICE}&key=home+city`);
    await check("a fact");
    const memory = await found(page, ALICE, "What must Alice not eat?", "cashews");
    await page.locator("details summary").first().click();
    await check("search");
    await go(page, memory.slice(1));
    await page.waitForSelector(".graph svg");
    await check("memory");
    await go(page, "/maintenance");
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByRole("button", { name: "Approve and run" }).click();
    await check("the dialog");
    await page.keyboard.press("Escape");
    await go(page, `/erasure?${ALICE}`);
    await page.getByLabel("Names or phrases").fill("Clara");
    await page.getByRole("button", { name: "Preview topic" }).click();
    await page.getByText("2 memories would be erased").first().waitFor();
    await check("the preview of an erasure");
    await page.setViewportSize({ width: 360, height: 700 });
    await check("a narrow window");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "the page scrolls sideways");
    assert.deepEqual(faults, []);
  });
}

describe("with the keyboard alone", () => {
  let context;
  before(async () => { context = await browser(); });
  after(() => context.close());

  test("a question is asked, and its result opened", async () => {
    const { page, faults } = await open(context, READING);
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await until(page, "Tab", "acme / user alice");
    await page.keyboard.press("Enter");
    await heading(page, "Memories");
    assert.equal(await focused(page), "Memories");
    assert.equal(await page.title(), "Memories - memcore inspector");
    await until(page, "Shift+Tab", "Search");
    await page.keyboard.press("Enter");
    await heading(page, "Search");
    await page.keyboard.press("Tab");
    await page.keyboard.type("What must Alice not eat?");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".hits li");
    assert.match(await page.locator("#status").textContent(), /Search loaded|results/);
    for (let i = 0; i < 60 && !/^Open /.test(await focused(page)); i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await heading(page, "Memory");
    assert.match(await focused(page), /^Memory/);
    await page.goBack();
    await heading(page, "Search");
    assert.equal(await page.getByLabel("Question").inputValue(), "What must Alice not eat?");
    assert.deepEqual(faults, []);
    await page.close();
  });

  test("every control can be reached and shows its focus", async () => {
    const { page } = await open(context, READING);
    await go(page, `/search?${ALICE}&q=peanuts&limit=5`);
    const controls = await page.evaluate(() => [...document.querySelectorAll("a[href], button:not(:disabled), input, select, summary, [tabindex='0']")]
      .filter(one => one.checkVisibility()).length);
    const seen = new Set();
    for (let i = 0; i < controls + 5; i++) {
      await page.keyboard.press("Tab");
      seen.add(await page.evaluate(() => {
        const all = [...document.querySelectorAll("*")];
        const outlined = getComputedStyle(document.activeElement).outlineStyle !== "none";
        return all.indexOf(document.activeElement) + (outlined || document.activeElement === document.body ? "" : " without outline");
      }));
    }
    assert.deepEqual([...seen].filter(one => one.includes("without")), []);
    assert.ok(seen.size >= controls, seen.size + " of " + controls + " controls were reached");
    await page.close();
  });
});

describe("the token", () => {
  let context;
  before(async () => { context = await browser(); });
  after(() => context.close());

  test("leaves the address, stays for the tab, and is no cookie", async () => {
    const { page, origin } = await open(context, READING);
    assert.equal(page.url(), origin + "/#/scopes");
    await page.reload();
    await heading(page, "Scopes");
    assert.deepEqual(await context.cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.close();
  });

  test("is asked for if it is missing or wrong", async () => {
    const page = await context.newPage();
    await page.goto(new URL(READING).origin + "/");
    await heading(page, "Token");
    assert.deepEqual(await serious(page), []);
    await page.getByLabel("Token").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByText("the token is missing or wrong").first().waitFor();
    await page.getByLabel("Token").fill(READING.split("token=")[1]);
    await page.getByRole("button", { name: "Open" }).click();
    await heading(page, "Scopes");
    await page.close();
  });
});

test("a hostile store is shown as text and runs nothing", async t => {
  const context = await browser();
  t.after(() => context.close());
  const { page, faults, origin } = await open(context, HOSTILE);
  const token = await page.evaluate(() => sessionStorage.getItem("memcore-inspector-token"));
  const ask = async path => (await fetch(origin + path, { headers: { Authorization: "Bearer " + token } })).json();
  const scopes = (await ask("/api/scopes?tenant=evil")).items;
  assert.equal(scopes.length, 9);
  for (const scope of scopes) {
    const query = new URLSearchParams({ tenant: scope.tenant, user: scope.user });
    const memories = (await ask("/api/memories?" + query)).items;
    for (const hash of [`/memories?${query}`, `/search?${query}&q=${encodeURIComponent(memories[0].text.slice(0, 200))}`, `/facts?${query}`,
      `/facts?${query}&key=${encodeURIComponent(scope.user)}`, `/conflicts?${query}`, `/review?${query}`,
      `/review?${query}&all=true`, `/erasure?${query}`, `/memory?${query}&id=${memories[0].id}`]) {
      await go(page, hash);
      assert.equal(await page.locator("main script, main img, main iframe, main object, main embed").count(), 0, hash);
      assert.equal(await page.locator("main [onload], main [onerror], main [style*=url], a[href^=javascript]").count(), 0, hash);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "sideways: " + hash);
    }
    if (scope.user !== "long") {
      await page.waitForSelector(".graph svg");
      const seen = await page.locator("main").innerText();
      const expected = memories[0].text.replace(/[\u200b\ufeff\u202a-\u202e\u2066-\u2069]/g, c => "U+" + c.codePointAt(0).toString(16).toUpperCase());
      assert.ok(seen.includes(expected), expected + " is not shown as text");
    }
  }
  await go(page, `/memory?tenant=evil&user=long&id=${(await ask("/api/memories?tenant=evil&user=long")).items[0].id}`);
  await page.getByRole("button", { name: "Show more" }).click();
  await page.waitForFunction(() => document.querySelectorAll("p.whole").length === 2);
  assert.deepEqual(await serious(page), []);
  assert.deepEqual(faults, []);
});

test("a page of another origin can neither read nor write nor frame", async t => {
  const target = new URL(CHANGING).origin;
  const foreign = createServer((request, response) => response.setHeader("Content-Type", "text/html").end("<h1>foreign</h1>"));
  await new Promise(resolve => foreign.listen(0, "127.0.0.1", resolve));
  const context = await browser();
  t.after(() => context.close());
  await (await open(context, CHANGING)).page.close();
  const page = await context.newPage();
  await page.goto("http://127.0.0.1:" + foreign.address().port + "/");
  const outcome = await page.evaluate(async origin => {
    const tried = [];
    for (const options of [{}, { mode: "no-cors" }, { credentials: "include" }, { headers: { Authorization: "Bearer x" } },
      { method: "POST", mode: "no-cors", body: "{\"tenant\":\"acme\",\"target\":\"scope\"}", headers: { "Content-Type": "text/plain" } },
      { method: "POST", headers: { "Content-Type": "application/json", "X-Memcore-Csrf": "x" }, body: "{}" }]) {
      for (const path of ["/api/overview", "/api/erasure/preview", "/app.js"]) {
        tried.push(await fetch(origin + path, options).then(r => r.type + r.status, () => "failed"));
      }
    }
    const frame = document.createElement("iframe");
    frame.src = origin + "/";
    document.body.append(frame);
    await new Promise(resolve => { frame.onload = resolve; });
    let framed = "blocked";
    try {
      framed = frame.contentDocument ? "readable" : "blocked";
    } catch {
      framed = "blocked";
    }
    return { tried, framed };
  }, target);
  assert.ok(outcome.tried.every(one => one === "failed" || one === "opaque0"), JSON.stringify(outcome.tried));
  assert.equal(outcome.framed, "blocked");
  foreign.close();
});

test("a name that points to loopback is not served", async t => {
  const context = await browser("light", ["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
  t.after(() => context.close());
  const page = await context.newPage();
  const url = new URL(READING);
  const response = await page.goto(`http://evil.example:${url.port}/${url.hash}`);
  assert.equal(response.status(), 403);
  assert.ok(!(await page.content()).includes("acme"));
});

test("a read-only inspector shows no buttons that change something", async t => {
  const context = await browser();
  t.after(() => context.close());
  const { page, faults } = await open(context, READING);
  for (const hash of [`/review?${ALICE}`, `/conflicts?${ALICE}`, (await found(page, ALICE, "peanuts", "cashews")).slice(1)]) {
    await go(page, hash);
    for (const name of ["Release", "Forget", "Is true", "Undo", "Pin", "Unpin", "Quarantine"]) {
      assert.equal(await page.getByRole("button", { name }).count(), 0, name);
    }
  }
  await page.getByText("read-only").first().waitFor();
  assert.deepEqual(faults, []);
});

describe("changes", () => {
  let context;
  let page;
  let faults;
  before(async () => {
    context = await browser();
    ({ page, faults } = await open(context, CHANGING));
  });
  after(() => context.close());

  test("maintenance runs after approval, and is undone", async () => {
    await go(page, "/maintenance");
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByText("1 operation proposed").first().waitFor();
    await page.getByRole("button", { name: "Approve and run" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Run" }).click();
    await page.getByText("1 operation applied").first().waitFor();
    await page.getByRole("button", { name: "Undo this run" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
    await page.getByText("1 memory restored").first().waitFor();
    assert.equal(await focused(page), "1 memory restored");
  });

  test("a memory in quarantine is released, with the keyboard", async () => {
    await go(page, `/review?${ALICE}`);
    await page.getByRole("button", { name: "Release" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("checked");
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await focused(page), "Release");
    await page.keyboard.press("Enter");
    await page.keyboard.type("checked");
    await page.keyboard.press("Enter");
    await page.getByText("Released.").first().waitFor();
  });

  test("a contested fact is resolved", async () => {
    await go(page, `/conflicts?${ALICE}`);
    await page.getByRole("button", { name: "4 May is true" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "This value is true" }).click();
    await page.getByText("Reason is needed.").first().waitFor();
    await page.getByLabel("Reason").fill("passport");
    await page.getByRole("dialog").getByRole("button", { name: "This value is true" }).click();
    await page.getByText("Resolved.").first().waitFor();
  });

  test("a topic is erased after a preview, and the receipt is valid", async () => {
    await go(page, `/erasure?${ALICE}`);
    await page.getByLabel("Names or phrases").fill("Clara");
    await page.getByRole("button", { name: "Preview topic" }).click();
    await page.getByText("2 memories would be erased").first().waitFor();
    await page.getByRole("button", { name: "Erase for good" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
    await page.getByText("The typed text differs.").first().waitFor();
    await page.getByLabel("Type erase to confirm").fill("erase");
    await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
    await page.getByText("2 memories erased").first().waitFor();
    const receipt = await page.getByLabel("Receipt").first().inputValue();
    assert.match(receipt, /^memcore erasure 1\ncommit \d+\n/);
    await page.getByLabel("Receipt").last().fill(receipt);
    await page.getByRole("button", { name: "Verify" }).click();
    await page.getByText("The receipt is valid: log and index").first().waitFor();
    assert.deepEqual(faults, []);
  });
});
