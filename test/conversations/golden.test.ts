import { expect } from 'chai';
import { describe, it } from 'mocha';
import { playGolden, readGolden } from '../support/golden.ts';
import { house } from '../support/house.ts';

describe('Golden conversations', () => {
  for (const { file, golden } of readGolden()) {
    it(`${golden.title} (${file})`, () => {
      const { golden: today } = playGolden(house(), golden);
      expect(today).to.deep.equal(golden);
    });
  }
});
