"use strict";
(() => {
  const frame = document.querySelector("iframe");
  const stage = document.querySelector(".stage");
  const spots = document.querySelector(".spots");
  const litLine = document.querySelector(".lit-line");
  const switches = document.getElementById("switches");
  const rows = [...document.querySelectorAll(".parts > li")];
  const PHONE = 375; // pixels wide
  const DESKTOP = 700;
  const UNREADABLE = 9; // pixels of type under which a reader sees nothing
  let lit = []; // the parts that are lit
  const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;

  // Where each part stands in the message: text is compared with its white space folded.

  const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/;

  const styleOf = (element) => frame.contentWindow.getComputedStyle(element);

  function seen(element) {
    const style = styleOf(element);
    return element.getClientRects().length > 0 && parseFloat(style.fontSize) >= UNREADABLE && style.visibility === "visible";
  }

  function blockOf(element) {
    return styleOf(element).display.startsWith("inline") && element.parentElement ? blockOf(element.parentElement) : element;
  }

  /** The text that is seen, and for each of its letters the node and offset where it stands. */
  function letters() {
    const page = frame.contentDocument;
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const found = { text: "", at: [], block: null };
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeName === "BR") found.block = null;
      if (node.nodeType === Node.TEXT_NODE && seen(node.parentElement)) addLetters(found, node);
    }
    return found;
  }

  function addLetters(found, node) {
    const block = blockOf(node.parentElement);
    const lead = block === found.block ? "" : " ";
    found.block = block;
    (lead + node.data).split("").forEach((unit, index) => {
      const letter = /\s/.test(unit) ? " " : unit;
      if (INVISIBLE.test(letter) || (letter === " " && found.text.endsWith(" "))) return;
      found.text += letter;
      found.at.push([node, Math.max(0, index - lead.length)]);
    });
  }

  const folded = (text) => [...text].filter((one) => !INVISIBLE.test(one)).join("").replace(/\s+/g, " ").trim();

  function rangesOfParts() {
    const { text, at } = letters();
    const ranges = new Map();
    let from = 0;
    for (const row of rows) {
      const words = folded(row.querySelector("a").textContent);
      let index = text.indexOf(words, from);
      if (index < 0) index = text.indexOf(words);
      if (index < 0 || !words) continue;
      const range = frame.contentDocument.createRange();
      range.setStart(...at[index]);
      const [node, offset] = at[index + words.length - 1];
      range.setEnd(node, offset + 1);
      ranges.set(row.id.slice("part-".length), range);
      from = row.dataset.kind === "sentence" ? index + words.length : from;
    }
    return ranges;
  }

  // The message itself is left alone: what can be pointed at is drawn over it, so that it needs no script inside.

  function lineBoxes(range) {
    const boxes = [];
    for (const { left, right, top, height } of range.getClientRects()) {
      const last = boxes.at(-1);
      if (right - left < 1) continue;
      if (last && Math.abs(last.top - top) < 4) {
        last.left = Math.min(last.left, left);
        last.right = Math.max(last.right, right);
      } else boxes.push({ left, right, top, height });
    }
    return boxes.map(({ left, right, top, height }) => ({ left, width: right - left, top, height }));
  }

  function drawSpots() {
    spots.replaceChildren();
    for (const [number, range] of rangesOfParts()) {
      const row = document.getElementById(`part-${number}`);
      const spot = document.createElement("a");
      spot.href = row.querySelector("a").getAttribute("href");
      spot.dataset.parts = number;
      spot.className = `spot ${row.className}`;
      spot.setAttribute("aria-label", row.querySelector("a").textContent);
      for (const box of lineBoxes(range)) {
        const line = document.createElement("i");
        for (const side in box) line.style[side] = `${box[side]}px`;
        spot.append(line);
      }
      spots.append(spot);
    }
    light(lit);
  }

  // The message at the width, in the colours and with the images that the switches say.

  const asWritten = new WeakMap();

  function emulate(owner, key, dark) {
    if (!asWritten.has(owner)) asWritten.set(owner, owner[key]);
    owner[key] = asWritten
      .get(owner)
      .replace(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, dark ? "(min-width: 0px)" : "(max-width: 0px)")
      .replace(/\(\s*prefers-color-scheme\s*:\s*light\s*\)/gi, dark ? "(max-width: 0px)" : "(min-width: 0px)");
  }

  function emulateRules(rules, dark) {
    for (const rule of rules) {
      if (rule.media) emulate(rule.media, "mediaText", dark);
      if (rule.cssRules) emulateRules(rule.cssRules, dark);
    }
  }

  function applyScheme() {
    const page = frame.contentDocument;
    const dark = chosen("scheme") === "dark";
    for (const sheet of page.styleSheets) {
      emulate(sheet.media, "mediaText", dark);
      emulateRules(sheet.cssRules, dark);
    }
    for (const source of page.querySelectorAll("source[media]")) emulate(source, "media", dark);
    const declared = page.querySelector('meta[name="color-scheme"]')?.content ?? "";
    page.documentElement.style.setProperty("color-scheme", dark && declared.includes("dark") ? "dark" : "light", "important");
    stage.classList.toggle("dark", dark);
  }

  function applyImages() {
    const page = frame.contentDocument;
    const off = document.getElementById("images-off").checked;
    for (const image of page.images) {
      image.dataset.kept ??= image.getAttribute("src") ?? "";
      image.setAttribute("src", off ? "data:," : image.dataset.kept);
    }
    page.getElementById("no-backgrounds")?.remove();
    if (!off) return;
    const style = page.createElement("style");
    style.id = "no-backgrounds";
    style.textContent = "* { background-image: none !important; }";
    page.head.append(style);
  }

  /** A link that an editor follows opens beside the preview, never inside the message. */
  function openLinksOutside() {
    for (const link of frame.contentDocument.querySelectorAll('a[href]:not([href^="#"])')) link.target = "_blank";
  }

  function fit() {
    const room = stage.parentElement.clientWidth;
    const width = chosen("width") === "phone" ? Math.min(PHONE, room) : DESKTOP;
    const scale = Math.min(1, room / width);
    frame.style.width = `${width}px`;
    frame.style.height = "0";
    const height = frame.contentDocument.documentElement.scrollHeight;
    frame.style.height = `${height}px`;
    stage.style.width = `${width}px`;
    stage.style.height = `${height * scale}px`;
    stage.style.transform = scale < 1 ? `scale(${scale})` : "";
    drawSpots();
  }

  // What is pointed at on one side is lit on the others.

  const narrow = () => !matchMedia("(min-width: 1000px)").matches;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function partsAt(target) {
    return target.closest?.("[data-parts]")?.dataset.parts.split(" ") ?? [];
  }

  function light(numbers) {
    lit = numbers;
    for (const element of document.querySelectorAll("[data-parts]")) {
      element.classList.toggle("lit", element.dataset.parts.split(" ").some((one) => numbers.includes(one)));
    }
    litLine.textContent = numbers.map((one) => document.getElementById(`part-${one}`).dataset.said).join("; ");
  }

  function reveal(source, numbers) {
    for (const pane of document.querySelectorAll(".pane")) {
      if (pane.contains(source)) continue;
      const target = pane.querySelector(numbers.map((one) => `[data-parts~="${one}"]`).join());
      if (target) scrollInto(pane, target.querySelector("i") ?? target);
    }
  }

  function scrollInto(pane, target) {
    const inside = target.getBoundingClientRect();
    const around = pane.getBoundingClientRect();
    if (!narrow() && inside.top >= around.top && inside.bottom <= around.bottom) return;
    target.scrollIntoView({ block: "center", behavior: still.matches || narrow() ? "auto" : "smooth" });
  }

  function point(event) {
    const numbers = partsAt(event.target);
    if (!numbers.length) return; // what was lit last stays so, to be read on the other side
    light(numbers);
    if (!narrow()) reveal(event.target, numbers);
  }

  function follow(event) {
    const numbers = partsAt(event.target);
    if (!numbers.length) return;
    event.preventDefault();
    light(numbers);
    const from = event.target.closest(".pane").id;
    const to = ["article", "message", "findings"].find((one) => one !== from && holds(one, numbers));
    if (!to) return;
    if (narrow()) document.getElementById(`pane-${to}`).click();
    document.querySelector(`#${to} [data-parts~="${numbers[0]}"]`).focus({ preventScroll: true });
    reveal(event.target, numbers);
  }

  const holds = (pane, numbers) => document.querySelector(`#${pane} [data-parts~="${numbers[0]}"]`) !== null;

  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("click", follow);
  document.addEventListener("keydown", (event) => event.key === "Escape" && light([]));
  switches.addEventListener("change", () => {
    applyScheme();
    applyImages();
    fit();
  });
  addEventListener("resize", fit);

  function start() {
    if (matchMedia("(min-width: 1600px)").matches) document.getElementById("width-desktop").checked = true;
    openLinksOutside();
    applyScheme();
    applyImages();
    fit();
  }

  frame.addEventListener("load", start);
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.body?.childNodes.length) start();
})();
