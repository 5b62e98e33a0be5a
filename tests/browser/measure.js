"use strict";
// What a reader would suffer from, measured as the browser lays a page out.
window.measure = (() => {
  const sample = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("style, script")) continue;
      const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (visible && element.getBoundingClientRect().height > 1) yield { node, element, style: getComputedStyle(element) };
    }
  }

  function lines(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  }

  // Colours, WCAG 2.2: relative luminance and contrast ratio.

  function colour(css) {
    const [red, green, blue, alpha = 1] = css.match(/[\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  }

  function over(top, under) {
    const mixed = (name) => top[name] * top.alpha + under[name] * (1 - top.alpha);
    return { red: mixed("red"), green: mixed("green"), blue: mixed("blue"), alpha: 1 };
  }

  function ground(element) {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(colour(getComputedStyle(one).backgroundColor));
    const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
    const canvas = dark && matchMedia("(prefers-color-scheme: dark)").matches ? colour("rgb(18, 18, 18)") : colour("rgb(255, 255, 255)");
    return layers.reduceRight((under, layer) => over(layer, under), canvas);
  }

  function luminance({ red, green, blue }) {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  function contrast(element, style) {
    const under = ground(element);
    const [light, dark] = [luminance(over(colour(style.color), under)), luminance(under)].sort((one, two) => two - one);
    return (light + 0.05) / (dark + 0.05);
  }

  return {
    /** Whether the page scrolls sideways, and what sticks out. */
    overflow() {
      const width = document.documentElement.clientWidth;
      const out = [...texts()].flatMap(({ node }) => (lines(node).some(({ left, right }) => left < -0.5 || right > width + 0.5) ? [sample(node.data)] : []));
      return document.documentElement.scrollWidth > width ? [`${document.documentElement.scrollWidth} px wide`, ...out] : out;
    },

    smallText: (least) => [...texts()].filter(({ style }) => parseFloat(style.fontSize) < least).map(({ node, style }) => `${style.fontSize}: ${sample(node.data)}`),

    lowContrast: (least) =>
      [...texts()]
        .map(({ node, element, style }) => [contrast(element, style), node])
        .filter(([ratio]) => ratio < least)
        .map(([ratio, node]) => `${ratio.toFixed(2)}: ${sample(node.data)}`),

    /** Texts that lie over one another. A line's box is taller than its letters, so a quarter of it may overlap. */
    overlaps() {
      const boxes = [...texts()].flatMap(({ node }) => lines(node).map(({ left, right, top, height }) => ({ node, left, right, top: top + height / 4, bottom: top + (height * 3) / 4 })));
      return boxes.flatMap((one, index) =>
        boxes
          .slice(index + 1)
          .filter((two) => two.node !== one.node && two.left < one.right - 1 && one.left < two.right - 1 && two.top < one.bottom && one.top < two.bottom)
          .map((two) => `${sample(one.node.data)} / ${sample(two.node.data)}`),
      );
    },

    /** All text that is really seen, white space folded. */
    seen: () => [...texts()].map(({ node }) => node.data).join(" ").replace(/\s+/g, " "),
  };
})();
