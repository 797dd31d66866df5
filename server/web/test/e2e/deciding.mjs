// Deciding: a whole sentence at once, merging, splitting, holding back, taking back; and what of it is public.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { go, stories, until } from './harness.mjs';
import { heading, settled } from './reviewing.mjs';

stories('deciding', {}, (world) => {
  const add = async (publisher, text) => {
    const body = { text, publisher, title: publisher, published: '2014-06-16T12:00:00Z' };
    const { reports } = await world.api('/reports', body);
    const { claims } = await world.api(`/review/queue?report=${reports[0].id}`);
    return { id: reports[0].id, claims: claims.map((c) => c.claim) };
  };
  const published = async () => {
    const { features } = await world.api('/collections/claims/items?profile=public&limit=1000');
    return features.map((f) => f.id);
  };
  let first;

  test('three claims of one sentence are accepted by one key, and one key takes that back', async () => {
    first = await add(
      'River Post',
      'Rebels captured Tikrit and Baiji on Monday, and some 3,000 people fled Tikrit for Kirkuk.',
    );
    assert.ok(first.claims.length >= 3, `${first.claims.length} claims`);
    const page = await world.at(`open=review/report:${first.id}`);
    await page.locator('.together').waitFor();
    const sentence = await page.locator('.queue .sentence').textContent();
    assert.match(sentence, /^Rebels captured.*Kirkuk\.$/, 'the whole sentence stands there, not the clause alone');
    await page.keyboard.press('Shift+A');
    await page.locator('.queue .now').filter({ hasText: 'All claims are reviewed' }).waitFor();
    for (const c of first.claims) await settled(world, c.id, 'accepted');
    assert.deepEqual((await published()).sort(), first.claims.map((c) => c.id).sort());
    await page.keyboard.press('u');
    for (const c of first.claims) await settled(world, c.id, 'pending');
    assert.deepEqual(await published(), []);
    await heading(page, /Rebels/);
  });

  test('two claims that say one thing become one, and come apart again', async () => {
    const again = await add(
      'Hill Courier',
      'Insurgents said Tikrit was captured by rebels on Monday. Rebels captured Tikrit on Monday.',
    );
    const mine = again.claims.find((c) => c.status === 'captured' && c.places[0].name.startsWith('Tikr'));
    const page = await world.at(`open=review/${mine.id}`);
    await heading(page, /Tikr/);
    await page.keyboard.press('m');
    const target = page.locator('.merging .candidate').first();
    await target.filter({ hasText: 'River Post' }).waitFor();
    const into = await target.getAttribute('data-claim');
    await page.keyboard.press('1');
    await settled(world, mine.id, 'merged');
    assert.deepEqual((await world.api(`/claims/${into}`)).supports, [mine.id]);
    await page.keyboard.press('u');
    await settled(world, mine.id, 'pending');
  });

  test('one claim that says two things becomes two, each with its actor, and whole again', async () => {
    const flow = first.claims.find((c) => c.kind === 'flow');
    const page = await world.at(`open=review/${flow.id}`);
    await heading(page, /Kirk/);
    await page.keyboard.press('s');
    await page.locator('.parts fieldset').nth(1).waitFor();
    await page.locator('.queue form button[type=submit]').click();
    await page.locator('.queue form [role=alert]').filter({ hasText: 'Two parts say the same' }).waitFor();
    await page.locator('[data-part="1"]').fill('Turkmen');
    await page.keyboard.press('Enter');
    await settled(world, flow.id, 'superseded');
    const parts = async () =>
      (await world.api(`/review/queue?report=${first.id}`)).claims.map((c) => c.claim).filter((c) => c.kind === 'flow');
    assert.deepEqual((await parts()).map((c) => c.actor).sort(), ['Turkmen', flow.actor].sort());
    await page.keyboard.press('u');
    await settled(world, flow.id, 'pending');
    assert.equal((await parts()).length, 1);
  });

  test('an embargo and a retraction take a published claim out of what is published, an undo brings it back', async () => {
    const [c] = first.claims;
    await world.api(`/claims/${c.id}/reviews`, {
      action: 'accept',
      version: (await world.api(`/claims/${c.id}`)).version,
    });
    assert.ok((await published()).includes(c.id));
    const page = await world.at(`open=review/${c.id}`);
    await page.locator('.queue .now .tag').filter({ hasText: 'accepted' }).waitFor();
    await page.keyboard.press('b');
    await page.locator('#embargo-reason').fill('two days for those who fled');
    await page.keyboard.press('Enter');
    await page.locator('.queue .now .facts').filter({ hasText: 'Embargo until' }).waitFor();
    assert.ok(!(await published()).includes(c.id), 'held back');
    await page.keyboard.press('u');
    await page.locator('.queue .note').filter({ hasText: 'Undone' }).waitFor();
    assert.ok((await published()).includes(c.id));
    await go(page, `open=review/${c.id}`);
    await until(page, (id) => document.querySelector('.queue .now')?.dataset.claim === id, c.id);
    await page.keyboard.press('x');
    await settled(world, c.id, 'retracted');
    assert.ok(!(await published()).includes(c.id));
    await page.keyboard.press('u');
    await settled(world, c.id, 'accepted');
  });
});
