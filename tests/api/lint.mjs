// Lints the OpenAPI document of a file, offline: Redocly's recommended rules with nothing left out, then every schema is compiled as
// JSON Schema 2020-12, and bodies that must and must not fit are held against them.
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const text = readFileSync(process.argv[2], 'utf8');
const description = JSON.parse(text);
const complaints = [];
const say = (words) => complaints.push(words);

const config = await createConfig({ extends: ['recommended-strict'] });
for (const problem of await lintFromString({ source: text, absoluteRef: process.argv[2], config }))
  say(`${problem.ruleId}: ${problem.message} (${problem.location?.[0]?.pointer ?? ''})`);

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
addFormats(ajv);
for (const word of ['x-type', 'x-unit', 'components']) ajv.addKeyword(word);
ajv.addSchema({ $id: 'https://alongside.invalid/api', components: description.components });
const named = (name) => {
  try {
    return ajv.getSchema(`https://alongside.invalid/api#/components/schemas/${name}`);
  } catch (error) {
    say(`schema ${name}: ${error.message}`);
    return undefined;
  }
};
const names = Object.keys(description.components?.schemas ?? {});
for (const name of names) if (!named(name)) say(`schema ${name} does not compile`);

const a_note = {
  id: '01K4T0Q6ZV3W8XKB2M5N7P9R1S',
  kind: 'note',
  occurred_at: '2026-03-03T10:40:00+01:00',
  pupils: [{ id: '01K4T0Q6ZV3W8XKB2M5N7P9R1T' }],
  fields: { words: 'Read two pages aloud without being asked.' },
};
const fits = named('NewRecord');
const note_fields = description.components.schemas.fields_note;
const words = note_fields.required?.[0];
a_note.fields = { [words]: 'Read two pages aloud without being asked.' };
const expect = (what, body, wanted) => {
  if (fits?.(body) !== wanted) say(`${what} ${wanted ? 'is refused' : 'fits'}: ${ajv.errorsText(fits?.errors)}`);
};
expect('a note', a_note, true);
expect('a note without words', { ...a_note, fields: {} }, false);
expect('a note with a foreign field', { ...a_note, fields: { ...a_note.fields, flag: 2 } }, false);
expect('a record with a foreign member', { ...a_note, author_id: a_note.id }, false);
expect('a record of an unknown kind', { ...a_note, kind: 'rumour' }, false);
expect('a record with a short id', { ...a_note, id: 'short' }, false);

for (const complaint of complaints) console.error(complaint);
console.log(`openapi: ${Object.keys(description.paths).length} paths, ${names.length} schemas, ${complaints.length} complaints`);
process.exit(complaints.length === 0 ? 0 : 1);
