import type { Route } from '../core/route.ts';
import { seeOther } from './frame.ts';
import type { Office } from './office.ts';
import { isInboxLanguage } from './reader.ts';
import { formOfStaff } from './visit.ts';

/** Pages to come back to; anything else could lead away from the inbox. */
const OWN_PAGE = /^\/inbox(\/tickets\/[A-Za-z0-9_-]+|\?unit=[a-z0-9_-]+)?$/;

/** Changes the language of the interface for the rest of the session. */
export function languageRoute(office: Office): Route {
  return {
    method: 'POST',
    path: '/inbox/language',
    answer: formOfStaff(office, async ({ session }, form) => {
      const lang = form.get('lang');
      const back = form.get('back') ?? '';
      if (isInboxLanguage(lang)) session.lang = lang;
      return seeOther(OWN_PAGE.test(back) ? back : '/inbox');
    }),
  };
}
