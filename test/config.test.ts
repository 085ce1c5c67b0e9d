import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ConfigError, readConfig } from '../src/config.ts';
import { open, tempFolder } from './storage/place.ts';

const HEX = 'c0ffee11'.repeat(8);

describe('The settings', () => {
  let dir: string;
  let remove: () => void;
  beforeEach(() => {
    ({ dir, remove } = tempFolder());
  });
  afterEach(() => remove());

  const read = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: join(dir, 'data'), ...env });
  const problems = (env: Record<string, string> = {}) => {
    try {
      read(env);
    } catch (fault) {
      expect(fault).to.be.instanceOf(ConfigError);
      return (fault as ConfigError).problems;
    }
    return [];
  };
  const production = { MODE: 'production', PUBLIC_URL: 'https://lotsen.example.se', LOTSEN_KEY: HEX };

  it('a newcomer needs to set nothing', () => {
    const { key, warnings, ...rest } = read();
    expect(rest).to.deep.equal({
      host: '127.0.0.1',
      port: 3978,
      publicUrl: null,
      mode: 'demo',
      dataDir: join(dir, 'data'),
      allowedOrigins: [],
      contacts: 'all',
      store: 'lowdb',
      databaseUrl: null,
      teamsApp: null,
      teamsDevAnonymous: false,
      smsProvider: null,
      settings: {},
      ticketKeepDays: 90,
    });
    expect(key).to.have.length(32);
    expect(warnings).to.have.length(1);
  });

  it('the first demo start makes a private key file beside the data, the second takes it', () => {
    const first = read();
    const path = join(dir, 'lotsen.key');
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(first.warnings[0]).to.include(path).and.not.include(first.key.toString('base64'));
    const second = read();
    expect(second.key.equals(first.key)).to.equal(true);
    expect(second.warnings).to.deep.equal([]);
    expect(existsSync(join(dir, 'data')), 'nothing is written into the data folder').to.equal(false);
  });

  it('a missing key file is not replaced when there are data that only it opens', async () => {
    const { dataDir, key } = read();
    await (await open(dataDir, key)).close();
    expect(problems({ KEY_FILE: join(dir, 'other.key') })[0]).to.include('is missing');
    expect(existsSync(join(dir, 'other.key'))).to.equal(false);
  });

  it('a key may be written in hex or base64, in the environment or in a file', () => {
    const key = Buffer.from(HEX, 'hex');
    const file = join(dir, 'file.key');
    for (const text of [HEX, HEX.toUpperCase(), key.toString('base64'), key.toString('base64url'), `${HEX}\n`]) {
      expect(read({ LOTSEN_KEY: text }).key.equals(key), text).to.equal(true);
      writeFileSync(file, text, { mode: 0o600 });
      expect(read({ KEY_FILE: file }).key.equals(key), text).to.equal(true);
    }
  });

  it('a wrong key is refused and never repeated', () => {
    for (const text of ['secret', HEX.slice(2), `${HEX}00`, Buffer.alloc(31).toString('base64')]) {
      const [problem] = problems({ LOTSEN_KEY: text });
      expect(problem)
        .to.match(/^LOTSEN_KEY must hold 32 random bytes/)
        .and.not.include(text);
      writeFileSync(join(dir, 'x.key'), text);
      expect(problems({ KEY_FILE: join(dir, 'x.key') })[0]).to.not.include(text);
    }
    expect(problems({ LOTSEN_KEY: HEX, KEY_FILE: join(dir, 'x.key') })).to.deep.equal([
      'Set LOTSEN_KEY or KEY_FILE, not both',
    ]);
  });

  it('a key file inside the data folder is refused, also by way of a link', () => {
    mkdirSync(join(dir, 'data'));
    symlinkSync(join(dir, 'data'), join(dir, 'link'));
    for (const path of [
      join(dir, 'data', 'my.key'),
      join(dir, 'link', 'deep', 'my.key'),
      join(dir, 'x', '..', 'data', 'k'),
    ]) {
      expect(problems({ KEY_FILE: path })[0], path).to.include('outside DATA_DIR');
    }
    expect(problems({ KEY_FILE: join(dir, 'data.key') }), 'beside it is fine').to.deep.equal([]);
    expect(problems({ KEY_FILE: join(dir, '..data-key') }), 'as is an odd name').to.deep.equal([]);
  });

  it('a key file that others may read is warned of', () => {
    const file = join(dir, 'open.key');
    writeFileSync(file, HEX);
    chmodSync(file, 0o644);
    expect(read({ KEY_FILE: file }).warnings[0]).to.include('Other users');
  });

  it('all wrong values are told at once, by their names', () => {
    const told = problems({
      PORT: '99999',
      MODE: 'prod',
      PUBLIC_URL: 'ftp://x',
      ALLOWED_ORIGINS: 'https://a.se/path',
      CONTACTS: 'some',
      STORE: 'mysql',
      TEAMS_DEV_ANONYMOUS: 'yes',
      TICKET_KEEP_DAYS: 'long',
    });
    expect(told.map((problem) => problem.split(' ')[0])).to.have.members([
      'PORT',
      'MODE',
      'PUBLIC_URL',
      'ALLOWED_ORIGINS',
      'CONTACTS',
      'STORE',
      'TEAMS_DEV_ANONYMOUS',
      'TICKET_KEEP_DAYS',
    ]);
    expect(existsSync(join(dir, 'lotsen.key')), 'no key is made for a start that does not happen').to.equal(false);
  });

  it('production has a key, https and stricter contacts', () => {
    expect(problems({ MODE: 'production' })).to.have.members([
      'PUBLIC_URL must be set and begin with https:// when MODE is production',
      'LOTSEN_KEY or KEY_FILE must be set when MODE is production',
    ]);
    expect(problems({ ...production, PUBLIC_URL: 'http://lotsen.example.se' })).to.have.length(1);
    expect(problems({ ...production, ALLOWED_ORIGINS: 'http://www.example.se' })).to.have.length(1);
    expect(problems({ ...production, LOTSEN_KEY: '', KEY_FILE: join(dir, 'none.key') })[0]).to.include(
      'there is no file',
    );
    expect(existsSync(join(dir, 'none.key'))).to.equal(false);
    expect(read(production)).to.deep.include({ contacts: 'confirmed', publicUrl: 'https://lotsen.example.se' });
    expect(read({ ...production, CONTACTS: 'all' }).contacts).to.equal('all');
  });

  it('anonymous Teams development stays on the own machine', () => {
    for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
      expect(read({ TEAMS_DEV_ANONYMOUS: '1', HOST }).teamsDevAnonymous, HOST).to.equal(true);
    }
    for (const HOST of ['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.example.se', 'localhost.example.se']) {
      expect(problems({ TEAMS_DEV_ANONYMOUS: '1', HOST }), HOST).to.have.length(1);
    }
    expect(problems({ ...production, TEAMS_DEV_ANONYMOUS: '1' })).to.have.length(1);
  });

  it('an app id comes with what its kind of app needs', () => {
    expect(problems({ MicrosoftAppId: 'id' })).to.have.length(1);
    expect(
      problems({ MicrosoftAppId: 'id', MicrosoftAppPassword: 'p', MicrosoftAppType: 'SingleTenant' }),
    ).to.have.length(1);
    expect(read({ MicrosoftAppId: 'id', MicrosoftAppPassword: 'p' }).teamsApp).to.deep.equal({
      id: 'id',
      password: 'p',
      tenantId: null,
      type: 'MultiTenant',
    });
    expect(
      problems({ MicrosoftAppId: 'id', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't' }),
    ).to.deep.equal([]);
  });

  it('an empty value is as good as none, and settings of other parts are kept as they are', () => {
    const config = read({
      PORT: '',
      MODE: ' ',
      SMS_PROVIDER: 'x',
      SMS_SENDER: 'Lotsen',
      OIDC_ISSUER: 'https://i',
      OTHER: '1',
    });
    expect(config.port).to.equal(3978);
    expect(config.smsProvider).to.equal('x');
    expect(config.settings).to.deep.equal({ SMS_SENDER: 'Lotsen', OIDC_ISSUER: 'https://i' });
    expect(readFileSync(join(dir, 'lotsen.key'), 'utf8')).to.have.length(45);
  });
});
