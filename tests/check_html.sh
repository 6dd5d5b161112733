#!/bin/sh
# Looks at a saved plan, the book of the rules and the ledger of their sources in headless Chromium: at the width of a
# telephone and of a desk, printed on A4, and through axe-core. Usage: tests/check_html.sh [FOLDER]; the pictures stay
# there to be looked at. Needs chromium, node and npm.
set -eu
cd "$(dirname "$0")/.."
signpost=${SIGNPOST:-$PWD/target/debug/signpost}
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
[ -n "$chromium" ] || { echo "chromium is not installed; the page was not looked at"; exit 1; }
out=${1:-$(mktemp -d)}
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$signpost" plan --today 2026-11-21 --format html --out "$out/plan.html" --force \
    --set area=islington --set person=child --set about=plan --set stage=refused-assessment \
    --set done=talked --set letter-date=2026-10-28 2>/dev/null
"$signpost" plan --today 2026-11-21 --format html --out "$out/many.html" --force \
    --set area=not-sure --set person=not-sure --set about=plan --set stage=refused-plan --set done=mediation \
    --set progress=not-sure --set letter-date=2026-09-28 2>/dev/null
"$signpost" rules read --format html > "$out/book.html"
"$signpost" rules sources --format html > "$out/sources.html"
cd "$work"
npm init -y >/dev/null 2>&1
npm install --no-audit --no-fund playwright-core axe-core >/dev/null 2>&1
cat > look.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
const [, , executablePath, out] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let wrong = 0;
for (const name of ["plan", "many", "book", "sources"]) {
    for (const [device, width, height] of [["phone", 360, 780], ["desk", 1280, 900]]) {
        const page = await browser.newPage({ viewport: { width, height } });
        const asked = [];
        page.on("request", (request) => asked.push(request.url()));
        await page.goto(pathToFileURL(`${out}/${name}.html`).href);
        await page.screenshot({ path: `${out}/${name}-${device}.png`, fullPage: true });
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        if (sideways) { wrong += 1; console.log(`${name}, ${device}: it has to be scrolled sideways`); }
        if (asked.length !== 1) { wrong += 1; console.log(`${name}: it asks for ${asked.slice(1).join(", ")}`); }
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }));
        wrong += found.violations.length;
        for (const { id, help, nodes } of found.violations) console.log(`${name}, ${device}: ${id}: ${help}`, nodes.map((node) => node.html));
        const unsure = found.incomplete.map((item) => item.id).join(", ") || "none";
        console.log(`${name}, ${device}: ${found.passes.length} rules kept, ${found.violations.length} broken, unsure: ${unsure}`);
        if (device === "desk") await page.pdf({ path: `${out}/${name}.pdf`, format: "A4", preferCSSPageSize: true });
        await page.close();
    }
}
await browser.close();
process.exit(wrong ? 1 : 0);
JS
node look.mjs "$chromium" "$out"
echo "to look at: $out"
