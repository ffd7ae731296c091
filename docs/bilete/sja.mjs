// Pictures of the page of `sjå`, for the README and the guide: a text that is being changed, the pages, and what came back from Word.
//
// usage: node sja.mjs TOOLS PROGRAM PLAN FOLDER   (TOOLS has node_modules)
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { open_page, returned_file, text_frame } from '../../tests/judges/sja_page.mjs';

const [tools, program, plan, out] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
fs.cpSync(plan, folder, { recursive: true });
const { child, browser, page } = await open_page(tools, program, [folder], []);
await page.setViewport({ width: 1240, height: 800 });
const text = await text_frame(page);
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
await page.click('[data-visning="tekst"]');
const changes = [
  ['greie for tiltak og aktivitetar', 'greie for alle tiltak og aktivitetar'],
  ['konkrete tiltak i årlege', 'konkrete tiltak i dei årlege'],
];
const word = await returned_file(tools, program, folder, path.join(folder, 'retta.docx'), changes);
await (await page.$('#word-filer')).uploadFile(word);
await page.waitForSelector('#word .funn > li');
await page.click('#word [data-vis]');
// What is said of it is gone after a while.
await page.waitForFunction(() => !document.querySelector('#melding').textContent, { timeout: 30_000 });
await page.screenshot({ path: path.join(out, 'word.png') });
await browser.close();
child.kill();
fs.rmSync(folder, { recursive: true });
