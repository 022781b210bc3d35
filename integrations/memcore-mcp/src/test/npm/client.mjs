// Drives a server: node client.mjs http URL TOKEN FOREIGN_TOKEN, or node client.mjs stdio COMMAND...
import assert from "node:assert/strict";
import { http, stdio, text } from "./connect.mjs";

const [transport, ...rest] = process.argv.slice(2);

async function drive(client) {
  assert.equal(client.getServerVersion().name, "memcore");
  const tools = (await client.listTools()).tools;
  assert.deepEqual(
    tools.map((tool) => tool.name),
    ["remember", "recall", "context", "facts", "forget", "history", "sessions", "stats"],
  );
  assert.match(await text(client, "remember", { text: "Alice plays the cello" }), /^Stored memory /);
  await text(client, "remember", { text: "Lisbon", key: "home town" });
  const found = await text(client, "recall", { query: "Which instrument does Alice play?" });
  assert.match(found, /Alice plays the cello/);
  assert.match(await text(client, "context", { question: "Where does Alice live?" }), /Lisbon/);
  const resources = (await client.listResources()).resources;
  assert.equal(resources.length, 2);
  const facts = await client.readResource({ uri: "memcore://facts" });
  assert.equal(JSON.parse(facts.contents[0].text).facts[0].key, "home town");
  const refused = await client.callTool({ name: "recall", arguments: { query: "tea", tenant: "globex" } });
  assert.equal(refused.isError, true);
  await assert.rejects(client.callTool({ name: "erase_all", arguments: {} }), /-32602/);
  const id = found.slice(1, found.indexOf("]"));
  assert.equal(await text(client, "forget", { id }), `Forgot memory ${id}.`);
}

if (transport === "http") {
  const [url, token, foreign] = rest;
  const [one, two] = await Promise.all([http(url, token), http(url, foreign)]);
  await drive(one);
  assert.equal(await text(two, "recall", { query: "Where does Alice live?" }), "No memory was found.");
  await assert.rejects(http(url, "wrong-0123456789abcdef"));
  await assert.rejects(http(url, undefined));
  await Promise.all([one.close(), two.close()]);
} else {
  const client = await stdio(rest);
  await drive(client);
  await client.close();
}
console.log("ok");
