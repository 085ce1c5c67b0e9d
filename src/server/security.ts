/** What every answer says to the browser about what it may do. */
export interface Origins {
  /** The address that people use, without a trailing slash; null when it is not configured. */
  publicUrl: string | null;
  /** Sites that may embed the chat and call Direct Line, such as `https://www.sigtuna.se`. */
  allowed: string[];
}

/** The address as the client used it: the configured one, else what its Host header says, if that looks like one. */
export function baseUrl(host: string | undefined, { publicUrl }: Origins): string {
  if (publicUrl) return publicUrl.replace(/\/$/, '');
  return /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host ?? '') ? `http://${host}` : 'http://127.0.0.1';
}

/** `own` from our pages or from no page at all; `allowed` from a configured site; `foreign` from any other page. */
export function originKind(origin: string | undefined, base: string, origins: Origins): 'own' | 'allowed' | 'foreign' {
  if (origin === undefined || origin === base) return 'own';
  return origins.allowed.includes(origin) ? 'allowed' : 'foreign';
}

/** Headers for every answer. No inline script or style, nothing from elsewhere, nobody frames it who is not configured. */
export function securityHeaders(base: string, origins: Origins): Record<string, string> {
  const ancestors = origins.allowed.length > 0 ? ["'self'", ...origins.allowed].join(' ') : "'none'";
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    // Older Safari does not count a WebSocket to the same host as 'self'.
    `connect-src 'self' ${base.replace(/^http/, 'ws')}`,
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
    'x-robots-tag': 'noindex',
    ...(origins.allowed.length > 0 ? {} : { 'x-frame-options': 'DENY' }),
    ...(base.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** Headers that let an allowed site read the answers of Direct Line. */
export function crossOriginHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
    'access-control-expose-headers': 'x-request-id, retry-after',
    'access-control-max-age': '600',
  };
}
