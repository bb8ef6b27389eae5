import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml, FOREIGN_HTML_MOST, htmlToText, renderText, sanitizeHtml } from '#values/html.ts';
import { cpuMs } from '../support/cpu-time.ts';

const hrefs = {
  mentionHref: (username: string, domain: string | undefined) =>
    username === 'neda' ? `/@neda${domain ? `@${domain}` : ''}` : undefined,
  hashtagHref: (name: string) => `/tags/${encodeURIComponent(name)}`,
};
const render = (text: string) => renderText(text, hrefs);

/** Elements and attributes that survive must be among the harmless; a parser of our own, stricter than a browser's. */
const HARMLESS =
  /^(?:[^<]|<\/?(?:p|br|span|a|del|s|pre|blockquote|code|b|strong|u|i|em|ul|ol|li|ruby|rt|rp)(?: (?:href="https?:\/\/[^"<>]*"|href="\/(?!\/)[^"<>]*"|(?:rel|class|target|translate|start|reversed|value)="[^"<>]*"))*(?: \/)?>)*$/;

test('paragraphs and line breaks', () => {
  assert.equal(render('one\ntwo\n\n\nthree\r\nfour'), '<p>one<br />two</p><p>three<br />four</p>');
  assert.equal(render('  \n '), '');
});

test('everything that is markup is escaped', () => {
  assert.equal(render(`<b>&"'`), '<p>&lt;b&gt;&amp;&quot;&#39;</p>');
  assert.equal(escapeHtml('<script>'), '&lt;script&gt;');
});

test('a link hides its scheme and what is long', () => {
  const rel = 'target="_blank" rel="nofollow noopener noreferrer" translate="no"';
  assert.equal(
    render('http://www.example.org/a?b=1&c=2'),
    `<p><a href="http://www.example.org/a?b=1&amp;c=2" ${rel}><span class="invisible">http://www.</span><span class="">example.org/a?b=1&amp;c=2</span><span class="invisible"></span></a></p>`,
  );
  assert.equal(
    render(`https://example.org/${'😀'.repeat(30)}`),
    `<p><a href="https://example.org/${'😀'.repeat(30)}" ${rel}><span class="invisible">https://</span><span class="ellipsis">example.org/${'😀'.repeat(18)}</span><span class="invisible">${'😀'.repeat(12)}</span></a></p>`,
  );
});

test('a mention of someone known is a link, of someone unknown is text', () => {
  assert.equal(
    render('@neda @neda@example.org @nobody'),
    '<p><span class="h-card" translate="no"><a href="/@neda" class="u-url mention">@<span>neda</span></a></span> ' +
      '<span class="h-card" translate="no"><a href="/@neda@example.org" class="u-url mention">@<span>neda</span></a></span> @nobody</p>',
  );
});

test('a hashtag keeps its spelling', () => {
  assert.equal(
    render('#می\u200cروم!'),
    `<p><a href="/tags/${encodeURIComponent('می\u200cروم')}" class="mention hashtag" rel="tag">#<span>می\u200cروم</span></a>!</p>`,
  );
});

test('hashtags and mentions inside a link are part of it', () => {
  assert.equal(render('http://example.org/@neda?#IranElection').match(/<a /g)?.length, 1);
});

test('rendered text reads back as it was written', () => {
  for (const text of [
    'سلام @neda #IranElection',
    'a < b & c\n\nd',
    'see http://www.example.org/x?y=1&z=2 now',
  ])
    assert.equal(htmlToText(render(text)), text);
});

test('nothing written can become markup of its own', () => {
  const unit = fc.constantFrom(
    ...[
      '<',
      '>',
      '"',
      "'",
      '&',
      '#',
      '@neda',
      'http://a.b/',
      'javascript:',
      ' ',
      '\n',
      '=',
      'on',
      '/',
      'x',
      ';',
    ],
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      assert.match(render(text), HARMLESS);
    }),
    { numRuns: 3_000 },
  );
});

test('foreign HTML keeps what text needs', () => {
  const kept =
    '<p>a<br />b <span class="h-card" translate="no"><a class="u-url mention" rel="nofollow noopener noreferrer" target="_blank" href="https://example.org/@a">@<span>a</span></a></span></p><blockquote><p><em>c</em></p></blockquote><ol start="2"><li value="3">d</li></ol>';
  assert.equal(sanitizeHtml(kept), kept);
  assert.match(
    sanitizeHtml('<a href="https://a.b/tags/x" rel="tag" class="mention hashtag">#x</a>'),
    /rel="tag nofollow/,
  );
  assert.equal(sanitizeHtml('<h1>News</h1>'), '<strong>News</strong>');
});

test('foreign HTML loses styles, forms, images, foreign classes and addresses that are not http', () => {
  const gone: readonly (readonly [string, string])[] = [
    [
      '<p style="position:fixed" class="modal mention" id="x" onclick="y()">a</p>',
      '<p class="mention">a</p>',
    ],
    ['<form action="/x"><input name="q" /><button>b</button></form>', 'b'],
    ['<img src="https://a.b/c.png" onerror="x()" />d', 'd'],
    ['<script>alert(1)</script><style>p{}</style>e', 'e'],
    ['<iframe srcdoc="<p>x</p>"></iframe><svg><b xlink:href="javascript:x">f</b></svg>', '<b>f</b>'],
    ['<base href="https://evil.example/"><meta http-equiv="refresh">g', 'g'],
  ];
  for (const [html, text] of gone) assert.equal(sanitizeHtml(html), text);
  for (const href of [
    'javascript:alert(1)',
    ' java\nscript:x',
    'data:text/html,x',
    '//evil.example',
    '/settings',
    'vbscript:x',
  ])
    assert.doesNotMatch(sanitizeHtml(`<a href="${href}">x</a>`), /href/, href);
});

const PIECES = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '"',
    "'",
    '`',
    '=',
    ' ',
    '\n',
    '\0',
    '&',
    ';',
    '&#x6a;',
    '&colon;',
    '&lt;',
    '<!--',
    '-->',
  ],
  ...[
    '<script>',
    '</script>',
    '<svg',
    '<math>',
    '<style>',
    '<img src=x onerror=',
    '<a href=',
    '<p ',
    '<span class=',
  ],
  ...[
    'javascript:',
    'JaVa\tScript:',
    'data:text/html,',
    'onload=',
    'style=',
    'alert(1)',
    '<![CDATA[',
    ']]>',
    '<template>',
  ],
  ...[
    '<noscript>',
    '<textarea>',
    '<iframe srcdoc=',
    '<form action=',
    'http://a.b',
    'x',
    'é',
    '<b>',
    '</b>',
    '<li>',
    '<xmp>',
  ],
];

test('no foreign HTML gets a script, a handler or a javascript address through', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }), (pieces) => {
      const clean = sanitizeHtml(pieces.join(''));
      assert.match(clean, HARMLESS);
      assert.match(sanitizeHtml(clean), HARMLESS);
    }),
    { numRuns: 4_000 },
  );
});

test('HTML as text: breaks, blocks, entities once', () => {
  assert.equal(htmlToText('<p>a<br>b</p><p>c</p><ul><li>d</li><li>e</li></ul>'), 'a\nb\n\nc\n\nd\ne');
  assert.equal(htmlToText('<p>1 &lt; 2 &amp;lt; &#1740;&#x6a9;</p><script>x</script>'), '1 < 2 &lt; یک');
});

test('foreign HTML is read up to 50,000 units', () => {
  assert.equal(sanitizeHtml(`${'a'.repeat(FOREIGN_HTML_MOST)}b`), 'a'.repeat(FOREIGN_HTML_MOST));
  assert.equal(htmlToText(`${'a'.repeat(FOREIGN_HTML_MOST)}b`), 'a'.repeat(FOREIGN_HTML_MOST));
});

test('100 kB of hostile input takes under 50 ms', () => {
  const hostile =
    '<|<a |<p>|<b><i>|<a/>|</p>|&|&#|<!--|<a href="|"|@a |#a |http://a/ |<br |</p> |((|#a\u200c'.split('|');
  for (const piece of [...hostile, `<p ${'x'.repeat(20)}=`, '\n']) {
    const text = piece.repeat(100_000 / piece.length);
    for (const work of [render, sanitizeHtml, htmlToText]) {
      const ms = cpuMs(() => work(text));
      assert.ok(ms < 50, `${work.name} of ${JSON.stringify(piece)}: ${ms} ms`);
    }
  }
});
