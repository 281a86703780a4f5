import test from 'ava';
import fc from 'fast-check';
import { BLANK, elementXml } from '../../../src/convert/elements/element-xml.js';
import { parseXml } from '../../../src/read/jenkins/parse-xml.js';

const kept = (xml: string): string => elementXml(parseXml(xml, 'job.xml'));

const SECRET = 'c0rrect-horse';

for (const xml of [
  `<a><password>${SECRET}</password></a>`,
  `<a><jobPasswd>${SECRET}</jobPasswd><keypass>${SECRET}</keypass></a>`,
  `<a><passphrase>${SECRET}</passphrase><apiKey>${SECRET}</apiKey></a>`,
  `<a secretToken="${SECRET}"/>`,
  `<a><url>https://builder:${SECRET}@example.org/x</url></a>`,
  `<a><url>https://${SECRET}${SECRET}@example.org/x</url></a>`,
  `<a><entry><name>API_TOKEN</name><value>${SECRET}</value></entry></a>`,
  `<a><command>export DB_PASSWORD='${SECRET}'\ncurl -H "token: ${SECRET}"</command></a>`,
  `<a><b>{AQAAABAAAAAQ0123456789abcdefghijklmnop==}</b></a>`,
]) {
  test(`blanks ${xml.replaceAll('\n', ' ')}`, (t) => {
    const text = kept(xml);
    t.false(text.includes(SECRET), text);
    t.false(text.includes('AQAA'), text);
    t.true(text.includes(BLANK), text);
  });
}

test('keeps what is no secret', (t) => {
  const xml = `<org.example.Builder plugin="example@1.0">
  <credentialsId>deploy-key</credentialsId>
  <usePassword>false</usePassword>
  <password>$DEPLOY_PASSWORD</password>
  <url>ssh://git@example.org:29418/x</url>
  <entry>
    <name>COLOUR</name>
    <value>a &lt; b</value>
  </entry>
  <command>DB_PASSWORD=$SECRET make &amp;&amp; echo done</command>
</org.example.Builder>
`;
  t.is(kept(xml), xml);
});

test('what is kept reads like what was written', (t) => {
  const text = fc.string({ unit: fc.constantFrom('a', '<', '&', '"', "'", '>', '\n', ' ', 'é') });
  t.notThrows(() =>
    fc.assert(
      fc.property(text, text, (value, written) => {
        const attribute = written.replaceAll('\n', ' ');
        const escape = (one: string): string =>
          one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
        const xml = `<a b="${escape(attribute)}"><c>x${escape(value)}</c></a>`;
        const again = parseXml(kept(xml), 'kept.xml');
        return again.child('c')!.rawText === `x${value}` && again.attributes[0]!.value === attribute;
      }),
    ),
  );
});
