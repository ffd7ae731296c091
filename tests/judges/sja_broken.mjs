#!/usr/bin/env node
// The program with a page of `sjå` that is broken: what it sends to the browser has some words in the place of others. The judges of
// the page are given it as the program (see broken.py).
//
// SJA_PROGRAM: the program; SJA_BROKEN: a JSON list of the address, what stands there, and what is put in its place
import { spawn, spawnSync } from 'node:child_process';
import http from 'node:http';

const program = process.env.SJA_PROGRAM;
const [address, before, after] = JSON.parse(process.env.SJA_BROKEN);
const options = process.argv.slice(2);
if (options[0] !== 'sjå') process.exit(spawnSync(program, options, { stdio: 'inherit' }).status ?? 1);

const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('SIGTERM', () => process.exit(0));
process.on('exit', () => child.kill());
child.on('exit', (code) => process.exit(code ?? 1));
child.stdout.once('data', (data) => {
  const said = String(data);
  const real = new URL(said.match(/http:\S+/)[0]);
  const server = http.createServer((asked, answer) => {
    const headers = { ...asked.headers, host: real.host };
    // Its cookie and its origin are those of the port.
    const own = `${server.address().port}`;
    for (const name of ['cookie', 'origin', 'referer']) if (headers[name]) headers[name] = headers[name].replaceAll(own, real.port);
    delete headers['accept-encoding'];
    const passed = http.request({ host: real.hostname, port: real.port, path: asked.url, method: asked.method, headers }, (own_answer) => {
      const sent = Object.fromEntries(Object.entries(own_answer.headers).filter(([name]) => name !== 'content-length'));
      if (sent['set-cookie']) sent['set-cookie'] = sent['set-cookie'].map((cookie) => cookie.replaceAll(real.port, own));
      answer.writeHead(own_answer.statusCode, sent);
      if (asked.url.split('?')[0] !== address) return own_answer.pipe(answer);
      let whole = '';
      own_answer.setEncoding('utf8').on('data', (part) => (whole += part)).on('end', () => {
        if (!whole.includes(before)) {
          console.error(`${address} has no «${before}» to break`);
          process.exit(3);
        }
        answer.end(whole.replace(before, () => after));
      });
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1', () => console.log(said.replace(real.host, `127.0.0.1:${server.address().port}`)));
});
