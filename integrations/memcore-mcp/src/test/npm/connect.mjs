// Connections of the TypeScript SDK.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

async function connected(transport) {
  const client = new Client({ name: "memcore-tests", version: "1" });
  await client.connect(transport);
  return client;
}

export function stdio([command, ...args], env = {}) {
  return connected(new StdioClientTransport({ command, args, env: { ...process.env, ...env }, stderr: "ignore" }));
}

export function http(url, token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  return connected(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
}

export async function text(client, name, args) {
  return (await client.callTool({ name, arguments: args })).content[0].text;
}
