import type { Route } from '../core/route.ts';

/** Named checks of what the server needs to do its work; each resolves to whether it is well, and may reject. */
export type Checks = Record<string, () => Promise<boolean>>;

/** `/health` says that the process lives, `/ready` whether it can serve, and if not, what is missing. */
export function healthRoutes(checks: Checks): Route[] {
  const noStore = { 'cache-control': 'no-store' };
  return [
    { method: 'GET', path: '/health', answer: async () => ({ status: 200, headers: noStore, body: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/ready',
      async answer() {
        const states = await Promise.all(
          Object.entries(checks).map(async ([name, check]) => [name, await check().catch(() => false)] as const),
        );
        const ready = states.every(([, well]) => well);
        const body = { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(states) };
        return { status: ready ? 200 : 503, headers: noStore, body };
      },
    },
  ];
}
