import { join } from 'node:path';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Param, ResourceCard, Words } from '../../src/core/reply.ts';
import { LANGUAGES } from '../../src/core/vocabulary.ts';
import { inSafeOrder, isNight, isVouchedFor, toCard } from '../../src/knowledge/contacts.ts';
import { hoursOf } from '../../src/knowledge/hours.ts';
import { readKnowledge } from '../../src/knowledge/knowledge.ts';
import type { Resource } from '../../src/knowledge/resource-schema.ts';
import { createTexts, tryTexts } from '../../src/knowledge/texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const { resources } = readKnowledge(join(ROOT, 'knowledge'));
const texts = createTexts(tryTexts(join(ROOT, 'locales'), []));
const get = (id: string): Resource => {
  const found = resources.find((resource) => resource.id === id);
  if (!found) throw new Error(id);
  return found;
};
const all = (resource: Resource) => toCard(resource, { policy: 'all', why: null });
const confirmedOnly = (resource: Resource) => toCard(resource, { policy: 'confirmed', why: null });
const intake = get('upplands-vasby-mottagningen');
const confirmed: Resource = { ...intake, state: 'confirmed', confirmed: { on: '2026-11-01', by: 'Enhetschef' } };

function words(lang: (typeof LANGUAGES)[number], { key, params = {} }: Words): string {
  const text = (param: Param): string | number => {
    if (typeof param !== 'object') return param;
    if ('key' in param) return words(lang, param);
    if ('list' in param) return param.list.map(text).join(', ');
    return Object.values(param).join(' ');
  };
  return texts.lookUp(
    lang,
    key,
    Object.fromEntries(Object.entries(params).map(([name, param]) => [name, text(param)])),
  );
}

describe('Somebody who is shown a contact', () => {
  it('in a trial sees what was only read, marked as not confirmed, with its dates', () => {
    const card = all(intake);
    expect(card).to.include({ tel: '+46859097070', phone: '08-590 970 70', url: intake.url });
    expect(card?.state).to.deep.equal({
      key: 'resources:state.read_dated_municipality',
      params: { on: { date: '2026-11-22' }, from: { code: '2023' } },
    });
  });

  it('in real use sees of it only the name and the page', () => {
    expect(confirmedOnly(intake)).to.deep.equal({
      id: intake.id,
      name: intake.name,
      kind: { key: 'resources:kind.social_services_intake.name' },
      why: null,
      tel: null,
      phone: null,
      url: intake.url ?? null,
      address: null,
      hours: null,
      state: { key: 'resources:state.page_only' },
    } satisfies ResourceCard);
  });

  it('always sees what the municipality has confirmed, by whom and when', () => {
    const card = confirmedOnly(confirmed);
    expect(card?.tel).to.equal('+46859097070');
    expect(card?.state).to.deep.equal({
      key: 'resources:state.confirmed',
      params: { on: { date: '2026-11-01' }, by: { name: 'Enhetschef' } },
    });
  });

  it('always sees the national emergency and crisis lines', () => {
    for (const id of [
      'sos-112',
      'polisen-114-14',
      'sos-116-000',
      'bris-116-111',
      'mind-sjalvmordslinjen',
      'vard-1177',
      'kvinnofridslinjen',
    ]) {
      expect(confirmedOnly(get(id))?.tel, id).to.equal(get(id).phones?.[0]?.tel);
    }
    expect(confirmedOnly(get('droghjalpen'))?.tel).to.equal(null);
    expect(all(get('droghjalpen'))?.state.key).to.equal('resources:state.read_dated_organization');
  });

  it('never sees a gap, an e-mail address, or an address from an older copy', () => {
    for (const resource of resources) {
      const card = all(resource);
      expect(card === null, resource.id).to.equal(resource.state === 'gap');
      if (resource.email) expect(JSON.stringify(card), resource.id).not.to.include(resource.email);
    }
    expect(all(get('sigtuna-mottagningsenheten'))?.address).to.equal(null);
    expect(all(get('kungalv-gemensam-mottagning'))?.address).to.equal('Stadshuset, Ytterbyvägen 2, Kungälv');
  });

  it('can read every card in every language', () => {
    for (const resource of [...resources, confirmed]) {
      for (const card of [all(resource), confirmedOnly(resource)]) {
        for (const part of card ? [card.kind, card.state, ...(card.hours ? [card.hours] : [])] : []) {
          for (const lang of LANGUAGES)
            expect(words(lang, part), `${resource.id} ${lang}`)
              .to.be.a('string')
              .and.not.to.match(/undefined|\[object|\{\{/);
        }
      }
    }
  });
});

describe('Somebody who asks when it is open', () => {
  const cases: [string, string | null][] = [
    ['sos-112', 'Öppet dygnet runt'],
    ['kungalv-gemensam-mottagning', 'Öppet: måndag till torsdag (09:00–16:30), fredag (09:00–16:00)'],
    ['upplands-vasby-mottagningen', 'Öppet: måndag, tisdag, torsdag, fredag (09:00–12:00), onsdag (13:00–16:00)'],
    [
      'sollentuna-socialjouren',
      'Öppet enligt uppgift från 2018: måndag till torsdag (17:00–02:00), fredag (15:00–02:00), lördag, söndag (16:00–02:00)',
    ],
    ['mjolby-socialjour', 'Öppet kvällar och helger. Exakta tider är inte angivna.'],
    ['ekero-socialtjansten', null],
  ];
  for (const [id, expected] of cases) {
    it(`is told of ${id} only what its source states`, () => {
      const hours = hoursOf(get(id));
      expect(hours && words('sv', hours)).to.equal(expected);
    });
  }
});

describe('Somebody in danger or at night', () => {
  const otherwise = get('sos-112');
  const some = fc.subarray(resources, { maxLength: 8 });

  it('is never sent first to a contact that nobody has confirmed', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (list, danger) => {
        const [first] = inSafeOrder(list, { danger, night: !danger }, otherwise);
        return first === undefined ? list.length === 0 : isVouchedFor(first);
      }),
    );
  });

  it('loses no contact by it, and by day keeps the order', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (list, danger) => {
        const safe = inSafeOrder(list, { danger, night: true }, otherwise);
        return (
          list.every((one) => safe.includes(one)) &&
          inSafeOrder(list, { danger: false, night: false }, otherwise) === list
        );
      }),
    );
  });

  it('is offered 112 before an unconfirmed social emergency service', () => {
    const jour = get('sigtuna-socialjouren');
    expect(inSafeOrder([jour], { danger: false, night: true }, otherwise)).to.deep.equal([otherwise, jour]);
  });

  it('has night from 21 to 7 in Sweden, in summer time and in winter time', () => {
    const nights: [string, boolean][] = [
      ['2026-11-22T19:59:00Z', false],
      ['2026-11-22T20:00:00Z', true],
      ['2026-11-23T05:59:00Z', true],
      ['2026-11-23T06:00:00Z', false],
      ['2026-07-01T18:59:00Z', false],
      ['2026-07-01T19:00:00Z', true],
      ['2026-07-02T04:59:00Z', true],
      ['2026-07-02T05:00:00Z', false],
    ];
    for (const [now, night] of nights) expect(isNight(now), now).to.equal(night);
  });
});
