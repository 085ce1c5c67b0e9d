/** Hosts of the Bot Framework's connectors that this bot may answer to: Teams' own, and Azure Bot Service's channels. */
const HOSTS = [/^smba\.trafficmanager\.net$/, /^([a-z0-9-]+\.)*botframework\.com$/];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether replies may go to the address that an activity names. A caller chooses it, and our replies carry the bot's
 * own credentials there: exact hosts over TLS only, or, for an emulator on this machine, loopback only.
 */
export function trustedServiceUrl(address: unknown, loopback: boolean): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (username || password) return false;
  if (loopback) return (protocol === 'http:' || protocol === 'https:') && LOOPBACK.test(hostname);
  return protocol === 'https:' && port === '' && HOSTS.some((host) => host.test(hostname));
}
