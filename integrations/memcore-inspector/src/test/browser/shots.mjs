// Takes a picture of each page, light and dark. Usage: node shots.mjs URL DIRECTORY

import { ALICE, browser, found, go, open } from "./pages.mjs";

const [url, directory] = process.argv.slice(2);
for (const scheme of ["light", "dark"]) {
  const context = await browser(scheme);
  const { page, faults } = await open(context, url);
  const shot = async (name, full = true) => page.screenshot({ path: `${directory}/${name}-${scheme}.png`, fullPage: full });
  await shot("scopes");
  for (const name of ["memories", "facts", "conflicts", "review", "erasure"]) {
    await go(page, `/${name}?${ALICE}`);
    await shot(name);
  }
  await go(page, `/facts?${ALICE}&key=home+city`);
  await shot("fact");
  const memory = await found(page, ALICE, "What must Alice not eat?", "cashews");
  await shot("search");
  await go(page, memory.slice(1));
  await page.waitForSelector(".graph svg");
  await shot("memory");
  await go(page, "/store");
  await shot("store");
  await go(page, "/maintenance");
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByText("proposed", { exact: false }).first().waitFor();
  await shot("maintenance");
  await go(page, `/erasure?${ALICE}`);
  await page.getByLabel("Names or phrases").fill("Clara");
  await page.getByRole("button", { name: "Preview topic" }).click();
  await page.getByText("would be erased").first().waitFor();
  await shot("erasure-preview");
  if (await page.getByRole("button", { name: "Erase for good" }).count() > 0) {
    await page.getByRole("button", { name: "Erase for good" }).click();
    await shot("dialog", false);
  }
  await page.setViewportSize({ width: 400, height: 800 });
  await page.keyboard.press("Escape");
  await go(page, memory.slice(1));
  await shot("narrow");
  console.log(scheme, faults);
  await context.close();
}
