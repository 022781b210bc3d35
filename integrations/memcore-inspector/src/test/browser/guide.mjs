// Takes the pictures of docs/guide/inspector.md. Usage: node guide.mjs URL DIRECTORY

import { ALICE, browser, found, go, open } from "./pages.mjs";

const [url, directory] = process.argv.slice(2);
const context = await browser();
const { page } = await open(context, url);
await page.setViewportSize({ width: 1260, height: 820 });
for (let i = 0; i < 20; i++) {
  await found(page, ALICE, "Which allergy does Alice have? " + i, "cashews");
}
const memory = await found(page, ALICE, "What is Alice allergic to?", "cashews");
await page.evaluate(() => window.scrollTo(0, document.querySelector(".hits").offsetTop - 20));
await page.screenshot({ path: directory + "/inspector-search.png" });
await go(page, memory.slice(1));
await page.waitForSelector(".graph svg");
await page.locator("details summary").first().click();
await page.evaluate(() => window.scrollTo(0, document.querySelector("main h2").offsetTop - 20));
await page.mouse.move(0, 0);
await page.screenshot({ path: directory + "/inspector-memory.png" });
await context.close();
