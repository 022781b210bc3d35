// Opens pages of an inspector in Chromium.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const ALICE = "tenant=acme&user=alice";

export async function browser(colorScheme = "light", flags = []) {
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "inspector-")), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [...FLAGS, ...flags],
    colorScheme,
    reducedMotion: "reduce",
    viewport: { width: 1200, height: 800 },
  });
}

/** Opens an inspector, and records what must not happen: dialogs, errors, requests to other servers. */
export async function open(context, url) {
  const page = await context.newPage();
  const faults = [];
  const origin = new URL(url).origin;
  page.on("dialog", dialog => {
    faults.push("dialog: " + dialog.message());
    dialog.dismiss();
  });
  page.on("pageerror", error => faults.push("error: " + error.message));
  page.on("console", message => {
    if (message.type() === "error") {
      faults.push("console: " + message.text());
    }
  });
  page.on("request", request => {
    if (!request.url().startsWith(origin + "/")) {
      faults.push("request: " + request.url());
    }
  });
  page.on("popup", () => faults.push("popup"));
  await page.goto(url);
  await page.waitForSelector("main h1");
  return { page, faults, origin };
}

/** Goes to a page of the inspector by its address behind the #. */
export async function go(page, hash) {
  await page.evaluate(() => { document.querySelector("main > .content").dataset.old = "true"; });
  await page.evaluate(target => { location.hash = target; }, hash);
  await page.waitForFunction(() => {
    const content = document.querySelector("main > .content");
    return content && !content.dataset.old;
  });
}

/** The address of the memory that a search finds and whose text contains something. */
export async function found(page, scope, q, text) {
  await go(page, "/search?" + scope + "&q=" + encodeURIComponent(q));
  return page.locator(".hits li", { hasText: text }).locator("a").first().getAttribute("href");
}
