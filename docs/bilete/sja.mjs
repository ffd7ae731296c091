// Pictures of the page of `sjå`, for the README and the guide: a text that is being changed, and the steps of the year.
//
// usage: node sja.mjs TOOLS PROGRAM PLAN FOLDER   (TOOLS has node_modules)
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools, program, plan, out] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, 'package.json'));
const puppeteer = (await import(pathToFileURL(require.resolve('puppeteer-core')))).default;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
fs.cpSync(plan, folder, { recursive: true });
const child = spawn(program, ['sjå', folder, '--ikkje-opne'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => child.kill());
const address = await new Promise((done) => child.stdout.on('data', (data) => {
  const found = String(data).match(/http:\S+/);
  if (found) done(found[0]);
}));
const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars'] });
const page = await browser.newPage();
await page.setViewport({ width: 1240, height: 800 });
await page.goto(address, { waitUntil: 'load' });
const text = await (await page.waitForSelector('#tekst')).contentFrame();
await text.waitForSelector('[data-origin][role="button"]');
await text.evaluate(() => {
  const all = [...document.querySelectorAll('[data-origin]')];
  const own = all.find((own) => JSON.parse(own.dataset.origin).path === '1:tiltak[0].bolkar[0].tekst');
  own.scrollIntoView({ block: 'center' });
  own.click();
});
await text.waitForSelector('.sja-kort textarea');
await text.waitForFunction(() => document.querySelector('.slik-tekst')?.textContent.trim());
await page.screenshot({ path: path.join(out, 'skriv.png') });
await text.click('.sja-kort [data-gjer="lukk"]');
await page.click('[data-visning="sider"]');
await page.waitForFunction(() => document.querySelectorAll('#sider img').length > 1 && [...document.images].every((own) => own.naturalWidth > 0));
await page.screenshot({ path: path.join(out, 'sider.png') });
await browser.close();
child.kill();
fs.rmSync(folder, { recursive: true });
