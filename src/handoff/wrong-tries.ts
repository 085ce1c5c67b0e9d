/** Wrong receipt codes that one caller may try in a minute (contract section 6). */
const EACH_CALLER = 5;
/** And all callers together: far more than people mistype, far fewer than a search through sixteen digits needs. */
const ALL_CALLERS = 300;
const MINUTE_MS = 60_000;

/** Counts wrong tries in memory: nothing about who tried is kept longer than a minute. */
export interface WrongTries {
  tooMany(caller: string, now: Date): boolean;
  count(caller: string, now: Date): void;
}

export function wrongTries(): WrongTries {
  /** All tries of the last minute, oldest first. */
  let tries: { caller: string; at: number }[] = [];

  const recent = (now: Date) => {
    // A clock that was set back must lock nobody out.
    tries = tries.filter(({ at }) => at > now.getTime() - MINUTE_MS && at <= now.getTime());
    return tries;
  };

  return {
    tooMany(caller, now) {
      const all = recent(now);
      return all.length >= ALL_CALLERS || all.filter((attempt) => attempt.caller === caller).length >= EACH_CALLER;
    },
    count(caller, now) {
      recent(now).push({ caller, at: now.getTime() });
    },
  };
}
