import { expect } from 'chai';
import { describe, it } from 'mocha';
import { OneAtATime } from '../../src/channels/one-at-a-time.ts';

describe('Turns of a conversation', () => {
  it('come one after the other, also behind one that fails, while other conversations go on', async () => {
    const turns = new OneAtATime();
    const order: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = turns.run('a', async () => {
      await held;
      order.push('a1');
      throw new Error('broken');
    });
    const second = turns.run('a', async () => void order.push('a2'));
    await turns.run('b', async () => void order.push('b1'));
    release();
    expect(await first.catch((error: Error) => error.message)).to.equal('broken');
    await second;
    expect(order).to.deep.equal(['b1', 'a1', 'a2']);
  });
});
