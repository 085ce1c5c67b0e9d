import { expect } from 'chai';
import { describe, it } from 'mocha';
import { asQuery } from '../../src/rules/example.ts';
import type { Example } from '../../src/rules/schema.ts';
import { advisor } from './house.ts';

const steps = (example: Example) => advisor.advise(asQuery(example)).steps;
const paths = (example: Example) => steps(example).map((step) => step.path);
const resources = (example: Example, path: string) =>
  steps(example).find((step) => step.path === path)?.resources ?? [];

describe('what the seed articles and the law ask of the rules', () => {
  it('T000-1 a parent of a child of 10 to 14 who asks for help gets parent support before leisure and without police', () => {
    for (const age of [10, 12, 14]) {
      const told = paths({ role: 'parent', age, place: 'Hässelby', intents: ['ask_help'] });
      expect(['advice_no_assessment', 'parent_programme']).to.include(told[0]);
      expect(told.indexOf('parent_programme')).to.be.lessThan(told.indexOf('leisure'));
      expect(told).not.to.include('police_11414');
    }
  });

  it('T000-2 Connect is shown to parents of Hässelby-Vällingby, and to nobody else', () => {
    const asks = { role: 'parent' as const, age: 12, intents: ['ask_help' as const] };
    expect(resources({ ...asks, place: 'Hässelby' }, 'parent_programme')).to.include('stockholm-hv-connect');
    expect(resources({ ...asks, place: 'Kalmar' }, 'parent_programme')).not.to.include('stockholm-hv-connect');
    expect(resources({ ...asks, age: 16, place: 'Hässelby' }, 'parent_programme')).not.to.include(
      'stockholm-hv-connect',
    );
  });

  it('T000-4 a child of 12 who delivers parcels is spoken of as used by others, with the duty for a teacher', () => {
    const told = steps({
      role: 'teacher',
      signals: ['keeps_things_for_others', 'short_errands'],
      urgency: 'today',
      age: 12,
    });
    expect(told.map((step) => step.rule)).to.include.members(['parcel-police@1', 'duty-child-used@1']);
  });

  it('T001-5 Familjeakademin appears only in Hammarkullen and Angered, and about the fourth grade', () => {
    const asks = { role: 'parent' as const, intents: ['ask_help' as const] };
    const shown = (age: number, place: string) => resources({ ...asks, age, place }, 'parent_programme');
    expect(shown(10, 'Hammarkullen')).to.include('goteborg-familjeakademin');
    expect(shown(14, 'Hammarkullen')).not.to.include('goteborg-familjeakademin');
    expect(shown(10, 'Kalmar')).not.to.include('goteborg-familjeakademin');
  });

  it('T002-2 the field social secretaries of Valsta are found by the name of the area', () => {
    const told = {
      role: 'parent' as const,
      signals: ['older_peers', 'out_late'],
      urgency: 'soon' as const,
      age: 13,
      place: 'Valsta',
    };
    expect(resources(told, 'advice_no_assessment')[0]).to.equal('sigtuna-faltande-socialsekreterare');
  });

  it('T002-6 SSPF in Sigtuna is for 12 to 21', () => {
    const told = (age: number) =>
      paths({ role: 'parent', signals: ['peers_in_crime'], urgency: 'soon', age, place: 'Sigtuna' });
    expect(told(11)).not.to.include('sspf');
    expect(told(12)).to.include('sspf');
    expect(told(21)).to.include('sspf');
    expect(told(22)).not.to.include('sspf');
  });

  it('T003-5 one mild change brings an offer and no alarm', () => {
    for (const role of ['parent', 'relative', 'teacher', 'youth_worker', 'other'] as const) {
      const told = paths({ role, signals: ['new_peers'], age: 13, place: 'Kalmar' });
      expect(told, role).to.include('advice_no_assessment');
      for (const alarm of [
        'emergency_112',
        'police_11414',
        'report_private',
        'report_mandated',
        'exit',
        'socialjour',
      ] as const) {
        expect(told, role).not.to.include(alarm);
      }
    }
  });

  it('T004-1 whoever asks about leaving where there is Trefas or Sluta skjut is told that one cannot sign up, beside exit', () => {
    const told = paths({ role: 'relative', age: 17, place: 'Malmö', intents: ['ask_exit'] });
    expect(told.indexOf('exit')).to.be.lessThan(told.indexOf('info_only'));
    expect(told).to.include('info_only');
  });

  it('T004-6 the way out stays open to one who has not said that they want it', () => {
    expect(paths({ role: 'young_person', age: 16, signals: ['debt'], urgency: 'today' })).to.include('exit');
  });

  it('T004-7 a planned shooting goes to 112 before anything else', () => {
    expect(
      paths({ role: 'young_person', age: 15, signals: ['asked_to_commit_crime'], urgency: 'emergency' })[0],
    ).to.equal('emergency_112');
  });

  it('S4 a child who writes about danger gets a line of their own, and no course for parents', () => {
    const told = paths({ role: 'young_person', age: 13, signals: ['threatened'], urgency: 'today', place: 'Kalmar' });
    expect(told[0]).to.equal('helpline_child');
    expect(told).not.to.include('parent_programme');
    expect(told).not.to.include('report_private');
  });

  it('C4 where the danger may be close, the report warns of telling the family, and a young person is not led into SSPF', () => {
    expect(
      steps({ role: 'teacher', signals: ['controlled_by_other'], urgency: 'today', age: 15 }).map((step) => step.rule),
    ).to.include('duty-safe-contact@1');
    expect(
      paths({
        role: 'young_person',
        age: 16,
        signals: ['controlled_by_other', 'peers_in_crime'],
        urgency: 'today',
        place: 'Sigtuna',
      }),
    ).not.to.include('sspf');
  });

  it('a guardian asks for support where a neighbour tells of a worry and a teacher reports', () => {
    const seen = { signals: ['drug_dealing'], urgency: 'soon' as const, age: 15, place: 'Kalmar' };
    expect(paths({ role: 'parent', ...seen })).to.include('ask_support');
    expect(paths({ role: 'other', ...seen })).to.include('report_private');
    expect(paths({ role: 'teacher', ...seen })).to.include('report_mandated');
  });

  it('about an adult nobody makes a report meant for children', () => {
    for (const role of ['teacher', 'other', 'relative'] as const) {
      const told = paths({ role, signals: ['drug_dealing'], urgency: 'soon', age: 18, place: 'Kalmar' });
      expect(told, role).not.to.include('report_mandated');
      expect(told, role).not.to.include('report_private');
      expect(told, role).to.include('advice_no_assessment');
    }
  });

  it('whoever asks for SSPF where none is known is told so instead of being sent there', () => {
    const told = steps({ role: 'parent', age: 13, place: 'Malmö', intents: ['ask_sspf'] });
    expect(told.map((step) => step.rule)).to.include('sspf-asked-not-here@1');
    expect(told.map((step) => step.path)).not.to.include('sspf');
  });

  it('an unknown place gets the national ways only', () => {
    const told = steps({ role: 'parent', signals: ['threatened'], urgency: 'today', age: 15, place: 'Ingenstans' });
    expect(
      told.flatMap((step) => step.resources).some((id) => id.startsWith('kalmar') || id.startsWith('stockholm')),
    ).to.equal(false);
    expect(told[0]?.resources[0]).to.equal('polisen-114-14');
  });
});
