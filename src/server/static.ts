import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Route, RouteRequest } from '../core/route.ts';

/** A file that is served as it is. */
export interface StaticFile {
  path: string;
  type: string;
  content: Buffer;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
type Coding = 'br' | 'gzip';

const COMPRESS: Record<Coding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (content) => zip(content, { level: 9 }),
};

/** Serves a file from memory: compressed once, and not sent again to a browser that has it. */
export function staticRoute(file: StaticFile): Route {
  const tag = createHash('sha256').update(file.content).digest('base64url').slice(0, 22);
  const made = new Map<Coding, Promise<Buffer>>();
  const compressed = (coding: Coding) => {
    const content = made.get(coding) ?? COMPRESS[coding](file.content);
    made.set(coding, content);
    return content;
  };
  return {
    method: 'GET',
    path: file.path,
    async answer(request) {
      const coding = accepted(request);
      const etag = `"${tag}${coding ? `-${coding}` : ''}"`;
      const headers = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding', 'content-type': file.type };
      if (known(request, etag)) return { status: 304, headers };
      if (!coding) return { status: 200, headers, body: file.content };
      return { status: 200, headers: { ...headers, 'content-encoding': coding }, body: await compressed(coding) };
    },
  };
}

function accepted(request: RouteRequest): Coding | null {
  const offered = (request.headers['accept-encoding'] ?? '').toLowerCase();
  const takes = (coding: string) => new RegExp(`(^|[ ,])${coding}(?! *; *q=0(\\.0+)?( *,|$))`).test(offered);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

function known(request: RouteRequest, etag: string): boolean {
  const tags = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag);
}
