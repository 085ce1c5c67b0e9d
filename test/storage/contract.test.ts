import { conversationStoreContract } from '../contract/conversation-store.ts';
import { ticketStoreContract } from '../contract/ticket-store.ts';
import { open, tempFolder } from './place.ts';

async function opened() {
  const folder = tempFolder();
  const store = await open(folder.dir);
  return {
    store,
    async end() {
      await store.close();
      folder.remove();
    },
  };
}

conversationStoreContract('lowdb', async () => {
  const { store, end } = await opened();
  return { store: store.conversations, end };
});

ticketStoreContract('lowdb', async () => {
  const { store, end } = await opened();
  return { store: store.tickets, end };
});

/** The same again with everything read back from the disk between two calls. */
ticketStoreContract('lowdb, opened anew for each call', async () => {
  const folder = tempFolder();
  const anew = async <T>(work: (store: Awaited<ReturnType<typeof open>>) => Promise<T>) => {
    const before = turn;
    let done = () => {};
    turn = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    const store = await open(folder.dir);
    try {
      return await work(store);
    } finally {
      await store.close();
      done();
    }
  };
  let turn = Promise.resolve();
  return {
    store: {
      create: (ticket) => anew(({ tickets }) => tickets.create(ticket)),
      get: (id) => anew(({ tickets }) => tickets.get(id)),
      byReceipt: (hash) => anew(({ tickets }) => tickets.byReceipt(hash)),
      update: (id, change) => anew(({ tickets }) => tickets.update(id, change)),
      list: (filter) => anew(({ tickets }) => tickets.list(filter)),
      due: (now) => anew(({ tickets }) => tickets.due(now)),
      ended: (before, states) => anew(({ tickets }) => tickets.ended(before, states)),
      shred: (id) => anew(({ tickets }) => tickets.shred(id)),
    },
    end: async () => folder.remove(),
  };
});
