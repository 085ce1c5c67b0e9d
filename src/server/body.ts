import type { IncomingMessage } from 'node:http';

/** The limit of contract section 9. */
export const MAX_BODY = 16 * 1024;
/** What may stream past unseen before the line is cut. */
const MAX_DISCARDED = 32 * 1024 * 1024;

/** The whole body, or null when it is larger than the limit; the rest is then read past, so that the answer arrives. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_DISCARDED) break;
    if (size <= limit) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  return size > limit ? null : Buffer.concat(chunks);
}
