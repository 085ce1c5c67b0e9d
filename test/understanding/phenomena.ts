/** Invented messages, by what is hard about them. `says`: must be found; `not`: must not be found; `denies`: must be among the denied. */
export interface Row {
  text: string;
  says?: string[];
  not?: string[];
  denies?: string[];
}

export const PHENOMENA: Record<string, Row[]> = {
  'plain observations': [
    { text: 'Min son skolkar och röker hasch', says: ['school_absence', 'drug_use'] },
    { text: 'Hon har slutat med fotbollen och umgås bara med nya vänner', says: ['dropped_activities', 'new_peers'] },
    { text: 'Han hämtas av okända bilar mitt i natten', says: ['secretive_contacts'] },
    { text: 'Jag hittade tre simkort och en extra mobil i hans väska', says: ['second_phone'] },
    { text: 'han är skyldig 20 000 och de hotar honom', says: ['debt', 'threatened'] },
    { text: 'my daughter skips school and smokes weed', says: ['school_absence', 'drug_use'] },
    { text: 'he quit football and hangs out with much older boys', says: ['dropped_activities', 'older_peers'] },
    { text: 'unknown cars pick her up late at night', says: ['secretive_contacts'] },
    { text: 'I found three SIM cards and a second phone in his bag', says: ['second_phone'] },
    { text: 'he owes 20 000 kr and they threaten him', says: ['debt', 'threatened'] },
    { text: 'ابني يدخن الحشيش ويغيب عن المدرسة', says: ['drug_use', 'school_absence'] },
    { text: 'لقيت سكينة بشنطة ابني', says: ['weapon'] },
    { text: 'wiilkaygu iskuulka ma tago xashiishna wuu cabbaa', says: ['drug_use'] },
    { text: 'mindi ayaan ka helay boorsada wiilkayga', says: ['weapon'] },
  ],
  'denied: it must not be taken as said': [
    { text: 'han röker inte hasch', not: ['drug_use'], denies: ['drug_use'] },
    { text: 'Hon har aldrig haft någon kniv', not: ['weapon'], denies: ['weapon'] },
    { text: 'han skolkar inte', not: ['school_absence'], denies: ['school_absence'] },
    { text: 'vi har inte märkt att han tar droger', not: ['drug_use'], denies: ['drug_use'] },
    { text: 'Inga vapen eller droger så vitt vi vet', not: ['weapon', 'drug_use'] },
    { text: 'he does not carry a knife', not: ['weapon'], denies: ['weapon'] },
    { text: 'she has never smoked weed', not: ['drug_use'], denies: ['drug_use'] },
    { text: 'we have not seen any sign of drugs', not: ['drug_use'] },
    { text: 'nobody threatens him and he owes nothing', not: ['threatened', 'debt'] },
    { text: 'ما بيدخن حشيش', not: ['drug_use'] },
    { text: 'لا يحمل سكيناً', not: ['weapon'] },
    { text: 'mindi ma sito', not: ['weapon'] },
  ],
  'words of denial that deny nothing': [
    { text: 'han röker inte bara cannabis utan tar tabletter också', says: ['drug_use'] },
    { text: 'han kan inte betala sin skuld', says: ['debt'] },
    { text: 'vi vet inte var pengarna kommer ifrån, tusenlappar i garderoben', says: ['unexplained_money'] },
    { text: 'han kommer inte hem på nätterna', says: ['away_overnight'] },
    { text: "he can't pay his debt", says: ['debt'] },
    { text: 'not only weed, he takes pills too', says: ['drug_use'] },
    { text: "we don't know where all that cash comes from", says: ['unexplained_money'] },
  ],
  'over and done with': [
    { text: 'han rökte hasch förr men har slutat', not: ['drug_use'] },
    { text: 'han dricker inte längre', not: ['alcohol'], denies: ['alcohol'] },
    { text: 'he used to smoke weed but has stopped', not: ['drug_use'] },
    { text: 'När hon var liten snattade hon en gång', not: ['crime_suspected'] },
  ],
  'supposed, feared or asked in general': [
    { text: 'tänk om han börjar sälja knark?', not: ['drug_dealing'] },
    { text: 'vad gör jag om jag hittar en kniv i hans rum?', not: ['weapon'] },
    { text: 'Hur märker man om ungdomar tar droger?', not: ['drug_use'] },
    { text: 'what if he starts selling drugs?', not: ['drug_dealing'] },
    { text: 'what should I do if I find a knife in his room?', not: ['weapon'] },
    { text: 'how can you tell if teenagers take drugs?', not: ['drug_use'] },
  ],
  'rumours without a known child': [
    { text: 'det går rykten om att någon på skolan har vapen', not: ['weapon'] },
    { text: 'I saw on TV that kids carry knives', not: ['weapon'] },
  ],
  'innocent things that sound alike': [
    { text: 'han fick en dyr klocka i present av mormor', not: ['expensive_items'] },
    { text: 'hon sommarjobbar och sparade ihop till en ny moped', not: ['expensive_items', 'unexplained_money'] },
    { text: 'han kom hem sent från träningen', not: ['out_late'] },
    { text: 'han ramlade på fotbollsträningen och fick blåmärken', not: ['injured'] },
    { text: 'min son hade en vattenpistol', not: ['weapon'] },
    { text: 'läkaren skrev ut tabletter mot allergi', not: ['drug_use'] },
    { text: 'she got a new phone for her birthday', not: ['second_phone', 'expensive_items'] },
    { text: 'he fell at football practice and got bruises', not: ['injured'] },
    { text: 'my son shot three goals', not: ['weapon', 'violence_by_child'] },
    { text: 'we have a kitchen knife', not: ['weapon'] },
    { text: 'the doctor prescribed allergy tablets', not: ['drug_use'] },
  ],
  misspelt: [
    { text: 'min son skoklar och rökerr hasch', says: ['drug_use'] },
    { text: 'han har mycket kontantar vi vet inte var pengarna kommer ifrån', says: ['unexplained_money'] },
    { text: 'he skipps school and smokes cannabiss', says: ['drug_use'] },
  ],
  'without dots and accents': [
    { text: 'han roker hasch och ar skyldig pengar', says: ['drug_use', 'debt'] },
    { text: 'hon har borjat umgas med aldre killar', says: ['older_peers'] },
  ],
  'Arabic in Latin letters': [
    { text: 'ibni 3am yd5an 7ashish w ma 3am yrou7 3al madrase', says: ['drug_use'] },
    { text: 'la2et sekkine b shantet ibni', says: ['weapon'] },
  ],
  'several languages in one message': [
    { text: 'ابني عم يدخن hasch وما بيروح على skolan', says: ['drug_use'] },
    { text: 'wiilkaygu skolan ma tago, kniv ayaan ka helay väskan', says: ['weapon'] },
  ],
};
