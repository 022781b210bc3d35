// Builds the page from elements and text nodes only. Texts of a store never become markup.

const SVG = "http://www.w3.org/2000/svg";

/* Characters that change how a text looks without being visible: controls, direction marks, tags. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Creates an element. Attributes: on... are listeners, booleans switch, null is left out. */
export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Creates an element of SVG. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child.nodeType ? child : document.createTextNode(String(child)));
    }
  }
  return node;
}

export function replace(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** Nodes for a text of the store. Invisible characters are shown by their numbers. */
export function shown(text) {
  const nodes = [];
  let from = 0;
  for (const match of String(text).matchAll(UNSEEN)) {
    const code = "U+" + match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    nodes.push(document.createTextNode(text.slice(from, match.index)),
      el("span", { class: "unseen", title: "an invisible character" }, code));
    from = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(String(text).slice(from)));
  return nodes;
}

/** A short name of the store, isolated from the direction of the text around it. */
export function name(text) {
  return el("bdi", { class: "name" }, shown(text));
}

/** A text of the store as a block. */
export function block(text, cssClass = "text") {
  return el("p", { class: cssClass, dir: "auto" }, shown(text));
}

/** A text as one that SVG and title attributes can have: without invisible characters, and short. */
export function plain(text, most) {
  const visible = String(text).replace(UNSEEN, "\u25af").replace(/\s+/g, " ");
  const characters = Array.from(visible.slice(0, most * 2 + 2));
  return characters.length > most ? characters.slice(0, most - 1).join("") + "\u2026" : visible;
}

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** A moment. In a list, without seconds; the exact one is in the title. */
export function time(iso) {
  if (!iso) {
    return "";
  }
  const date = new Date(iso);
  const text = Number.isNaN(date.getTime()) ? iso : DATE.format(date);
  return el("time", { datetime: iso, title: iso }, text);
}

export function number(value, digits = 0) {
  return Number(value).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function bytes(value) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let size = Number(value);
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return number(size, unit === 0 ? 0 : 1) + " " + units[unit];
}

export function plural(count, one, many) {
  return number(count) + " " + (count === 1 ? one : many);
}

/** Says something to screen readers. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

let ids = 0;

/** An id for a label or a description. */
export function freshId(prefix) {
  ids++;
  return prefix + "-" + ids;
}

/** A labelled input. */
export function field(label, input, hint) {
  const id = input.id || freshId("field");
  input.id = id;
  const parts = [el("label", { for: id }, label), input];
  if (hint) {
    const hintId = id + "-hint";
    input.setAttribute("aria-describedby", hintId);
    parts.push(el("p", { class: "hint", id: hintId }, hint));
  }
  return el("div", { class: "field" }, parts);
}

/** A checkbox with its label. */
export function check(label, input) {
  input.type = "checkbox";
  return el("label", { class: "check" }, input, " ", label);
}

/** A box for a failure. */
export function failure(error) {
  return el("div", { class: "note bad", role: "alert" },
    el("strong", {}, "Not done. "), shown(error.message ?? String(error)));
}

export function note(kind, ...children) {
  return el("div", { class: "note " + kind }, children);
}

/** A table in a region that scrolls sideways on narrow screens. */
export function table(caption, heads, rows, options = {}) {
  const head = el("thead", {}, el("tr", {}, heads.map(text => el("th", { scope: "col", class: numeric(text) }, text.replace(/#$/, "")))));
  const body = el("tbody", {}, rows.map(cells => el("tr", {}, cells.map((cell, i) =>
    i === 0 && options.rowHeads !== false ? el("th", { scope: "row" }, cell) : el("td", { class: numeric(heads[i]) }, cell)))));
  return el("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
    el("table", {}, el("caption", { class: options.caption ? "" : "sr" }, caption), head, body));
}

function numeric(head) {
  return head.endsWith("#") ? "number" : null;
}

/** Asks for approval. Resolves with the values of the inputs, or null. */
export function ask({ title, body, fields = [], confirm, danger = false, expect = null }) {
  return new Promise(resolve => {
    const titleId = freshId("dialog");
    const error = el("p", { class: "bad-text", role: "alert" });
    const typed = expect === null ? null : el("input", { type: "text", autocomplete: "off", spellcheck: "false" });
    const inputs = fields.map(one => ({ ...one, input: el("input", { type: "text", autocomplete: "off", maxlength: 256 }) }));
    let result = null;
    const agree = event => {
      event.preventDefault();
      const missing = inputs.find(one => one.required && !one.input.value.trim());
      if (missing) {
        error.textContent = missing.label + " is needed.";
        missing.input.focus();
      } else if (typed && typed.value !== expect) {
        error.textContent = "The typed text differs.";
        typed.focus();
      } else {
        result = Object.fromEntries(inputs.map(one => [one.name, one.input.value.trim()]));
        dialog.close();
      }
    };
    const dialog = el("dialog", { "aria-labelledby": titleId },
      el("form", { onsubmit: agree },
        el("h2", { id: titleId }, title),
        body,
        inputs.map(one => field(one.label, one.input, one.hint)),
        typed && field("Type " + expect + " to confirm", typed),
        error,
        el("div", { class: "buttons" },
          el("button", { type: "submit", class: danger ? "danger" : "primary" }, confirm),
          el("button", { type: "button", onclick: () => dialog.close() }, "Cancel"))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
