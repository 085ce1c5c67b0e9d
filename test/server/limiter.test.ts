import { expect } from 'chai';
import { describe, it } from 'mocha';
import { LIMITS, Limiter } from '../../src/server/limiter.ts';

describe('The limiter', () => {
  it('stops a flood from one address for the rest of a minute, and nobody else', () => {
    let now = 0;
    const limiter = new Limiter({ ...LIMITS, post: 2 }, () => new Date(now));
    const from = (address: string) => limiter.allow('post', address);
    expect([from('a'), from('a'), from('a')]).to.deep.equal([true, true, false]);
    expect(from('b')).to.equal(true);
    expect(limiter.wait()).to.equal(60);
    now = 59_999;
    expect(from('a')).to.equal(false);
    now = 60_000;
    expect(from('a')).to.equal(true);
  });

  it('lets a whole school begin within a minute behind one address', () => {
    const limiter = new Limiter(LIMITS, () => new Date(0));
    const asked = Array.from({ length: 1000 * 2 }, () => limiter.allow('open', 'school'));
    expect(asked).not.to.include(false);
  });
});
