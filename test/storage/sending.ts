/**
 * A process to be killed: sends tickets one after another and writes each id on stdout once its sender would have been
 * told that it is kept. Started by `kill.test.ts` with the data folder and the first number.
 */

import { conversation } from '../contract/conversation-store.ts';
import { ticket } from '../handoff/example.ts';
import { open } from './place.ts';

const [dataDir = '', first = '0'] = process.argv.slice(2);
const { tickets, conversations } = await open(dataDir);
for (let number = Number(first); ; number += 1) {
  const id = `ticket-${number}`;
  await tickets.create(ticket({ id, receiptHash: `hash-${number}` }));
  process.stdout.write(`sent ${id}\n`);
  await conversations.save({ ...conversation('talk'), seen: [id] });
  if (number % 3 === 0) {
    await tickets.shred(id);
    process.stdout.write(`shredded ${id}\n`);
  }
}
