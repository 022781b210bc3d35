// Requests to the server of this page. The token is kept for this tab only, and sent as a header, never as a cookie.

const TOKEN = "memcore-inspector-token";

export const server = { csrf: "", writes: false, allTenants: false, tenants: [], memories: 0 };

/** Takes the token out of the address, so that it stays in no history. Returns whether there is one. */
export function takeToken() {
  const given = /^#token=([A-Za-z0-9_-]+)$/.exec(location.hash);
  if (given) {
    sessionStorage.setItem(TOKEN, given[1]);
    history.replaceState(null, "", location.pathname + "#/scopes");
  }
  return sessionStorage.getItem(TOKEN) !== null;
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

export function dropToken() {
  sessionStorage.removeItem(TOKEN);
}

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) {
      query.append(name, String(value));
    }
  }
  return answer(await send(path + (query.size === 0 ? "" : "?" + query), { method: "GET" }));
}

export async function post(path, body) {
  return answer(await send(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Memcore-Csrf": server.csrf },
    body: JSON.stringify(body),
  }));
}

async function send(path, options) {
  try {
    return await fetch(path, {
      ...options,
      headers: { ...options.headers, Authorization: "Bearer " + sessionStorage.getItem(TOKEN) },
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
    });
  } catch {
    throw new Refused(0, "The inspector does not answer. It may have been closed.");
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({ error: "The answer is not JSON." }));
  if (!response.ok) {
    throw new Refused(response.status, body.error ?? "status " + response.status);
  }
  return body;
}

export async function loadOverview() {
  Object.assign(server, await get("/api/overview"));
}
