// The evidence of an asset's verdicts, packed in the page and opened when somebody looks.
const AT_ONCE = 24;
const unpacked = new Map();

// evidence stands behind the script, which may be at work before it is read
const whole = document.readyState === "loading" ? new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true })) : null;

const unpack = async (asset) => {
  await whole;
  const text = one(`script[data-evidence="${asset}"]`)?.textContent;
  if (!text) return {};
  const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const parts = (await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text()).split("\0");
  return Object.fromEntries(parts.flatMap((name, at) => (at % 2 ? [] : [[name, parts[at + 1]]])));
};

const evidenceOf = (asset) => {
  if (!unpacked.has(asset)) {
    if (unpacked.size >= AT_ONCE) unpacked.delete(unpacked.keys().next().value);
    unpacked.set(asset, unpack(asset));
  }
  return unpacked.get(asset);
};

// Fill the body of a verdict. What is put in was escaped when the page was made, and the page runs no script but this.
const fill = async (entry) => {
  const body = one(".body", entry);
  if (body.dataset.filled) return;
  body.dataset.filled = "yes";
  let html;
  try {
    html = (await evidenceOf(Number(entry.dataset.on)))[entry.dataset.of];
  } catch {
    html = '<p class="muted">This browser cannot open packed evidence (DecompressionStream).</p>';
  }
  body.innerHTML = html ?? '<p class="muted">The evidence is not in this file, which holds only so much.</p>';
};
