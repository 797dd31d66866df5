// A week of short reports in our own words, for pictures of a busy map: who took which town, who moved where, and what is
// contested, each with its day. The facts are those of June 2014 in Iraq as every encyclopaedia has them.
const day = (n) => `2014-06-${String(n).padStart(2, '0')}T18:00:00Z`;

export const week = [
  [
    7,
    'River Desk',
    'The Iraqi army controls Mosul. The Iraqi army holds Tikrit. The Iraqi army controls Kirkuk, officials said.',
  ],
  [
    10,
    'River Desk',
    'The Islamic State captured Mosul on Tuesday. Some 500,000 people fled Mosul to Erbil, officials said.',
  ],
  [
    10,
    'Plain Wire',
    'The Islamic State seized Qayyarah on Tuesday. The Islamic State captured Hawija on Tuesday. The Islamic State captured Ash Sharqat on Tuesday.',
  ],
  [11, 'Plain Wire', 'The Islamic State captured Tikrit on Wednesday. The Islamic State captured Bayji on Wednesday.'],
  [
    12,
    'River Desk',
    'The Peshmerga took control of Kirkuk on Thursday. The Iraqi army withdrew from Kirkuk. The Peshmerga control Sinjar. The Peshmerga control Dohuk. The Peshmerga control Erbil. The Peshmerga hold Makhmur. The Peshmerga control Zakho. The Peshmerga control Tuz Khurmatu.',
  ],
  [
    13,
    'Hill Post',
    'The Islamic State captured Jalawla on Friday. The Islamic State captured Sulaiman Bek on Friday. Around 20,000 people fled Jalawla to Khanaqin.',
  ],
  [
    13,
    'Hill Post',
    'The Iraqi army controls Samarra. The Iraqi army holds Balad. The Iraqi army controls Baqubah. The Iraqi army controls Baghdad.',
  ],
  [
    14,
    'Plain Wire',
    'The Iraqi army and the Islamic State fought in Dhuluiya on Saturday. Fighting between the Iraqi army and the Islamic State continued in Ramadi on Saturday. The Islamic State controls Fallujah.',
  ],
  [15, 'Hill Post', 'The Islamic State attacked Tal Afar on Sunday. Some 3,000 families fled Tal Afar to Sinjar.'],
  [
    16,
    'River Desk',
    'The Islamic State captured Tal Afar on Monday. Some 200,000 people fled Tal Afar. The Baiji refinery is surrounded by the Islamic State. About 5,000 people fled Bashiqa to Alqosh.',
  ],
  [
    16,
    'Plain Wire',
    'The Iraqi army said it still held Tal Afar on Monday. More than 100,000 displaced people are in Erbil. Some 12,000 displaced people are in Dohuk.',
  ],
].map(([n, publisher, text]) => ({ publisher, published: day(n), title: text.split('.')[0], text }));

/** Puts the reports into a server's store. */
export async function tell(url) {
  for (const report of week) {
    const answer = await fetch(`${url}/reports`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(report),
    });
    if (!answer.ok) throw new Error(`${url}/reports: ${answer.status} ${await answer.text()}`);
  }
}
