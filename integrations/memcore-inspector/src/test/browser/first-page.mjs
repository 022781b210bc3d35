// Measures the first page. Usage: node first-page.mjs URL [LOADS]
// Prints the milliseconds from the start of the navigation until the frame after the list of scopes is in the page.

import { browser } from "./pages.mjs";

const [url, loads = "21"] = process.argv.slice(2);
const context = await browser();
await context.addInitScript(() => {
  new MutationObserver((changes, observer) => {
    if (document.querySelector("main table")) {
      observer.disconnect();
      requestAnimationFrame(() => { window.shownAfter = performance.now(); });
    }
  }).observe(document, { childList: true, subtree: true });
});
const times = [];
for (let i = 0; i < Number(loads); i++) {
  const page = await context.newPage();
  await page.goto(url);
  times.push(await (await page.waitForFunction(() => window.shownAfter)).jsonValue());
  await page.close();
}
times.sort((a, b) => a - b);
console.log(`n=${loads} loads: median ${times[Math.floor(times.length / 2)].toFixed(0)} ms,`
  + ` smallest ${times[0].toFixed(0)} ms, largest ${times.at(-1).toFixed(0)} ms`);
await context.close();
