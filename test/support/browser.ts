import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const ROOT = join(import.meta.dirname, '../..');
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: the machine's own, else the one from npm, which needs no library of the system. */
export async function launchBrowser(): Promise<Browser> {
  const system = SYSTEM.find((path) => existsSync(path));
  if (system) return chromium.launch({ executablePath: system, args: ['--no-sandbox'] });
  // Read when the package is imported: only then does it unpack its own network security libraries.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  const { default: packed } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  return chromium.launch({
    executablePath,
    // Not the package's own arguments: its single process dies with the first page, and its web security is off.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, ...fonts() } as Record<string, string>,
    headless: true,
  });
}

/** The packed Chromium brings one Latin font; Arabic screenshots need one that has its letters. */
function fonts(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'lotsen-fonts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const files = join(ROOT, 'node_modules/@fontsource/noto-sans-arabic/files');
  for (const weight of [400, 600, 700]) {
    const name = `noto-sans-arabic-arabic-${weight}-normal.woff2`;
    if (existsSync(join(files, name))) cpSync(join(files, name), join(folder, name));
  }
  const own = ['/tmp/fonts', '/tmp/al2023/fonts', '/tmp/al2/fonts', '/usr/share/fonts'];
  const dirs = [folder, ...own].map((dir) => `<dir>${dir}</dir>`).join('');
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<cachedir>${folder}</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_PATH: folder, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

/** Where screenshots go; git ignores them. */
export function screenshot(name: string): string {
  const folder = join(ROOT, 'test/screenshots');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
