import type { Words } from '../core/reply.ts';
import { DAYS, type Day, type Opening, type Resource } from './resource-schema.ts';

/** When a service is open, as words; null when no source states it. */
export function hoursOf(resource: Resource): Words | null {
  if (resource.always) return { key: 'resources:hours.always' };
  if (resource.hours) return { key: `resources:hours.${resource.hours}` };
  if (!resource.schedule) return null;
  const times = { list: resource.schedule.map(openingWords) };
  const year = resource.hours_stated_on;
  if (year) return { key: 'resources:hours.times_stated', params: { times, year: { code: year } } };
  const name = resource.closed_on_holidays ? 'times_not_holidays' : 'times';
  return { key: `resources:hours.${name}`, params: { times } };
}

function openingWords({ days, opens, closes }: Opening): Words {
  return {
    key: 'resources:hours.opening',
    params: { days: daysWords(days), opens: { code: opens }, closes: { code: closes } },
  };
}

/** Three days or more in a row are told as from … to …; otherwise one by one. */
function daysWords(days: Day[]): Words | { list: Words[] } {
  const word = (day: Day): Words => ({ key: `resources:day.${day}` });
  const at = days.map((day) => DAYS.indexOf(day));
  const inRow = at.every((position, index) => index === 0 || position === (at[index - 1] ?? 0) + 1);
  const [first, last] = [days[0], days.at(-1)];
  if (inRow && days.length > 2 && first && last && !days.includes('holiday_eve')) {
    return { key: 'resources:hours.days', params: { from: word(first), to: word(last) } };
  }
  return { list: days.map(word) };
}
