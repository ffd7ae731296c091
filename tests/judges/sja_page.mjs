// The page of `sjå` in a browser (Chromium), for the judges of it and for the pictures of the guide.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the judges install, by its name. @param {string} tools */
export const installed = (tools) => createRequire(path.resolve(tools, 'package.json'));

/**
 * Starts the program and a browser, and opens its page. What the browser and the page's script complain of is a fault.
 * @param {string} tools @param {string} program @param {string[]} options @param {string[]} faults @param {string} [cwd]
 */
export async function open_page(tools, program, options, faults, cwd) {
  // What the program remembers of plans is not to be that of who runs the judge.
  const remembered = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-'));
  const env = { ...process.env, XDG_STATE_HOME: remembered };
  const child = spawn(path.resolve(program), ['sjå', ...options, '--ikkje-opne'], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => {
    child.kill();
    fs.rmSync(remembered, { recursive: true, force: true });
  });
  const address = await new Promise((done) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = said.match(/http:\S+/);
      if (found) done(found[0]);
    });
  });
  const puppeteer = (await import(pathToFileURL(installed(tools).resolve('puppeteer-core')))).default;
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars'];
  const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args });
  const page = await browser.newPage();
  // What is refused is told by its status, and the browser tells of that too.
  page.on('console', (message) => message.text().includes('status of 4') || faults.push(`the browser says: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`the script fails: ${error}`));
  page.on('dialog', (dialog) => dialog.accept());
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address, { waitUntil: 'load' });
  return { child, address, browser, page };
}

/** The frame that the plan's text is in, once it is there. @param {any} page */
export async function text_frame(page) {
  const text = await (await page.waitForSelector('#tekst')).contentFrame();
  await text.waitForSelector('[data-origin][role="button"]');
  return text;
}

/**
 * A plan's Word file in which a colleague has put words in the place of others, the last of them as a tracked change.
 * @param {string} tools @param {string} program @param {string} plan @param {string} file @param {[string, string][]} changes
 */
export async function returned_file(tools, program, plan, file, changes) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'sja-word-'));
  execFileSync(path.resolve(program), ['bygg', plan, '--format', 'docx', '--stille', '--ut', made], { stdio: 'ignore' });
  const JSZip = installed(tools)('jszip');
  const zip = await JSZip.loadAsync(fs.readFileSync(path.join(made, fs.readdirSync(made)[0])));
  fs.rmSync(made, { recursive: true });
  let xml = await zip.file('word/document.xml').async('string');
  const tracked = changes.at(-1);
  for (const [before, after] of changes) {
    if (!xml.includes(before)) throw new Error(`the Word file has no «${before}»`);
    const author = 'w:id="9001" w:author="Kari Nordmann" w:date="2025-06-12T10:00:00Z"';
    const text = (/** @type {string} */ words, name = 't') => `<w:r><w:${name} xml:space="preserve">${words}</w:${name}></w:r>`;
    const marks = `<w:del ${author}>${text(before, 'delText')}</w:del><w:ins ${author}>${text(after)}</w:ins>`;
    const is_tracked = changes.length > 1 && before === tracked?.[0];
    xml = xml.replace(before, () => (is_tracked ? `</w:t></w:r>${marks}<w:r><w:t xml:space="preserve">` : after));
  }
  zip.file('word/document.xml', xml);
  fs.writeFileSync(file, await zip.generateAsync({ type: 'nodebuffer' }));
  return file;
}
