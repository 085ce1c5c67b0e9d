import { expect } from 'chai';
import { describe, it } from 'mocha';
import { asQuery } from '../../src/rules/example.ts';
import type { Example } from '../../src/rules/schema.ts';
import { advisor } from './house.ts';

const missing = (example: Example) => advisor.advise(asQuery(example)).missing;

describe('what is worth asking', () => {
  it('a coach is asked first whether it is in their work, a teacher and a parent never', () => {
    const seen = { signals: ['new_peers', 'new_places'], urgency: 'soon' as const, age: 15, place: 'Kalmar' };
    expect(missing({ role: 'youth_worker', ...seen })[0]).to.equal('bound_to_report');
    expect(missing({ role: 'teacher', ...seen })).not.to.include('bound_to_report');
    expect(missing({ role: 'parent', ...seen })).not.to.include('bound_to_report');
  });

  it('whether it is happening now comes before all else when there is a weapon', () => {
    expect(missing({ signals: ['weapon'], urgency: 'today' })[0]).to.equal('now');
    expect(missing({ signals: ['weapon'], urgency: 'emergency' })).not.to.include('now');
    expect(missing({ signals: ['out_late'] })).not.to.include('now');
  });

  it('who writes is asked before where and about whom', () => {
    expect(missing({ signals: ['drug_dealing'], urgency: 'soon' })[0]).to.equal('role');
  });

  it('the age is asked where it decides whether SSPF can be named', () => {
    expect(missing({ role: 'parent', signals: ['peers_in_crime'], urgency: 'soon', place: 'Mjölby' })).to.include(
      'age',
    );
  });

  it('the place is asked as long as there is help nearby to show', () => {
    expect(missing({ role: 'parent', signals: ['new_peers'], age: 14 })).to.deep.equal(['place']);
  });

  it('nothing is asked of somebody who has told everything', () => {
    expect(
      missing({ role: 'parent', signals: ['older_peers', 'out_late'], urgency: 'soon', age: 13, place: 'Valsta' }),
    ).to.deep.equal([]);
  });
});
