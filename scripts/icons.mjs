// Draws the installed app's icons (public/icons, app/apple-icon.png) from the mark in app/icon.svg and the navigation's own
// signs. Run by hand after the mark changed: node scripts/icons.mjs
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ChefHat, ConciergeBell } from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";

const root = join(fileURLToPath(import.meta.url), "../..");
const mark = readFileSync(join(root, "app/icon.svg"), "utf8")
  .match(/<path[^>]*\/>/g)
  ?.join("");
if (!mark) throw new Error("app/icon.svg has no paths.");

const green = "#17503d";
const night = "#1d1a15";
const size = 64;

/** The mark on a ground. At a `scale` of 0.92 all of it is inside the circle that a launcher may cut out. */
function icon({ ground, radius = 0, scale = 1, content = mark }) {
  const offset = (size * (1 - scale)) / 2;
  const base = ground ? `<rect width="${size}" height="${size}" rx="${radius}" fill="${ground}"/>` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}">${base}<g transform="translate(${offset} ${offset}) scale(${scale})">${content}</g></svg>`;
}

/** A lucide sign in white, as large as the mark. */
function sign(Icon) {
  const svg = renderToStaticMarkup(createElement(Icon, { size: 40, x: 12, y: 12, color: "#fff", strokeWidth: 1.75 }));
  return svg;
}

const drawings = [
  ["public/icons/icon-192.png", 192, icon({ ground: green, radius: 10 })],
  ["public/icons/icon-512.png", 512, icon({ ground: green, radius: 10 })],
  ["public/icons/maskable-192.png", 192, icon({ ground: green, scale: 0.92 })],
  ["public/icons/maskable-512.png", 512, icon({ ground: green, scale: 0.92 })],
  // Android shows only its outline, in a colour of its own.
  ["public/icons/badge-96.png", 96, icon({ scale: 1.25 })],
  ["public/icons/dashboard-96.png", 96, icon({ ground: green, radius: 10, content: sign(ConciergeBell) })],
  ["public/icons/kitchen-96.png", 96, icon({ ground: night, radius: 10, content: sign(ChefHat) })],
  // iOS rounds the corners itself and shows black where there is nothing.
  ["app/apple-icon.png", 180, icon({ ground: green, scale: 1.06 })],
];

for (const [file, pixels, svg] of drawings) {
  const { size: bytes } = await sharp(Buffer.from(svg), { density: (72 * pixels) / size })
    .resize(pixels, pixels)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(join(root, file));
  console.log(`${file} ${pixels}×${pixels} ${bytes} bytes`);
}
