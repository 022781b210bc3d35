// Makes the same calls of a server in compatibility mode and of the reference server: node compare.mjs CALLS FILE COMMAND...
import assert from "node:assert/strict";
import { stdio } from "./connect.mjs";

const [calls, file, ...command] = process.argv.slice(2);
const reference = await stdio(["node", "node_modules/@modelcontextprotocol/server-memory/dist/index.js"], {
  MEMORY_FILE_PATH: file,
});
const ours = await stdio(command);

// "execution" is a hint of the TypeScript SDK about long-running tasks.
const described = async (client) =>
  (await client.listTools()).tools.map(({ execution, ...tool }) => tool).sort((a, b) => a.name.localeCompare(b.name));
assert.deepEqual(await described(ours), await described(reference));
const { resources } = await reference.listResources();
assert.deepEqual((await ours.listResources()).resources, resources);
assert.equal(ours.getServerVersion().name, reference.getServerVersion().name);

// A generator with a fixed seed: Lehmer's.
let state = 42;
const random = (n) => (state = (state * 48271) % 2147483647) % n;
const one = (values) => values[random(values.length)];
const some = (values) => [...new Set([one(values), one(values), one(values)])];
const NAMES = ["Ann", "ann", "Bob", "Acme", "résumé", "東京", "a:b", "\"quoted\" \\ name"];
const TEXTS = ["Prefers tea", "prefers TEA", "Ann: Prefers tea", "お茶", "  padded  ", "line\nbreak", "😀", "<script>"];
const relation = () => ({ from: one(NAMES), to: one(NAMES), relationType: one(["knows", "", "works at"]) });

function call() {
  const entityName = one(NAMES);
  switch (random(9)) {
    case 0:
      return ["create_entities", { entities: some(NAMES).map((name) => ({ name, entityType: `type ${name}`, observations: some(TEXTS) })) }];
    case 1:
      return ["create_relations", { relations: [relation()] }];
    case 2:
      return ["add_observations", { observations: [{ entityName, contents: some(TEXTS) }] }];
    case 3:
      return random(4) ? ["read_graph", {}] : ["delete_entities", { entityNames: [entityName, "unknown"] }];
    case 4:
      return ["delete_observations", { deletions: [{ entityName, observations: some(TEXTS) }] }];
    case 5:
      return ["delete_relations", { relations: [relation(), relation()] }];
    case 6:
      return ["read_graph", {}];
    case 7:
      return ["search_nodes", { query: one(["tea", "TEA", "type", "é", "nothing", ""]) }];
    default:
      return ["open_nodes", { names: some(NAMES) }];
  }
}

for (let i = 0; i < Number(calls); i++) {
  const [name, args] = call();
  const [expected, actual] = await Promise.all(
    [reference, ours].map((client) => client.callTool({ name, arguments: args })),
  );
  const shape = ({ content, structuredContent, isError }) => ({ content, structuredContent, isError: isError === true });
  assert.deepEqual(shape(actual), shape(expected), `call ${i}: ${name} ${JSON.stringify(args)}`);
}
const uri = "memory://knowledge-graph";
assert.deepEqual((await ours.readResource({ uri })).contents, (await reference.readResource({ uri })).contents);

for (const [name, args] of [
  ["open_nodes", { names: "Ann" }],
  ["open_nodes", {}],
  ["search_nodes", { query: 7 }],
  ["create_entities", { entities: [{ name: "x" }] }],
  ["add_observations", { observations: [{ entityName: "unknown", contents: ["x"] }] }],
]) {
  const [expected, actual] = await Promise.all([reference, ours].map((client) => client.callTool({ name, arguments: args })));
  assert.equal(expected.isError, true);
  assert.equal(actual.isError, true, name);
}
await Promise.all([reference.close(), ours.close()]);
console.log("ok");
