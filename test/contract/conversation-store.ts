import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Conversation, ConversationStore } from '../../src/core/effect.ts';
import { newSession } from '../../src/core/session.ts';

/** A store that starts empty, and how to end it. */
export interface OpenedConversations {
  store: ConversationStore;
  end(): Promise<void>;
}

export function conversation(id: string, lastAt = '2026-11-22T10:00:00.000Z'): Conversation {
  return { v: 1, id, session: { ...newSession(id, 'web', lastAt), lastAt }, replay: [], seen: [] };
}

/** What every engine must do with conversations. */
export function conversationStoreContract(name: string, open: () => Promise<OpenedConversations>): void {
  describe(`Conversations in ${name}`, () => {
    let opened: OpenedConversations;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.end());

    it('a conversation that nobody began is not there', async () => {
      expect(await opened.store.load('nobody')).to.equal(null);
    });

    it('what was saved last is what is read', async () => {
      const { store } = opened;
      await store.save(conversation('a'));
      const changed = { ...conversation('a'), seen: ['first', 'ثانياً', 'saddex'] };
      await store.save(changed, { durable: true });
      expect(await store.load('a')).to.deep.equal(changed);
    });

    it('of many saves at once the last one counts', async () => {
      const { store } = opened;
      const saves = Array.from({ length: 50 }, (_, number) => ({ ...conversation('a'), seen: [`turn ${number}`] }));
      await Promise.all(saves.map((one, number) => store.save(one, { durable: number % 7 === 0 })));
      expect((await store.load('a'))?.seen).to.deep.equal(['turn 49']);
    });

    it("one person's words never turn up in another's conversation", async () => {
      const { store } = opened;
      await Promise.all(Array.from({ length: 20 }, (_, n) => store.save({ ...conversation(`c${n}`), seen: [`${n}`] })));
      for (let n = 0; n < 20; n += 1) expect((await store.load(`c${n}`))?.seen).to.deep.equal([`${n}`]);
    });

    it('a conversation that was forgotten is gone, and forgetting it again is fine', async () => {
      const { store } = opened;
      await store.save(conversation('a'));
      await store.save(conversation('b'));
      await store.forget('a');
      await store.forget('a');
      expect(await store.load('a')).to.equal(null);
      expect(await store.load('b')).to.not.equal(null);
    });

    it('a save that was under way when the person said forget does not bring the conversation back', async () => {
      const { store } = opened;
      const saving = store.save(conversation('a'));
      await store.forget('a');
      await saving;
      expect(await store.load('a')).to.equal(null);
    });

    it('only conversations that were idle before the instant are forgotten', async () => {
      const { store } = opened;
      await store.save(conversation('old', '2026-11-21T09:59:59.999Z'));
      await store.save(conversation('border', '2026-11-21T10:00:00.000Z'));
      await store.save(conversation('new', '2026-11-22T09:00:00.000Z'));
      expect(await store.forgetIdle(new Date('2026-11-21T10:00:00.000Z'))).to.equal(1);
      expect(await store.load('old')).to.equal(null);
      expect(await store.load('border')).to.not.equal(null);
      expect(await store.load('new')).to.not.equal(null);
    });

    it('an idle conversation that goes on is idle no longer', async () => {
      const { store } = opened;
      await store.save(conversation('a', '2026-11-20T10:00:00.000Z'));
      await store.save(conversation('a', '2026-11-22T10:00:00.000Z'));
      expect(await store.forgetIdle(new Date('2026-11-21T10:00:00.000Z'))).to.equal(0);
    });
  });
}
